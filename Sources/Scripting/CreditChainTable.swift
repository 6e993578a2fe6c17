import Domain
import ScriptModel

extension CreditChain {
  /// The checks that a policy declares under `check`.
  init(_ fields: FieldReader) throws(Mismatch) {
    let steps = Step.allCases
    guard let given = try fields.inner("check", known: steps.map(\.rawValue)) else {
      self = .usual
      return
    }
    var rules: [Step: Rule] = [.hold: Rule([])]
    for step in steps where given[step.rawValue] != nil {
      if step == .expired, let outcome = try? given.choice(step.rawValue, of: Outcome.self) {
        rules[step] = Rule([.init(over: 0, outcome)])
        continue
      }
      let known = ["over", "outcome", "levels", "days", "at"]
      guard let declared = try given.inner(step.rawValue, known: known) else { continue }
      rules[step] = try Self.rule(of: step, declared)
    }
    self.init(rules: rules)
  }

  private static func rule(of step: Step, _ given: FieldReader) throws(Mismatch) -> Rule {
    var rule = Rule([], stages: step == .prepayment ? [.delivery] : [.order, .delivery])
    if let names = try given.texts("at") {
      rule.stages = []
      for name in names {
        guard let stage = Stage(rawValue: name) else {
          throw given.wrong(
            "at", "a list of \"order\", \"delivery\", \"invoice\"", "\"order\"、\"delivery\"、\"invoice\" 的列表")
        }
        rule.stages.insert(stage)
      }
    }
    let needsDays = step == .horizon || step == .overdueShare
    if let days = try given.integer("days", in: 0...3650) {
      guard needsDays else {
        throw given.wrong("days", "nothing (\(step.rawValue) has 'over')", "空值（\(step.rawValue) 用 'over'）")
      }
      rule.days = days
    } else if needsDays {
      throw given.wrong("days", "days", "天数")
    }
    if step == .hold { return rule }
    var levels: [FieldReader] = []
    if let listed = try given.list("levels", known: ["over", "outcome"]) {
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
            "over", "more than the \(last.over) before it, or the levels overlap", "大于前一级 \(last.over) 的数（否则重叠）")
        }
        guard outcome.severity >= last.outcome.severity else {
          throw level.wrong(
            "outcome", "nothing milder than \"\(last.outcome.rawValue)\"", "不轻于 \"\(last.outcome.rawValue)\" 的结果")
        }
      }
      rule.levels.append(.init(over: over, outcome))
    }
    guard !rule.levels.isEmpty else { throw given.wrong("levels", "at least one level", "至少一级") }
    return rule
  }
}
