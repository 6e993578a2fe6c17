public import Domain
public import ScriptModel
import Wording

/// What a customer owes and is about to owe, as scripts see it.
struct CustomerExposure: TableResult {
  let customer: String
  let exposure: Exposure

  static let table = ResultTable<CustomerExposure>(
    "customer_exposure", from: "credit.exposure(…)",
    Phrase("What a customer owes and is about to owe.", zh: "客户的风险敞口。"),
    [
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer }
    ] + exposureFields { $0.exposure })
}

/// What the companies of a group owe together, as scripts see it.
struct GroupExposure: TableResult {
  let group: String
  let members: [String]
  let limit: Money?
  let exposure: Exposure

  static let table = ResultTable<GroupExposure>(
    "group_exposure", from: "credit.group(…)", Phrase("What the companies of a group owe together.", zh: "集团各公司合计的敞口。"),
    [
      .init("group", Phrase("The group's code.", zh: "集团编号。")) { $0.group },
      .init("members", Phrase("The codes of its companies.", zh: "成员客户编号。")) { $0.members },
      .init("limit", Phrase("What they may owe together.", zh: "集团额度。")) { $0.limit },
      .init("headroom", Phrase("What they may still owe; nil without a limit.", zh: "剩余额度；没有额度则为 nil。")) { group in
        try group.limit.map { try $0.subtracting(group.exposure.total) }
      },
    ] + exposureFields { $0.exposure })
}

/// What every exposure has.
private func exposureFields<Subject>(
  _ exposure: @escaping @Sendable (Subject) -> Exposure
) -> [ResultTable<Subject>.Field] {
  let parts = Exposure.Part.allCases.map { part in
    ResultTable<Subject>.Field(part.rawValue, part.meaning) { try exposure($0).total(of: part) }
  }
  return [
    .init("on", Phrase("The business date.", zh: "业务日期。")) { exposure($0).asOf },
    .init("total", Phrase("The sum of the parts.", zh: "各部分合计。")) { try exposure($0).total },
  ] + parts + [
    .init("missing", Phrase("Orders without a value: what they add is not known.", zh: "没有金额的订单，其敞口未知。")) {
      exposure($0).missing
    },
    .init("documents", Phrase("What each document adds.", zh: "每张单据的敞口。")) { exposure($0).items },
  ]
}

extension Exposure.Part {
  fileprivate var meaning: Phrase {
    switch self {
    case .undelivered: Phrase("Orders not yet delivered.", zh: "未交订单。")
    case .prepaid: Phrase("What was paid ahead for them, below 0.", zh: "其预付款，负数。")
    case .delivered: Phrase("What was delivered and not invoiced.", zh: "已交未开票。")
    case .invoices: Phrase("Open invoices.", zh: "未结发票。")
    case .bills: Phrase("Acceptance bills not yet honoured.", zh: "未兑付的承兑汇票。")
    case .unapplied: Phrase("Receipts that settle nothing yet, below 0.", zh: "未核销收款，负数。")
    }
  }
}

extension Exposure.Item: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<Exposure.Item>(
    "exposure_document", from: "credit.exposure(…).documents",
    Phrase("What a document adds to an exposure.", zh: "单据形成的敞口。"),
    [
      .init("part", Phrase("To which part.", zh: "所属部分。")) { Choice($0.part) },
      .init("kind", Phrase("The kind of record: invoices.", zh: "记录类型，如 invoices。")) { $0.entity },
      .init("code", Phrase("Its code.", zh: "编号。")) { $0.code },
      .init("on", Phrase("When it is wanted or due, else when it was written.", zh: "要求日或到期日，否则为开具日。")) { $0.on },
      .init("amount", Phrase("In its own currency; below 0 for what lowers the exposure.", zh: "单据币种金额；减少敞口者为负。")) {
        $0.amount
      },
      .init("value", Phrase("In the currency of the exposure.", zh: "以敞口币种计。")) { $0.value },
    ])
}

/// Open invoices by how long they have been due, as scripts see them.
struct AgedInvoices: TableResult {
  let aging: Aging
  /// Receipts that settle nothing yet.
  let unapplied: Money

