import Domain
import ScriptModel
import Wording

extension CreditChain {
  /// The checks as they are documented.
  static let description = RecordDescription(
    name: "credit_checks", summary: Phrase("What orders are checked by.", zh: "订单的各项检查。"),
    fields: Step.allCases.map { step in
      let rule = ScriptType.record(stepDescription.name)
      return .init(
        name: "\(step.rawValue)?", summary: Phrase("The step \(step.rawValue).", zh: "步骤 \(step.rawValue)。"),
        type: step == .expired ? .union([outcome, rule]) : rule)
    })

  /// A check as it is documented.
  static let stepDescription = RecordDescription(
    name: "credit_check_step", summary: Phrase("A check of orders.", zh: "一项检查。"),
    fields: [over, ending] + [
      .init(
        name: "levels?", summary: Phrase("Several levels, the mildest first.", zh: "多级，由轻到重。"),
        type: .list(.record(levelDescription.name))),
      .init(
        name: "days?",
        summary: Phrase(
          "Of horizon, which looks so far ahead, and overdue_share: days late.",
          zh: "用于 horizon（向前看的天数）与 overdue_share（逾期天数）。"),
        type: .integer),
      .init(
        name: "at?", summary: Phrase("When it is asked.", zh: "检查时点。"),
        type: .list(.choice(Stage.allCases.map(\.rawValue)))),
    ])

  /// A level of a check as it is documented.
  static let levelDescription = RecordDescription(
    name: "credit_check_level", summary: Phrase("A level of a check.", zh: "检查的一级。"), fields: [over, ending])

  private static let outcome = ScriptType.choice(Outcome.allCases.map(\.rawValue))

  private static let over = ParameterDescription(
    name: "over?",
    summary: Phrase("Beyond this it strikes; what it counts in depends on the check.", zh: "超过该值即触发；单位依检查而定。"),
    type: .number)

  private static let ending = ParameterDescription(
    name: "outcome?", summary: Phrase("What then; \"hold\" unless given.", zh: "结果；默认 \"hold\"。"), type: outcome)

  /// The checks that a policy declares under `check`.
  init(_ fields: FieldReader) throws(Mismatch) {
    let steps = Step.allCases
    guard let given = try fields.inner("check", of: Self.description) else {
      self = .usual
      return
    }
    var rules: [Step: Rule] = [.hold: Rule([])]
    for step in steps where given[step.rawValue] != nil {
      if step == .expired, let outcome = try? given.choice(step.rawValue, of: Outcome.self) {
        rules[step] = Rule([.init(over: 0, outcome)])
        continue
      }
      if step == .expired, case .string? = given[step.rawValue] {
        throw given.refusal(step.rawValue, expected: Self.outcome.expectation)
      }
      if step == .hold, (try? given.table(step.rawValue)) == nil {
        throw given.wrong(step.rawValue, "a table such as { at = { \"order\" } }", "形如 { at = { \"order\" } } 的表")
      }
      guard let declared = try given.inner(step.rawValue, of: Self.stepDescription) else { continue }
      rules[step] = try Self.rule(of: step, declared)
    }
    self.init(rules: rules)
  }

  private static func rule(of step: Step, _ given: FieldReader) throws(Mismatch) -> Rule {
    var rule = Rule([], stages: step == .prepayment ? [.delivery] : [.order, .delivery])
    if let names = try given.texts("at") {
      rule.stages = []
      for (offset, name) in names.enumerated() {
        guard let stage = Stage(rawValue: name) else {
          let stages = ScriptType.choice(Stage.allCases.map(\.rawValue)).expectation
          throw given.refusal("at", at: offset, .string(name), expected: stages)
        }
        rule.stages.insert(stage)
      }
      if names.isEmpty { throw given.wrong("at", "a list of at least one stage", "至少含一个时点的列表") }
    }
    let needsDays = step == .horizon || step == .overdueShare
    if let days = try given.integer("days", in: 0...3650) {
      guard needsDays else {
        throw given.idle(
          "days", Phrase("on the step '\(step.rawValue)'", zh: "于步骤 '\(step.rawValue)' "),
          Phrase("say 'over'", zh: "改用 'over'"))
      }
      rule.days = days
    } else if needsDays {
      throw given.refusal("days")
    }
    if step == .hold {
      // What it says is in the profile: a soft hold holds, a hard one rejects.
      for field in ["over", "outcome", "levels"] where given[field] != nil {
        throw given.idle(
          field, Phrase("on the step 'hold', which does as the customer's hold says", zh: "于步骤 'hold'（结果由客户的冻结状态决定）"),
          Phrase("set the customer's hold with credit.hold", zh: "用 credit.hold 设置客户的冻结状态"))
      }
      return rule
    }
    var levels: [FieldReader] = []
    if let listed = try given.list("levels", of: levelDescription) {
      for field in ["over", "outcome"] where given[field] != nil {
        throw given.idle(
          field, Phrase("beside '\(given.place("levels"))'", zh: "在有 '\(given.place("levels"))' 时"),
          Phrase("leave out '\(given.place("levels"))'", zh: "去掉 '\(given.place("levels"))'"))
      }
      levels = listed
    } else {
      levels = [given]
    }
    for level in levels {
      let over = try level.number("over", in: CreditPolicyTable.amounts) ?? (step == .expired ? 0 : nil)
      guard let over else { throw level.wrong("over", "a number", "数字") }
      let outcome = try level.choice("outcome", of: Outcome.self) ?? .hold
      if let last = rule.levels.last {
        guard over > last.over else {
          throw level.wrong(
            "over", "more than the \(plain(last.over)) before it, or the levels overlap",
            "大于前一级 \(plain(last.over)) 的数（否则重叠）")
        }
        guard outcome.severity >= last.outcome.severity else {
          throw level.wrong(
            "outcome", "an outcome no milder than \"\(last.outcome.rawValue)\"", "不轻于 \"\(last.outcome.rawValue)\" 的结果")
        }
      }
      rule.levels.append(.init(over: over, outcome))
    }
    guard !rule.levels.isEmpty else { throw given.wrong("levels", "a list of at least one level", "至少含一级的列表") }
    return rule
  }
}
