import Domain
import GRDB

/// The rules that tie records to the documents they are parts of: a part is in its document's currency, an order's
/// amount is the sum of its goods, allocations exceed neither payment nor invoice.
extension BookSession {
  /// The entities whose records are tied to others.
  static let ruled = Set([Entity.orders, .orderLines, .deliveries, .payments, .invoices, .allocations].map(\.name))

  /// The values of a new record with what follows from others: the currency of its document, the amount of a line.
  func completed(_ given: [String: FieldValue], new entity: Entity) throws -> [String: FieldValue] {
    var values = given
    if let document = Self.document[entity.name], values["currency"] ?? .null == .null,
      case .text(let code)? = values[document.field], let id = try id(of: .code(code), in: document.entity)
    {
      values["currency"] = .text(try currency(of: id, in: document.entity).code)
    }
    guard entity.name == Entity.orderLines.name, values["amount"] ?? .null == .null else { return values }
    guard case .text(let code)? = values["currency"], let currency = Currency(code) else { return values }
    let price = try Self.amount(values["price"], in: currency)
    if let amount = try Self.product(price, values["quantity"]) { values["amount"] = .money(amount) }
    return values
  }

  /// The changes of a record with what follows from them: a line whose amount was quantity × price keeps that.
  func completed(_ given: [String: FieldValue], of id: Int64, in entity: Entity) throws -> [String: FieldValue] {
    guard entity.name == Entity.orderLines.name, given["amount"] == nil,
      given["quantity"] != nil || given["price"] != nil,
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT quantity, price, amount, currency FROM order_lines WHERE id = ?"),
        arguments: [id]),
      let currency = Currency(row["currency"] as String)
    else { return given }
    let price = (row["price"] as Int64?).map { Money(minorUnits: $0, currency) }
    let quantity = (row["quantity"] as Double?).map { FieldValue.real($0) }
    let amount = (row["amount"] as Int64?).map { Money(minorUnits: $0, currency) }
    guard try amount == nil || amount == Self.product(price, quantity) else { return given }
    var changes = given
    let newPrice = try given["price"] == nil ? price : Self.amount(given["price"], in: currency)
    if let amount = try Self.product(newPrice, given["quantity"] ?? quantity) { changes["amount"] = .money(amount) }
    return changes
  }

  /// Checks and restores the rules after a record was written; `orders` are those whose lines it was among before.
  func uphold(_ entity: Entity, _ id: Int64, orders: [Int64] = []) throws {
    switch entity.name {
    case Entity.orderLines.name:
      let order = try orderID(ofLine: id)
      try checkCurrency(of: "order_lines", "id", id)
      for order in Set(orders + [order].compactMap { $0 }).sorted() {
        try db.cachedStatement(sql: Self.refreshAmount).execute(arguments: [runID, order])
      }
    case Entity.orders.name:
      try checkCurrency(of: "order_lines", "order_id", id)
      try checkCurrency(of: "deliveries", "order_id", id)
      try checkCurrency(of: "payments", "order_id", id)
    case Entity.deliveries.name: try checkCurrency(of: "deliveries", "id", id)
    case Entity.payments.name:
      try checkCurrency(of: "payments", "id", id)
      try checkDebtor("a.payment_id", id)
      try checkPayment(id)
    case Entity.invoices.name:
      try checkDebtor("a.invoice_id", id)
      try checkInvoice(id)
    case Entity.allocations.name:
      let pair = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT payment_id, invoice_id FROM allocations WHERE id = ?"), arguments: [id])
      guard let pair else { return }
      try checkDebtor("a.id", id)
      try checkInvoice(pair["invoice_id"])
      try checkPayment(pair["payment_id"])
    default: break
    }
  }

  /// The order that a line belongs to.
  func orderID(ofLine id: Int64) throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT order_id FROM order_lines WHERE id = ?"), arguments: [id])
  }

  /// What an order's goods come to, without tax; null where no line has an amount.
  static let goodsAmount = """
    SELECT CASE WHEN count(amount) > 0 THEN sum(CASE WHEN coalesce(kind, 'goods') = 'goods'
      THEN coalesce(amount, 0) - CASE WHEN tax_included THEN coalesce(tax, 0) ELSE 0 END ELSE 0 END) END
    FROM order_lines WHERE order_id = orders.id
    """

  /// An order keeps its amount until a line has one. The arguments are the run and the order's id.
  private static let refreshAmount = """
    UPDATE orders SET amount = (\(goodsAmount)), updated_run_id = ?
    WHERE id = ? AND (\(goodsAmount)) IS NOT NULL AND amount IS NOT (\(goodsAmount))
    """

  private static let document: [String: (field: String, entity: Entity)] = [
    "order_lines": ("order", .orders), "deliveries": ("order", .orders), "returns": ("order", .orders),
    "invoices": ("order", .orders), "payments": ("order", .orders), "allocations": ("invoice", .invoices),
  ]

  private static func amount(_ value: FieldValue?, in currency: Currency) throws -> Money? {
    guard let value, let field = Entity.orderLines.field("price") else { return nil }
    do throws(FieldError) {
      guard case .money(let money) = try field.checked(value, in: currency) else { return nil }
      return money
    } catch {
      throw BookError.field(error)
    }
  }

  private static func product(_ price: Money?, _ quantity: FieldValue?) throws -> Money? {
    switch quantity {
    case .integer(let count): try price?.multiplied(by: Int(count))
    case .real(let count): try price?.multiplied(by: count)
    default: nil
    }
  }

  func checkCurrency(of table: String, _ column: String, _ id: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT p.currency AS given, o.currency AS expected, o.code FROM \(table) p JOIN orders o ON o.id = p.order_id
          WHERE p.\(column) = ? AND p.currency <> o.currency
          """), arguments: [id])
    guard let row else { return }
    throw BookError.partCurrency(row["given"], document: row["code"], currency: row["expected"])
  }
}
