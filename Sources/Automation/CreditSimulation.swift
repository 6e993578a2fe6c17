import Analytics
import Domain
import Scripting
import Storage
import Wording

extension CreditPolicyTable: Simulable {
  var needs: BookNeeds {
    var needs = BookNeeds(inputs)
    needs.entities.formUnion([
      "orders", "returns", "invoices", "payments", "acceptance_bills", "securities", "credit_ratings", "promises",
      "credit_profiles",
    ])
    needs.fields = ["credit_limit"]
    needs.own = ["credit_limit", "credit_profiles"]
    return needs
  }

  static func rival(_ simulation: Simulation) throws -> DefinitionVersion? { nil }

  /// Assesses everybody by the draft and sets what would be agreed beside what is agreed. A limit that waits for approval
  /// counts as if it were approved.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    let session = simulation.session
    let former = try profiles(session)
    let inForce = try simulation.inForce(orOnly: true)
    var report = SimulationReport(simulation, beside: inForce)
    let assessed = try session.lastAssessmentDay()
    report.isBesideRecorded = try assessed.map { try $0 != simulation.lastDay() } ?? false
    let version = try simulation.install()
    try simulation.eachDay { day in
      let before = try profiles(session).mapValues(\.grade)
      try session.forgetCreditScores()
      try simulation.perform("credit.assess('all', \(version.name.inLua))", asOf: day)
      let after = try profiles(session).mapValues(\.grade)
      var counts: [String?: Int] = [:]
      for grade in after.values { counts[grade?.rawValue, default: 0] += 1 }
      report.days.append(
        .init(date: day, changed: after.count { before[$0.key] != .some($0.value) }, counts: counts))
    }
    try compare(former, simulation, &report)
    return report
  }

  /// What is agreed with every customer, by id.
  private static func profiles(_ session: BookSession) throws -> [Int64: CreditProfile] {
    var profiles: [Int64: CreditProfile] = [:]
    try session.forEachCustomer { id, _, _ in profiles[id] = try session.creditProfile(of: .id(id)) }
    return profiles
  }

  private static func compare(
    _ former: [Int64: CreditProfile], _ simulation: Simulation, _ report: inout SimulationReport
  ) throws {
    let session = simulation.session
    let base = session.profile.baseCurrency
    let day = try simulation.lastDay()
    let waiting = try session.proposedLimits()
    var figures = Figures(base)
    func inBase(_ limit: Money?) throws -> Money? {
      try limit.map { try session.convert($0, to: base, on: day, age: ExchangeRate.usualAge) }
    }
    let drafts = try profiles(session)
    try session.forEachCustomer { id, code, name in
      guard var draft = drafts[id] else { return }
      let old = former[id] ?? CreditProfile(customer: code, name: name, currency: draft.currency)
      if let proposed = waiting[id] {
        draft.limit = proposed
        figures.proposed += 1
      }
      if draft.score == nil { figures.insufficient += 1 }
      let (from, to) = (old.grade?.rawValue, draft.grade?.rawValue)
      report.count(from: from, to: to)
      let stake = try figures.add(try inBase(old.limit), try inBase(draft.limit))
      let hasOtherTerms = old.termsDays != draft.termsDays || old.prepayPercent != draft.prepayPercent
      if hasOtherTerms { figures.otherTerms += 1 }
      guard from != to || old.limit != draft.limit || hasOtherTerms else { return }
      report.note(
        .init(code, name, from: from, to: to, stake: stake.minorUnits, detail: detail(old, draft)))
    }
    report.stakes = Phrase("credit limits", zh: "信用额度")
    report.stake = try figures.draft.subtracting(figures.inForce)
    report.effects = figures.effects
  }

  /// What changes besides the grade.
  private static func detail(_ old: CreditProfile, _ draft: CreditProfile) -> String? {
    func way<Value: Equatable>(_ old: Value?, _ draft: Value?, _ text: (Value) -> String) -> String? {
      old == draft ? nil : "\(old.map(text) ?? "–") → \(draft.map(text) ?? "–")"
    }
    let ways = [
      way(old.limit, draft.limit) { $0.groupedDescription }, way(old.termsDays, draft.termsDays) { "\($0) d" },
      way(old.prepayPercent, draft.prepayPercent) { "\(FieldValue.real($0).displayText) %" },
    ].compactMap { $0 }
    return ways.isEmpty ? nil : ways.joined(separator: "; ")
  }

  /// Limits added up.
  private struct Figures {
    var inForce: Money
    var draft: Money
    var gains: Money
    var losses: Money
    var raised: Int64 = 0
    var lowered: Int64 = 0
    var otherTerms: Int64 = 0
    var proposed: Int64 = 0
    var insufficient: Int64 = 0

    init(_ base: Currency) {
      (inForce, draft, gains, losses) = (.zero(base), .zero(base), .zero(base), .zero(base))
    }

    /// Adds a customer's limits; the difference.
    mutating func add(_ old: Money?, _ new: Money?) throws -> Money {
      let zero = Money.zero(inForce.currency)
      let difference = try (new ?? zero).subtracting(old ?? zero)
      inForce = try inForce.adding(old ?? zero)
      draft = try draft.adding(new ?? zero)
      if difference.minorUnits > 0 {
        raised += 1
        gains = try gains.adding(difference)
      } else if difference.minorUnits < 0 {
        lowered += 1
        losses = try losses.subtracting(difference)
      }
      return difference
    }

    var effects: [SimulationReport.Effect] {
      [
        .init(
          name: "limits", label: Phrase("limits together", zh: "额度合计"), inForce: .money(inForce), draft: .money(draft)),
        .init(name: "raised", label: Phrase("customers with a higher limit", zh: "额度提高的客户"), draft: .count(raised)),
        .init(name: "gained", label: Phrase("limit they gain", zh: "提高的额度"), draft: .money(gains)),
        .init(name: "lowered", label: Phrase("customers with a lower limit", zh: "额度降低的客户"), draft: .count(lowered)),
        .init(name: "lost", label: Phrase("limit they lose", zh: "降低的额度"), draft: .money(losses)),
        .init(
          name: "other_terms", label: Phrase("customers with other terms", zh: "账期或预付有变的客户"),
          draft: .count(otherTerms)),
        .init(
          name: "proposed", label: Phrase("limits that wait for approval", zh: "待批准的额度"), draft: .count(proposed)),
        .init(
          name: "insufficient_data", label: Phrase("customers with insufficient data", zh: "数据不足的客户"),
          draft: .count(insufficient)),
      ]
    }
  }
}

extension String {
  /// The text as a literal of Lua.
  var inLua: String {
    var literal = "\""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal += "\\" + String(UnicodeScalar(byte))
      case 0..<32, 127: literal += "\\\(byte < 10 ? "00" : byte < 100 ? "0" : "")\(byte)"
      case 128...: literal += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      default: literal += String(UnicodeScalar(byte))
      }
    }
    return literal + "\""
  }
}
