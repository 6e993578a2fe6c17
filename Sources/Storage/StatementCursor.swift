import CRow
import Domain
import GRDBSQLite

/// Rows of a statement, read in place.
@safe final class StatementCursor: RowStream {
  let shape: RowShape
  let statement: PreparedStatement
  private let shelf: StatementShelf
  /// Called once, when the cursor is closed.
  var onClose: ((StatementCursor) -> Void)?
  private var isOpen = true
  private var isAbandoned = false

  init(_ shelf: StatementShelf, shape: RowShape) throws {
    statement = try shelf.take()
    self.shelf = shelf
    self.shape = shape
  }

  var reader: row_reader {
    unsafe row_reader(
      source: UnsafeMutableRawPointer(statement.handle),
      // Whoever lends the reader keeps the statement for as long.
      read: { statement, column in unsafe row_value(column, of: OpaquePointer(statement)) })
  }

  func next() throws -> Bool {
    let found = try advance()
    if !found { close() }
    return found
  }

  /// Moves on, and stays open at the end.
  func advance() throws -> Bool {
    if isAbandoned { throw BookError.rowsGone }
    return try isOpen && statement.step()
  }

  /// Starts over with the row of another key, unless somebody else has the statement by now; for a statement whose one argument is an id.
  func restart(key: Int64) {
    guard isOpen else { return }
    statement.reset()
    statement.bind(key, at: 1)
  }

  /// Starts over with the rows of other keys, for a statement whose two arguments are the first and the last.
  func restart(keys: ClosedRange<Int64>) {
    guard isOpen else { return }
    statement.reset()
    statement.bind(keys.lowerBound, at: 1)
    statement.bind(keys.upperBound, at: 2)
  }

  /// Lets go of the book before the rows are over, which whoever asks for the next one is told.
  func abandon() {
    isAbandoned = isOpen
    close()
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    shelf.putBack(statement)
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
      row.restart(key: keys[position])
      position += 1
      if try row.advance() { return true }
    }
    close()
    return false
  }

  func close() { row.close() }
}

extension row_value {
  /// What a column of a statement's row holds. SQLite answers for columns out of range and for rows that are over.
  init(_ column: Int32, of statement: OpaquePointer?) {
    unsafe self.init()
    unsafe storage_class = sqlite3_column_type(statement, column)
    switch unsafe storage_class {
    case SQLITE_INTEGER: unsafe integer = sqlite3_column_int64(statement, column)
    case SQLITE_FLOAT: unsafe real = sqlite3_column_double(statement, column)
    case SQLITE_TEXT, SQLITE_BLOB:
      unsafe text = sqlite3_column_text(statement, column)
      unsafe length = sqlite3_column_bytes(statement, column)
    default: break
    }
  }
}
