import Foundation
import LuaSyntax
import Scripting

/// A file that declares a definition.
public struct DefinitionFile: Sendable, Hashable {
  /// The path as it was given.
  public var path: String
  /// Its text.
  public var source: String

  /// A file's text under its path.
  public init(path: String, source: String) {
    self.path = path
    self.source = source
  }

  /// The file at a path, or every definition in a folder and in those below it, in the order of their names.
  ///
  /// - Parameters:
  ///   - path: A file or a folder.
  ///   - skip: Receives the paths of `.lua` files in a folder that declare nothing, tests left out.
  public static func read(_ path: String, skip: (String) -> Void = { _ in }) throws -> [DefinitionFile] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else { return [try DefinitionFile(reading: path)] }
    let files = try TestFile.scripts(in: [path]).filter { !$0.hasSuffix(TestFile.ending) }
      .map { try DefinitionFile(reading: $0) }
    for file in files where !file.declares { skip(file.path) }
    let definitions = files.filter(\.declares)
    guard !definitions.isEmpty else { throw DefinitionFault.emptyFolder(path) }
    return definitions
  }

  /// Whether its text names what declares a definition, such as `score`. Running it would tell more, and do what it does.
  private var declares: Bool {
    let kinds = Set(DefinitionKinds.all.map { $0.kind })
    return SyntaxTree(source).references.contains { $0.binding == .global && !$0.isWrite && kinds.contains($0.name) }
  }

  /// Where the definitions of a path are: the folder itself, or the one that the file is in.
  public static func folder(of path: String) -> String {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isThere && isFolder.boolValue ? path : path.folder
  }

  private init(reading path: String) throws {
    self.init(path: path, source: try SourceText.read(path))
  }
}
