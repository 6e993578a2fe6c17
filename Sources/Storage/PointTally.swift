public import Domain
import GRDB

/// What a customer got of a rule, or lost of a wallet, all movements of a kind together.
public struct PointTally: Sendable, Hashable {
  /// The customer's id.
  public let customer: Int64
  /// The wallet.
  public let wallet: String
  /// The rule that earned it; nil for others than earnings.
  public let rule: String?
  /// What happened.
  public let kind: PointMovement.Kind
  /// By how much the balance changed.
  public let points: Int64
  /// By how much it should have.
  public let desired: Int64
}

extension BookSession {
  /// All movements of points by customer, wallet, rule and kind.
  public func pointTally() throws -> [PointTally] {
    var tally: [PointTally] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT customer_id, wallet, rule, kind, sum(points), sum(desired) FROM point_movements
        GROUP BY customer_id, wallet, rule, kind ORDER BY customer_id, wallet, rule, kind
        """)
    while let row = try rows.next() {
      guard let kind = PointMovement.Kind(rawValue: row[3]) else { continue }
      tally.append(
        PointTally(customer: row[0], wallet: row[1], rule: row[2], kind: kind, points: row[4], desired: row[5]))
    }
    return tally
  }

  /// Empties the ledger of points, in a run that is taken back.
  public func forgetPoints() throws {
    try trustingReferences {
      for table in ["reward_events", "point_uses", "point_lots", "point_balances", "point_movements"] {
        try recording { try db.execute(sql: "DELETE FROM \(table)") }
      }
    }
  }
}
