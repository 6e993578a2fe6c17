public import Domain
import GRDB

extension BookSession: CreditBook {
  public func creditProfile(of customer: RecordKey) throws -> CreditProfile {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: CreditSQL.profiles(where: "c.id = ?")), arguments: [try creditCustomer(customer)])
    guard let row else { throw BookError.notFound(customer, entity: .customers) }
    return try CreditProfile(row)
  }

  public func creditRatings(of customer: RecordKey, asOf date: CivilDate) throws -> [CreditRating] {
    try Row.fetchAll(
      db.cachedStatement(sql: CreditSQL(scope: .customer(customer)).ratings),
      arguments: ["day": "\(date)", "scope": try creditCustomer(customer)]
    ).map { try CreditRating($0) }
  }

  public func members(ofGroup group: RecordKey) throws -> [String] {
    guard let id = try id(of: group, in: .groups) else { throw BookError.notFound(group, entity: .groups) }
    return try String.fetchAll(
      db, sql: "SELECT code FROM customers WHERE group_id = ? AND merged_into_id IS NULL ORDER BY code", arguments: [id]
    )
  }

  public func creditGroup(_ group: RecordKey) throws -> (code: String, limit: Money?) {
    guard let id = try id(of: group, in: .groups),
      let row = try Row.fetchOne(
        db, sql: "SELECT code, currency, credit_limit FROM groups WHERE id = ?", arguments: [id]),
      let currency = Currency(row["currency"] as String)
    else { throw BookError.notFound(group, entity: .groups) }
    return (row["code"], (row["credit_limit"] as Int64?).map { Money(minorUnits: $0, currency) })
  }

  /// What a customer or a group may owe; nil where no limit was set.
  public func creditLimit(of id: Int64, in entity: Entity) throws -> Money? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT currency, credit_limit FROM \(quoted(entity.name)) WHERE id = ?"),
      arguments: [id])
    guard let row, let units = row[1] as Int64?, let currency = Currency(row[0] as String) else { return nil }
    return Money(minorUnits: units, currency)
  }

  public func changeCredit(_ profile: CreditProfile, _ change: CreditChange, always: Bool) throws -> Bool {
    let known = try creditProfile(of: .code(profile.customer))
    guard profile != known || always else { return false }
    let customer = try creditCustomer(.code(profile.customer))
    try atomically {
      if profile.limit != known.limit {
        _ = try update(
          .id(customer), of: entity(Entity.customers.name),
          ["credit_limit": profile.limit.map { .money($0) } ?? .null])
      }
      let before = Dictionary(uniqueKeysWithValues: known.facts.map { ($0.name, $0.value) })
      let differing = profile.facts.filter { $0.name != "limit" && before[$0.name] != $0.value }
      var values = Dictionary(uniqueKeysWithValues: differing.map { ($0.name, $0.value) })
      let stored = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT id FROM credit_profiles WHERE customer_id = ?"), arguments: [customer])
      if values.isEmpty {
        // Only the limit differs, which is the customer's.
      } else if let stored {
        _ = try update(.id(stored), of: entity(Entity.creditProfiles.name), values)
      } else {
        values["customer"] = .text(profile.customer)
        _ = try insert(values, into: entity(Entity.creditProfiles.name))
      }
      try db.cachedStatement(
        sql: """
          INSERT INTO credit_changes (customer_id, kind, run_id, as_of, at, operator, reason, currency, amount, valid_until,
            order_id, version_id, evidence, profile) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        customer, change.kind.rawValue, runID, "\(change.asOf)", "\(change.at)", change.operatorName, change.reason,
        change.amount?.currency.code, change.amount?.minorUnits, change.until.map { "\($0)" },
        try change.order.map { try creditOrder($0) }, change.version, change.evidence, change.profile,
      ])
    }
    return true
  }

  public func creditHistory(of customer: RecordKey) throws -> [CreditChange] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "\(Self.changes) WHERE h.customer_id IN (SELECT value FROM json_each(?)) ORDER BY h.id DESC"),
      arguments: [try familyList(of: customer)]
    ).compactMap(Self.change)
  }

  public func creditChanges(of customer: RecordKey, until day: CivilDate?) throws -> [CreditChange] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "\(Self.changes) WHERE h.customer_id = ? AND h.as_of <= ? ORDER BY h.id DESC"),
      arguments: [try creditCustomer(customer), day.map { "\($0)" } ?? "9999-12-31"]
    ).compactMap(Self.change)
  }

  public func release(
    of customer: RecordKey, order: String?, covering amount: Money, on day: CivilDate
  ) throws -> CreditChange? {
    let id = try creditCustomer(customer)
    let orderID = try order.map { try creditOrder($0) }
    // What a release let pass before counts once for each order, by the largest of the latest checks at each stage.
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          \(Self.changes) WHERE h.customer_id = :customer AND h.kind = 'release' AND h.valid_until >= :day AND h.as_of <= :day
            AND h.currency = :currency AND (h.order_id IS NULL OR h.order_id = :order)
            AND h.amount - coalesce((SELECT sum(amount) FROM (SELECT max(k.amount) AS amount FROM credit_checks k
              WHERE k.release_id = h.id AND k.order_id IS NOT NULL AND k.order_id IS NOT :order AND k.id = (
                SELECT max(l.id) FROM credit_checks l WHERE l.order_id = k.order_id AND l.stage = k.stage)
              GROUP BY k.order_id)), 0) >= :amount
          ORDER BY h.order_id IS NULL, h.valid_until, h.id LIMIT 1
          """),
      arguments: [
        "customer": id, "day": "\(day)", "currency": amount.currency.code, "order": orderID,
        "amount": amount.minorUnits,
      ])
    return try rows.first.flatMap(Self.change)
  }

  public func customer(ofOrder code: String) throws -> String {
    let customer = try String.fetchOne(
      db.cachedStatement(sql: "SELECT c.code FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.code = ?"),
      arguments: [code])
    guard let customer else { throw BookError.notFound(.code(code), entity: .orders) }
    return customer
  }

  public func keep(_ check: CreditCheck) throws -> CreditCheck {
    let customer = try creditCustomer(.code(check.customer))
    let order = try check.order.map { try creditOrder($0) }
    try recording {
      try db.cachedStatement(
        sql: """
          INSERT INTO credit_checks (customer_id, order_id, stage, run_id, as_of, at, operator, currency, amount, outcome,
            reason, release_id, version_id, steps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        customer, order, check.stage.rawValue, runID, "\(check.asOf)", "\(check.at)", check.operatorName,
        check.amount.currency.code, check.amount.minorUnits, check.outcome.rawValue, check.reason, check.release,
        check.version, check.steps,
      ])
    }
    var kept = check
    kept.id = db.lastInsertedRowID
    kept.run = runID
    return kept
  }

  public func creditChecks(of customer: RecordKey?, order: String?, limit: Int) throws -> [CreditCheck] {
    var condition = "1"
    var arguments: StatementArguments = []
    if let customer {
      condition += " AND k.customer_id IN (SELECT value FROM json_each(?))"
      arguments += [try familyList(of: customer)]
    }
    if let order {
      condition += " AND k.order_id = ?"
      arguments += [try creditOrder(order)]
    }
    arguments += [max(0, limit)]
    return try Row.fetchAll(
      db,
      sql: """
        SELECT k.*, c.code AS customer, o.code AS "order" FROM credit_checks k JOIN customers c ON c.id = k.customer_id
        LEFT JOIN orders o ON o.id = k.order_id WHERE \(condition) ORDER BY k.id DESC LIMIT ?
        """, arguments: arguments
    ).compactMap(Self.check)
  }

  /// A customer and all that were merged into it, as JSON.
  private func familyList(of key: RecordKey) throws -> String {
    "[\(try family(of: creditCustomer(key)).map(String.init).joined(separator: ","))]"
  }

  private func creditCustomer(_ key: RecordKey) throws -> Int64 {
    guard let id = try id(of: key, in: .customers) else { throw BookError.notFound(key, entity: .customers) }
    return id
  }

  private func creditOrder(_ code: String) throws -> Int64 {
    guard let id = try id(of: .code(code), in: .orders) else { throw BookError.notFound(.code(code), entity: .orders) }
    return id
  }

  private static let changes = """
    SELECT h.*, (SELECT code FROM customers WHERE id = h.customer_id) AS customer_code, (SELECT code FROM orders WHERE id = h.order_id) AS order_code, (SELECT d.name || ' ' || v.number
      FROM definition_versions v JOIN definitions d ON d.id = v.definition_id WHERE v.id = h.version_id) AS version_name
    FROM credit_changes h
    """

  private static func change(_ row: Row) throws -> CreditChange? {
    guard let kind = CreditChange.Kind(rawValue: row["kind"]) else { return nil }
    let currency = (row["currency"] as String?).flatMap { Currency($0) }
    var change = CreditChange(
      kind, asOf: try CivilDate(row["as_of"] as String), at: try Instant(row["at"] as String), by: row["operator"],
      reason: row["reason"],
      amount: currency.flatMap { currency in
        (row["amount"] as Int64?).map { Money(minorUnits: $0, currency) }
      },
      until: try (row["valid_until"] as String?).map { try CivilDate($0) }, order: row["order_code"],
      version: row["version_id"], evidence: row["evidence"])
    change.id = row["id"]
    change.run = row["run_id"]
    change.customer = row["customer_code"]
    change.profile = row["profile"]
    change.versionName = row["version_name"]
    return change
  }

  private static func check(_ row: Row) throws -> CreditCheck? {
    guard let stage = CreditChain.Stage(rawValue: row["stage"]), let currency = Currency(row["currency"] as String),
      let outcome = CreditChain.Outcome(rawValue: row["outcome"])
    else { return nil }
    var check = CreditCheck(
      customer: row["customer"], order: row["order"], stage: stage,
      amount: Money(minorUnits: row["amount"], currency), outcome: outcome, reason: row["reason"],
      asOf: try CivilDate(row["as_of"] as String), at: try Instant(row["at"] as String), by: row["operator"],
      release: row["release_id"], version: row["version_id"], steps: row["steps"])
    check.id = row["id"]
    check.run = row["run_id"]
    return check
  }

  /// What a row of a history of credit is called: the customer and what happened. Nil where the row is gone.
  func creditLabel(_ id: Int64, in table: String) throws -> String? {
    let what = table == "credit_checks" ? "' ' || h.stage || ' ' || h.outcome" : "' ' || h.kind"
    return try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT c.code || \(what) FROM \(quoted(table)) h JOIN customers c ON c.id = h.customer_id WHERE h.id = ?"),
      arguments: [id])
  }

  /// The next change of the same customer's credit by another run: it keeps this one from being taken back.
  func creditChangeAfter(_ id: Int64, notOf run: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT later.id FROM credit_changes h JOIN credit_changes later ON later.customer_id = h.customer_id
          WHERE h.id = ? AND later.id > h.id AND later.run_id <> ? ORDER BY later.id LIMIT 1
          """), arguments: [id, run])
  }
}
