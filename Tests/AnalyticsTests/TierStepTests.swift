import Analytics
import Domain
import Testing

/// A ladder that is judged by one number, which is nil where it is not known.
private struct Figures: TierFigures {
  let value: Double?

  func number(_ field: TierField) -> Double? { value }
  func measure() throws -> Double? { value }
  func answer(_ function: Int) throws -> Bool? { value.map { $0 > 0 } }
}

private func day(_ text: String) -> CivilDate { (try? CivilDate(text)) ?? CivilDate.range.lowerBound }

private func span(_ text: String) -> TimeSpan? { try? TimeSpan(text) }

private let amount = TierField(input: 0, field: 1)

private func reaching(_ least: Double) -> TierCondition { .threshold(amount, atLeast: least, atMost: nil) }

/// Basic for everybody, Silver from 100, Gold from 500.
private let metals = TierPolicy(
  name: "metals",
  tiers: [.init("basic"), .init("silver", from: reaching(100)), .init("gold", from: reaching(500))])

extension TierPolicy {
  fileprivate func changed(_ change: (inout TierPolicy) -> Void) -> TierPolicy {
    var policy = self
    change(&policy)
    return policy
  }

  /// Judges one number, as an evaluation does.
  fileprivate func judge(_ value: Double?, _ standing: TierStanding?, gross: Double? = nil) throws -> TierJudgement {
    let (qualified, isKnown) = try qualified(Figures(value: value))
    var judgement = TierJudgement(qualified: qualified, isKnown: isKnown, kept: .nothing)
    guard let top = top(of: standing) else { return judgement }
    judgement.kept = try kept(from: top, Figures(value: value))
    if let gross { judgement.isRefunded = try kept(from: top, Figures(value: gross)) == .tier(top) }
    return judgement
  }

  /// The standings that a history of numbers leads to, and what happened at each.
  fileprivate func replay(_ history: [(String, Double?)]) throws -> [(standing: TierStanding?, kind: TierChange.Kind?)]
  {
    var standing: TierStanding?
    return try history.map { date, value in
      let step = try step(from: standing, judge(value, standing), on: day(date))
      standing = step.standing
      return (standing, step.kind)
    }
  }

  fileprivate func tiers(_ history: [(String, Double?)]) throws -> [String?] {
    try replay(history).map { $0.standing?.tier }
  }
}

@Suite struct TierStepTests {
  /// Voucherify's documentation of tiers by the current balance: Basic 0–99, Silver 100–499, Gold 500–999.
  @Test func `a tier by balance follows the balance`() throws {
    // 0, then +100, -50, +500.
    let tiers = try metals.tiers([
      ("2026-01-01", 0), ("2026-01-02", 100), ("2026-01-03", 50), ("2026-01-04", 550),
    ])
    #expect(tiers == ["basic", "silver", "basic", "gold"])
  }

  /// Capillary's documentation of tier renewal: upgraded on 15 April 2024 for 12 months, checked on 15 April 2025;
  /// upgraded again on 25 October 2024, checked on 25 October 2025.
  @Test func `a tier is valid from each rise and checked at its end only`() throws {
    let policy = metals.changed { $0.validity = span("12m") }
    let once = try policy.replay([("2024-01-01", 0), ("2024-04-15", 100), ("2025-04-14", 0), ("2025-04-15", 0)])
    #expect(once.map { $0.standing?.tier } == ["basic", "silver", "silver", "basic"])
    #expect(once[1].standing?.validUntil == day("2025-04-15"))
    let twice = try policy.replay([
      ("2024-01-01", 0), ("2024-04-15", 100), ("2024-10-25", 500), ("2025-04-15", 0), ("2025-10-24", 0),
      ("2025-10-25", 0),
    ])
    #expect(twice[2].standing?.validUntil == day("2025-10-25"))
    #expect(twice.map { $0.standing?.tier } == ["basic", "silver", "gold", "gold", "gold", "basic"])
  }

