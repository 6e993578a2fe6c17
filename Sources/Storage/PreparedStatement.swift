import Domain
import GRDB
import GRDBSQLite

/// A statement of a connection, prepared once and run many times. Values are bound and read in place.
@safe final class PreparedStatement {
  private let statement: Statement
  private let connection: OpaquePointer?
  /// SQLite's own, which lives as long as this.
  let handle: OpaquePointer

  init(_ db: Database, _ sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    unsafe handle = unsafe statement.sqliteStatement
    unsafe connection = unsafe db.sqliteConnection
  }

  /// Binds the values of a query, all of them.
  func setArguments(_ arguments: StatementArguments) throws {
    try statement.setArguments(arguments)
  }

  // SQLite checks the place of a parameter and copies what it is given.

  func bind(_ value: Int64, at place: Int) {
    unsafe sqlite3_bind_int64(handle, Int32(place), value)
  }

  func bind(_ value: Double, at place: Int) {
    unsafe sqlite3_bind_double(handle, Int32(place), value)
  }

  func bind(_ text: String, at place: Int) {
    var text = text
    text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        _ = unsafe sqlite3_bind_text(handle, Int32(place), bytes.baseAddress, Int32(clamping: bytes.count), Self.copied)
      }
    }
  }

  /// Binds a text in UTF-8 that stays where it is until the statement is reset.
  func lend(_ text: UnsafeRawBufferPointer, at place: Int) {
    // An empty text may have no address, which SQLite would take for null.
    let start = unsafe text.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
    unsafe sqlite3_bind_text(
      handle, Int32(place), start?.assumingMemoryBound(to: CChar.self), Int32(clamping: text.count), nil)
  }

  func bindNull(at place: Int) {
    unsafe sqlite3_bind_null(handle, Int32(place))
  }

  /// Binds a value as its column stores it. References are resolved before.
  func bind(_ value: FieldValue, at place: Int) {
    switch value {
    case .null: bindNull(at: place)
    case .boolean(let value): bind(value ? 1 as Int64 : 0, at: place)
    case .integer(let value): bind(value, at: place)
    case .real(let value): bind(value, at: place)
    case .text(let text): bind(text, at: place)
    case .money(let money): bind(money.minorUnits, at: place)
    }
  }

  /// Moves to the next row; false at the end.
  func step() throws -> Bool {
    // What SQLite has rolled back on its own, after a full disk or an interruption, must not go on row by row.
    guard unsafe sqlite3_get_autocommit(connection) == 0 else {
      throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction was taken back")
    }
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let code = unsafe sqlite3_extended_errcode(connection)
      let message = unsafe String(cString: sqlite3_errmsg(connection))
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Runs it to the end; how many rows it inserted, updated or deleted itself.
  @discardableResult
  func run() throws -> Int {
    defer { reset() }
    while try step() {}
    return unsafe Int(sqlite3_changes(connection))
  }

  /// The integer in the first column of the first row; nil for null or no row.
  func firstInteger() throws -> Int64? {
    defer { reset() }
    return try step() ? integer(0) : nil
  }

  /// The text in the first column of the first row; nil for null or no row.
  func firstText() throws -> String? {
    defer { reset() }
    return try step() ? text(0) : nil
  }

  /// Starts over, and keeps what is bound.
  func reset() {
    unsafe sqlite3_reset(handle)
  }

  // SQLite answers for columns out of range and for rows that are over with null.

  func integer(_ column: Int) -> Int64? {
    guard unsafe sqlite3_column_type(handle, Int32(column)) != SQLITE_NULL else { return nil }
    return unsafe sqlite3_column_int64(handle, Int32(column))
  }

  func text(_ column: Int) -> String? {
    guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes of a blob, in place: they live until the statement moves.
  func blob(_ column: Int) -> UnsafeRawBufferPointer {
    let start = unsafe sqlite3_column_blob(handle, Int32(column))
    return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  /// Tells SQLite to copy what is bound.
  static var copied: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
