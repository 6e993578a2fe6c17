import GRDB
import GRDBSQLite

extension BookSession {
  /// Rows that refer to a row that is gone, while references are deferred: each with the row that it refers to, where that
  /// is of a tracked table.
  func forEachOrphan(
    _ visit: (_ key: Int64, _ table: LoggedTable, _ target: (key: Int64, table: LoggedTable)?) throws -> Void
  ) throws {
    var current: Int32 = 0
    var highest: Int32 = 0
    // SQLite keeps count of broken references; to look for them takes a walk through the book.
    _ = unsafe sqlite3_db_status(db.sqliteConnection, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    if current == 0 { return }
    let orphans = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
    while let orphan = try orphans.next() {
      let name: String = orphan[0]
      guard let tracked = TrackedTable.named(name) else {
        throw BookFileError.damaged("book", "a reference of \(name)")
      }
      let key: Int64 = orphan[1] ?? 0
      let table = try loggedTable(tracked)
      try visit(key, table, try target(of: key, in: table, foreignKey: orphan[3]))
    }
  }

  private func target(
    of key: Int64, in table: LoggedTable, foreignKey number: Int
  ) throws -> (key: Int64, table: LoggedTable)? {
    guard let reference = try db.foreignKeys(on: table.name).first(where: { $0.id == number }),
      let column = reference.originColumns.first, let tracked = TrackedTable.named(reference.destinationTable),
      let target = try Int64.fetchOne(
        db, sql: "SELECT \(quoted(column)) FROM \(quoted(table.name)) WHERE id = ?", arguments: [key])
    else { return nil }
    return (target, try loggedTable(tracked))
  }
}
