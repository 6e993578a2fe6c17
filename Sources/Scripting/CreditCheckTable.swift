public import Domain
import Interchange
public import ScriptModel
import Wording

/// What a check of a document says, as scripts see it.
struct CheckedDocument: TableResult {
  let request: CreditDesk.Request
  let answer: CreditDesk.Answer
  let language: Language
  /// What may still be owed; nil without a limit.
  private let headroom: Money?
  /// The number under which the check is kept; nil for a mere question.
  var check: Int64?

  init(_ request: CreditDesk.Request, _ answer: CreditDesk.Answer, in language: Language) throws {
    self.request = request
    self.answer = answer
    self.language = language
    let facts = answer.facts
    headroom = try facts.limit.map { try $0.adding(facts.secured).subtracting(facts.exposure) }
  }

  static let table = ResultTable<CheckedDocument>(
    "credit_check", from: "credit.check(…)", Phrase("What a check of a document says.", zh: "单据的信用检查结果。"),
    [
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.request.customer },
      .init("order", Phrase("The code of the order that it is, or belongs to.", zh: "订单编号。")) { $0.request.order },
      .init("at", Phrase("When it is checked.", zh: "检查时点。")) { Choice($0.request.stage) },
      .init("amount", Phrase("The document's amount.", zh: "单据金额。")) { $0.request.amount },
      .init("outcome", Phrase("What came of it.", zh: "结果。")) { Choice($0.answer.outcome) },
      .init("allowed", Phrase("Whether it may go on: the outcome is allow or warn.", zh: "是否放行：结果为 allow 或 warn。")) {
        $0.answer.outcome == .allow || $0.answer.outcome == .warn
      },
      .init("reason", Phrase("Why, in words.", zh: "原因说明。")) { $0.answer.reason(in: $0.language) },
      .init("step", Phrase("The step that decided.", zh: "起决定作用的步骤。")) {
        $0.answer.verdict.decisive.map { Choice($0.step) }
      },
      .init("limit", Phrase("What may be owed.", zh: "额度。")) { $0.answer.facts.limit },
      .init("secured", Phrase("What securities cover on top of it.", zh: "计入的担保。")) { $0.answer.facts.secured },
      .init("exposure", Phrase("What is owed with the document.", zh: "含该单据的敞口。")) { $0.answer.facts.exposure },
      .init(
        "headroom",
        Phrase("limit + secured − exposure; nil without a limit.", zh: "limit + secured − exposure；没有额度则为 nil。")
      ) {
        $0.headroom
      },
      .init("release", Phrase("The number of the release that lets it pass.", zh: "放行记录号。")) { $0.answer.release?.id },
      .init("check", Phrase("The number under which it is kept; nil of a preview.", zh: "检查记录号；试算则为 nil。")) {
        $0.check
      },
      .init("on", Phrase("The business date.", zh: "业务日期。")) { $0.answer.facts.asOf },
      .init("steps", Phrase("The steps in the order of the chain.", zh: "各步骤，按检查链顺序。")) {
        $0.answer.steps(in: $0.language)
      },
    ])
}

extension CreditDesk.Answer {
  func reason(in language: Language) -> String {
    if let release {
      return Phrase(
        "released by \(release.operatorName) until \(release.until.map { "\($0)" } ?? "–"): \(release.reason)",
        zh: "由 \(release.operatorName) 放行至 \(release.until.map { "\($0)" } ?? "–")：\(release.reason)"
      ).text(in: language)
    }
    return verdict.decisive?.reason.text(in: language) ?? ""
  }

  func steps(in language: Language) -> [CheckedStep] { verdict.steps.map { CheckedStep($0, in: language) } }
}

/// A step of a check, as scripts see it and as the book keeps it.
struct CheckedStep: TableResult {
  private let facts: ScriptTable

  init(_ step: CreditVerdict.StepResult, in language: Language) {
    let evidence = step.evidence.filter { $0.value != .null }.map { ($0.name, ScriptValue($0.value)) }
    facts = ScriptTable(fields: [
      ("step", .string(step.step.rawValue)), ("outcome", .string(step.outcome.rawValue)),
      ("reason", .string(step.reason.text(in: language))), ("evidence", .table(ScriptTable(fields: evidence))),
    ])
  }

  private init(kept: ScriptTable) {
    facts = kept
  }

