public import Domain
import GRDB

extension BookSession {
  /// What a run changed: totals, the first `sample` rows, and every row to `visit`, in flat memory. Rows show what the
  /// run left, not what came after.
  public func changes(
    ofRun id: Int64, sample: Int, visit: ((RowChange) throws -> Void)? = nil
  ) throws -> ChangeSummary {
    try summary(sample: sample, visit: visit) { try forEachChunk(ofRun: id, $0) }
  }

  /// What chunks say: totals, the first `sample` rows, and every row to `visit`.
  func summary(
    sample: Int, visit: ((RowChange) throws -> Void)?, by description: ChangeDescription? = nil,
    of chunks: ((ChangeChunk) throws -> Void) throws -> Void
  ) throws -> ChangeSummary {
    let description = description ?? ChangeDescription(self)
    var tallies = ChangeTallies()
    var rows: [RowChange] = []
    try chunks { chunk in
      try tallies.add(chunk)
      guard chunk.table.tracked.isShown, rows.count < sample || visit != nil else { return }
      try chunk.forEach { change in
        guard rows.count < sample || visit != nil else { return }
        let row = try description.row(change, in: chunk.table)
        if rows.count < sample { rows.append(row) }
        try visit?(row)
      }
    }
    var summary = tallies.summary
    summary.rows = rows
    return summary
  }

  /// The past of a record, newest first; of one field where one is named.
  public func history(of key: RecordKey, in entity: Entity, field: String?) throws -> [HistoryEntry] {
    guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
    if let field, entity.field(field) == nil { throw BookError.unknownField(field, entity: entity) }
    let description = ChangeDescription(self)
    var entries: [HistoryEntry] = []
    for table in TrackedTable.all where table.entity?.name == entity.name {
      try forEachChange(of: id, in: table.name) { run, change, table in
        let fields = try description.row(change, in: table).fields.filter { field == nil || field == $0.field }
        if fields.isEmpty { return true }
        let start = try self.run(run).start
        entries += fields.map {
          HistoryEntry(run: run, at: start.startedAt, operatorName: start.operatorName, title: start.title, change: $0)
        }
        return true
      }
    }
    return entries.sorted { $0.run > $1.run }
  }

  /// The chunks of a run and of its parts, oldest first, or newest first.
  func forEachChunk(ofRun id: Int64, reversed: Bool = false, _ visit: (ChangeChunk) throws -> Void) throws {
    // What a run does besides its parts, it does after them.
    let runs =
      try Int64.fetchAll(db, sql: "SELECT id FROM runs WHERE parent_id = ? ORDER BY id", arguments: [id]) + [id]
    for run in reversed ? runs.reversed() : runs { try forEachOwnChunk(ofRun: run, reversed: reversed, visit) }
  }

  /// The chunks of a run without its parts.
  func forEachOwnChunk(ofRun id: Int64, reversed: Bool, _ visit: (ChangeChunk) throws -> Void) throws {
    let sql = "SELECT table_id, body FROM changes WHERE run_id = ? ORDER BY id \(reversed ? "DESC" : "")"
    try statements[sql].using { statement in
      statement.bind(id, at: 1)
      while try statement.step() { try visit(try chunk(statement)) }
    }
  }

  /// What runs did to one row, newest first, until `visit` says false.
  func forEachChange(
    of key: Int64, in table: String, since run: Int64 = 0, _ visit: (Int64, StoredChange, LoggedTable) throws -> Bool
  ) throws {
    guard let tracked = TrackedTable.named(table) else { return }
    let sql = """
      SELECT table_id, body, run_id FROM changes
      WHERE table_id = ? AND first_key <= ? AND last_key >= ? AND run_id > ? ORDER BY id DESC
      """
    try statements[sql].using { statement in
      for (place, value) in [Int64(tracked.id), key, key, run].enumerated() { statement.bind(value, at: place + 1) }
      while try statement.step() {
        let chunk = try chunk(statement)
        guard let change = try chunk.change(of: key) else { continue }
        guard try visit(statement.integer(2) ?? 0, change, chunk.table) else { return }
      }
    }
  }

  /// The chunk of a row of table and body.
  func chunk(_ statement: PreparedStatement) throws -> ChangeChunk {
    let number = statement.integer(0) ?? 0
    guard let table = UInt32(exactly: number).flatMap({ TrackedTable.byID[$0] }) else {
      throw BookFileError.damaged("changes", "table \(number)")
    }
    // The statement stays on its row while the chunk is visited.
    return unsafe ChangeChunk(try loggedTable(table), statement.blob(1))
  }
}
