import Domain
import GRDB
import Wording

extension Doctor {
  /// What ties documents to their parts: amounts, currencies, allocations.
  mutating func examineDocuments() throws {
    try examineOrderAmounts()
    try examinePartCurrencies()
    try examineAllocations()
  }

  private mutating func examineOrderAmounts() throws {
    let orders = try String.fetchAll(
      db,
      sql: """
        SELECT code FROM orders WHERE amount IS NOT coalesce((\(BookSession.goodsAmount)), amount) LIMIT 100
        """)
    note(
      "order-amounts", wrong: orders, ok: Phrase("every order comes to the sum of its goods", zh: "所有订单金额等于其货物金额之和"),
      remedy: Phrase("give the order that amount, or correct its lines", zh: "请更正订单金额或其明细"), verdict: .warn)
  }

  private mutating func examinePartCurrencies() throws {
    let parts = [
      ("order_lines", "order_id", "orders"), ("deliveries", "order_id", "orders"),
      ("allocations", "invoice_id", "invoices"), ("allocations", "payment_id", "payments"),
    ]
    let wrong = try parts.flatMap { table, column, document in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT '\(table): \(document) ' || d.code FROM \(table) p JOIN \(document) d ON d.id = p.\(column)
          WHERE p.currency <> d.currency LIMIT 100
          """)
    }
    note(
      "part-currencies", wrong: wrong, ok: Phrase("every part is in its document's currency", zh: "所有明细与其单据币种一致"),
      remedy: Phrase("undo the run that wrote them", zh: "请撤销写入它们的运行"))
  }

  private mutating func examineAllocations() throws {
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT 'payment ' || p.code FROM payments p JOIN allocations a ON a.payment_id = p.id
        GROUP BY p.id HAVING total(a.amount) > p.amount
        UNION ALL
        SELECT 'invoice ' || i.code FROM invoices i JOIN allocations a ON a.invoice_id = i.id
        GROUP BY i.id HAVING CASE WHEN i.amount < 0 THEN max(a.amount) >= 0 OR total(a.amount) < i.amount
          ELSE min(a.amount) <= 0 OR total(a.amount) > i.amount END
        LIMIT 100
        """)
    note(
      "allocations", wrong: wrong,
      ok: Phrase("no payment or invoice is allocated beyond its amount", zh: "所有核销均未超过收款或发票金额"),
      remedy: Phrase("undo the run that allocated them", zh: "请撤销写入这些核销的运行"))
    let strays = try String.fetchAll(
      db,
      sql: """
        SELECT p.code || ' (' || payer.code || ') → ' || i.code || ' (' || debtor.code || ')'
        FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id
        JOIN customers payer ON payer.id = p.customer_id JOIN customers debtor ON debtor.id = i.customer_id
        WHERE p.customer_id <> i.customer_id LIMIT 100
        """)
    note(
      "payers", wrong: strays,
      ok: Phrase("every payment settles its own customer's invoices", zh: "所有收款均只核销本客户的发票"),
      remedy: Phrase("undo the run that allocated them", zh: "请撤销写入这些核销的运行"))
  }
}
