public import Domain
import GRDB

/// What trying a credit policy reads of the book, and forgets in a run that is taken back.
extension BookSession {
  /// Forgets all scores of credit, so that whoever has one afterwards was assessed.
  public func forgetCreditScores() throws {
    try recording { try db.execute(sql: "UPDATE credit_profiles SET score = NULL WHERE score IS NOT NULL") }
  }

  /// The scores of credit, by customer.
  public func creditScores() throws -> [Int64: Double] {
    let rows = try Row.fetchCursor(db, sql: "SELECT customer_id, score FROM credit_profiles WHERE score IS NOT NULL")
    var scores: [Int64: Double] = [:]
    while let row = try rows.next() { scores[row[0]] = row[1] }
    return scores
  }

  /// The last business date on which a policy assessed a customer; nil for none.
  public func lastAssessmentDay() throws -> CivilDate? {
    try String.fetchOne(db, sql: "SELECT max(as_of) FROM credit_changes WHERE kind = 'assessment'").map {
      try CivilDate($0)
    }
  }

  /// The limits that wait for an approval, by customer: proposals after which nothing else was said of the limit.
  public func proposedLimits() throws -> [Int64: Money] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT customer_id, max(id), kind, currency, amount FROM credit_changes
        WHERE kind NOT IN ('hold', 'release', 'terms') GROUP BY customer_id
        """)
    var limits: [Int64: Money] = [:]
    while let row = try rows.next() {
      guard row["kind"] as String == CreditChange.Kind.proposal.rawValue,
        let currency = (row["currency"] as String?).flatMap({ Currency($0) }), let amount = row["amount"] as Int64?
      else { continue }
      limits[row["customer_id"]] = Money(minorUnits: amount, currency)
    }
    return limits
  }
}
