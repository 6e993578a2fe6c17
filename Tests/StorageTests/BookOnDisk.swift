import Domain
import Foundation
import GRDB
import Storage
import Testing

/// A book in a folder that goes with it.
final class BookOnDisk {
  let file: BookFile
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = try BookFile.create(
      at: folder.appending(path: "patron.db").path,
      profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Changes the book as one run.
  @discardableResult
  func run<Result>(_ body: (BookSession) throws -> Result) throws -> (id: Int64, result: Result) {
    try Self.run(in: file, body)
  }

  /// Changes a book as one run.
  static func run<Result>(
    in file: BookFile, _ body: (BookSession) throws -> Result
  ) throws -> (id: Int64, result: Result) {
    try file.write { session in
      let now = try Instant("2026-11-21T08:00:00Z")
      let id = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: now))
      let result = try body(session)
      try session.finishRun(RunEnd(.succeeded, at: now))
      return (.commit, (id, result))
    }
  }

  /// Takes a run back, as a run.
  @discardableResult
  func undo(_ id: Int64) throws -> Int64 {
    try file.write { session in
      let now = try Instant("2026-11-21T09:00:00Z")
      let run = try session.startRun(RunStart(title: "undo", operatorName: "tester", startedAt: now, undoes: id))
      _ = try session.undo(run: id)
      try session.finishRun(RunEnd(.succeeded, at: now))
      return (.commit, run)
    }
  }

  /// Every fact in the book: all rows of all tables but the register, without the columns that say who wrote them.
  func facts() throws -> [String] {
    try DatabaseQueue(path: file.path).read { db in
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT IN ('runs', 'changes', 'batches') ORDER BY name
          """)
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\" ORDER BY rowid").map { row in
          let values = row.filter { !["created_run_id", "updated_run_id"].contains($0.0) }
          return "\(table): " + values.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
        }
      }
    }
  }

  /// What a query of SQLite's own says, as text.
  func sql(_ text: String) throws -> String? {
    try DatabaseQueue(path: file.path).read { try String.fetchOne($0, sql: text) }
  }
}

extension BookSession {
  /// Adds a record of an entity by name.
  @discardableResult
  func add(_ entity: String, _ values: [String: FieldValue]) throws -> Int64 {
    try insert(values, into: self.entity(entity))
  }

  /// The codes of the records of a stream.
  func ids(_ rows: any RowStream) throws -> [Int64] {
    var ids: [Int64] = []
    while try rows.next() { ids.append(rows.id) }
    return ids
  }
}
