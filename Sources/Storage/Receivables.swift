public import Domain
import GRDB

extension BookSession {
  public func openInvoices(of customer: RecordKey?) throws -> [OpenInvoice] {
    var condition = ""
    var arguments = StatementArguments()
    if let customer {
      guard let id = try id(of: customer, in: .customers) else {
        throw BookError.notFound(customer, entity: .customers)
      }
      condition = "WHERE i.customer_id = ?"
      arguments = [id]
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT i.code, (SELECT code FROM customers WHERE id = i.customer_id) AS customer, i.issued_on, i.due_on, i.currency,
          i.amount, coalesce((SELECT sum(amount) FROM allocations WHERE invoice_id = i.id), 0) AS allocated
        FROM invoices i \(condition) ORDER BY coalesce(i.due_on, i.issued_on), i.id
        """, arguments: arguments)
    var open: [OpenInvoice] = []
    while let row = try rows.next() {
      guard let currency = Currency(row["currency"] as String), row["amount"] as Int64 != row["allocated"] else {
        continue
      }
      let money = { Money(minorUnits: $0, currency) }
      open.append(
        OpenInvoice(
          code: row["code"], customer: row["customer"], issuedOn: row["issued_on"], dueOn: row["due_on"],
          amount: money(row["amount"]), allocated: money(row["allocated"])))
    }
    return open
  }

  public func allocate(_ payment: RecordKey, to invoice: RecordKey, _ amount: Money?) throws -> Int64 {
    guard let paymentID = try id(of: payment, in: .payments) else {
      throw BookError.notFound(payment, entity: .payments)
    }
    guard let invoiceID = try id(of: invoice, in: .invoices) else {
      throw BookError.notFound(invoice, entity: .invoices)
    }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT p.amount - coalesce((SELECT sum(amount) FROM allocations WHERE payment_id = p.id), 0) AS unspent,
            i.amount - coalesce((SELECT sum(amount) FROM allocations WHERE invoice_id = i.id), 0) AS owed,
            i.currency, i.code AS invoice, p.code AS payment, a.id AS allocation, a.amount AS before
          FROM payments p JOIN invoices i LEFT JOIN allocations a ON a.payment_id = p.id AND a.invoice_id = i.id
          WHERE p.id = ? AND i.id = ?
          """), arguments: [paymentID, invoiceID])
    guard let row, let currency = Currency(row["currency"] as String) else {
      throw BookError.notFound(invoice, entity: .invoices)
    }
    let (unspent, owed): (Int64, Int64) = (row["unspent"], row["owed"])
    let rest = Money(minorUnits: min(unspent, owed), currency)
    let given = amount ?? rest
    if given.isZero { throw BookError.nothingToAllocate(payment: row["payment"], invoice: row["invoice"]) }
    guard let allocation = row["allocation"] as Int64?, let before = row["before"] as Int64? else {
      return try insert(
        ["payment": .text(row["payment"]), "invoice": .text(row["invoice"]), "amount": .money(given)],
        into: entity("allocations"))
    }
    let sum = try given.adding(Money(minorUnits: before, currency))
    return try update(.id(allocation), of: entity("allocations"), ["amount": .money(sum)])
  }
}
