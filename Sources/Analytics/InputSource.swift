public import Wording

/// Where an input of a score comes from: one kind of document, gathered by customer.
public enum InputSource: String, Sendable, Hashable, CaseIterable {
  case orders = "orders.stats"
  case returns = "returns.stats"
  case payments = "payments.stats"
  case invoices = "invoices.stats"
  case interactions = "interactions.stats"
  case statements = "statements.latest"
  case figures = "customers.figures"
  case scores = "scores.latest"

  /// A number that the source gives for each customer.
  public struct Field: Sendable, Hashable {
    /// The name in formulas.
    public let name: String
    /// What it is, with its unit.
    public let summary: Phrase
    /// What a customer without documents has: 0 for counts and sums, else none.
    public let whenAbsent: InputValue

    init(_ name: String, _ summary: Phrase, whenAbsent: InputValue = .none) {
      self.name = name
      self.summary = summary
      self.whenAbsent = whenAbsent
    }
  }

  /// Whether a window of days narrows it.
  public var hasWindow: Bool { self != .statements && self != .figures && self != .scores }

  /// Whether it depends on when an invoice without a due date is due.
  public var hasTerms: Bool { self == .payments || self == .invoices }

  /// The fields, the count of documents first: a customer has data where it is above 0.
  public var fields: [Field] {
    switch self {
    case .orders:
      [
        .count(Phrase("Orders, without cancelled ones.", zh: "订单数，不含已取消。")),
        .sum("net", Phrase("Ordered less returned, in the base currency.", zh: "订货减退货的净额，本位币。")),
        .sum("ordered", Phrase("Ordered, in the base currency.", zh: "订货金额，本位币。")),
        .sum("returned", Phrase("Returned, in the base currency.", zh: "退货金额，本位币。")),
        Field("average", Phrase("Net by order.", zh: "每单平均净额。")),
        .last, Field("days_since_first", Phrase("Days since the first.", zh: "距首次的天数。")),
        .sum("months_active", Phrase("Calendar months with an order.", zh: "有订单的自然月数。"), .integer(0)),
      ]
    case .returns:
      [
        .count(Phrase("Returns.", zh: "退货次数。")),
        .sum("amount", Phrase("Returned, in the base currency.", zh: "退货金额，本位币。")), .last,
      ]
    case .payments:
      [
        .count(Phrase("Payments.", zh: "收款次数。")),
        .sum("amount", Phrase("Paid, in the base currency.", zh: "收款金额，本位币。")), .last,
        Field(
          "weighted_days_late", Phrase("Days late, weighted by amount; early counts as 0.", zh: "按金额加权的逾期天数；提前按 0 计。")),
        Field(
          "late_share", Phrase("Share of the settled amount that was paid late, 0 to 1.", zh: "已结清金额中逾期支付的比例，0 到 1。")),
      ]
    case .invoices:
      [
        .count(Phrase("Invoices.", zh: "发票数。")),
        .sum("amount", Phrase("Invoiced, in the base currency.", zh: "开票金额，本位币。")),
        .sum("open", Phrase("Not yet paid, in the base currency.", zh: "未收金额，本位币。")),
        .sum("overdue", Phrase("Past its due date, in the base currency.", zh: "逾期金额，本位币。")),
        Field(
          "oldest_overdue_days",
          Phrase("Days that the oldest open invoice is past due; 0 for none.", zh: "最早未付发票的逾期天数；无则为 0。")),
      ]
    case .interactions:
      [
        .count(Phrase("Interactions.", zh: "互动次数。")),
        .sum("formal", Phrase("Formal ones.", zh: "正式互动次数。"), .integer(0)), .last,
      ]
    case .statements:
      [
        .count(Phrase("Years with a statement.", zh: "有报表的年数。")),
        Field("year", Phrase("The newest year.", zh: "最近年度。")),
      ]
        + Self.statementFields.map { Field($0, Phrase("Of that year, in the base currency.", zh: "该年度数值，本位币。")) }
    case .figures:
      [.count(Phrase("How many of these figures are known.", zh: "已知的指标个数。"))]
        + Self.figureFields.map { Field($0, Phrase("In the base currency; nil where unknown.", zh: "本位币；未知为 nil。")) }
        + [Field("employees", Phrase("People.", zh: "人数。"))]
    case .scores:
      [
        .count(Phrase("1 where there is a value.", zh: "有分值时为 1。")),
        Field("value", Phrase("The value.", zh: "分值。")),
        Field("coverage", Phrase("Share of its inputs with data, 0 to 1.", zh: "其输入项中有数据的比例，0 到 1。")),
      ]
    }
  }

  /// The amounts of a financial statement, in the order in which they are read.
  public static let statementFields = [
    "revenue", "ebit", "net_profit", "total_assets", "current_assets", "current_liabilities", "total_liabilities",
    "equity",
    "retained_earnings",
  ]

  /// The amounts of a customer record, in the order in which they are read.
  public static let figureFields = ["annual_revenue", "registered_capital", "equity", "credit_limit"]
}

extension InputSource.Field {
  fileprivate static func count(_ summary: Phrase) -> Self { Self("count", summary, whenAbsent: .integer(0)) }

  fileprivate static func sum(_ name: String, _ summary: Phrase, _ none: InputValue = .real(0)) -> Self {
    Self(name, summary, whenAbsent: none)
  }

  fileprivate static let last = Self("days_since_last", Phrase("Days since the last.", zh: "距最近一次的天数。"))
}

/// A number in an input, or none.
public enum InputValue: Sendable, Hashable {
  case none
  case integer(Int64)
  case real(Double)

  /// The number.
  public var number: Double? {
    switch self {
    case .none: nil
    case .integer(let value): Double(value)
    case .real(let value): value
    }
  }
}
