import CRecorder
import CSQLite
import Foundation
import Testing

@Suite struct RecorderPropertyTests {
  static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

  @Test func `random histories are recorded as the session extension sees them, and taken back exactly`() throws {
    for seed in UInt64(1)...300 { try check(seed: seed) }
  }

  @Test(.enabled(if: isSlow)) func `so are many more`() throws {
    for seed in UInt64(1_000)..<21_000 { try check(seed: seed) }
  }

  private func check(seed: UInt64) throws {
    var failure: String?
    do {
      var replay = try Replay(seed: seed)
      failure = try replay.run()
    } catch {
      failure = "\(error)"
    }
    if let failure { Issue.record("seed \(seed): \(failure)") }
  }
}

/// One random history, on a recorded database and on the session extension's.
private struct Replay {
  private var history: RandomHistory
  private let recorded: Database
  private let oracle: Database
  private let recording: Recording
  private var runs: [Run] = []

  /// A finished run, and the tables before and after it, with the columns they had.
  private struct Run {
    var tables: [RandomTable]
    var before: [[[Value]]]
    var after: [[[Value]]]
    var changes: [Change]
  }

  init(seed: UInt64) throws {
    history = RandomHistory(seed: seed)
    recorded = try Database()
    oracle = try Database()
    let limit = history.generator.pick([0, 1, 300, 5_000])
    recording = try Recording(recorded, memoryLimit: limit)
    for sql in ["CREATE TABLE other (id INTEGER PRIMARY KEY, note TEXT)"] { try both(sql) }
    for table in history.tables {
      try #require(recorded.execute(table.creation(isOracle: false)) == SQLITE_OK)
      try #require(oracle.execute(table.creation(isOracle: true)) == SQLITE_OK)
      for sql in table.indexes + table.triggers { try both(sql) }
    }
    if history.generator.chance(50) { try both("PRAGMA recursive_triggers = ON") }
  }

  private func both(_ sql: String) throws {
    try #require(recorded.execute(sql) == SQLITE_OK && oracle.execute(sql) == SQLITE_OK, "\(sql)")
  }

  /// Gives what went wrong.
  mutating func run() throws -> String? {
    for number in 0..<Int.random(in: 1...3, using: &history.generator) {
      if number > 0 { try growTables() }
      if let failure = try recordRun() { return "run \(number): \(failure)" }
    }
    return try redoAndUndo()
  }

