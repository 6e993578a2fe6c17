import Foundation
import Scripting
import Wording

/// What values were when somebody accepted them, in a file beside the tests.
final class Snapshots {
  private let path: String
  private let accepts: Bool
  private var kept: [String: String]
  private var used: Set<String> = []
  private var isChanged = false

  /// The snapshots of a test file; where they are accepted, what is new takes the place of what was kept.
  init(of testFile: String, accepts: Bool) {
    path = (testFile.hasSuffix(".lua") ? String(testFile.dropLast(4)) : testFile) + ".snapshots"
    self.accepts = accepts
    kept = FileManager.default.contents(atPath: path).map { Self.read(String(decoding: $0, as: UTF8.self)) } ?? [:]
  }

  func compare(_ text: String, named name: String) -> SnapshotVerdict {
    used.insert(name)
    let before = kept[name]
    if before == text { return .same }
    guard accepts else { return before.map { .differs($0) } ?? .missing }
    kept[name] = text
    isChanged = true
    return .same
  }

  /// Writes what was accepted. Those that no test asked for any more are left out where all tests ran.
  func save(afterAll: Bool) throws(SnapshotFault) {
    guard accepts else { return }
    let unused = kept.keys.filter { afterAll && !used.contains($0) }
    for name in unused { kept[name] = nil }
    guard isChanged || !unused.isEmpty else { return }
    do {
      if kept.isEmpty { return try FileManager.default.removeItem(atPath: path) }
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SnapshotFault(path: path)
    }
  }

  /// Each under a heading, indented by four.
  private var text: String {
    kept.sorted { $0.key < $1.key }.map { name, text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }
      return "# \(name)\n\n\(lines.joined())"
    }.joined(separator: "\n")
  }

  private static func read(_ text: String) -> [String: String] {
    var kept: [String: [Substring]] = [:]
    var name: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") {
        name = String(line.dropFirst(2))
      } else if let name, line.hasPrefix("    ") {
        kept[name, default: []].append(line.dropFirst(4))
      }
    }
    return kept.mapValues { $0.joined(separator: "\n") }
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
