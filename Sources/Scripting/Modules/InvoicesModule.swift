import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers owe.
  public static let invoices: Module = {
    let entity = EntityFunctions(.invoices)
    return Module(
      "invoices", Phrase("What customers owe; an amount below 0 is a credit note.", zh: "客户应付的发票；金额为负者是红字发票。"),
      functions: [
        StatsFunctions.invoices,
        entity.get(example: #"assert(invoices.get("I1").amount == money(1330, "CNY"))"#),
        entity.find(example: #"assert(invoices.find("I999") == nil)"#),
        entity.list(
          example: """
            local due = invoices.list { where = { due_on = { ["<"] = "2026-11-21" }, amount = { [">"] = 0 } } }
            assert(#due == 1 and due[1].code == "I1")
            """),
        entity.each(
          example: #"for i in invoices.each { where = { disputed = true } } do error(i.code .. " is disputed") end"#),
        entity.count(example: #"assert(invoices.count { where = { amount = { ["<"] = 0 } } } == 1)"#),
        entity.create(
          example: """
            local note = invoices.create { code = "I4", customer = "C0043", order = "O2", issued_on = "2026-11-20", amount = -24 }
            assert(note.amount == money(-24, "EUR"))
            """),
        entity.update(example: #"assert(invoices.update("I1", { disputed = true }).disputed)"#),
        open,
      ])
  }()

  private static let open = Function<ScriptSession>(
    "invoices.open",
    Phrase("The invoices and credit notes that are not settled, the longest due first.", zh: "未结清的发票与红字发票，最早到期的在前。"),
    effect: .reads,
    takes: Parameter(
      "customer", Phrase("The code of a customer, or the customer; all where it is left out.", zh: "客户编号或客户本身；省略时为全部。"),
      as: RecordReference?.self, type: .optional(EntityFunctions(.customers).referenceType)),
    returns: Returned(
      "invoices", Phrase("What each is over and what is open of it.", zh: "各发票的金额与未结金额。"), as: [UnsettledInvoice].self),
    example: """
      local note, invoice = table.unpack(invoices.open("C0042"))
      assert(note.code == "I3" and note.open == money(-50, "CNY"))
      assert(invoice.code == "I1" and invoice.open == money(330, "CNY"))
      assert(invoice.days_late == dates.diff(today(), "2026-10-10"))
      """
  ) { session, customer in
    try session.book.openInvoices(of: customer?.key).map { UnsettledInvoice(invoice: $0, today: session.today) }
  }
}

/// An invoice that is not settled on a day.
private struct UnsettledInvoice: TableResult {
  let invoice: OpenInvoice
  let today: CivilDate

  static let table = ResultTable<UnsettledInvoice>(
    "open_invoice", from: "invoices.open(…)", Phrase("An invoice that is not settled.", zh: "未结清的发票。"),
    [
      .init("code", Phrase("The invoice's code.", zh: "发票号。")) { $0.invoice.code },
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.invoice.customer },
      .init("issued_on", Phrase("Issued on.", zh: "开票日期。"), type: .date) { $0.invoice.issuedOn },
      .init("due_on", Phrase("Due on, where it was agreed.", zh: "到期日（如有约定）。"), type: .optional(.date)) {
        $0.invoice.dueOn
      },
      .init("amount", Phrase("What it is over.", zh: "发票金额。")) { $0.invoice.amount },
      .init("allocated", Phrase("What payments settled of it.", zh: "已核销金额。")) { $0.invoice.allocated },
      .init("open", Phrase("The rest.", zh: "未结金额。")) { try $0.invoice.open() },
      .init("days_late", Phrase("Days since it was due; 0 before.", zh: "逾期天数；未到期为 0。")) {
        $0.invoice.daysLate(on: $0.today)
      },
    ])
}
