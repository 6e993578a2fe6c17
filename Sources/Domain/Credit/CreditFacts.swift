import Wording

/// What is known when a document is checked. Amounts are in the currency of the limit, unless it says otherwise.
public struct CreditFacts: Sendable {
  /// The stage.
  public var stage: CreditChain.Stage
  /// The document's amount; in the base currency where the chain has a maximum for it.
  public var documentAmount: Money
  /// The profile.
  public var profile: CreditProfile
  /// What may be owed: the limit, or the small one for customers who never paid; nil where there is none.
  public var limit: Money?
  /// What securities cover on top of the limit.
  public var secured: Money
  /// The exposure with the document.
  public var exposure: Money
  /// The same by the horizon of the chain.
  public var exposureByHorizon: Money
  /// Orders without a value.
  public var missing: [String]
  /// The group's code, its limit and its exposure with the document, in the group's currency.
  public var group: (code: String, limit: Money, exposure: Money)?
  /// The open invoices.
  public var aging: Aging
  /// The highest dunning level of an open invoice.
  public var dunningLevel: Int
  /// The business date.
  public var asOf: CivilDate
  /// When the customer last paid.
  public var lastPaidOn: CivilDate?
  /// What is to be paid ahead of the order, and what was; nil where nothing is, or there is no order.
  public var prepayment: (required: Money, paid: Money)?

  /// Facts about a document.
  public init(
    stage: CreditChain.Stage, documentAmount: Money, profile: CreditProfile, limit: Money?, secured: Money,
    exposure: Money, exposureByHorizon: Money, missing: [String],
    group: (code: String, limit: Money, exposure: Money)?, aging: Aging, dunningLevel: Int, asOf: CivilDate,
    lastPaidOn: CivilDate?, prepayment: (required: Money, paid: Money)? = nil
  ) {
    self.stage = stage
    self.documentAmount = documentAmount
    self.profile = profile
    self.limit = limit
    self.secured = secured
    self.exposure = exposure
    self.exposureByHorizon = exposureByHorizon
    self.missing = missing
    self.group = group
    self.aging = aging
    self.dunningLevel = dunningLevel
    self.asOf = asOf
    self.lastPaidOn = lastPaidOn
    self.prepayment = prepayment
  }

  /// What a step says; nil where the step has nothing to measure.
  func result(of step: CreditChain.Step, _ rule: CreditChain.Rule) throws -> CreditVerdict.StepResult? {
    switch step {
    case .hold: return hold(profile.hold)
    case .expired: return expired(rule)
    case .prepayment: return prepayment.flatMap { prepaid(rule, $0.required, $0.paid) }
    case .documentMaximum:
      return measured(
        step, rule, documentAmount.amount,
        Phrase(
          "the document is over \(documentAmount.groupedDescription)", zh: "单据金额为 \(documentAmount.groupedDescription)"),
        [("amount", .money(documentAmount))])
    case .limit: return try used(step, rule, of: limit, exposure)
    case .horizon: return try used(step, rule, of: limit, exposureByHorizon)
    case .groupLimit:
      guard let group else { return nil }
      return try used(step, rule, of: group.limit, group.exposure, secured: .zero(group.limit.currency))
    case .oldestOpen:
      guard let days = aging.oldestDaysLate, let item = aging.items.first(where: { $0.daysLate == days }) else {
        return nil
      }
      return measured(
        step, rule, Double(days),
        Phrase("invoice \(item.code) has been due for \(days) days", zh: "发票 \(item.code) 已逾期 \(days) 天"),
        [("invoice", .text(item.code)), ("days", .integer(Int64(days)))])
    case .overdueShare:
      guard let share = aging.overdueShare(over: rule.days) else { return nil }
      let percent = Int((share * 100).rounded())
      return measured(
        step, rule, share,
        Phrase(
          "\(percent) % of open invoices is overdue by more than \(rule.days) days",
          zh: "未结发票中有 \(percent)% 逾期超过 \(rule.days) 天"),
        [("share", .real(share)), ("days", .integer(Int64(rule.days)))])
    case .dunningLevel:
      return measured(
        step, rule, Double(dunningLevel),
        Phrase("the dunning level is \(dunningLevel)", zh: "催款级别为 \(dunningLevel)"),
        [("level", .integer(Int64(dunningLevel)))])
    case .lastPayment: return lastPayment(rule)
    }
  }

