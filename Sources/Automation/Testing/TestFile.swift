import Foundation
public import Wording

/// A file of tests.
public struct TestFile: Sendable, Hashable {
  /// The path, as people would write it.
  public let path: String

  /// What the names of test files end with.
  public static let ending = "_test.lua"

  /// The test files of paths, each a file or a folder that is searched with those below it, in the order of their names.
  ///
  /// - Throws: `TestFault` where there is none.
  public static func find(_ paths: [String]) throws(TestFault) -> [TestFile] {
    var found: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path) }
      guard isFolder.boolValue else {
        found.append(path)
        continue
      }
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      found += names.filter { $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
        .sorted().map { RelativePath.joined(path, $0) }
    }
    guard !found.isEmpty else { throw .noTests(paths.joined(separator: ", ")) }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }.map { TestFile(path: $0) }
  }

  /// The files whose tests a change of others may touch: they are among them, or name one. All, where no file names what
  /// changed.
  public static func affected(_ files: [TestFile], by changed: Set<String>) -> [TestFile] {
    let names = changed.map { path in
      let name = path.split(separator: "/").last ?? path[...]
      return name.hasSuffix(".lua") ? name.dropLast(4) : name
    }
    let affected = files.filter { file in
      if changed.contains(RelativePath.joined(".", file.path)) { return true }
      guard let source = try? SourceText.read(file.path) else { return true }
      return names.contains { source.contains($0) }
    }
    return affected.isEmpty ? files : affected
  }

  /// The folder that is searched unless one is named.
  public static var usualFolder: String {
    FileManager.default.fileExists(atPath: "scripts") ? "scripts" : "."
  }
}

/// Paths as text.
enum RelativePath {
  /// A path seen from a folder, without detours.
  static func joined(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts: [Substring] = []
    for part in "\(folder)/\(path)".split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let joined = parts.joined(separator: "/")
    return folder.hasPrefix("/") ? "/\(joined)" : joined
  }
}

/// Why no test can run.
public enum TestFault: Refusal, Hashable {
  case missing(String)
  case noTests(String)
  case noneNamed(String)

  public var code: String {
    switch self {
    case .missing: "no-file"
    case .noTests: "no-tests"
    case .noneNamed: "no-test-named"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let path): Phrase("there is no file or folder \(path)", zh: "没有文件或文件夹 \(path)")
    case .noTests(let path):
      Phrase(
        "there is no file that ends with \(TestFile.ending) in \(path): `patron new test NAME` makes one",
        zh: "\(path) 中没有以 \(TestFile.ending) 结尾的文件：可用 `patron new test 名称` 新建")
    case .noneNamed(let text):
      Phrase("no test has '\(text)' in its name", zh: "没有名称含 '\(text)' 的测试")
    }
  }
}