  /// The steps that a check kept.
  static func steps(kept json: String) throws -> [CheckedStep] {
    guard case .table(let steps) = ScriptValue(kept: try JSON(parsing: json)) else { return [] }
    return steps.list.compactMap { if case .table(let facts) = $0 { CheckedStep(kept: facts) } else { nil } }
  }

  /// Steps as the book keeps them.
  static func text(of steps: [CheckedStep]) throws -> String {
    try JSON(.table(ScriptTable(list: steps.map { .table($0.facts) }))).text()
  }

  private static func fact(_ name: String, _ summary: Phrase, _ type: ScriptType) -> ResultTable<Self>.Field {
    .init(name, summary, type: type) { $0.facts[name] ?? .null }
  }

  static let table = ResultTable<CheckedStep>(
    "credit_step", from: "credit.check(…).steps", Phrase("A step of a check.", zh: "检查的一个步骤。"),
    [
      fact("step", Phrase("Which.", zh: "步骤。"), .choice(CreditChain.Step.allCases.map(\.rawValue))),
      fact("outcome", Phrase("What it says.", zh: "结果。"), .choice(CreditChain.Outcome.allCases.map(\.rawValue))),
      fact("reason", Phrase("Why, in words.", zh: "原因说明。"), .string),
      fact(
        "evidence", Phrase("What it was measured by, by the step's own names.", zh: "依据，按该步骤的名称。"), .dictionary(.any)),
    ])
}

extension CreditCheck: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<CreditCheck>(
    "kept_credit_check", from: "credit.checks(…)", Phrase("A check as the book keeps it.", zh: "账簿中保留的检查。"),
    [
      .init("check", Phrase("Its number.", zh: "检查记录号。")) { $0.id },
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("order", Phrase("The order's code.", zh: "订单编号。")) { $0.order },
      .init("at", Phrase("When it was checked.", zh: "检查时点。")) { Choice($0.stage) },
      .init("amount", Phrase("The document's amount.", zh: "单据金额。")) { $0.amount },
      .init("outcome", Phrase("What came of it.", zh: "结果。")) { Choice($0.outcome) },
      .init("reason", Phrase("Why, in words.", zh: "原因说明。")) { $0.reason },
      .init("release", Phrase("The number of the release that let it pass.", zh: "放行记录号。")) { $0.release },
      .init("on", Phrase("The business date.", zh: "业务日期。")) { $0.asOf },
      .init("instant", Phrase("The moment, in UTC.", zh: "时间，UTC。")) { $0.at.description },
      .init("operator", Phrase("Who made it.", zh: "操作员。")) { $0.operatorName },
      .init("run", Phrase("The run that made it.", zh: "所属运行。")) { $0.run },
      .init("steps", Phrase("The steps in the order of the chain.", zh: "各步骤，按检查链顺序。")) {
        try CheckedStep.steps(kept: $0.steps)
      },
    ])
}

extension UncheckedOrder: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<UncheckedOrder>(
    "unchecked_order", from: "credit.pending()", Phrase("An order that has to be checked.", zh: "需要检查的订单。"),
    [
      .init("order", Phrase("The order's code.", zh: "订单编号。")) { $0.order },
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("reason", Phrase("Why it has to be checked.", zh: "需要检查的原因。")) { Choice($0.reason) },
    ])
}

extension CreditDesk.Reminder: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<CreditDesk.Reminder>(
    "reminder", from: "credit.dunning(…)", Phrase("Whom to remind of what.", zh: "一条催款。"),
    [
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.item.customer },
      .init("invoice", Phrase("The invoice's code.", zh: "发票号。")) { $0.item.invoice },
      .init("level", Phrase("The level: 0 before the due date.", zh: "催款级别：到期前为 0。")) { $0.level },
      .init("due_on", Phrase("When it is due.", zh: "到期日。")) { $0.item.dueOn },
      .init("days_late", Phrase("Days since then; below 0 before.", zh: "逾期天数；未到期为负。")) { $0.daysLate },
      .init("open", Phrase("What is open.", zh: "未结金额。")) { $0.item.open },
      .init("fee", Phrase("What reminding costs.", zh: "催款费。")) { $0.fee },
      .init("interest", Phrase("Interest so far.", zh: "至今利息。")) { $0.interest },
      .init("channel", Phrase("How to remind; nil for no particular way.", zh: "催款渠道；nil 为不限。")) { $0.channel },
      .init("language", Phrase("The language that the customer is written to in.", zh: "客户的语言。")) {
        Choice($0.item.language)
      },
      .init("text", Phrase("What to write.", zh: "催款文字。")) { $0.text },
    ])
}
