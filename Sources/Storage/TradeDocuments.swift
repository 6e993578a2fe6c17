public import Domain
import GRDB
import Wording

extension BookSession {
  public func tradeDocuments(of scope: CreditScope, asOf date: CivilDate) throws -> TradeDocuments {
    var documents = TradeDocuments(asOf: date)
    let sql = CreditSQL(scope: scope)
    let arguments: StatementArguments = try ["day": "\(date)", "scope": scopeID(scope)]
    if scope != .everybody {
      try each(sql.orders, arguments) { row in
        let currency = try self.currency(row["currency"], of: "orders")
        let money = { (units: Int64?) in units.map { Money(minorUnits: $0, currency) } }
        let net = money(row["net"])
        documents.orders.append(
          .init(
            code: row["code"], orderedOn: try CivilDate(row["ordered_on"] as String),
            requiredOn: try (row["required_on"] as String?).map { try CivilDate($0) }, net: net,
            gross: money(row["gross"]) ?? net, isShipped: row["is_shipped"], delivered: money(row["delivered"]),
            returned: Money(minorUnits: row["returned"], currency)))
      }
      try each(sql.bills, arguments) { row in
        let currency = try self.currency(row["currency"], of: "acceptance_bills")
        documents.bills.append(
          .init(
            code: row["code"], dueOn: try CivilDate(row["due_on"] as String),
            amount: Money(minorUnits: row["amount"], currency)))
      }
      try each(sql.securities, arguments) { row in
        guard let kind = Security.Kind(rawValue: row["kind"]) else { return }
        documents.securities.append(
          Security(
            code: row["code"], kind: kind,
            amount: Money(minorUnits: row["amount"], try self.currency(row["currency"], of: "securities")),
            expiresOn: try (row["expires_on"] as String?).map { try CivilDate($0) }))
      }
    }
    try each(sql.invoices, arguments) { row in
      let currency = try self.currency(row["currency"], of: "invoices")
      let money = { Money(minorUnits: $0, currency) }
      documents.invoices.append(
        .init(
          code: row["code"], order: row["order_code"], issuedOn: try CivilDate(row["issued_on"] as String),
          dueOn: try (row["due_on"] as String?).map { try CivilDate($0) }, amount: money(row["amount"]),
          tax: money(row["tax"]), allocated: money(row["allocated"]), isDisputed: row["disputed"]))
    }
    try each(sql.payments, arguments) { row in
      documents.payments.append(
        .init(
          code: row["code"], order: row["order_code"], paidOn: try CivilDate(row["paid_on"] as String),
          unapplied: Money(minorUnits: row["unapplied"], try self.currency(row["currency"], of: "payments"))))
    }
    documents.lastPaidOn = try String.fetchOne(
      db.cachedStatement(sql: sql.lastPayment), arguments: arguments
    ).map { try CivilDate($0) }
    return documents
  }

  public func invoiced(of scope: CreditScope, after start: CivilDate, to end: CivilDate) throws -> [Money] {
    var sums: [Money] = []
    let arguments: StatementArguments = try ["day": "\(end)", "start": "\(start)", "scope": scopeID(scope)]
    try each(CreditSQL(scope: scope).invoiced, arguments) { row in
      sums.append(Money(minorUnits: row["amount"], try self.currency(row["currency"], of: "invoices")))
    }
    return sums
  }

  private func each(_ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { try body(row) }
  }

  private func currency(_ code: String, of table: String) throws -> Currency {
    guard let currency = Currency(code) else { throw BookFileError.damaged(table, code) }
    return currency
  }

  private func scopeID(_ scope: CreditScope) throws -> Int64 {
    let (key, entity): (RecordKey, Entity) =
      switch scope {
      case .customer(let key): (key, .customers)
      case .group(let key): (key, .groups)
      case .everybody: (.id(0), .customers)
      }
    if scope == .everybody { return 0 }
    guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
    return id
  }
}

/// The statements that read documents up to `:day`; `:scope` is the id of the customer or the group.
private struct CreditSQL {
  /// A condition on the customer of a document called `t`.
  private let owner: String
  /// Whether orders matter, and so do invoices of theirs that are settled.
  private let hasOrders: Bool

  init(scope: CreditScope) {
    hasOrders = scope != .everybody
    owner =
      switch scope {
      case .customer: "t.customer_id = :scope"
      case .group: "t.customer_id IN (SELECT id FROM customers WHERE group_id = :scope)"
      case .everybody: "t.customer_id <> :scope"
      }
  }

  /// An order's goods without tax; without lines, what was written.
  static let net = """
    coalesce(t.amount, (SELECT sum(coalesce(l.amount, CAST(round(l.price * l.quantity) AS INTEGER))) FROM order_lines l
      WHERE l.order_id = t.id AND coalesce(l.kind, 'goods') = 'goods'))
    """