  private mutating func growTables() throws {
    for place in history.tables.indices where history.generator.chance(50) {
      guard let column = history.tables[place].grow(using: &history.generator) else { continue }
      let name = history.tables[place].name
      try both("ALTER TABLE \(name) ADD COLUMN \(column.name) \(column.type) \(column.constraint)")
      // The session extension takes null for what an older row has in a new column: so it gets no older rows.
      try #require(oracle.execute("DROP TRIGGER IF EXISTS \(name)_trigger") == SQLITE_OK)
      try #require(oracle.execute("UPDATE \(name) SET \(column.name) = \(column.name)") == SQLITE_OK)
      for trigger in history.tables[place].triggers { try #require(oracle.execute(trigger) == SQLITE_OK) }
    }
  }

  private mutating func recordRun() throws -> String? {
    let tables = history.tables
    for table in tables {
      let status = recording.track(table.name, id: table.id, columns: table.columnIDs, keyOnly: table.isKeyOnly)
      try #require(status == RECORDER_OK)
    }
    let before = try dump(recorded, tables)
    try both("BEGIN")
    let session = try SessionOracle(oracle, tables: tables.map(\.name))
    try #require(recorder_start(recording.recorder) == RECORDER_OK)
    if let failure = runStatements() { return failure }
    if recording.status != RECORDER_OK { return "status \(recording.status)" }
    let changes = try recording.changes(limit: history.generator.pick([1, 100, 65_536]))
    recorder_stop(recording.recorder)
    try both("COMMIT")
    let after = try dump(recorded, tables)
    if try after != dump(oracle, tables) { return "the databases went apart" }
    runs.append(Run(tables: tables, before: before, after: after, changes: changes))
    guard let net = Change.byRow(changes) else { return "a row comes twice" }
    return compare(net, try expected(session.changes(), tables), tables)
  }

  private mutating func runStatements() -> String? {
    var savepoints: [UInt64] = []
    for _ in 0..<Int.random(in: 1...25, using: &history.generator) {
      var sql: String
      switch Int.random(in: 0..<100, using: &history.generator) {
      case 0..<10:
        savepoints.append(recorder_mark(recording.recorder))
        sql = "SAVEPOINT s\(savepoints.count)"
      case 10..<14 where !savepoints.isEmpty:
        sql = "RELEASE s\(savepoints.count)"
        savepoints.removeLast()
      case 14..<21 where !savepoints.isEmpty:
        let place = Int.random(in: savepoints.indices, using: &history.generator)
        savepoints.removeSubrange((place + 1)...)
        sql = "ROLLBACK TO s\(place + 1)"
        guard recorder_truncate(recording.recorder, savepoints[place]) == RECORDER_OK else { return "truncation" }
      default: sql = history.statement()
      }
      let mark = recorder_mark(recording.recorder)
      let result = execute(sql, on: recorded)
      if result != SQLITE_OK { _ = recorder_truncate(recording.recorder, mark) }
      if execute(sql, on: oracle) != result { return "different results of \(sql)" }
      if result != SQLITE_OK, result != SQLITE_CONSTRAINT, result != SQLITE_MISMATCH { return "\(result) from \(sql)" }
    }
    return nil
  }

  /// Runs a statement; with strict tables in a savepoint, because SQLite 3.40 may keep a part of one that fails by a type.
  private func execute(_ sql: String, on database: Database) -> Int32 {
    guard history.tables.contains(where: \.isStrict), !isSavepoint(sql) else {
      return database.execute(sql)
    }
    database.execute("SAVEPOINT statement")
    let result = database.execute(sql)
    if result != SQLITE_OK { database.execute("ROLLBACK TO statement") }
    database.execute("RELEASE statement")
    return result
  }

  private func isSavepoint(_ sql: String) -> Bool {
    ["SAVEPOINT", "RELEASE", "ROLLBACK"].contains { sql.hasPrefix($0) }
  }

  /// The tables' keys and tracked columns.
  private func dump(_ database: Database, _ tables: [RandomTable]) throws -> [[[Value]]] {
    try tables.map { table in
      let columns = ["id"] + table.written.filter(\.isTracked).map(\.name)
      return try database.rows("SELECT \(columns.joined(separator: ", ")) FROM \(table.name) ORDER BY id")
    }
  }

  // MARK: The oracle

  private func expected(_ changes: [SessionOracle.RowChange], _ tables: [RandomTable]) throws -> [RowKey: Change] {
    var expected: [RowKey: Change] = [:]
    for change in changes {
      let table = try #require(tables.first { $0.name == change.table })
      let keys = change.operation == SQLITE_INSERT ? change.new : change.old
      guard case .integer(let key)? = keys.first ?? nil else { throw CorruptChunk() }
      var columns: [UInt16: Change.Values] = [:]
      for (place, column) in table.written.enumerated() where column.isTracked {
        let old = change.operation == SQLITE_INSERT ? nil : change.old[place + 1]
        let new = change.operation == SQLITE_DELETE ? nil : change.new[place + 1]
        if old == nil && new == nil { continue }
        columns[column.id] = Change.Values(old: real(old, column), new: real(new, column))
      }
      if change.operation == SQLITE_UPDATE {
        columns = columns.filter { $0.value.old != $0.value.new }
        if columns.isEmpty { continue }
      }
      let operation: Change.Operation =
        switch change.operation {
        case SQLITE_INSERT: .insert
        case SQLITE_DELETE: .delete
        default: .update
        }
      expected[RowKey(table: table.id, key: key)] =
        Change(operation: operation, table: table.id, key: key, columns: columns)
    }
    return expected
  }

  /// The hook shows a whole number that goes into a real column as an integer, and the session keeps it so.
  private func real(_ value: Value?, _ column: RandomTable.Column) -> Value? {
    guard column.type == "REAL", case .integer(let number)? = value else { return value }
    return .real(Double(number))
  }

  private func compare(_ net: [RowKey: Change], _ expected: [RowKey: Change], _ tables: [RandomTable]) -> String? {
    for key in Set(net.keys).union(expected.keys) {
      let table = tables.first { $0.id == key.table }
      if var found = net[key], let wanted = expected[key], table?.isKeyOnly == true, wanted.operation == .insert {
        // What is recorded of such an insert beyond its key has to be right.
        found.columns = found.columns.merging(wanted.columns) { found, _ in found }
        if found == wanted { continue }
      }
      if net[key] != expected[key] {
        return "recorded \(String(describing: net[key])), the session has \(String(describing: expected[key]))"
      }
    }
    return nil
  }

  // MARK: Undo

  private mutating func redoAndUndo() throws -> String? {
    // Only the rows are at stake here: entries come by key, so uniqueness and references hold at the end only.
    recorded.execute("PRAGMA foreign_keys = OFF")
    for table in history.tables {
      recorded.execute("DROP TRIGGER IF EXISTS \(table.name)_trigger; DROP INDEX IF EXISTS \(table.name)_unique")
    }
    for run in runs.reversed() {
      for change in run.changes.reversed() { try apply(change.inverse, run.tables) }
      if try dump(recorded, run.tables) != run.before { return "undo does not restore the rows" }
      if run.tables.contains(where: \.isKeyOnly) { continue }
      for change in run.changes { try apply(change, run.tables) }
      if try dump(recorded, run.tables) != run.after { return "redo does not restore the rows" }
      for change in run.changes.reversed() { try apply(change.inverse, run.tables) }
    }
    for table in history.tables {
      for index in table.indexes where recorded.execute(index) != SQLITE_OK { return "undo leaves doubles" }
    }
    return nil
  }

  private func apply(_ change: Change, _ tables: [RandomTable]) throws {
    let table = try #require(tables.first { $0.id == change.table })
    var names: [String] = []
    var values: [String] = []
    for column in table.written {
      guard let value = change.columns[column.id]?.new else { continue }
      names.append(column.name)
      values.append(value.literal)
    }
    let sql =
      switch change.operation {
      case .insert:
        """
        INSERT INTO \(table.name) (\((["id"] + names).joined(separator: ", ")))
        VALUES (\((["\(change.key)"] + values).joined(separator: ", ")))
        """
      case .update:
        """
        UPDATE \(table.name) SET \(zip(names, values).map { "\($0) = \($1)" }.joined(separator: ", "))
        WHERE id = \(change.key)
        """
      case .delete: "DELETE FROM \(table.name) WHERE id = \(change.key)"
      }
    guard recorded.execute(sql) == SQLITE_OK, sqlite3_changes(recorded.connection) == 1 else {
      throw NotApplicable(sql: sql, message: String(cString: sqlite3_errmsg(recorded.connection)))
    }
  }
}

/// A change that does not fit the rows.
private struct NotApplicable: Error {
  var sql: String
  var message: String
}
