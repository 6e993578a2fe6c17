import Foundation
import LineEditing
import LineReading
import Testing

@Suite struct HistoryOnDiskTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "patron-history-\(UUID().uuidString)")
  private var path: String { folder.appending(path: "state/history").path }

  private func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `lines are there in the next session, and for their owner only`() throws {
    defer { remove() }
    let file = HistoryOnDisk(path: path)
    #expect(try History(from: file).entries == [])
    for entry in ["客户 = 1", "do\n  x\nend"] { try file.append(History.line(of: entry)) }
    #expect(try History(from: HistoryOnDisk(path: path)).entries == ["客户 = 1", "do\n  x\nend"])
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test func `sessions at the same time keep each other's lines, also while one makes the file short`() async throws {
    defer { remove() }
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<4 {
        group.addTask {
          for line in 0..<50 { try? HistoryOnDisk(path: path).append("s\(session) l\(line)\n") }
        }
      }
      group.addTask {
        for _ in 0..<20 { try? HistoryOnDisk(path: path).rewrite { History(lines: $0).lines } }
      }
    }
    let entries = try History(from: HistoryOnDisk(path: path)).entries
    #expect(Set(entries).count == 200)
    for session in 0..<4 {
      #expect(entries.filter { $0.hasPrefix("s\(session) ") } == (0..<50).map { "s\(session) l\($0)" })
    }
  }

  @Test func `a line that a crash cut off does not take the next with it`() throws {
    defer { remove() }
    let file = HistoryOnDisk(path: path)
    try file.append("whole\n")
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("cut o".utf8))
    try file.append("next\n")
    #expect(try History(from: file).entries == ["whole", "cut o", "next"])
  }

  @Test func `a file that has grown is made short when it is next read`() throws {
    defer { remove() }
    let file = HistoryOnDisk(path: path)
    for line in 0..<25 { try file.append("line \(line % 12)\n") }
    let history = try History(from: file, limit: 10)
    #expect(history.entries == (15..<25).map { "line \($0 % 12)" })
    #expect(try file.read() == history.lines)
  }

  @Test func `a file that cannot be read says why`() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: TerminalError.self) { try History(from: HistoryOnDisk(path: path)) }
    #expect(throws: TerminalError.unwritableHistory(path: path, errorNumber: EISDIR)) {
      try HistoryOnDisk(path: path).append("x\n")
    }
  }
}