  /// All lines of an order: tax is a line of its own, or said by the lines where it is not in their amounts.
  static let gross = """
    (SELECT sum(coalesce(l.amount, CAST(round(l.price * l.quantity) AS INTEGER)))
        + CASE WHEN max(l.kind IS 'tax') THEN 0 ELSE sum(CASE WHEN l.tax_included THEN 0 ELSE coalesce(l.tax, 0) END) END
      FROM order_lines l WHERE l.order_id = t.id)
    """

  var orders: String {
    """
    SELECT t.code, t.ordered_on, t.required_on, t.currency, \(Self.net) AS net, \(Self.gross) AS gross,
      CASE WHEN t.shipped_on IS NULL THEN coalesce(t.status, '') IN ('shipped', 'completed', 'disputed', 'resolved')
        ELSE t.shipped_on <= :day END AS is_shipped,
      (SELECT CASE WHEN count(*) = count(d.amount) THEN sum(d.amount) END FROM deliveries d
        WHERE d.order_id = t.id AND coalesce(d.shipped_on, d.delivered_on) <= :day) AS delivered,
      coalesce((SELECT sum(r.amount) FROM returns r
        WHERE r.order_id = t.id AND r.currency = t.currency AND r.returned_on <= :day), 0) AS returned
    FROM orders t
    WHERE \(owner) AND t.ordered_on <= :day AND t.status IS NOT 'cancelled' ORDER BY t.id
    """
  }

  var invoices: String {
    """
    SELECT * FROM (
      SELECT t.id, t.code, t.issued_on, t.due_on, t.currency, t.amount, coalesce(t.tax, 0) AS tax,
        coalesce(t.disputed, 0) AS disputed, (SELECT code FROM orders WHERE id = t.order_id) AS order_code,
        coalesce((SELECT sum(a.amount) FROM allocations a JOIN payments p ON p.id = a.payment_id
          WHERE a.invoice_id = t.id AND p.paid_on <= :day), 0) AS allocated
      FROM invoices t WHERE \(owner) AND t.issued_on <= :day)
    WHERE amount <> allocated \(hasOrders ? "OR order_code IS NOT NULL" : "") ORDER BY id
    """
  }

  var payments: String {
    """
    SELECT * FROM (
      SELECT t.id, t.code, t.paid_on, t.currency, (SELECT code FROM orders WHERE id = t.order_id) AS order_code,
        t.amount - coalesce((SELECT sum(a.amount) FROM allocations a JOIN invoices i ON i.id = a.invoice_id
          WHERE a.payment_id = t.id AND i.issued_on <= :day), 0) AS unapplied
      FROM payments t WHERE \(owner) AND t.paid_on <= :day)
    WHERE unapplied <> 0 ORDER BY id
    """
  }

  var lastPayment: String {
    "SELECT max(t.paid_on) FROM payments t WHERE \(owner) AND t.paid_on <= :day"
  }

  var bills: String {
    """
    SELECT t.code, t.due_on, t.currency, t.amount FROM acceptance_bills t
    WHERE \(owner) AND t.received_on <= :day AND (t.honoured_on IS NULL OR t.honoured_on > :day) ORDER BY t.id
    """
  }

  var securities: String {
    """
    SELECT t.code, t.kind, t.currency, t.amount, t.expires_on FROM securities t
    WHERE \(owner) AND coalesce(t.valid_from, '') <= :day AND (t.expires_on IS NULL OR t.expires_on >= :day) ORDER BY t.id
    """
  }

  var invoiced: String {
    """
    SELECT t.currency, sum(t.amount) AS amount FROM invoices t
    WHERE \(owner) AND t.issued_on > :start AND t.issued_on <= :day GROUP BY t.currency ORDER BY t.currency
    """
  }
}

