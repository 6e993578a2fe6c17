public import Domain
import GRDB
import Wording

extension BookSession {
  public func tradeDocuments(of scope: CreditScope, asOf date: CivilDate) throws -> TradeDocuments {
    var documents = TradeDocuments(asOf: date)
    let sql = CreditSQL(scope: scope)
    let arguments: StatementArguments = try ["day": "\(date)", "scope": scopeID(scope)]
    if scope != .everybody {
      try each(sql.orders, arguments) { try documents.addOrder($0) }
      try each(sql.bills, arguments) { try documents.addBill($0) }
      try each(sql.securities, arguments) { try documents.addSecurity($0) }
    }
    try each(sql.invoices, arguments) { try documents.addInvoice($0) }
    try each(sql.payments, arguments) { try documents.addPayment($0) }
    documents.lastPaidOn = try String.fetchOne(
      db.cachedStatement(sql: sql.lastPayment), arguments: arguments
    ).map { try CivilDate($0) }
    return documents
  }

  public func invoiced(of scope: CreditScope, after start: CivilDate, to end: CivilDate) throws -> [Money] {
    var sums: [Money] = []
    let arguments: StatementArguments = try ["day": "\(end)", "start": "\(start)", "scope": scopeID(scope)]
    try each(CreditSQL(scope: scope).invoiced, arguments) { row in
      sums.append(Money(minorUnits: row["amount"], try TradeDocuments.currency(row, of: "invoices")))
    }
    return sums
  }

  private func each(_ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { try body(row) }
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

extension TradeDocuments {
  mutating func addOrder(_ row: Row) throws {
    let currency = try Self.currency(row, of: "orders")
    let money = { (units: Int64?) in units.map { Money(minorUnits: $0, currency) } }
    let net = money(row["net"])
    orders.append(
      .init(
        code: row["code"], orderedOn: try CivilDate(row["ordered_on"] as String),
        requiredOn: try (row["required_on"] as String?).map { try CivilDate($0) }, net: net,
        gross: money(row["gross"]) ?? net, isShipped: row["is_shipped"], delivered: money(row["delivered"]),
        returned: Money(minorUnits: row["returned"], currency)))
  }

  mutating func addBill(_ row: Row) throws {
    let currency = try Self.currency(row, of: "acceptance_bills")
    bills.append(
      .init(
        code: row["code"], dueOn: try CivilDate(row["due_on"] as String),
        amount: Money(minorUnits: row["amount"], currency)))
  }

  mutating func addSecurity(_ row: Row) throws {
    guard let kind = Security.Kind(rawValue: row["kind"]) else { return }
    securities.append(
      Security(
        code: row["code"], kind: kind,
        amount: Money(minorUnits: row["amount"], try Self.currency(row, of: "securities")),
        expiresOn: try (row["expires_on"] as String?).map { try CivilDate($0) }))
  }

  mutating func addInvoice(_ row: Row) throws {
    let currency = try Self.currency(row, of: "invoices")
    let money = { Money(minorUnits: $0, currency) }
    invoices.append(
      .init(
        code: row["code"], order: row["order_code"], issuedOn: try CivilDate(row["issued_on"] as String),
        dueOn: try (row["due_on"] as String?).map { try CivilDate($0) }, amount: money(row["amount"]),
        tax: money(row["tax"]), allocated: money(row["allocated"]), isDisputed: row["disputed"]))
  }

  mutating func addPayment(_ row: Row) throws {
    payments.append(
      .init(
        code: row["code"], order: row["order_code"], paidOn: try CivilDate(row["paid_on"] as String),
        unapplied: Money(minorUnits: row["unapplied"], try Self.currency(row, of: "payments"))))
  }

  /// The currency of a row of a table.
  static func currency(_ row: Row, of table: String) throws -> Currency {
    let code: String = row["currency"]
    guard let currency = Currency(code) else { throw BookFileError.damaged(table, code) }
    return currency
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
    let row = try Row.fetchOne(
      db.cachedStatement(sql: CreditSQL(scope: .customer(customer)).promises),
      arguments: ["day": "\(date)", "scope": scopeID(.customer(customer))])
    return (row?["kept"] as Int? ?? 0, row?["broken"] as Int? ?? 0)
  }
}
