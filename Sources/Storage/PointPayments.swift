public import Domain
import GRDB

/// Points that a customer used, or that came back without a return of goods, as the ledger has them.
public struct PointPayment: Sendable, Hashable {
  /// The movement.
  public let id: Int64
  /// The customer's id.
  public let customer: Int64
  /// The wallet.
  public let wallet: String
  /// Its currency; nil for points.
  public let currency: String?
  /// How many points, above 0.
  public let points: Int64
  /// The business day.
  public let day: CivilDate
  /// The id of the order that was paid.
  public let order: Int64?
  /// The spending that came back; nil for a spending.
  public let origin: Int64?
}

extension BookSession {
  /// Everything that was spent, and what of it came back, day by day. What came back with goods, or with a cancelled
  /// order, is left out: taking back the order gives it back.
  public func pointPayments() throws -> [PointPayment] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.id, m.customer_id, m.wallet, m.currency, abs(m.points), m.moved_on, m.order_id, m.origin_id
        FROM point_movements m
        WHERE m.kind = 'spend' OR m.kind = 'restore' AND m.points > 0 AND m.source NOT IN ('return', 'cancelled order')
        ORDER BY m.moved_on, m.id
        """
    ).map { row in
      PointPayment(
        id: row[0], customer: row[1], wallet: row[2], currency: row[3], points: row[4],
        day: try CivilDate(row[5] as String), order: row[6], origin: row[7])
    }
  }

  /// How much of a spending has not come back.
  public func pointsLeft(ofSpending movement: Int64) throws -> Int64 {
    try Int64.fetchOne(
      db, sql: "SELECT -m.points - \(Self.restored) FROM point_movements m WHERE m.id = ?", arguments: [movement]) ?? 0
  }

  /// How many movements of some days come from no rule, document or spending: earnings by hand, adjustments, transfers,
  /// activations, and returns of points by hand; by their kinds, those that there are.
  public func pointsByHand(in days: ClosedRange<CivilDate>) throws -> [(kind: String, count: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT kind, count(*) FROM point_movements
        WHERE moved_on BETWEEN ? AND ? AND (kind IN ('adjust', 'transfer_out', 'activate') OR kind = 'earn' AND rule IS NULL
          OR kind = 'reverse' AND source NOT IN ('return', 'cancelled order', 'referral'))
        GROUP BY kind ORDER BY kind
        """, arguments: [days.lowerBound.description, days.upperBound.description]
    ).map { ($0[0], $0[1]) }
  }

  /// The days of a time on which goods came back.
  public func returnDays(in days: ClosedRange<CivilDate>) throws -> [CivilDate] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT returned_on FROM returns WHERE order_id IS NOT NULL AND amount > 0 AND returned_on BETWEEN ? AND ?
        ORDER BY returned_on
        """, arguments: [days.lowerBound.description, days.upperBound.description]
    ).map { try CivilDate($0) }
  }
}
