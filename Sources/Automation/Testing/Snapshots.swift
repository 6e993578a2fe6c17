import Foundation
import Scripting
import Wording

/// What values were when somebody accepted them, in a file beside the tests.
final class Snapshots {
  private let path: String
  private let accepts: Bool
  private var kept: [String: String]
  /// How many texts were compared under a name.
  private var uses: [String: Int] = [:]
  private var isChanged = false

  /// The snapshots of a test file; where they are accepted, what is new takes the place of what was kept.
  init(of testFile: String, accepts: Bool) {
    path = (testFile.hasSuffix(".lua") ? String(testFile.dropLast(4)) : testFile) + ".snapshots"
    self.accepts = accepts
    kept = FileManager.default.contents(atPath: path).map { Self.read(String(decoding: $0, as: UTF8.self)) } ?? [:]
  }

  /// Compares a text with what was kept of the test of that name: the first, the second and so on have entries of their own,
  /// whether they are of one test or of several that are called the same.
  func compare(_ text: String, of test: String) -> SnapshotVerdict {
    let use = (uses[test] ?? 0) + 1
    uses[test] = use
    let name = Self.heading(test, use)
    let before = kept[name]
    if let before, before.utf8.elementsEqual(text.utf8) { return .same }
    guard accepts else { return before.map { .differs($0) } ?? .missing }
    kept[name] = text
    isChanged = true
    return .same
  }

  /// Writes what was accepted. Those that no test asked for any more are left out where all tests ran to their end.
  func save(afterAll: Bool) throws(SnapshotFault) {
    guard accepts else { return }
    if afterAll {
      let used = Set(uses.flatMap { test, count in (1...count).map { Self.heading(test, $0) } })
      for name in kept.keys where !used.contains(name) {
        kept[name] = nil
        isChanged = true
      }
    }
    guard isChanged else { return }
    do {
      if kept.isEmpty { return try FileManager.default.removeItem(atPath: path) }
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SnapshotFault(path: path)
    }
  }

  /// Each under a heading, indented by four but for empty lines: editors take blanks from the ends of lines.
  private var text: String {
    kept.sorted { $0.key < $1.key }.map { name, text in
      let lines = Self.lines(text).map { $0.isEmpty ? "\n" : "    \($0)\n" }
      return "# \(name)\n\n\(lines.joined())"
    }.joined(separator: "\n")
  }

  private static func read(_ text: String) -> [String: String] {
    var kept: [String: [Substring]] = [:]
    var name: String?
    for line in lines(text) {
      if line.hasPrefix("# ") {
        name = String(line.dropFirst(2))
      } else if let name {
        kept[name, default: []].append(line.hasPrefix("    ") ? line.dropFirst(4) : "")
      }
    }
    return kept.mapValues { lines in
      // An empty line comes after the heading and after the text.
      var text = lines[...]
      if text.first?.isEmpty == true { text.removeFirst() }
      if text.last?.isEmpty == true { text.removeLast() }
      return text.joined(separator: "\n")
    }
  }

  private static func heading(_ test: String, _ use: Int) -> String {
    let line = test.replacing("\\", with: "\\\\").replacing("\r", with: "\\r").replacing("\n", with: "\\n")
    // No name has a single backslash.
    return use == 1 ? line : "\(line) \\ \(use)"
  }

  /// Lines end as bytes do: to Swift, a carriage return and a line feed are one character.
  private static func lines(_ text: String) -> [Substring] {
    text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
  }
}

/// Accepted values that cannot be written.
struct SnapshotFault: Refusal, Hashable {
  let path: String

  var code: String { "cannot-write" }

  var message: Phrase {
    Phrase("cannot write \(path): look at its folder's permissions and space", zh: "无法写入 \(path)：请检查所在文件夹的权限和空间")
  }
}
