import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers paid.
  public static let payments: Module = {
    let entity = EntityFunctions(.payments)
    return Module(
      "payments", Phrase("What customers paid.", zh: "客户的付款。"),
      functions: [
        StatsFunctions.payments,
        entity.get(example: #"assert(payments.get("Y1").amount == money(1000, "CNY"))"#),
        entity.find(example: #"assert(payments.find("Y999") == nil)"#),
        entity.list(
          example: """
            local paid = payments.list { where = { customer = "C0042" }, order = "-paid_on" }
            assert(#paid == 1 and paid[1].method == "transfer")
            """),
        entity.each(
          example: """
            local total = money(0, "EUR")
            for p in payments.each { where = { customer = "C0043" } } do total = total + p.amount end
            assert(total == money(1200, "EUR"))
            """),
        entity.count(example: #"assert(payments.count { where = { method = "acceptance_bill" } } == 0)"#),
        entity.create(
          example: """
            local p = payments.create { code = "Y3", customer = "C0042", paid_on = today(), amount = 330, method = "acceptance_bill" }
            assert(p.amount == money(330, "CNY"))
            """),
        entity.update(example: #"assert(payments.update("Y1", { method = "cheque" }).method == "cheque")"#),
        allocate,
      ])
  }()

  private static let allocate = Function<ScriptSession>(
    "payments.allocate",
    Phrase(
      "Settles an invoice by a payment, on top of what the payment settled of it before.", zh: "用收款核销发票，累加于此前的核销金额之上。"),
    effect: .writes,
    takes: Parameter(
      "payment", Phrase("The code of the payment, or the payment.", zh: "收款单号，或收款本身。"), as: RecordReference.self,
      type: EntityFunctions(.payments).referenceType),
    Parameter(
      "invoice", Phrase("The code of the invoice, or the invoice.", zh: "发票号，或发票本身。"), as: RecordReference.self,
      type: EntityFunctions(.invoices).referenceType),
    Parameter(
      "amount", Phrase("How much; as much as both still have where it is left out.", zh: "金额；省略时为两者剩余的最大金额。"),
      as: AmountArgument?.self),
    returns: Returned(
      "allocation", Phrase("The allocation.", zh: "核销记录。"), as: RecordResult.self, type: .record("allocation")),
    example: """
      assert(payments.allocate("Y2", "I2", 700).amount == money(700, "EUR"))
      assert(payments.allocate("Y2", "I2").amount == money(1200, "EUR"))
      """
  ) { session, payment, invoice, amount in
    let entity = try session.book.entity("allocations")
    let currency = try session.book.currency(of: invoice.key, in: session.book.entity("invoices"))
    let id = try session.book.allocate(payment.key, to: invoice.key, amount?.money(in: currency))
    guard let rows = try session.book.row(.id(id), of: entity) else {
      throw BookError.notFound(.id(id), entity: entity)
    }
    return RecordResult(rows: rows)
  }
}
