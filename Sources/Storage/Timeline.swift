public import Domain
import GRDB

extension BookSession {
  public func timeline(of customer: RecordKey, after place: TimelineEntry.Place?, limit: Int) throws -> [TimelineEntry]
  {
    guard let id = try id(of: customer, in: .customers) else { throw BookError.notFound(customer, entity: .customers) }
    var arguments: StatementArguments = []
    let parts = Self.sources.map { source in
      var condition = "\(source.owner) = ? AND \(source.at) IS NOT NULL"
      arguments += [id]
      if let place {
        condition += " AND (\(source.at), '\(source.kind)', t.id) < (?, ?, ?)"
        arguments += [place.at, place.kind, place.id]
      }
      arguments += [max(0, limit)]
      return """
        SELECT * FROM (
          SELECT \(source.at) AS at, '\(source.kind)' AS kind, t.id, \(source.title) AS title, \(source.amount) AS amount,
            \(source.currency) AS currency
          FROM \(source.table) WHERE \(condition) ORDER BY 1 DESC, 3 DESC LIMIT ?)
        """
    }
    arguments += [max(0, limit)]
    let sql = parts.joined(separator: " UNION ALL ") + " ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?"
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      let currency = (row["currency"] as String?).flatMap { Currency($0) }
      let amount = (row["amount"] as Int64?).flatMap { units in currency.map { Money(minorUnits: units, $0) } }
      return TimelineEntry(
        place: .init(at: row["at"], kind: row["kind"], id: row["id"]), title: row["title"], amount: amount)
    }
  }

  /// A table whose records stand in a timeline.
  private struct Source {
    let kind: String
    let table: String
    let at: String
    let title: String
    var owner = "t.customer_id"
    var amount = "t.amount"
    var currency = "t.currency"

    func without() -> Source {
      var source = self
      source.amount = "NULL"
      source.currency = "NULL"
      return source
    }
  }

  private static let sources: [Source] = [
    Source(kind: "order", table: "orders t", at: "t.ordered_on", title: "t.code"),
    Source(
      kind: "delivery", table: "deliveries t JOIN orders o ON o.id = t.order_id",
      at: "coalesce(t.delivered_on, t.shipped_on)", title: "t.code", owner: "o.customer_id"),
    Source(kind: "return", table: "returns t", at: "t.returned_on", title: "t.code"),
    Source(kind: "invoice", table: "invoices t", at: "t.issued_on", title: "t.code"),
    Source(kind: "payment", table: "payments t", at: "t.paid_on", title: "t.code"),
    Source(kind: "interaction", table: "interactions t", at: "t.at", title: "coalesce(t.topic, t.kind)").without(),
    Source(kind: "document", table: "documents t", at: "t.issued_on", title: "coalesce(t.title, t.number)").without(),
    Source(kind: "expiry", table: "documents t", at: "t.expires_on", title: "coalesce(t.title, t.number)").without(),
    Source(
      kind: "statement", table: "statements t", at: "printf('%04d-12-31', t.year)", title: "CAST(t.year AS TEXT)",
      amount: "t.revenue"),
  ]
}
