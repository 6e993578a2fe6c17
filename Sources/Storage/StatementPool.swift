import GRDB

/// The prepared statements of a connection, by their SQL.
final class StatementPool {
  private let db: Database
  private var shelves: [String: StatementShelf] = [:]

  /// How many texts there are.
  var count: Int { shelves.count }

  init(_ db: Database) {
    self.db = db
  }

  /// The statements of that text.
  subscript(sql: String) -> StatementShelf {
    if let shelf = shelves[sql] { return shelf }
    let shelf = StatementShelf(db, sql)
    shelves[sql] = shelf
    return shelf
  }
}

/// Prepared statements of one text. One that is in use is not given twice: a loop inside an equal loop has a statement of
/// its own.
final class StatementShelf {
  private let db: Database
  private let sql: String
  private var idle: [PreparedStatement] = []

  init(_ db: Database, _ sql: String) {
    self.db = db
    self.sql = sql
  }

  /// A statement that nobody else has, at its start.
  func take() throws -> PreparedStatement {
    if let statement = idle.popLast() { return statement }
    return try PreparedStatement(db, sql)
  }

  /// Puts a statement back for whoever needs it next.
  func putBack(_ statement: PreparedStatement) {
    statement.reset()
    idle.append(statement)
  }

  /// Lends a statement.
  func using<Result>(_ body: (PreparedStatement) throws -> Result) throws -> Result {
    let statement = try take()
    defer { putBack(statement) }
    return try body(statement)
  }
}
