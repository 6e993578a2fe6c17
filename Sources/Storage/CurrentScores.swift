public import Analytics
public import Domain
import GRDB
import GRDBSQLite
import Glibc

/// The current scores of a definition, customer by customer in the order of their ids.
@safe public final class CurrentScores {
  private let session: BookSession
  private let rows: PreparedStatement
  private let any: PreparedStatement
  private var standing = Int64.max

  init(_ session: BookSession, _ definition: Int64) throws {
    self.session = session
    // One look at the end of each customer's history, however long it is.
    rows = try PreparedStatement(
      session.db,
      """
      SELECT c.id, s.value, s.band, s.reason, s.parts FROM customers c CROSS JOIN scores s ON s.id =
        (SELECT id FROM scores WHERE customer_id = c.id AND definition_id = ?3 ORDER BY id DESC LIMIT 1)
      WHERE c.id BETWEEN ?1 AND ?2 ORDER BY c.id
      """)
    rows.bind(definition, at: 3)
    any = try PreparedStatement(
      session.db, "SELECT 1 FROM scores WHERE customer_id BETWEEN ?1 AND ?2 AND definition_id = ?3 LIMIT 1")
    any.bind(definition, at: 3)
  }

  /// Starts with the first of some customers.
  public func begin(_ customers: ClosedRange<Int64>) throws {
    end()
    for statement in [any, rows] {
      statement.bind(customers.lowerBound, at: 1)
      statement.bind(customers.upperBound, at: 2)
    }
    // Where nobody has a score yet, nobody is asked for.
    if try any.firstInteger() != nil { try advance() }
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
    let isNull = unsafe sqlite3_column_type(rows.handle, 1) == SQLITE_NULL
    let value = unsafe isNull ? nil : sqlite3_column_double(rows.handle, 1)
    return ScoreMoves.State(value: value, band: rows.text(2))
  }

  /// Whether an assessment with its parts as JSON says the same as the state that the customer was found in.
  public func say(_ assessment: Assessment, parts: [UInt8], as state: ScoreMoves.State?) -> Bool {
    guard let state, state.value == assessment.value, state.band == assessment.band,
      rows.text(3) == assessment.reason
    else { return false }
    let start = unsafe sqlite3_column_text(rows.handle, 4)
    let count = unsafe Int(sqlite3_column_bytes(rows.handle, 4))
    guard count == parts.count, let start = unsafe start else { return count == parts.count }
    return unsafe parts.withUnsafeBytes { unsafe $0.baseAddress.map { unsafe memcmp($0, start, count) == 0 } ?? true }
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
