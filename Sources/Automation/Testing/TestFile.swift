import Foundation
import LuaSyntax
public import Wording

/// A file of tests.
public struct TestFile: Sendable, Hashable {
  /// The path, as people would write it.
  public let path: String
  /// The folder that was searched for it, or that it is in where it was named: its tests read what is below, also where that
  /// is not the working folder.
  public let root: String

  /// What the names of test files end with.
  public static let ending = "_test.lua"

  /// The test files of paths, each a file of any name, or a folder that is searched with those below it, in the order of
  /// their names. A link stands for what it leads to.
  ///
  /// - Throws: `SourceFault` for a path that is not there, `TestFault` for a folder without any.
  public static func find(_ paths: [String]) throws -> [TestFile] {
    var found: [TestFile] = []
    for path in paths {
      guard FileManager.default.fileExists(atPath: path) else { throw SourceFault.absent(path) }
      guard isFolder(path) else {
        found.append(TestFile(path: RelativePath.joined(".", path), root: path.folder))
        continue
      }
      // The stroke makes a link to a folder that folder.
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/")) ?? []
      let inside = names.filter {
        $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") }
      }.sorted().map { TestFile(path: RelativePath.joined(path, $0), root: path) }.filter { !isFolder($0.path) }
      guard !inside.isEmpty else { throw TestFault.noTests(path, otherName: misnamed(in: [path]).first) }
      found += inside
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.path).inserted }
  }

  /// The scripts in folders among paths that declare tests, and are passed over for what they are called.
  public static func misnamed(in paths: [String]) -> [String] {
    scripts(in: paths).filter { path in
      guard !path.hasSuffix(ending), let source = try? SourceText.read(path) else { return false }
      let begins = source.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }).contains {
        $0.starts(with: "describe".utf8) || $0.starts(with: "it".utf8)
      }
      return begins && SyntaxTree(source).declaresTests
    }
  }

  /// The name by which a folder's search finds a file: `house_test.lua` for `house.lua`.
  static func testName(of path: String) -> String {
    (path.hasSuffix(".lua") ? String(path.dropLast(4)) : path) + ending
  }

  /// The scripts in the folders among paths, and in those below.
  public static func scripts(in paths: [String]) -> [String] {
    paths.filter { isFolder($0) }.flatMap { (try? ScriptCheck.scripts(at: [$0])) ?? [] }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Where `require` looks: in its own folder, then in those around it up to the one that was searched, or the working
  /// folder, so that it finds what the scripts find which it tests.
  var folders: [String] {
    var folders = [path.folder]
    let top = path.hasPrefix("/") ? RelativePath.joined("/", root) : "."
    while let last = folders.last, last != top, last != "/", last != ".", !last.hasSuffix("..") {
      folders.append(last.folder)
    }
    return folders
  }

  /// The path of a file that its tests name, seen from its own folder.
  ///
  /// - Throws: `TestFault` for one that is neither below the working folder nor below the root, links followed.
  func path(of name: String) throws(TestFault) -> String {
    let path = RelativePath.joined(self.path.folder, name)
    guard let real = Self.realPath(path) else { return path }
    let folders = [".", root].compactMap { Self.realPath($0) }
    guard folders.contains(where: { $0 == "/" || "\(real)/".hasPrefix("\($0)/") }) else {
      throw .outside(name, real)
    }
    return path
  }

  /// Where a path leads; nil where there is nothing.
  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
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

extension SyntaxTree {
  /// Whether the file itself calls `describe` or `it`; functions of it may do so for tests elsewhere.
  fileprivate var declaresTests: Bool {
    block.statements.contains { statement in
      guard case .call(let call) = statement.kind, case .suffixed(let first, _) = call.kind,
        case .name(let name) = first.kind, name.binding == .global
      else { return false }
      return ["describe", "it"].contains(name.text)
    }
  }
}

/// Paths as text.
enum RelativePath {
  /// A path seen from a folder, without detours.
  static func joined(_ folder: String, _ path: String) -> String {
    let isAbsolute = path.hasPrefix("/") || folder.hasPrefix("/")
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : "\(folder)/\(path)").split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/\(joined)" : joined.isEmpty ? "." : joined
  }
}

/// Why no test can run.
public enum TestFault: Refusal, Hashable {
  /// A folder; a file in it may declare tests under another name.
  case noTests(String, otherName: String?)
  case noneNamed(String)
  /// A file; its tests may be in the one beside it.
  case noneDeclared(String, beside: String?)
  case outside(String, String)

  public var code: String {
    switch self {
    case .noTests, .noneDeclared: "no-tests"
    case .outside: "outside-folder"
    case .noneNamed: "no-test-named"
    }
  }

  public var message: Phrase {
    switch self {
    case .noTests(let path, let other):
      Phrase(
        "there is no file that ends with \(TestFile.ending) in \(path): ", zh: "\(path) 中没有以 \(TestFile.ending) 结尾的文件：")
        + (other.map { Self.misnamed($0) }
          ?? Phrase("`patron new test NAME` makes one", zh: "可用 `patron new test 名称` 新建"))
    case .noneNamed(let text):
      Phrase("no test has '\(text)' in its name", zh: "没有名称含 '\(text)' 的测试")
    case .noneDeclared(let file, let beside):
      Phrase("no test is declared in \(file): ", zh: "\(file) 中没有声明测试：")
        + (beside.map { Phrase("run those of \($0)", zh: "请运行 \($0) 中的测试") }
          ?? Phrase("write it(\"does …\", function() … end)", zh: "请写 it(\"……\", function() … end)"))
    case .outside(let name, let path):
      Phrase(
        "'\(name)' is \(path), outside the working folder: tests read files below it",
        zh: "'\(name)' 即 \(path)，不在工作文件夹内：测试只能读取其中的文件")
    }
  }

  /// What is said of a file with tests that a folder's search passes over.
  public static func misnamed(_ path: String) -> Phrase {
    Phrase(
      "\(path) declares tests and is passed over for its name: call it \(TestFile.testName(of: path)), or run `patron test \(path)`",
      zh: "\(path) 声明了测试，但因文件名而被略过：请改名为 \(TestFile.testName(of: path))，或运行 `patron test \(path)`")
  }
}
