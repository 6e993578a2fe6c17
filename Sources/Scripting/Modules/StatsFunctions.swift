import Analytics
import ScriptModel
import Wording

/// The functions by which a score declares what it needs. They read nothing: the numbers come from one pass over the book.
enum StatsFunctions {
  /// `orders.stats`
  static let orders = stats(.orders, Phrase("Orders of a window, cancelled ones left out.", zh: "时间窗口内的订单，不含已取消。"))
  /// `returns.stats`
  static let returns = stats(.returns, Phrase("Returns of a window.", zh: "时间窗口内的退货。"))
  /// `interactions.stats`
  static let interactions = stats(
    .interactions, Phrase("Calls, mails, meetings, visits of a window.", zh: "时间窗口内的电话、邮件、会议、拜访。"))
  /// `payments.stats`
  static let payments = ledger(
    .payments,
    Phrase(
      "Payments of a window and how late they were: by allocation, the rest oldest invoice first.",
      zh: "时间窗口内的收款及其逾期情况：按核销记录，其余按最早发票优先。"))
  /// `invoices.stats`
  static let invoices = ledger(
    .invoices,
    Phrase(
      "Invoices of a window, what is open of them and overdue: by allocation, the rest paid oldest first.",
      zh: "时间窗口内的发票及其未收、逾期金额：按核销记录，其余按最早发票优先。"))
  /// `statements.latest`
  static let statements = whole(.statements, Phrase("The newest financial statement.", zh: "最近一年的财务报表。"))
  /// `customers.figures`
  static let customers = whole(
    .figures, Phrase("The figures of the customer's record, in the base currency.", zh: "客户档案中的数值，折算为本位币。"))

  /// `scores.latest`
  static let scores = Function<ScriptSession>(
    "scores.latest", Phrase("A customer's newest score by a definition.", zh: "客户按某个定义的最新评分。"), effect: .pure,
    takes: Parameter("name", Phrase("The score's name.", zh: "评分名称。"), as: String.self), returns: result,
    example: #"assert(scores.latest("quality").score == "quality")"#
  ) { _, name in
    var input = ScoreInput("", .scores)
    input.score = name
    return InputTable(input)
  }

  private static let result = Returned(
    "input", Phrase("An input, to be put under `inputs`.", zh: "输入项，写在 inputs 中。"), as: InputTable.self)

  private static let window = Parameter(
    "window",
    Phrase(
      "How far back from the business date, such as \"365d\"; everything unless given.",
      zh: "从业务日期往回的时间跨度，例如 \"365d\"；默认不限。"),
    as: Window?.self)

  private static func stats(_ source: InputSource, _ summary: Phrase) -> Function<ScriptSession> {
    Function(
      source.rawValue, summary, effect: .pure, takes: window, returns: result,
      example: "assert(\(source.rawValue)(\"365d\").window == \"365d\")"
    ) { _, window in InputTable(ScoreInput("", source, window: window?.span)) }
  }

  private static func ledger(_ source: InputSource, _ summary: Phrase) -> Function<ScriptSession> {
    Function(
      source.rawValue, summary, effect: .pure, takes: window,
      Parameter("options", Phrase("When an invoice without a due date is due.", zh: "未注明到期日的发票何时到期。"), as: Terms?.self),
      returns: result, example: "assert(\(source.rawValue)(\"365d\", { terms = 45 }).terms == 45)"
    ) { _, window, terms in InputTable(ScoreInput("", source, window: window?.span, terms: terms?.days ?? 30)) }
  }

  private static func whole(_ source: InputSource, _ summary: Phrase) -> Function<ScriptSession> {
    Function(
      source.rawValue, summary, effect: .pure, returns: result,
      example: "assert(\(source.rawValue)().input == \"\(source.rawValue)\")"
    ) { _ in InputTable(ScoreInput("", source)) }
  }
}
