public import Domain
import GRDB

/// The caches of the ledger: the balance of each customer and wallet, and what is left of each lot. They follow from
/// movements and uses, and are no facts of their own.
extension BookSession {
  public func rebuildPoints() throws -> PointRebuild {
    let torn = try tornPoints()
    guard torn.isEmpty else { throw PointsError.torn(Array(torn.prefix(3)), total: torn.count) }
    return try atomically {
      let stale = try stalePoints()
      for lot in stale.lots {
        try db.execute(
          sql: """
            UPDATE point_lots SET remaining = points - coalesce(
              (SELECT sum(points) FROM point_uses WHERE lot_id = point_lots.id), 0) WHERE id = ?
            """, arguments: [lot])
      }
      for balance in stale.balances { try refresh(balance) }
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM point_balances") ?? 0
      return PointRebuild(balances: count, corrected: stale.lots.count + stale.balances.count)
    }
  }

  /// A cached balance's key.
  struct PointBalanceKey: Hashable {
    let customer: Int64
    let wallet: String
  }

  /// Works a cached balance out anew.
  func refresh(_ key: PointBalanceKey) throws {
    try db.cachedStatement(sql: "DELETE FROM point_balances WHERE customer_id = ? AND wallet = ?")
      .execute(arguments: [key.customer, key.wallet])
    try db.cachedStatement(
      sql: """
        INSERT INTO point_balances (customer_id, wallet, currency, balance, debt)
        SELECT customer_id, wallet, max(currency), sum(points), coalesce(
          (SELECT sum(l.remaining) FROM point_lots l WHERE l.customer_id = m.customer_id AND l.wallet = m.wallet), 0)
          - sum(points)
        FROM point_movements m WHERE customer_id = ? AND wallet = ? GROUP BY customer_id, wallet
        """
    ).execute(arguments: [key.customer, key.wallet])
  }

  /// Works out anew all that a customer has cached, and what is cached of a customer that has none any more.
  func refreshPoints(of customers: [Int64]) throws {
    for customer in customers {
      let wallets = try String.fetchAll(
        db,
        sql: """
          SELECT wallet FROM point_balances WHERE customer_id = ?1
          UNION SELECT wallet FROM point_movements WHERE customer_id = ?1
          """, arguments: [customer])
      for wallet in wallets { try refresh(PointBalanceKey(customer: customer, wallet: wallet)) }
    }
  }

