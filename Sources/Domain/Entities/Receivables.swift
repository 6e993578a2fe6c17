import Wording

extension Entity {
  /// What customers owe. A negative amount is a credit note.
  public static let invoices = Entity(
    "invoices", singular: "invoice", Phrase("Invoices", zh: "发票"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "发票号"), aliases: ["invoice number", "发票号码"]),
      Field.customer.required,
      Field("order", .reference("orders"), Phrase("Order", zh: "订单编号"), aliases: ["order number"]),
      Field("issued_on", .date, Phrase("Issued on", zh: "开票日期"), aliases: ["invoice date"]).required,
      Field("due_on", .date, Phrase("Due on", zh: "到期日"), aliases: ["due date"]),
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")).required,
      Field("tax", .money, Phrase("Tax in the amount", zh: "其中税额"), aliases: ["税额"]),
      Field("disputed", .boolean, Phrase("Disputed", zh: "有争议")),
      Field("rebate", .text, Phrase("Rebate that it settles", zh: "所结算的返利")),
      .note,
    ])

  /// What customers paid.
  public static let payments = Entity(
    "payments", singular: "payment", Phrase("Payments", zh: "收款"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "收款单号"), aliases: ["check number", "payment number", "reference"]),
      Field.customer.required,
      Field("order", .reference("orders"), Phrase("Paid ahead for order", zh: "预付订单"), aliases: ["预付订单编号"]),
      Field("paid_on", .date, Phrase("Paid on", zh: "收款日期"), aliases: ["payment date", "date", "付款日期"]).required,
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")).required.positive,
      Field(
        "method",
        .choice([
          .init("transfer", Phrase("transfer", zh: "转账")), .init("cash", Phrase("cash", zh: "现金")),
          .init("cheque", Phrase("cheque", zh: "支票")), .init("card", Phrase("card", zh: "刷卡")),
          .init("acceptance_bill", Phrase("acceptance bill", zh: "承兑汇票")),
          .init("letter_of_credit", Phrase("letter of credit", zh: "信用证")), .init("other", Phrase("other", zh: "其他")),
        ]), Phrase("Method", zh: "方式")),
      .note,
    ])

  /// Which payment settled how much of which invoice, in the invoice's currency.
  public static let allocations = Entity(
    "allocations", singular: "allocation", Phrase("Allocations of payments", zh: "核销"), key: ["payment", "invoice"],
    fields: [
      Field("payment", .reference("payments"), Phrase("Payment", zh: "收款单号")).required,
      Field("invoice", .reference("invoices"), Phrase("Invoice", zh: "发票号")).required,
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")).required,
    ])

  /// A customer's financial statement of one year.
  public static let statements = Entity(
    "statements", singular: "statement", Phrase("Financial statements", zh: "财务报表"), key: ["customer", "year"],
    fields: [
      Field.customer.required,
      Field("year", .integer, Phrase("Year", zh: "年度")).required,
      .currency,
      Field("revenue", .money, Phrase("Revenue", zh: "营业收入"), aliases: ["turnover", "sales"]),
      Field("ebit", .money, Phrase("EBIT", zh: "息税前利润")),
      Field("net_profit", .money, Phrase("Net profit", zh: "净利润")),
      Field("total_assets", .money, Phrase("Total assets", zh: "总资产")),
      Field("current_assets", .money, Phrase("Current assets", zh: "流动资产")),
      Field("current_liabilities", .money, Phrase("Current liabilities", zh: "流动负债")),
      Field("total_liabilities", .money, Phrase("Total liabilities", zh: "总负债")),
      Field("equity", .money, Phrase("Equity", zh: "所有者权益")),
      Field("retained_earnings", .money, Phrase("Retained earnings", zh: "未分配利润")),
      Field("audited", .boolean, Phrase("Audited", zh: "已审计")),
    ])

  /// How much one unit of a currency was worth in the book's base currency on a day.
  public static let fxRates = Entity(
    "fx_rates", singular: "fx_rate", Phrase("Exchange rates", zh: "汇率"), key: ["currency", "on"],
    fields: [
      Field.currency.required,
      Field("on", .date, Phrase("On", zh: "日期"), aliases: ["date"]).required,
      Field("rate", .real, Phrase("Rate", zh: "汇率")).required.positive,
    ])
}
