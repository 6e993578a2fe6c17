import Domain
import Foundation
import GRDB
import Storage
import Testing
import Wording

@Suite struct OperationsFileTests {
  private let folder: URL
  private var book: String { folder.appending(path: "patron.db").path }
  private let start: RunStart
  private let noon: Instant

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "operations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    noon = try Instant("2026-11-21T12:00:00Z")
    start = RunStart(title: "import orders.csv", operatorName: "Li Wei", startedAt: noon)
  }

  private func withFolder(_ body: () throws -> Void) rethrows {
    defer { try? FileManager.default.removeItem(at: folder) }
    try body()
  }

  @Test func `a run holds the writer's place from when it took it until it ends`() throws {
    try withFolder {
      #expect(OperationsFile.holder(of: book) == nil)
      let run = try #require(OperationsFile(start, mode: "live", besideBook: book))
      #expect(OperationsFile.holder(of: book) == nil)
      run.takePlace(at: noon)
      let holder = try #require(OperationsFile.holder(of: book))
      #expect(holder.operatorName == "Li Wei" && holder.title == "import orders.csv" && holder.since == noon)
      #expect(holder.process == ProcessInfo.processInfo.processIdentifier)
      #expect(
        holder.waiting.english == "waiting: Li Wei has been running 'import orders.csv' since 2026-11-21T12:00:00Z")
      run.end(.succeeded, at: noon)
      #expect(OperationsFile.holder(of: book) == nil)
    }
  }

  @Test func `a process that is gone, or another of its number, holds nothing`() throws {
    try withFolder {
      let run = try #require(OperationsFile(start, mode: "live", besideBook: book))
      run.takePlace(at: noon)
      let file = try DatabaseQueue(path: OperationsFile.path(beside: book))
      // No process has a number above Linux's limit of 4,194,304.
      try file.write { try $0.execute(sql: "UPDATE starts SET process = 4194305") }
      #expect(OperationsFile.holder(of: book) == nil)
      let mine = ProcessInfo.processInfo.processIdentifier
      try file.write { try $0.execute(sql: "UPDATE starts SET process = ?, process_start = 1", arguments: [mine]) }
      #expect(OperationsFile.holder(of: book) == nil)
    }
  }

  @Test func `a broken file makes room for a new one`() throws {
    try withFolder {
      try Data(repeating: 0x20, count: 9000).write(to: URL(filePath: OperationsFile.path(beside: book)))
      let run = try #require(OperationsFile(start, mode: "live", besideBook: book))
      run.takePlace(at: noon)
      #expect(OperationsFile.holder(of: book) != nil)
    }
  }

  @Test func `where it cannot be written there is none, and that is all`() {
    withFolder {
      #expect(OperationsFile(start, mode: "live", besideBook: ":memory:") == nil)
      #expect(OperationsFile(start, mode: "live", besideBook: "\(folder.path)/none/patron.db") == nil)
      #expect(OperationsFile.holder(of: "\(folder.path)/none/patron.db") == nil)
    }
  }
}
