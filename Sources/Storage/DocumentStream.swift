import Domain
import GRDB
import GRDBSQLite

/// Rows in the order of customers, read one ahead, so that several such streams advance side by side.
@safe final class DocumentStream {
  private let statement: Statement
  private let table: String
  /// The customer of the row that the stream stands on; the greatest number at the end.
  private(set) var customer = Int64.min

  init(_ session: BookSession, _ table: String, _ sql: String, _ arguments: StatementArguments = []) throws {
    self.table = table
    statement = try session.db.makeStatement(sql: sql)
    try statement.setArguments(arguments)
    try advance()
  }

  deinit { unsafe sqlite3_reset(statement.sqliteStatement) }

  /// Moves to the next row.
  func advance() throws {
    switch unsafe sqlite3_step(statement.sqliteStatement) {
    case SQLITE_ROW: customer = integer(0)
    case SQLITE_DONE: customer = .max
    case let code:
      let message = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)))
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Passes every row of one customer; rows of customers before it are skipped.
  func each(of wanted: Int64, _ body: (DocumentStream) throws -> Void) throws {
    while customer < wanted { try advance() }
    while customer == wanted {
      try body(self)
      try advance()
    }
  }

  func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(statement.sqliteStatement, column) == SQLITE_NULL
  }

  func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_int64(statement.sqliteStatement, column)
  }

  /// The day that a column holds as ISO text.
  func day(_ column: Int32) throws -> Int32 {
    let bytes = unsafe text(column)
    guard bytes.count == 10, let year = unsafe number(bytes[0..<4]), let month = unsafe number(bytes[5..<7]),
      let day = unsafe number(bytes[8..<10]), let date = CivilDate(year: year, month: month, day: day)
    else { throw damaged(column) }
    return date.daysSinceEpoch
  }

  /// The moment that a column holds as ISO text.
  func instant(_ column: Int32) throws -> Instant {
    guard let instant = unsafe Instant(utf8: text(column)) else { throw damaged(column) }
    return instant
  }

  /// The currency that a column holds.
  func currency(_ column: Int32) throws -> Currency {
    guard let currency = unsafe Currency(utf8: text(column)) else { throw damaged(column) }
    return currency
  }

  /// Whether a column holds exactly these bytes.
  func holds(_ code: [UInt8], _ column: Int32) -> Bool {
    let bytes = unsafe text(column)
    return unsafe bytes.count == code.count && bytes.elementsEqual(code)
  }

  private func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for index in unsafe digits.indices {
      let digit = unsafe digits[index]
      guard digit >= 48, digit <= 57 else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }

  /// A column's text in place, until the stream moves on.
  private func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe sqlite3_column_text(statement.sqliteStatement, column)
    let count = unsafe sqlite3_column_bytes(statement.sqliteStatement, column)
    return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count))
  }

  private func damaged(_ column: Int32) -> BookFileError {
    .damaged(table, unsafe "'\(String(decoding: text(column), as: UTF8.self))'")
  }
}
