import Domain
import Foundation
import GRDB

extension BookSession {
  /// Takes back what a run changed, as changes of the present run. Where a customer is named, only rows that belong to
  /// that customer. Refused whole, naming the rows, where something changed since.
  ///
  /// - Returns: how many rows were restored.
  public func undo(run id: Int64, customer: String? = nil) throws -> Int {
    let record = try run(id)
    if let by = record.undoneBy, customer == nil { throw RunError.undone(id, by: by) }
    guard record.changeCount > 0 else { throw RunError.nothingToUndo(id, record.end.outcome) }
    guard record.keepsChanges else { throw RunError.pruned(id) }
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    return try atomically {
      let undo = try Undo(self, run: id, customer: customer)
      try forEachChunk(ofRun: id, reversed: true) { chunk in
        var changes: [StoredChange] = []
        try chunk.forEach { changes.append($0) }
        for change in changes.reversed() { try undo.invert(change) }
      }
      try undo.finish()
      return undo.restored
    }
  }
}

/// The inverse of a run, row by row.
private final class Undo {
  private(set) var restored = 0
  private let session: BookSession
  private let run: Int64
  private let customer: Int64?
  private let described: ChangeDescription
  private var conflicts: [UndoConflict] = []
  private var conflictCount = 0
  private var columns: [UInt32: [String]] = [:]

  init(_ session: BookSession, run: Int64, customer: String?) throws {
    self.session = session
    self.run = run
    described = ChangeDescription(session)
    self.customer = try customer.map { code in
      let entity = try session.entity(Entity.customers.name)
      guard let id = try session.id(of: .code(code), in: entity) else {
        throw BookError.notFound(.code(code), entity: entity)
      }
      return id
    }
  }

  func invert(_ change: StoredChange) throws {
    if let customer, try owner(of: change) != customer { return }
    let names = try names(of: change.table)
    switch change.operation {
    case .insert: try remove(change, names)
    case .delete: try bringBack(change, names)
    case .update: try setBack(change, names)
    }
  }

  func finish() throws {
    if conflictCount > 0 { throw RunError.conflicts(run, conflicts, total: conflictCount) }
    // Rows that came later may refer to a row that would go.
    let orphans = try Row.fetchAll(session.db, sql: "PRAGMA foreign_key_check")
    guard orphans.isEmpty else {
      let rows = try orphans.prefix(20).map { row in
        let table: String = row["table"]
        return UndoConflict(row: "\(table) #\(row["rowid"] as Int64? ?? 0)", field: nil, laterRun: try later(table, row["rowid"]))
      }
      throw RunError.conflicts(run, rows, total: orphans.count)
    }
  }

  private func remove(_ change: StoredChange, _ names: [String]) throws {
    guard try holds(change, names) else { return }
    try execute("DELETE FROM \(quoted(change.table.name)) WHERE id = ?", [change.key.databaseValue], change)
  }

  private func bringBack(_ change: StoredChange, _ names: [String]) throws {
    if try row(change) != nil { return try conflict(change, field: nil) }
    let columns = ["id"] + change.columns.map { quoted(names[$0.id]) }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let values = [change.key.databaseValue] + change.columns.map { $0.old ?? .null }
    try execute(
      "INSERT INTO \(quoted(change.table.name)) (\(columns.joined(separator: ", "))) VALUES (\(marks))", values, change)
  }

  private func setBack(_ change: StoredChange, _ names: [String]) throws {
    guard try holds(change, names) else { return }
    let sets = change.columns.map { "\(quoted(names[$0.id])) = ?" }.joined(separator: ", ")
    let values = change.columns.map { $0.old ?? .null } + [change.key.databaseValue]
    try execute("UPDATE \(quoted(change.table.name)) SET \(sets) WHERE id = ?", values, change)
  }

  /// Whether the row is still as the run left it; notes a conflict where it is not.
  private func holds(_ change: StoredChange, _ names: [String]) throws -> Bool {
    guard let row = try row(change) else {
      try conflict(change, field: nil)
      return false
    }
    for column in change.columns where row[names[column.id]] as DatabaseValue? ?? .null != column.new ?? .null {
      try conflict(change, field: try described.fieldName(column.id, in: change.table))
      return false
    }
    return true
  }

  private func row(_ change: StoredChange) throws -> Row? {
    try Row.fetchOne(
      session.db.cachedStatement(sql: "SELECT * FROM \(quoted(change.table.name)) WHERE id = ?"), arguments: [change.key])
  }

  private func execute(_ sql: String, _ values: [DatabaseValue], _ change: StoredChange) throws {
    do {
      try session.db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
      restored += 1
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      try conflict(change, field: nil)
    }
  }

  private func conflict(_ change: StoredChange, field: String?) throws {
    conflictCount += 1
    guard conflicts.count < 20 else { return }
    let label = try change.table.entity.map { try described.label(of: change, session.entity($0.name)) } ?? ""
    conflicts.append(
      UndoConflict(
        row: "\(change.table.entity?.name ?? change.table.name) \(label.isEmpty ? "#\(change.key)" : label)", field: field,
        laterRun: try later(change.table.name, change.key)))
  }

  /// The newest run after this one that changed a row.
  private func later(_ table: String, _ key: Int64) throws -> Int64? {
    guard let tracked = TrackedTable.all.first(where: { $0.name == table }) else { return nil }
    let rows = try Row.fetchCursor(
      session.db,
      sql: """
        SELECT run_id, body FROM changes WHERE table_id = ? AND first_key <= ? AND last_key >= ? AND run_id > ?
        ORDER BY run_id DESC
        """, arguments: [tracked.id, key, key, run])
    while let row = try rows.next() {
      let body: Data = row["body"]
      if try ChangeChunk(table: tracked, body: Array(body)).change(of: key) != nil { return row["run_id"] }
    }
    return nil
  }

  private func names(of table: TrackedTable) throws -> [String] {
    if let known = columns[table.id] { return known }
    let names = try session.db.columns(in: table.name).map(\.name)
    columns[table.id] = names
    return names
  }

  /// The customer that a changed row belongs to.
  private func owner(of change: StoredChange) throws -> Int64? {
    guard let entity = change.table.entity else { return nil }
    if entity.name == Entity.customers.name { return change.key }
    let paths = ["customer", "order", "payment"]
    guard let path = paths.first(where: { entity.field($0) != nil }) else { return nil }
    let names = try names(of: change.table)
    var id = change.columns.first { names[$0.id] == "\(path)_id" }.flatMap { $0.new ?? $0.old }
      .flatMap { Int64.fromDatabaseValue($0) }
    if id == nil {
      id = try Int64.fetchOne(
        session.db, sql: "SELECT \(path)_id FROM \(quoted(entity.name)) WHERE id = ?", arguments: [change.key])
    }
    if path == "customer" { return id }
    return try Int64.fetchOne(session.db, sql: "SELECT customer_id FROM \(path)s WHERE id = ?", arguments: [id])
  }
}