  /// The key of the balance that a movement belongs to; nil where there is no such movement.
  func balanceKey(ofMovement id: Int64) throws -> PointBalanceKey? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT customer_id, wallet FROM point_movements WHERE id = ?"), arguments: [id]
    ).map { PointBalanceKey(customer: $0[0], wallet: $0[1]) }
  }

  /// What people know a movement or a lot by: whose, where, how many. Nil where the row is gone.
  func pointLabel(_ id: Int64, in table: String) throws -> String? {
    let isLot = table == "point_lots"
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT c.code || ' ' || t.wallet || ' ' || \(isLot ? "'#' || t.id" : "t.kind"), t.points, m.currency FROM \(table) t
          JOIN customers c ON c.id = t.customer_id JOIN point_movements m ON m.id = \(isLot ? "t.movement_id" : "t.id")
          WHERE t.id = ?
          """), arguments: [id])
    guard let row else { return nil }
    let currency = (row[2] as String?).flatMap { Currency($0) }
    let amount = currency.map { Money(minorUnits: row[1], $0).description } ?? "\(row[1] as Int64)"
    return "\(row[0] as String) \(amount)"
  }

  /// The lots of a customer that movements of other customers have used.
  func lotsUsedByOthers(of customer: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT l.id FROM point_lots l JOIN point_uses u ON u.lot_id = l.id JOIN point_movements m ON m.id = u.movement_id
        WHERE l.customer_id = ? AND m.customer_id <> l.customer_id GROUP BY l.id ORDER BY l.id
        """, arguments: [customer])
  }

  /// What a customer gave away and nobody received.
  func halfTransfers(of customer: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT o.id FROM point_movements o WHERE o.customer_id = ? AND o.kind = 'transfer_out' AND NOT EXISTS (
          SELECT 1 FROM point_movements i WHERE i.origin_id = o.id AND i.kind = 'transfer_in')
        """, arguments: [customer])
  }

  /// Cached figures that are not what movements and uses say.
  func stalePoints() throws -> (lots: [Int64], balances: [PointBalanceKey]) {
    let lots = try Int64.fetchAll(
      db,
      sql: """
        SELECT l.id FROM point_lots l LEFT JOIN (SELECT lot_id, sum(points) AS points FROM point_uses GROUP BY lot_id) u
          ON u.lot_id = l.id WHERE l.remaining <> l.points - coalesce(u.points, 0) ORDER BY l.id
        """)
    let balances = try Row.fetchAll(
      db,
      sql: """
        WITH moved AS (
          SELECT customer_id, wallet, max(currency) AS currency, sum(points) AS points FROM point_movements
          GROUP BY customer_id, wallet
        ), kept AS (
          SELECT l.customer_id, l.wallet, sum(l.points - coalesce(u.points, 0)) AS points FROM point_lots l
          LEFT JOIN (SELECT lot_id, sum(points) AS points FROM point_uses GROUP BY lot_id) u ON u.lot_id = l.id
          GROUP BY l.customer_id, l.wallet
        )
        SELECT m.customer_id, m.wallet FROM moved m
          LEFT JOIN kept k ON k.customer_id = m.customer_id AND k.wallet = m.wallet
          LEFT JOIN point_balances b ON b.customer_id = m.customer_id AND b.wallet = m.wallet
        WHERE b.balance IS NOT m.points OR b.debt IS NOT coalesce(k.points, 0) - m.points OR b.currency IS NOT m.currency
        UNION SELECT b.customer_id, b.wallet FROM point_balances b
          LEFT JOIN moved m ON m.customer_id = b.customer_id AND m.wallet = b.wallet WHERE m.wallet IS NULL
        ORDER BY 1, 2
        """
    ).map { PointBalanceKey(customer: $0[0], wallet: $0[1]) }
    return (lots, balances)
  }

  /// Where movements, lots and uses contradict each other, so that no cache can be right: more used than there was, more
  /// given back than was spent or had expired, more taken back than was earned, a transfer without its other half, expiry
  /// or use before earning.
  func tornPoints() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT 'point_lots #' || l.id FROM point_lots l
          LEFT JOIN (SELECT lot_id, sum(points) AS points FROM point_uses GROUP BY lot_id) u ON u.lot_id = l.id
          WHERE coalesce(u.points, 0) NOT BETWEEN 0 AND l.points
        UNION ALL
        SELECT 'point_uses #' || u.id FROM point_uses u JOIN point_movements m ON m.id = u.movement_id
          JOIN point_lots l ON l.id = u.lot_id WHERE m.customer_id <> l.customer_id OR m.wallet <> l.wallet
            OR u.used_on < (SELECT moved_on FROM point_movements WHERE id = l.movement_id)
        UNION ALL
        SELECT 'point_lots #' || l.id FROM point_lots l JOIN point_movements m ON m.id = l.movement_id
          WHERE m.customer_id <> l.customer_id OR m.wallet <> l.wallet
        UNION ALL
        SELECT 'point_movements #' || m.id FROM point_movements m
          LEFT JOIN (SELECT movement_id, sum(points) AS points FROM point_uses GROUP BY movement_id) u
            ON u.movement_id = m.id
          LEFT JOIN (SELECT movement_id, sum(points) AS points FROM point_lots GROUP BY movement_id) l
            ON l.movement_id = m.id
          WHERE CASE WHEN m.points < 0 THEN l.points IS NOT NULL OR coalesce(u.points, 0) NOT BETWEEN 0 AND -m.points
            ELSE m.points <> coalesce(l.points, 0) - coalesce(u.points, 0) END
        UNION ALL
        SELECT 'point_lots #' || id FROM point_lots WHERE expires_on < earned_on OR expires_on < active_on
        UNION ALL
        SELECT 'point_movements #' || s.id FROM point_movements s
          JOIN point_movements r ON r.origin_id = s.id AND (r.kind = 'restore' OR r.kind = 'expire' AND r.points > 0)
          GROUP BY s.id HAVING max(s.kind <> iif(r.kind = 'restore', 'spend', 'expire')) OR total(r.points) > -s.points
        UNION ALL
        SELECT 'point_movements #' || o.id FROM point_movements o
          LEFT JOIN point_movements i ON i.origin_id = o.id AND i.kind = 'transfer_in' AND i.wallet = o.wallet
          WHERE o.kind = 'transfer_out' GROUP BY o.id HAVING count(i.id) <> 1 OR total(i.points) <> -o.points
        UNION ALL
        SELECT 'orders #' || order_id || ' ' || wallet FROM point_movements WHERE order_id IS NOT NULL
          GROUP BY order_id, wallet
          HAVING -total(points) FILTER (WHERE kind = 'reverse') > total(points) FILTER (WHERE kind = 'earn')
        """)
  }
}
