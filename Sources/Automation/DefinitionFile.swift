import Foundation

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

  /// The file at a path, or every `.lua` file of a folder but its tests, in the order of their names.
  public static func read(_ path: String) throws -> [DefinitionFile] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else { return [try DefinitionFile(reading: path)] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
      $0.hasSuffix(".lua") && !$0.hasSuffix(TestFile.ending)
    }.sorted()
    guard !names.isEmpty else { throw DefinitionFault.emptyFolder(path) }
    return try names.map { try DefinitionFile(reading: path.hasSuffix("/") ? path + $0 : "\(path)/\($0)") }
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
