public import Domain
import GRDB

/// Notes in the history of credit what was written past the functions of credit: by a record, an import, a merge.
extension BookSession {
  public func noteCredit(of customer: Int64?, _ change: CreditChange) throws {
    let scope = customer == nil ? "(c.updated_run_id = :run OR p.updated_run_id = :run)" : "c.id = :customer"
    let arguments: StatementArguments = ["run": runID, "customer": customer]
    let found = try Row.fetchAll(
      db,
      sql: """
        SELECT c.currency, c.code, min(c.credit_limit) AS least \(CreditNotes.tables) WHERE \(scope) GROUP BY c.currency
        """, arguments: arguments)
    for row in found {
      guard let currency = Currency(row["currency"] as String) else { continue }
      if let least = row["least"] as Int64?, least < 0 {
        throw CreditError.negativeLimit(Money(minorUnits: least, currency), .customer(row["code"]))
      }
      try atomically {
        try db.execute(
          sql: CreditNotes.noting(scope, in: currency),
          arguments: arguments + [
            "day": "\(change.asOf)", "at": "\(change.at)", "operator": change.operatorName, "reason": change.reason,
            "currency": currency.code,
          ])
      }
    }
  }

  /// Customers whose credit is not what its history says, by their codes.
  func unnotedCredit() throws -> [String] {
    var codes: [String] = []
    for code in try String.fetchAll(db, sql: "SELECT DISTINCT currency FROM customers ORDER BY currency") {
      guard let currency = Currency(code) else { continue }
      codes += try String.fetchAll(
        db, sql: "\(CreditNotes.unnoted("1", in: currency)) SELECT code FROM unnoted ORDER BY id LIMIT 100",
        arguments: ["currency": code])
    }
    return codes
  }
}

private enum CreditNotes {
  static let tables = "FROM customers c LEFT JOIN credit_profiles p ON p.customer_id = c.id"

  /// What is kept of a profile besides the limit and the hold, by its column.
  private static let facts = [
    "grade", "score", "terms_days", "prepay_percent", "valid_from", "valid_until", "next_review_on",
  ]

  /// Defines `unnoted`: customers whose profile is another than the last one that the history has.
  static func unnoted(_ scope: String, in currency: Currency) -> String {
    let known = "json_extract(last, '$."
    let differing = facts.map { "\(known)\($0)') IS NOT \($0)" }.joined(separator: " OR ")
    return """
      WITH present AS (
        SELECT c.id, c.code, c.name, c.currency, c.credit_limit, (SELECT code FROM groups WHERE id = c.group_id) AS "group",
          \(amount(in: currency)) AS "limit", \(facts.map { "p.\($0)" }.joined(separator: ", ")),
          coalesce(p.hold, 'none') AS hold,
          coalesce((SELECT h.profile FROM credit_changes h WHERE h.customer_id = c.id ORDER BY h.id DESC LIMIT 1),
            '{"hold":"none"}') AS last
        \(tables) WHERE \(scope) AND c.currency = :currency
      ), unnoted AS (
        SELECT *, CASE WHEN \(known)limit.amount') IS NOT "limit" THEN 'limit'
          WHEN \(known)hold') IS NOT hold THEN 'hold' ELSE 'terms' END AS kind
        FROM present WHERE \(known)limit.amount') IS NOT "limit" OR \(known)hold') IS NOT hold OR \(differing)
      )
      """
  }

  /// Adds a change for each of them, with the profile as functions of credit keep it.
  static func noting(_ scope: String, in currency: Currency) -> String {
    let names = ["customer", "name", "currency", "group", "limit"] + facts + ["hold"]
    let values = names.map { name in
      switch name {
      case "customer": "'customer', code"
      case "limit":
        """
        'limit', CASE WHEN "limit" IS NOT NULL THEN json_object('amount', "limit", 'currency', currency) END
        """
      default: "'\(name)', \"\(name)\""
      }
    }
    return """
      \(unnoted(scope, in: currency))
      INSERT INTO credit_changes (customer_id, kind, run_id, as_of, at, operator, reason, currency, amount, evidence, profile)
      SELECT id, kind, :run, :day, :at, :operator, :reason, currency, CASE WHEN kind = 'limit' THEN credit_limit END, '{}',
        json_patch('{}', json_object(\(values.joined(separator: ", ")))) FROM unnoted ORDER BY id
      """
  }

  /// The limit as a decimal number.
  private static func amount(in currency: Currency) -> String {
    guard currency.decimals > 0 else { return "CAST(c.credit_limit AS TEXT)" }
    let unit = "1" + String(repeating: "0", count: currency.decimals)
    let text = "printf('%d.%0\(currency.decimals)d', c.credit_limit / \(unit), c.credit_limit % \(unit))"
    return "CASE WHEN c.credit_limit IS NOT NULL THEN \(text) END"
  }
}
