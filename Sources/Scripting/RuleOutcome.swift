import Domain
import Wording

/// What came of asking a rule.
struct RuleOutcome {
  let rule: PointRule
  /// How many points the rule gives.
  var desired: Int64 = 0
  /// How many of them are granted.
  var granted: Int64 = 0
  /// Why there are none, or fewer; nil where all are granted.
  var reason: Phrase?
  /// The movement that grants them, where there is one.
  var movement: Int64?
  /// What earned them, in minor units.
  var base: Int64?
  /// What the rule was given.
  var inputs: String?

  init(_ rule: PointRule, reason: Phrase? = nil) {
    self.rule = rule
    self.reason = reason
  }

  /// What comes of a rule on a day when it is not in force.
  init(_ rule: PointRule, outside day: CivilDate) {
    self.init(rule, reason: Phrase("the rule is not in force on \(day)", zh: "规则在 \(day) 不生效"))
  }
}

extension PointAccrual {
  /// The outcomes with what groups and caps leave of them.
  func limited(_ outcomes: [RuleOutcome], customer: RecordKey, on day: CivilDate) throws -> [RuleOutcome] {
    var outcomes = outcomes
    for (group, mode) in program.groups where mode != .all { stack(&outcomes, group, mode) }
    for index in outcomes.indices where outcomes[index].desired > 0 && outcomes[index].movement == nil {
      try cap(&outcomes[index], customer, day)
    }
    return outcomes
  }

  private func stack(_ outcomes: inout [RuleOutcome], _ group: String, _ mode: PointRule.Stacking) {
    let members = outcomes.indices.filter { outcomes[$0].rule.group == group }
    // What was accrued stays: nothing of the group is added to it.
    var chosen = members.first { outcomes[$0].movement != nil }
    if chosen == nil {
      let fired = members.filter { outcomes[$0].desired > 0 }
      switch mode {
      case .best: chosen = fired.max { (outcomes[$0].desired, $1) < (outcomes[$1].desired, $0) }
      case .least: chosen = fired.min { (outcomes[$0].desired, $0) < (outcomes[$1].desired, $1) }
      default: chosen = fired.first
      }
    }
    guard let chosen else { return }
    let name = outcomes[chosen].rule.name
    for index in members where index != chosen && outcomes[index].desired > 0 {
      outcomes[index].desired = 0
      outcomes[index].granted = 0
      outcomes[index].reason = Phrase("of group '\(group)' rule '\(name)' counts", zh: "组 '\(group)' 中取规则 '\(name)'")
    }
  }

  private func cap(_ outcome: inout RuleOutcome, _ customer: RecordKey, _ day: CivilDate) throws {
    let rule = outcome.rule
    func lower(to left: Int64, _ name: String) {
      guard left < outcome.granted else { return }
      outcome.granted = max(0, left)
      outcome.reason = Phrase("capped by '\(name)'", zh: "受 '\(name)' 上限限制")
    }
    if let once = rule.cap.once { lower(to: once, "order") }
    for (name, points) in rule.cap.periods {
      let days: ClosedRange<CivilDate> =
        switch name {
        case "day": day...day
        case "month": day.startOfMonth...day.endOfMonth
        case "year": day.startOfYear...day.endOfYear
        default: CivilDate.range
        }
      let granted = try session.book.pointsGranted(source(rule), wallet: rule.wallet.name, .customer(customer, days))
      lower(to: points - granted, name)
    }
    if let budget = rule.cap.budget {
      let left =
        try budgets[rule.name]
        ?? budget - session.book.pointsGranted(source(rule), wallet: rule.wallet.name, .everybody)
      budgets[rule.name] = left
      lower(to: left, "budget")
    }
  }
}