  private func hold(_ hold: CreditProfile.Hold) -> CreditVerdict.StepResult {
    let outcome: CreditChain.Outcome =
      switch hold {
      case .none: .allow
      case .soft: .hold
      case .hard: .reject
      }
    return .init(
      step: .hold, outcome: outcome,
      reason: Phrase("the customer's hold is '\(hold.rawValue)'", zh: "客户冻结状态为 '\(hold.rawValue)'"),
      evidence: [("hold", .text(hold.rawValue))])
  }

  private func prepaid(_ rule: CreditChain.Rule, _ required: Money, _ paid: Money) -> CreditVerdict.StepResult? {
    guard required.minorUnits > 0 else { return nil }
    let missing = max(0, 1 - Double(paid.minorUnits) / Double(required.minorUnits))
    return measured(
      .prepayment, rule, missing,
      Phrase(
        "\(paid.groupedDescription) of \(required.groupedDescription) are paid ahead",
        zh: "应预付 \(required.groupedDescription)，已付 \(paid.groupedDescription)"),
      [("required", .money(required)), ("paid", .money(paid))])
  }

  private func expired(_ rule: CreditChain.Rule) -> CreditVerdict.StepResult? {
    if let first = profile.validFrom, asOf.daysSinceEpoch < first.daysSinceEpoch {
      return measured(
        .expired, rule, Double(first.days(since: asOf)),
        Phrase("the profile is valid from \(first) on", zh: "信用档案自 \(first) 起生效"),
        [("valid_from", .text(first.description))])
    }
    guard let last = profile.validUntil else { return nil }
    let days = asOf.days(since: last)
    return measured(
      .expired, rule, Double(days), Phrase("the profile is valid until \(last)", zh: "信用档案有效期至 \(last)"),
      [("valid_until", .text(last.description))])
  }

  private func used(
    _ step: CreditChain.Step, _ rule: CreditChain.Rule, of limit: Money?, _ exposure: Money, secured: Money? = nil
  ) throws -> CreditVerdict.StepResult {
    let worst = rule.levels.last?.outcome ?? .hold
    guard let limit else {
      return .init(
        step: step, outcome: worst,
        reason: Phrase(
          "insufficient data: the customer has no credit limit", zh: "数据不足：客户没有信用额度"),
        evidence: [("exposure", .money(exposure))])
    }
    let line = try limit.adding(secured ?? self.secured)
    var evidence: [(name: String, value: FieldValue)] = [
      ("limit", .money(limit)), ("secured", .money(secured ?? self.secured)), ("exposure", .money(exposure)),
    ]
    guard missing.isEmpty else {
      evidence.append(("missing", .text(missing.joined(separator: ", "))))
      return .init(
        step: step, outcome: worst,
        reason: Phrase(
          "insufficient data: no value in order \(missing.joined(separator: ", "))",
          zh: "数据不足：订单 \(missing.joined(separator: "、")) 没有金额"), evidence: evidence)
    }
    let reason = Phrase(
      "exposure would be \(exposure.groupedDescription) and the limit is \(line.groupedDescription)",
      zh: "敞口将为 \(exposure.groupedDescription)，额度为 \(line.groupedDescription)")
    // A line of nothing is exceeded by the smallest exposure.
    let share =
      line.minorUnits > 0
      ? Double(exposure.minorUnits) / Double(line.minorUnits) : exposure.minorUnits > 0 ? .infinity : 0
    return measured(step, rule, share, reason, evidence)
  }

  private func lastPayment(_ rule: CreditChain.Rule) -> CreditVerdict.StepResult? {
    // Who owes nothing need not pay.
    guard aging.oldestDaysLate != nil else { return nil }
    guard let last = lastPaidOn else {
      return .init(
        step: .lastPayment, outcome: .allow,
        reason: Phrase("the customer has not paid anything yet", zh: "客户尚无付款记录"), evidence: [])
    }
    let days = asOf.days(since: last)
    return measured(
      .lastPayment, rule, Double(days),
      Phrase("the last payment was \(days) days ago", zh: "最近一次付款在 \(days) 天前"),
      [("paid_on", .text(last.description)), ("days", .integer(Int64(days)))])
  }

  private func measured(
    _ step: CreditChain.Step, _ rule: CreditChain.Rule, _ measure: Double, _ reason: Phrase,
    _ evidence: [(name: String, value: FieldValue)]
  ) -> CreditVerdict.StepResult {
    let level = rule.levels.last { measure > $0.over }
    return .init(
      step: step, outcome: level?.outcome ?? .allow, reason: reason,
      evidence: evidence + (rule.levels.isEmpty ? [] : [("over", .real((level ?? rule.levels[0]).over))]))
  }
}
