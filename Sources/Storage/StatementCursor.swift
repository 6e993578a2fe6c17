import CRow
import Domain
import GRDB
import GRDBSQLite

/// Rows of a statement, read in place.
@safe final class StatementCursor: RowStream {
  let shape: RowShape
  let statement: Statement
  /// Called once, when the cursor is closed.
  var onClose: ((StatementCursor) -> Void)?
  private var isOpen = true

  init(statement: Statement, shape: RowShape) {
    self.statement = statement
    self.shape = shape
  }

  var reader: row_reader {
    unsafe row_reader(
      source: UnsafeMutableRawPointer(statement.sqliteStatement),
      // SQLite answers for columns out of range and for rows that are over; every call is safe while the statement lives.
      storage_class: { unsafe sqlite3_column_type(OpaquePointer($0), $1) },
      integer: { unsafe sqlite3_column_int64(OpaquePointer($0), $1) },
      real: { unsafe sqlite3_column_double(OpaquePointer($0), $1) },
      text: { unsafe sqlite3_column_text(OpaquePointer($0), $1) },
      length: { unsafe sqlite3_column_bytes(OpaquePointer($0), $1) })
  }

  func next() throws -> Bool {
    let found = try advance()
    if !found { close() }
    return found
  }

  /// Moves on, and stays open at the end.
  func advance() throws -> Bool {
    guard isOpen else { return false }
    switch unsafe sqlite3_step(statement.sqliteStatement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let message = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)))
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Starts over with the first row.
  func reopen() {
    unsafe sqlite3_reset(statement.sqliteStatement)
    isOpen = true
  }

  /// Starts over with the row of another key, for a statement whose one argument is an id.
  func restart(key: Int64) throws {
    unsafe sqlite3_reset(statement.sqliteStatement)
    unsafe sqlite3_bind_int64(statement.sqliteStatement, 1, key)
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    unsafe sqlite3_reset(statement.sqliteStatement)
    onClose?(self)
    onClose = nil
  }
}

/// The rows of keys that were fixed before the first was read. A row that is gone by its turn is passed over.
final class KeyedCursor: RowStream {
  private let keys: [Int64]
  private let row: StatementCursor
  private var position = 0

  init(keys: [Int64], shape: RowShape, row: StatementCursor) {
    self.keys = keys
    self.shape = shape
    self.row = row
  }

  let shape: RowShape
  var reader: row_reader { unsafe row.reader }

  func next() throws -> Bool {
    while position < keys.count {
      try row.restart(key: keys[position])
      position += 1
      if try row.advance() { return true }
    }
    close()
    return false
  }

  func close() { row.close() }
}
