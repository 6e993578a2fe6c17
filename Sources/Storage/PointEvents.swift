public import Domain
import GRDB

/// What documents say that may earn points.
extension BookSession: PointEvents {
  public func forEachPointOrder(_ selection: PointSelection, _ body: (PointOrder) throws -> Void) throws {
    let (condition, arguments) = try condition(selection, day: "o.ordered_on", customer: "o.customer_id")
    let order = selection.isByDate ? "o.ordered_on, o.id" : "o.customer_id, o.ordered_on, o.id"
    let sql = """
      SELECT o.id, o.code, o.customer_id, c.code, c.tier, o.ordered_on, o.status, o.currency, o.amount
      FROM orders o JOIN customers c ON c.id = o.customer_id WHERE \(condition) ORDER BY \(order)
      """
    try statements[sql].using { statement in
      try statement.setArguments(arguments)
      while try statement.step() {
        guard let currency = statement.text(7).flatMap({ Currency($0) }), let day = statement.text(5) else {
          throw BookFileError.damaged("book", "orders \(statement.text(1) ?? "")")
        }
        var order = PointOrder(
          id: statement.integer(0) ?? 0, code: statement.text(1) ?? "", customer: statement.integer(2) ?? 0,
          customerCode: statement.text(3) ?? "", tier: statement.text(4), day: try CivilDate(day),
          status: statement.text(6), currency: currency, goods: statement.integer(8) ?? 0, tax: 0, shipping: 0,
          giftCards: 0)
        try addSums(to: &order)
        try body(order)
      }
    }
  }

  /// What the lines of an order come to, by what they are; an order without amounts in its lines keeps its own.
  private func addSums(to order: inout PointOrder) throws {
    try points.sums.using { statement in
      statement.bind(order.id, at: 1)
      guard try statement.step(), (statement.integer(0) ?? 0) > 0 else { return }
      order.goods = statement.integer(1) ?? 0
      order.tax = statement.integer(2) ?? 0
      order.shipping = statement.integer(3) ?? 0
      order.giftCards = statement.integer(4) ?? 0
    }
  }

