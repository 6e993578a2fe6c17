public import Domain
import GRDB

/// What the ledger of points says.
extension BookSession {
  public func pointMovement(_ id: Int64) throws -> PointMovement {
    guard let movement = try movements("m.id = ?", [id]).first else { throw PointsError.unknownMovement(id) }
    return movement
  }

  public func pointMovement(
    _ kind: PointMovement.Kind, source: String, reference: String, wallet: String
  ) throws -> Int64? {
    try points.known.using { statement in
      statement.bind(source, at: 1)
      statement.bind(reference, at: 2)
      statement.bind(kind.rawValue, at: 3)
      statement.bind(wallet, at: 4)
      return try statement.firstInteger()
    }
  }

  public func pointHistory(of customer: RecordKey, wallet: String?, limit: Int) throws -> [PointMovement] {
    let id = try pointCustomer(customer)
    if let wallet {
      return try movements(
        "m.customer_id = ? AND m.wallet = ? ORDER BY m.moved_on DESC, m.id DESC LIMIT ?", [id, wallet, max(0, limit)])
    }
    return try movements("m.customer_id = ? ORDER BY m.moved_on DESC, m.id DESC LIMIT ?", [id, max(0, limit)])
  }

  public func pointMovements(ofOrder order: RecordKey) throws -> [PointMovement] {
    guard let id = try id(of: order, in: .orders) else { throw BookError.notFound(order, entity: .orders) }
    return try movements("m.order_id = ? ORDER BY m.id", [id])
  }

