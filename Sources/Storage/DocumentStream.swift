import Domain
import GRDBSQLite

/// Rows in the order of customers, read one ahead, so that several such streams advance side by side.
@safe final class DocumentStream {
  private let rows: PreparedStatement
  private let table: String
  /// The customer of the row that the stream stands on; the greatest number at the end.
  private(set) var customer = Int64.max

  /// The first two arguments of the statement are the first and the last customer; these are the others.
  init(_ session: BookSession, _ table: String, _ sql: String, _ arguments: [FieldValue] = []) throws {
    self.table = table
    rows = try PreparedStatement(session.db, sql)
    for (offset, argument) in arguments.enumerated() { rows.bind(argument, at: offset + 3) }
  }

  /// Starts with the first row of some customers.
  func begin(_ customers: ClosedRange<Int64>) throws {
    rows.reset()
    rows.bind(customers.lowerBound, at: 1)
    rows.bind(customers.upperBound, at: 2)
    try advance()
  }

  /// Lets go of the book.
  func end() {
    rows.reset()
    customer = .max
  }

  /// Moves to the next row.
  func advance() throws {
    customer = try rows.step() ? integer(0) : .max
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
    unsafe sqlite3_column_type(rows.handle, column) == SQLITE_NULL
  }

  func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_int64(rows.handle, column)
  }

  func real(_ column: Int32) -> Double {
    unsafe sqlite3_column_double(rows.handle, column)
  }

  /// The day that a column holds as ISO text.
  func day(_ column: Int32) throws -> Int32 {
    let bytes = unsafe text(column)
    guard bytes.count == 10, let day = unsafe bytes.day else { throw damaged(column) }
    return day
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
    return bytes.count == code.count && code.indices.allSatisfy { unsafe bytes[$0] == code[$0] }
  }

  /// A column's text in place, until the stream moves on.
  private func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe sqlite3_column_text(rows.handle, column)
    let count = unsafe sqlite3_column_bytes(rows.handle, column)
    return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count))
  }

  private func damaged(_ column: Int32) -> BookFileError {
    .damaged(table, unsafe "'\(String(decoding: text(column), as: UTF8.self))'")
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The day of ten bytes of ISO text; nil where they are none.
  fileprivate var day: Int32? {
    var wrong = false
    func number(_ places: Range<Int>) -> Int {
      var value = 0
      for place in places {
        // Every place is below ten, the count.
        let digit = unsafe self[place] &- UInt8(ascii: "0")
        if digit > 9 { wrong = true }
        value = value &* 10 &+ Int(digit)
      }
      return value
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    return wrong ? nil : CivilDate(year: year, month: month, day: day)?.daysSinceEpoch
  }
}