extension BookSession {
  public func uncheckedOrders(tolerance: Double, tax: Bool, on day: CivilDate) throws -> [UncheckedOrder] {
    let value = tax ? "coalesce(\(CreditSQL.gross), \(CreditSQL.net))" : CreditSQL.net
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT t.id, t.code, t.customer_id, c.code AS customer, t.currency, \(value) AS value,
          t.updated_run_id, k.id AS "check", k.run_id, k.customer_id AS checked_customer, k.currency AS checked_currency,
          k.amount AS checked, (SELECT r.valid_until FROM credit_changes r WHERE r.id = k.release_id) AS until
        FROM orders t JOIN customers c ON c.id = t.customer_id
        LEFT JOIN credit_checks k ON k.id = 
          (SELECT max(id) FROM credit_checks WHERE order_id = t.id AND stage = 'order')
        WHERE coalesce(t.status, 'in_process') IN ('in_process', 'on_hold') AND t.shipped_on IS NULL AND t.ordered_on <= ?
        ORDER BY t.ordered_on, t.id
        """, arguments: ["\(day)"])
    return try rows.compactMap { row in
      try uncheckedReason(row, tolerance: tolerance, on: day).map {
        UncheckedOrder(order: row["code"], customer: row["customer"], reason: $0)
      }
    }
  }

  private func uncheckedReason(_ row: Row, tolerance: Double, on day: CivilDate) throws -> UncheckedOrder.Reason? {
    guard let run = row["run_id"] as Int64? else { return .unchecked }
    if row["customer_id"] as Int64? != row["checked_customer"] as Int64? { return .altered }
    if row["currency"] as String != row["checked_currency"] as String { return .altered }
    let (value, checked): (Int64?, Int64) = (row["value"], row["checked"])
    if Double(value ?? 0) > Double(checked) * (1 + tolerance) { return .raised }
    if let until = row["until"] as String?, until < "\(day)" { return .releaseOver }
    // What the present run did to the order stands in no log yet.
    if let updated = row["updated_run_id"] as Int64?, updated == runID, run < runID { return .altered }
    return try wasReopened(row["id"], since: run) ? .reopened : nil
  }

  /// Whether an order was open again after it had been cancelled or completed, in a run after that one.
  private func wasReopened(_ order: Int64, since run: Int64) throws -> Bool {
    var wasReopened = false
    try forEachChange(of: order, in: Entity.orders.name, since: run) { _, change, table in
      guard let status = table.column("status"), let logged = change.columns.first(where: { $0.id == status }) else {
        return true
      }
      let closed: Set<String?> = ["cancelled", "completed"]
      wasReopened = closed.contains(logged.old.text) && !closed.contains(logged.new.text)
      return !wasReopened
    }
    return wasReopened
  }

  public func dunningItems(of customer: RecordKey?, asOf date: CivilDate) throws -> [DunningItem] {
    var condition = "1"
    var arguments: StatementArguments = ["day": "\(date)"]
    if let customer {
      guard let id = try id(of: customer, in: .customers) else {
        throw BookError.notFound(customer, entity: .customers)
      }
      condition = "i.customer_id = :customer"
      arguments += ["customer": id]
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM (
          SELECT i.id, i.code, c.code AS customer, c.name, c.country, i.issued_on, i.due_on, i.currency, i.amount,
            coalesce(i.disputed, 0) AS disputed, p.terms_days,
            (SELECT t.language FROM contacts t WHERE t.customer_id = c.id AND t.language IS NOT NULL ORDER BY t.id LIMIT 1)
              AS language,
            coalesce((SELECT sum(a.amount) FROM allocations a JOIN payments y ON y.id = a.payment_id
              WHERE a.invoice_id = i.id AND y.paid_on <= :day), 0) AS allocated,
            (SELECT max(m.due_on) FROM promises m WHERE m.customer_id = c.id AND coalesce(m.invoice_id, i.id) = i.id
              AND m.made_on <= :day AND m.due_on >= :day AND m.kept IS NOT 0) AS promised
          FROM invoices i JOIN customers c ON c.id = i.customer_id LEFT JOIN credit_profiles p ON p.customer_id = c.id
          WHERE \(condition) AND i.issued_on <= :day AND i.amount > 0)
        WHERE amount > allocated ORDER BY customer, id
        """, arguments: arguments)
    var items: [DunningItem] = []
    while let row = try rows.next() {
      guard let currency = Currency(row["currency"] as String) else { continue }
      let issued = try CivilDate(row["issued_on"] as String)
      let due =
        try (row["due_on"] as String?).map { try CivilDate($0) }
        ?? issued.adding(days: Int(clamping: row["terms_days"] as Int64? ?? 30))
      let amount: Int64 = row["amount"]
      items.append(
        DunningItem(
          invoice: row["code"], customer: row["customer"], name: row["name"],
          language: Self.language(row["language"], country: row["country"]), dueOn: due,
          open: try Money(minorUnits: amount, currency).subtracting(Money(minorUnits: row["allocated"], currency)),
          isDisputed: row["disputed"], promisedBy: try (row["promised"] as String?).map { try CivilDate($0) }))
    }
    return items
  }

  /// Chinese where a contact's language or, without one, the country says so.
  private static func language(_ language: String?, country: String?) -> Language {
    let isChinese =
      language.map { $0.lowercased().hasPrefix("zh") || $0.lowercased().hasPrefix("chin") || $0.hasPrefix("中") }
      ?? country.map { ["cn", "china", "中国"].contains($0.lowercased()) }
    return isChinese == true ? .chinese : .english
  }

  public func promises(of customer: RecordKey, asOf date: CivilDate) throws -> (kept: Int, broken: Int) {
    guard let id = try id(of: customer, in: .customers) else {
      throw BookError.notFound(customer, entity: .customers)
    }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) FILTER (WHERE m.kept = 1) AS kept, count(*) FILTER (WHERE m.kept = 0 OR m.kept IS NULL AND
            m.due_on < :day AND i.amount > coalesce((SELECT sum(amount) FROM allocations WHERE invoice_id = i.id), 0))
            AS broken
          FROM promises m LEFT JOIN invoices i ON i.id = m.invoice_id WHERE m.customer_id = :customer AND m.made_on <= :day
          """), arguments: ["day": "\(date)", "customer": id])
    return (row?["kept"] as Int? ?? 0, row?["broken"] as Int? ?? 0)
  }
}