  public func pointBalances(of customer: RecordKey, on day: CivilDate) throws -> [PointBalance] {
    let id = try pointCustomer(customer)
    var balances: [String: PointBalance] = [:]
    let sums = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT wallet, max(currency) AS currency, sum(points) AS points FROM point_movements
          WHERE customer_id = ? AND moved_on <= ? GROUP BY wallet
          """), arguments: [id, day.description])
    for row in sums {
      var balance = PointBalance(row["wallet"], currency: row["currency"])
      balance.balance = row["points"]
      balances[balance.wallet] = balance
    }
    // What was left of each lot on the day.
    let lots = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT l.wallet, l.points - coalesce(
              (SELECT sum(u.points) FROM point_uses u WHERE u.lot_id = l.id AND u.used_on <= ?2), 0) AS left,
            l.active_on IS NULL OR l.active_on > ?2 AS pending, l.expires_on < ?2 AS expired
          FROM point_movements m JOIN point_lots l ON l.movement_id = m.id
          WHERE m.customer_id = ?1 AND m.moved_on <= ?2
          """), arguments: [id, day.description])
    for row in lots {
      let left: Int64 = row["left"]
      guard left != 0, var balance = balances[row["wallet"]] else { continue }
      if row["expired"] as Bool? ?? false {
        balance.expired += left
      } else if row["pending"] {
        balance.pending += left
      } else {
        balance.usable += left
      }
      balances[balance.wallet] = balance
    }
    return balances.values.sorted { $0.wallet < $1.wallet }.map { balance in
      var balance = balance
      balance.debt = balance.expired + balance.pending + balance.usable - balance.balance
      balance.usable = max(0, balance.usable - balance.debt)
      return balance
    }
  }

  public func pointLots(of customer: RecordKey, wallet: String?) throws -> [PointLot] {
    let id = try pointCustomer(customer)
    if let wallet {
      return try lots("l.customer_id = ? AND l.wallet = ? AND l.remaining > 0 ORDER BY l.id", [id, wallet])
    }
    return try lots("l.customer_id = ? AND l.remaining > 0 ORDER BY l.id", [id])
  }

  public func pointsGranted(_ source: String, wallet: String, _ cap: PointCap) throws -> Int64 {
    switch cap {
    case .customer(let customer, let days):
      let sql = """
        SELECT coalesce(sum(points), 0) FROM point_movements
        WHERE customer_id = ? AND wallet = ? AND moved_on BETWEEN ? AND ? AND source = ? AND kind = 'earn'
        """
      let id = try pointCustomer(customer)
      return try statements[sql].using { statement in
        statement.bind(id, at: 1)
        statement.bind(wallet, at: 2)
        statement.bind(days.lowerBound.description, at: 3)
        statement.bind(days.upperBound.description, at: 4)
        statement.bind(source, at: 5)
        return try statement.firstInteger() ?? 0
      }
    case .everybody:
      return try Int64.fetchOne(
        db,
        sql: "SELECT coalesce(sum(points), 0) FROM point_movements WHERE source = ? AND kind = 'earn' AND wallet = ?",
        arguments: [source, wallet]) ?? 0
    }
  }

  public func pointsSpent(onOrder id: Int64) throws -> [(wallet: String, points: Int64)] {
    try points.spent.using { statement in
      statement.bind(id, at: 1)
      // Most orders were paid in none: to have SQL add up takes longer than to look.
      var spent: [String: Int64] = [:]
      while try statement.step() {
        let wallet = statement.text(0) ?? ""
        spent[wallet] = Int64(clamping: Int128(spent[wallet] ?? 0) + Int128(statement.integer(1) ?? 0))
      }
      return spent.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
  }

  public func pointsOutstanding(on day: CivilDate) throws -> [PointOutstanding] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.wallet, max(m.currency) AS currency, sum(m.points) - coalesce((
            SELECT sum(l.points - coalesce(
              (SELECT sum(u.points) FROM point_uses u WHERE u.lot_id = l.id AND u.used_on <= ?1), 0))
            FROM point_lots l JOIN point_movements e ON e.id = l.movement_id
            WHERE l.wallet = m.wallet AND l.expires_on < ?1 AND e.moved_on <= ?1), 0) AS outstanding,
          coalesce(-sum(m.points) FILTER (WHERE m.kind = 'expire'), 0) AS expired,
          coalesce(-sum(m.points) FILTER (WHERE m.kind IN ('spend', 'restore')), 0) AS spent
        FROM point_movements m WHERE m.moved_on <= ?1 GROUP BY m.wallet ORDER BY m.wallet
        """, arguments: [day.description]
    ).map {
      PointOutstanding(
        wallet: $0["wallet"], currency: $0["currency"], outstanding: $0["outstanding"], expired: $0["expired"],
        spent: $0["spent"])
    }
  }

  public func pointForecast(on day: CivilDate) throws -> [PointForecast] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT l.wallet, max(m.currency) AS currency, substr(l.expires_on, 1, 7) AS month, sum(l.remaining) AS points
        FROM point_lots l JOIN point_movements m ON m.id = l.movement_id
        WHERE l.remaining > 0 AND (l.expires_on IS NULL OR l.expires_on >= ?)
        GROUP BY l.wallet, month ORDER BY l.wallet, month IS NULL, month
        """, arguments: [day.description]
    ).map {
      PointForecast(wallet: $0["wallet"], currency: $0["currency"], month: $0["month"], points: $0["points"])
    }
  }

  /// The name of a customer.
  public func customerName(_ key: RecordKey) throws -> String {
    try String.fetchOne(db, sql: "SELECT name FROM customers WHERE id = ?", arguments: [pointCustomer(key)]) ?? "\(key)"
  }

  func pointCustomer(_ key: RecordKey) throws -> Int64 {
    let customers = try entity(Entity.customers.name)
    guard let id = try id(of: key, in: customers) else { throw BookError.notFound(key, entity: customers) }
    return id
  }

  private func movements(_ condition: String, _ arguments: StatementArguments) throws -> [PointMovement] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT m.id, c.code, m.wallet, m.currency, m.kind, m.points, m.desired, m.moved_on, m.source, m.reference,
            o.code, m.rule, v.number, m.origin_id, m.operator, m.reason, m.inputs, m.run_id
          FROM point_movements m JOIN customers c ON c.id = m.customer_id LEFT JOIN orders o ON o.id = m.order_id
            LEFT JOIN definition_versions v ON v.id = m.version_id
          WHERE \(condition)
          """), arguments: arguments
    ).map { row in
      guard let kind = PointMovement.Kind(rawValue: row[4]) else {
        throw BookFileError.damaged("book", "point_movements #\(row[0] as Int64)")
      }
      return PointMovement(
        id: row[0], customer: row[1], wallet: row[2], currency: row[3], kind: kind, points: row[5], desired: row[6],
        day: try CivilDate(row[7] as String), source: row[8], reference: row[9], order: row[10], rule: row[11],
        version: row[12], origin: row[13], operatorName: row[14], reason: row[15], inputs: row[16], run: row[17])
    }
  }
}
