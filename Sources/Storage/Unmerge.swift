public import Domain
import GRDB

extension BookSession {
  public func unmerge(_ from: RecordKey) throws -> Int64 {
    let entity = try entity(Entity.customers.name)
    guard let ended = try ownID(of: from, in: entity) else { throw BookError.notFound(from, entity: entity) }
    let merge = try Int64.fetchOne(db, sql: "SELECT id FROM merges WHERE from_id = ?", arguments: [ended])
    guard let merge else { throw MergeError.notMerged(try code(of: ended)) }
    let changes = try Row.fetchAll(
      db, sql: "SELECT * FROM merge_changes WHERE merge_id = ? ORDER BY id DESC", arguments: [merge]
    )
    .map(MergeChange.init)
    if changes.isEmpty {
      let code = try code(of: ended)
      let into = try redirects().first { $0.from == code }?.into
      throw into.map { MergeError.untraced(code, into: $0) } ?? MergeError.notMerged(code)
    }
    // A merge may set a value twice: what it left is what it set last.
    var seen: Set<[String]> = []
    let last = changes.filter { $0.isNewRow || seen.insert([$0.table, "\($0.row)", $0.column]).inserted }
    let changed = try last.filter { try !holds($0) }
    guard changed.isEmpty else {
      let conflicts = try changed.prefix(20).map { change in
        UndoConflict(row: try label(of: change), reason: .changed(field: fieldName(of: change)), laterRun: nil)
      }
      throw MergeError.changed(try code(of: ended), conflicts, total: changed.count)
    }
    try atomically {
      let into = try Int64.fetchOne(db, sql: "SELECT into_id FROM merges WHERE id = ?", arguments: [merge])
      for change in changes { try restore(change) }
      // What one has paid for the other since then.
      for customer in [ended] + [into].compactMap({ $0 }) { try checkDebtor("p.customer_id", customer) }
      try partPoints([ended] + [into].compactMap { $0 }, parting: ended)
      try db.execute(sql: "DELETE FROM merge_changes WHERE merge_id = ?", arguments: [merge])
      try db.execute(sql: "DELETE FROM merges WHERE id = ?", arguments: [merge])
    }
    return ended
  }

  /// Refuses to part customers where one has used points of the other since, and works their balances out anew.
  private func partPoints(_ customers: [Int64], parting ended: Int64) throws {
    let used = try customers.flatMap { try lotsUsedByOthers(of: $0) }
    guard used.isEmpty else {
      let conflicts = used.prefix(20).map {
        UndoConflict(row: "point_lots #\($0)", reason: .changed(field: "remaining"), laterRun: nil)
      }
      throw MergeError.changed(try code(of: ended), conflicts, total: used.count)
    }
    try refreshPoints(of: customers)
  }

  /// Whether a value is still as the merge left it.
  private func holds(_ change: MergeChange) throws -> Bool {
    let value = try DatabaseValue.fetchOne(
      db.cachedStatement(sql: "SELECT \(quoted(change.column)) FROM \(quoted(change.table)) WHERE id = ?"),
      arguments: [change.row])
    return value == change.new
  }

  private func restore(_ change: MergeChange) throws {
    if change.isNewRow {
      try removeIfEmpty(change.row, in: change.table)
    } else {
      try set(change.column, of: change.row, in: change.table, to: change.old)
    }
  }

  /// Removes a row of custom fields that the merge added, unless it holds something by now.
  private func removeIfEmpty(_ row: Int64, in table: String) throws {
    let empty = try db.columns(in: table).map(\.name).filter { $0 != "id" }.map { "\(quoted($0)) IS NULL" }
    try db.execute(
      sql: "DELETE FROM \(quoted(table)) WHERE id = ? AND \(empty.joined(separator: " AND "))", arguments: [row])
  }

  private func label(of change: MergeChange) throws -> String {
    guard let table = TrackedTable.named(change.table) else { return "\(change.table) #\(change.row)" }
    return try ChangeDescription(self).name(of: change.row, in: loggedTable(table))
  }

  private func fieldName(of change: MergeChange) -> String {
    let entity = TrackedTable.named(change.table)?.entity
    return entity?.fields.first { $0.column == change.column }?.name ?? change.column
  }
}

/// One value that a merge changed.
private struct MergeChange {
  let table: String
  let row: Int64
  let column: String
  let old: DatabaseValue
  let new: DatabaseValue

  init(_ row: Row) {
    table = row["table_name"]
    self.row = row["row_id"]
    column = row["column_name"]
    old = row["old"]
    new = row["new"]
  }

  /// Whether the merge added the row.
  var isNewRow: Bool { column == "id" }
}