  @Test func `a tier that is kept at the end of its validity is valid for as long again`() throws {
    let policy = metals.changed { $0.validity = span("12m") }
    let steps = try policy.replay([("2024-04-15", 100), ("2025-04-20", 100), ("2026-04-14", 0), ("2026-04-15", 0)])
    #expect(steps[1].kind == .renewed && steps[1].standing?.validUntil == day("2026-04-15"))
    #expect(steps.map { $0.standing?.tier } == ["silver", "silver", "silver", "basic"])
  }

  @Test func `what keeps a tier may be less than what reaches it`() throws {
    let policy = TierPolicy(
      name: "l", tiers: [.init("basic"), .init("silver", from: reaching(100), keep: reaching(80))])
    #expect(
      try policy.tiers([("2026-01-01", 90), ("2026-01-02", 100), ("2026-01-03", 80), ("2026-01-04", 79.9)])
        == ["basic", "silver", "silver", "basic"])
  }

  @Test func `a rise must hold for as many evaluations as the policy says and goes to what all of them reached`() throws
  {
    let policy = metals.changed { $0.riseHold = 3 }
    #expect(
      try policy.tiers([
        ("2026-01-01", 0), ("2026-02-01", 500), ("2026-03-01", 100), ("2026-04-01", 500), ("2026-05-01", 500),
      ]) == ["basic", "basic", "basic", "silver", "silver"])
    // One evaluation below starts the count anew.
    #expect(
      try policy.tiers([
        ("2026-01-01", 0), ("2026-02-01", 100), ("2026-03-01", 0), ("2026-04-01", 100), ("2026-05-01", 100),
      ]).last == "basic")
  }

  @Test func `a fall must be due at as many evaluations as the policy says`() throws {
    let policy = metals.changed { $0.fallHold = 2 }
    #expect(
      try policy.tiers([
        ("2026-01-01", 100), ("2026-02-01", 0), ("2026-03-01", 100), ("2026-04-01", 0), ("2026-05-01", 0),
      ]) == ["silver", "silver", "silver", "silver", "basic"])
  }

  @Test func `grace keeps a tier for a time after it first fails`() throws {
    let policy = metals.changed { $0.grace = span("30d") }
    // 10 January and 30 days is 9 February.
    #expect(
      try policy.tiers([("2026-01-01", 100), ("2026-01-10", 0), ("2026-02-08", 0), ("2026-02-09", 0)])
        == ["silver", "silver", "silver", "basic"])
    let recovered = try policy.replay([("2026-01-01", 100), ("2026-01-10", 0), ("2026-02-01", 100), ("2026-02-09", 0)])
    #expect(recovered[2].standing?.failing == nil && recovered[3].standing?.tier == "silver")
  }

  @Test func `the minimum stay holds up a fall and no rise`() throws {
    let policy = metals.changed { $0.minimumStay = span("90d") }
    // 1 January and 90 days is 1 April.
    #expect(
      try policy.tiers([("2026-01-01", 100), ("2026-03-31", 0), ("2026-04-01", 0)]) == ["silver", "silver", "basic"])
    #expect(try policy.tiers([("2026-01-01", 100), ("2026-01-02", 500)]) == ["silver", "gold"])
  }

  @Test func `notice is given so long before a fall, however late the evaluation`() throws {
    let policy = metals.changed {
      $0.grace = span("60d")
      $0.notice = span("30d")
    }
    // Failing from 10 January, due on 11 March; notice from 9 February on.
    let steps = try policy.replay([
      ("2026-01-01", 100), ("2026-01-10", 0), ("2026-02-08", 0), ("2026-02-09", 0), ("2026-03-10", 0),
      ("2026-03-11", 0),
    ])
    #expect(steps.map(\.kind) == [.entered, nil, nil, .noticed, nil, .fell])
    #expect(steps[3].standing?.failing?.dueOn == day("2026-03-11"))
    // Nobody evaluated in February: notice on 11 March puts the fall off to 10 April.
    let late = try policy.replay([
      ("2026-01-01", 100), ("2026-01-10", 0), ("2026-03-11", 0), ("2026-04-09", 0), ("2026-04-10", 0),
    ])
    #expect(late.map(\.kind) == [.entered, nil, .noticed, nil, .fell])
  }

  @Test func `notice comes before the end of validity`() throws {
    let policy = metals.changed {
      $0.validity = span("12m")
      $0.notice = span("30d")
    }
    let steps = try policy.replay([
      ("2025-01-31", 100), ("2025-12-31", 0), ("2026-01-01", 0), ("2026-01-31", 0),
    ])
    #expect(steps.map(\.kind) == [.entered, nil, .noticed, .fell])
  }

  @Test(arguments: [
    (TierPolicy.Downgrade.oneStep, ["gold", "silver", "basic"]), (.toQualified, ["gold", "basic", "basic"]),
    (.floor, ["gold", "basic", "basic"]),
  ])
  func `a fall leads where the policy says`(_ downgrade: TierPolicy.Downgrade, _ expected: [String]) throws {
    let policy = metals.changed { $0.downgrade = downgrade }
    #expect(try policy.tiers([("2026-01-01", 500), ("2026-02-01", 0), ("2026-03-01", 0)]) == expected)
  }

  @Test func `a fall to what is kept stops where figures keep and the floor does not`() throws {
    let kept = metals.changed { $0.downgrade = .toQualified }
    #expect(try kept.tiers([("2026-01-01", 500), ("2026-02-01", 100)]) == ["gold", "silver"])
    let floor = metals.changed { $0.downgrade = .floor }
    #expect(
      try floor.tiers([("2026-01-01", 500), ("2026-02-01", 100), ("2026-03-01", 100)]) == ["gold", "basic", "silver"])
  }

  @Test func `judging a day twice is judging it once`() throws {
    let policy = metals.changed {
      $0.downgrade = .oneStep
      $0.fallHold = 2
    }
    #expect(
      try policy.tiers([
        ("2026-01-01", 500), ("2026-02-01", 0), ("2026-02-01", 0), ("2026-03-01", 0), ("2026-03-01", 0),
      ])
        == ["gold", "gold", "gold", "silver", "silver"])
  }

  @Test func `nobody rises or falls for want of data, and nobody gets a tier by it`() throws {
    #expect(
      try metals.tiers([("2026-01-01", nil), ("2026-02-01", 100), ("2026-03-01", nil)]) == [nil, "silver", "silver"])
    let step = try metals.step(from: nil, metals.judge(nil, nil), on: day("2026-01-01"))
    #expect(step.isInsufficient && step.standing == nil && step.kind == nil)
  }

  @Test func `a lowest tier that asks for something can be lost`() throws {
    let policy = TierPolicy(
      name: "l", tiers: [.init("member", from: reaching(10)), .init("gold", from: reaching(100))])
    let steps = try policy.replay([("2026-01-01", 5), ("2026-02-01", 10), ("2026-03-01", 0), ("2026-04-01", 100)])
    #expect(steps.map { $0.standing?.tier } == [nil, "member", nil, "gold"])
    #expect(steps[3].standing?.enrolledOn == day("2026-02-01") && steps[3].kind == .rose)
  }

  @Test func `an override holds to its last day and ends with what figures say`() throws {
    let policy = TierPolicy(
      name: "l",
      tiers: [
        .init("basic"), .init("silver", from: reaching(100), keep: reaching(80)),
        .init("gold", from: reaching(500), keep: reaching(400)),
      ])
    var standing: TierStanding? = try policy.replay([("2026-01-01", 100)])[0].standing
    standing = .overridden(standing, to: "gold", until: day("2026-03-31"), on: day("2026-02-01"))
    standing = try policy.step(from: standing, policy.judge(0, standing), on: day("2026-03-31")).standing
    #expect(standing?.tier == "gold")
    // 90 keeps silver, which was there before.
    let end = try policy.step(from: standing, policy.judge(90, standing), on: day("2026-04-01"))
    #expect(end.standing?.tier == "silver" && end.kind == .overrideEnded && end.standing?.override == nil)
    // An override below the earned tier does not cost it.
    let earned: TierStanding? = try policy.replay([("2026-01-01", 500)])[0].standing
    let punished = TierStanding.overridden(earned, to: "basic", until: day("2026-03-31"), on: day("2026-02-01"))
    let after = try policy.step(from: punished, policy.judge(400, punished), on: day("2026-04-01"))
    #expect(after.standing?.tier == "gold")
  }

  @Test func `an override of an override goes back to what was before the first`() {
    let first = TierStanding.overridden(
      TierStanding(tier: "silver", since: day("2026-01-01"), enrolledOn: day("2025-01-01")), to: "gold",
      until: day("2026-02-01"), on: day("2026-01-02"))
    let second = TierStanding.overridden(first, to: "basic", until: day("2026-03-01"), on: day("2026-01-03"))
    #expect(second.override == .init(base: "silver", until: day("2026-03-01")))
    #expect(second.enrolledOn == day("2025-01-01"))
  }

  @Test func `returns take a tier at once where the policy recomputes and are a fall like another where it does not`()
    throws
  {
    for (refunds, expected) in [(TierPolicy.Refunds.recompute, "basic"), (.keepUntilEnd, "gold")] {
      let policy = metals.changed {
        $0.refunds = refunds
        $0.minimumStay = span("90d")
      }
      let standing = try policy.replay([("2026-01-01", 500)])[0].standing
      let step = try policy.step(from: standing, policy.judge(0, standing, gross: 500), on: day("2026-01-10"))
      #expect(step.standing?.tier == expected)
      // Without returns it would not be kept either: the stay protects it.
      let other = try policy.step(from: standing, policy.judge(0, standing, gross: 0), on: day("2026-01-10"))
      #expect(other.standing?.tier == "gold")
    }
  }

  @Test func `a tier that the policy does not know is judged anew`() throws {
    let former = TierStanding(tier: "diamond", since: day("2025-01-01"), enrolledOn: day("2024-01-01"))
    let step = try metals.step(from: former, metals.judge(100, former), on: day("2026-01-01"))
    #expect(step.standing?.tier == "silver" && step.kind == .redefined)
    #expect(step.standing?.enrolledOn == day("2024-01-01"))
  }

  @Test func `conditions are joined by all and any, and what is not known decides nothing`() throws {
    let (yes, no) = (TierCondition.function(0), TierCondition.threshold(amount, atLeast: nil, atMost: 0))
    let some = Figures(value: 5)
    #expect(try TierCondition.all([yes, no]).holds(some) == false)
    #expect(try TierCondition.any([no, yes]).holds(some) == true)
    let unknown = Figures(value: nil)
    #expect(try TierCondition.all([yes]).holds(unknown) == nil)
    #expect(try TierCondition.any([.nothing, yes]).holds(unknown) == true)
    #expect(try TierCondition.all([.any([]), yes]).holds(unknown) == false)
  }

  @Test func `windows are years, anniversaries and spans`() throws {
    let date = day("2026-03-15")
    func text(_ days: ClosedRange<Int32>?) -> String? {
      days.map { days in
        [days.lowerBound, days.upperBound].map { CivilDate(daysSinceEpoch: Int($0))?.description ?? "" }
          .joined(separator: "…")
      }
    }
    #expect(text(try TierWindow.calendarYear.days(asOf: date, enrolled: nil)) == "2026-01-01…2026-03-15")
    #expect(text(try TierWindow.calendarYear.yearBefore(asOf: date, enrolled: nil)) == "2025-01-01…2025-12-31")
    let anniversary = TierWindow.anniversary
    #expect(text(try anniversary.days(asOf: date, enrolled: day("2023-03-16"))) == "2025-03-16…2026-03-15")
    #expect(text(try anniversary.days(asOf: date, enrolled: day("2023-03-15"))) == "2026-03-15…2026-03-15")
    #expect(text(try anniversary.yearBefore(asOf: date, enrolled: day("2023-03-15"))) == "2025-03-15…2026-03-14")
    #expect(text(try anniversary.days(asOf: date, enrolled: nil)) == "2025-03-16…2026-03-15")
    #expect(text(try anniversary.days(asOf: date, enrolled: day("2024-02-29"))) == "2026-02-28…2026-03-15")
    #expect(text(try TierWindow("30d")?.days(asOf: date, enrolled: nil)) == "2026-02-14…2026-03-15")
    #expect(TierWindow("fortnight") == nil)
  }
}
