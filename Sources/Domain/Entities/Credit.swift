import Wording

extension Entity {
  /// What is agreed with a customer on credit, besides the limit, which is the customer's `credit_limit`.
  public static let creditProfiles = Entity(
    "credit_profiles", singular: "credit_profile", Phrase("Credit profiles", zh: "信用档案"), key: ["customer"],
    fields: [
      Field.customer.required,
      Field("grade", .choice(CreditProfile.Grade.choices), Phrase("Grade", zh: "信用等级"), aliases: ["rating", "等级"]),
      Field("score", .real, Phrase("Score", zh: "信用评分")),
      Field("terms_days", .integer, Phrase("Payment terms in days", zh: "账期天数"), aliases: ["payment terms", "账期"]),
      Field("prepay_percent", .real, Phrase("Prepaid share in percent", zh: "预付比例（%）"), aliases: ["预付比例"]),
      Field("hold", .choice(CreditProfile.Hold.choices), Phrase("Hold", zh: "冻结状态"), aliases: ["credit hold"]),
      Field("valid_from", .date, Phrase("Valid from", zh: "生效日期")),
      Field("valid_until", .date, Phrase("Valid until", zh: "有效期至")),
      Field("next_review_on", .date, Phrase("Next review on", zh: "下次复审日期"), aliases: ["next review"]),
      .note,
    ])

  /// What stands behind a customer's debt: guarantees, letters of credit, insured limits, deposits.
  public static let securities = Entity(
    "securities", singular: "security", Phrase("Securities", zh: "担保与信用保险"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "担保编号"), aliases: ["policy number", "保单号"]),
      Field.customer.required,
      Field("kind", .choice(Security.Kind.choices), Phrase("Kind", zh: "类型")).required,
      Field("issuer", .text, Phrase("Issuer", zh: "出具方"), aliases: ["guarantor", "insurer", "担保人", "保险人"]),
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额"), aliases: ["insured amount", "保险限额"]).required.positive,
      Field("valid_from", .date, Phrase("Valid from", zh: "生效日期")),
      Field("expires_on", .date, Phrase("Expires on", zh: "到期日")),
      .note,
    ])

  /// What rating agencies say of customers.
  public static let creditRatings = Entity(
    "credit_ratings", singular: "credit_rating", Phrase("External ratings", zh: "外部评级"),
    key: ["customer", "agency", "as_of"],
    fields: [
      Field.customer.required,
      Field("agency", .text, Phrase("Agency", zh: "评级机构")).required,
      Field("as_of", .date, Phrase("As of", zh: "评级日期"), aliases: ["date"]).required,
      Field("grade", .text, Phrase("Grade", zh: "评级")).required,
      .note,
    ])

  /// Bills that customers gave instead of money. One is exposure until it is honoured, whatever invoice it settled.
  public static let acceptanceBills = Entity(
    "acceptance_bills", singular: "acceptance_bill", Phrase("Acceptance bills", zh: "承兑汇票"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "票据号"), aliases: ["bill number", "票号"]),
      Field.customer.required,
      Field("payment", .reference("payments"), Phrase("Booked as payment", zh: "对应收款单")),
      Field(
        "kind",
        .choice([
          .init("bank", Phrase("bank acceptance", zh: "银行承兑")),
          .init("commercial", Phrase("trade acceptance", zh: "商业承兑")),
        ]), Phrase("Kind", zh: "类型")),
      Field("acceptor", .text, Phrase("Acceptor", zh: "承兑人")),
      Field("received_on", .date, Phrase("Received on", zh: "收票日期")).required,
      Field("due_on", .date, Phrase("Due on", zh: "到期日")).required,
      Field("honoured_on", .date, Phrase("Honoured on", zh: "兑付日期")),
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "票面金额")).required.positive,
      .note,
    ])

  /// What customers promised to pay, and by when.
  public static let promises = Entity(
    "promises", singular: "promise", Phrase("Promises to pay", zh: "付款承诺"), key: ["code"],
    fields: [
      .code(Phrase("Code", zh: "承诺编号")),
      Field.customer.required,
      Field("invoice", .reference("invoices"), Phrase("Invoice", zh: "发票号")),
      Field("made_on", .date, Phrase("Made on", zh: "承诺日期")).required,
      Field("due_on", .date, Phrase("To be paid by", zh: "承诺付款日")).required,
      .currency,
      Field("amount", .money, Phrase("Amount", zh: "金额")).positive,
      Field("kept", .boolean, Phrase("Kept", zh: "已兑现")),
      .note,
    ])
}