  private static let buckets = Aging.Bucket.allCases.map { bucket in
    ResultTable<Self>.Field(bucket.rawValue, bucket.meaning) { try $0.aging.total(of: bucket) }
  }

  static let table = ResultTable<AgedInvoices>(
    "invoice_aging", from: "credit.aging(…)", Phrase("Open invoices by how long they have been due.", zh: "未结发票的账龄。"),
    buckets + [
      .init("total", Phrase("What is open in all.", zh: "未结合计。")) { try $0.aging.total },
      .init("unapplied", Phrase("Receipts that settle nothing yet.", zh: "未核销收款。")) { $0.unapplied },
      .init(
        "weighted_days_late",
        Phrase("Σ(open × days late) ÷ Σ open; nil where nothing is open.", zh: "Σ(未结 × 逾期天数) ÷ Σ未结；无未结则为 nil。")
      ) { $0.aging.weightedDaysLate },
      .init("invoices", Phrase("The open invoices, the longest due first.", zh: "未结发票，最早到期的在前。")) { $0.aging.items },
    ])
}

extension Aging.Bucket {
  fileprivate var meaning: Phrase {
    switch self {
    case .notDue: Phrase("Not due yet.", zh: "未到期。")
    case .days1To30: Phrase("Due for 1 to 30 days.", zh: "逾期 1 至 30 天。")
    case .days31To60: Phrase("Due for 31 to 60 days.", zh: "逾期 31 至 60 天。")
    case .days61To90: Phrase("Due for 61 to 90 days.", zh: "逾期 61 至 90 天。")
    case .days91To180: Phrase("Due for 91 to 180 days.", zh: "逾期 91 至 180 天。")
    case .over180: Phrase("Due for more than 180 days.", zh: "逾期超过 180 天。")
    }
  }
}

extension Aging.Item: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<Aging.Item>(
    "aged_invoice", from: "credit.aging(…).invoices", Phrase("An open invoice.", zh: "未结发票。"),
    [
      .init("code", Phrase("The invoice's code.", zh: "发票号。")) { $0.code },
      .init("due_on", Phrase("The day on which it is due.", zh: "到期日。")) { $0.dueOn },
      .init("days_late", Phrase("Days since then; below 0 before.", zh: "逾期天数；未到期为负。")) { $0.daysLate },
      .init("bucket", Phrase("The class that it is in.", zh: "所在账龄段。")) { Choice(Aging.Bucket(daysLate: $0.daysLate)) },
      .init("open", Phrase("What is open.", zh: "未结金额。")) { $0.open },
      .init("disputed", Phrase("Whether the customer disputes it.", zh: "是否有争议。")) { $0.isDisputed },
    ])
}

extension SalesOutstanding: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<SalesOutstanding>(
    "sales_outstanding", from: "credit.dso(…)", Phrase("Days sales outstanding.", zh: "应收账款周转天数。"),
    [
      .init(
        "value", Phrase("receivables ÷ sales × days; nil without sales.", zh: "receivables ÷ sales × days；无销售为 nil。")
      ) {
        $0.value
      },
      .init(
        "best_possible", Phrase("not_due ÷ sales × days; nil without sales.", zh: "not_due ÷ sales × days；无销售为 nil。")
      ) {
        $0.bestPossible
      },
      .init("receivables", Phrase("Open invoices less unapplied receipts.", zh: "未结发票减未核销收款。")) { $0.receivables },
      .init("not_due", Phrase("The part of it that is not due yet.", zh: "其中未到期部分。")) { $0.notDue },
      .init("sales", Phrase("What was invoiced in the window, credit notes taken off.", zh: "期内赊销，减红字发票。")) {
        $0.sales
      },
      .init("days", Phrase("The length of the window.", zh: "期间天数。")) { $0.days },
      .init("reason", Phrase("Why there is no value.", zh: "没有数值的原因。"), type: .optional(.choice(["insufficient_data"])))
      {
        $0.value == nil ? "insufficient_data" : nil
      },
    ])
}