  public func pointLines(ofOrder id: Int64) throws -> [PointLine] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT l.line, p.code, p.category, coalesce(l.kind, 'goods'), l.quantity, coalesce(l.amount, 0)
            - CASE WHEN l.tax_included THEN coalesce(l.tax, 0) ELSE 0 END, coalesce(l.tax, 0)
          FROM order_lines l LEFT JOIN products p ON p.id = l.product_id WHERE l.order_id = ? ORDER BY l.line
          """), arguments: [id]
    ).map {
      PointLine(
        line: $0[0], product: $0[1], category: $0[2], kind: $0[3], quantity: $0[4], amount: $0[5], tax: $0[6])
    }
  }

  public func pointReturns(ofOrder order: RecordKey) throws -> [PointReturned] {
    guard let id = try id(of: order, in: .orders) else { throw BookError.notFound(order, entity: .orders) }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT id, amount, currency, returned_on FROM returns WHERE order_id = ? AND amount > 0 ORDER BY returned_on, id
        """, arguments: [id]
    ).map {
      PointReturned(id: $0[0], amount: try money($0[1], $0[2], of: "returns"), day: try CivilDate($0[3] as String))
    }
  }

  public func pointOrdersToReverse() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT o.id FROM orders o
        WHERE (o.status = 'cancelled' OR EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id AND r.amount > 0))
          AND EXISTS (SELECT 1 FROM point_movements m WHERE m.order_id = o.id AND m.kind IN ('earn', 'spend'))
        ORDER BY o.id
        """)
  }

  public func rebateNotes(of customer: Int64, for rebate: String) throws -> [(invoice: String, amount: Money)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT code, amount, currency FROM invoices WHERE customer_id = ? AND rebate = ? ORDER BY id"),
      arguments: [customer, rebate]
    ).map { ($0[0], try money($0[1], $0[2], of: "invoices")) }
  }

  public func hasInvoice(_ code: String) throws -> Bool { try id(of: .code(code), in: .invoices) != nil }

  private func money(_ units: Int64, _ code: String, of table: String) throws -> Money {
    guard let currency = Currency(code) else { throw BookFileError.damaged(table, code) }
    return Money(minorUnits: units, currency)
  }

  public func forEachPointActivity(_ selection: PointSelection, _ body: (PointActivity) throws -> Void) throws {
    // Midnight is not that of UTC.
    var wide = selection
    if selection.days != CivilDate.range {
      let (first, last) = (selection.days.lowerBound, selection.days.upperBound)
      wide.days = ((try? first.adding(days: -1)) ?? first)...((try? last.adding(days: 1)) ?? last)
    }
    let (condition, arguments) = try condition(wide, day: "i.at", customer: "i.customer_id")
    let sql = """
      SELECT i.id, i.customer_id, c.code, i.kind, i.at, i.minutes, i.formal, i.topic
      FROM interactions i JOIN customers c ON c.id = i.customer_id WHERE \(condition) ORDER BY i.at, i.id
      """
    try statements[sql].using { statement in
      try statement.setArguments(arguments)
      while try statement.step() {
        guard let at = statement.text(4).flatMap({ try? Instant($0) }) else {
          throw BookFileError.damaged("book", "interactions #\(statement.integer(0) ?? 0)")
        }
        try body(
          PointActivity(
            id: statement.integer(0) ?? 0, customer: statement.integer(1) ?? 0, customerCode: statement.text(2) ?? "",
            kind: statement.text(3) ?? "", at: at, minutes: statement.integer(5),
            isFormal: statement.integer(6).map { $0 != 0 }, topic: statement.text(7)))
      }
    }
  }

  public func pointReferrals(for program: String) throws -> [PointReferral] {
    try refuseCircles(for: program)
    return try Row.fetchAll(
      db,
      sql: """
        WITH paid AS (
          SELECT o.id, o.code, o.customer_id, o.currency, o.amount, o.ordered_on,
            sum(i.amount) AS invoiced, sum((SELECT sum(a.amount) FROM allocations a WHERE a.invoice_id = i.id)) AS settled,
            max((SELECT max(p.paid_on) FROM allocations a JOIN payments p ON p.id = a.payment_id WHERE a.invoice_id = i.id))
              AS paid_on
          FROM customers c JOIN orders o ON o.customer_id = c.id JOIN invoices i ON i.order_id = o.id
          WHERE c.referrer_id IS NOT NULL AND o.status IS NOT 'cancelled' AND NOT coalesce(o.amount <= (
            SELECT sum(r.amount) FROM returns r WHERE r.order_id = o.id AND r.currency = o.currency), 0)
          GROUP BY o.id
          HAVING invoiced > 0 AND settled >= invoiced
        )
        SELECT r.id, r.code, c.code, p.code, p.currency, p.amount, p.paid_on, c.id, p.id FROM customers c
          JOIN customers r ON r.id = c.referrer_id JOIN paid p ON p.id = (
            SELECT f.id FROM paid f WHERE f.customer_id = c.id ORDER BY f.paid_on, f.id LIMIT 1)
        WHERE c.merged_into_id IS NULL ORDER BY p.paid_on, c.id
        """
    ).map { row in
      guard let currency = Currency(row[4] as String) else {
        throw BookFileError.damaged("book", "orders \(row[3] as String)")
      }
      return PointReferral(
        referrer: row[0], referrerCode: row[1], referee: row[2], refereeIDs: try family(of: row[7]), order: row[3],
        orderID: row[8], amount: Money(minorUnits: row[5] ?? 0, currency), day: try CivilDate(row[6] as String))
    }
  }

  private func refuseCircles(for program: String) throws {
    let circle = try Row.fetchOne(db, sql: "\(Self.referralCircles) LIMIT 1")
    if let circle { throw PointsError.circularReferral(circle[0], by: circle[1], program: program) }
  }

  /// Customers who lead back to themselves by who referred whom, each with its referrer.
  static let referralCircles = """
    WITH RECURSIVE way (start, id) AS (
      SELECT id, referrer_id FROM customers WHERE referrer_id IS NOT NULL
      UNION SELECT way.start, c.referrer_id FROM way JOIN customers c ON c.id = way.id
      WHERE c.referrer_id IS NOT NULL AND way.id <> way.start
    )
    SELECT c.code, r.code FROM way JOIN customers c ON c.id = way.start JOIN customers r ON r.id = c.referrer_id
    WHERE way.id = way.start ORDER BY way.start
    """

  private func condition(
    _ selection: PointSelection, day: String, customer: String
  ) throws -> (String, StatementArguments) {
    var conditions = ["1"]
    var arguments: [any DatabaseValueConvertible] = []
    if let order = selection.order {
      guard let id = try id(of: order, in: .orders) else { throw BookError.notFound(order, entity: .orders) }
      conditions.append("o.id = ?")
      arguments.append(id)
    }
    if let interaction = selection.interaction {
      conditions.append("i.id = ?")
      arguments.append(interaction)
    }
    if let key = selection.customer {
      conditions.append("\(customer) = ?")
      arguments.append(try pointCustomer(key))
    }
    if selection.days != CivilDate.range {
      conditions.append("substr(\(day), 1, 10) BETWEEN ? AND ?")
      arguments += [selection.days.lowerBound.description, selection.days.upperBound.description]
    }
    return (conditions.joined(separator: " AND "), StatementArguments(arguments))
  }
}
