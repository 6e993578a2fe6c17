public import Analytics
public import Domain
import GRDB
import GRDBSQLite

/// The current scores of a definition, customer by customer in the order of their ids.
@safe public final class CurrentScores {
  private let session: BookSession
  private let rows: PreparedStatement
  private var standing = Int64.max

  init(_ session: BookSession, _ definition: Int64) throws {
    self.session = session
    // The newest row of each customer: with one max(), SQLite takes the other columns from that row.
    rows = try PreparedStatement(
      session.db,
      """
      SELECT customer_id, max(id), value, band, reason, parts FROM scores
      WHERE customer_id BETWEEN ?1 AND ?2 AND definition_id = ?3 GROUP BY customer_id ORDER BY customer_id
      """)
    rows.bind(definition, at: 3)
  }

  /// Starts with the first of some customers.
  public func begin(_ customers: ClosedRange<Int64>) throws {
    rows.reset()
    rows.bind(customers.lowerBound, at: 1)
    rows.bind(customers.upperBound, at: 2)
    try advance()
  }

  /// Lets go of the book.
  public func end() {
    rows.reset()
    standing = .max
  }

  /// The customer's current score; nil where there is none. Customers come in ascending order.
  public func state(of customer: Int64) throws -> ScoreMoves.State? {
    while standing < customer { try advance() }
    guard standing == customer else { return nil }
    let isNull = unsafe sqlite3_column_type(rows.handle, 2) == SQLITE_NULL
    let value = unsafe isNull ? nil : sqlite3_column_double(rows.handle, 2)
    return ScoreMoves.State(value: value, band: rows.text(3))
  }

  /// Whether an assessment with its parts as JSON says the same as the state that the customer was found in.
  public func say(_ assessment: Assessment, parts: [UInt8], as state: ScoreMoves.State?) -> Bool {
    guard let state, state.value == assessment.value, state.band == assessment.band,
      rows.text(4) == assessment.reason
    else { return false }
    let start = unsafe sqlite3_column_text(rows.handle, 5)
    let count = unsafe Int(sqlite3_column_bytes(rows.handle, 5))
    return unsafe UnsafeBufferPointer(start: start, count: count).elementsEqual(parts)
  }

  private func advance() throws {
    guard try rows.step() else {
      standing = .max
      return
    }
    standing = rows.integer(0) ?? .max
  }
}

extension BookSession {
  /// The current scores of a definition.
  public func currentScores(_ version: DefinitionVersion) throws -> CurrentScores {
    try CurrentScores(self, version.definition)
  }
}
