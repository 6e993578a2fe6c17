import Analytics
import Domain
import Foundation
import Testing

/// SplitMix64 (Steele, Lea and Flood, 2014).
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private struct Figures: TierFigures {
  let value: Int?

  func number(_ field: TierField) -> Double? { value.map { Double($0) } }
  func measure() throws -> Double? { nil }
  func answer(_ function: Int) throws -> Bool? { nil }
}

/// The rules once more, told from the whole history instead of from a state: what counts on a day is looked up among the
/// evaluations since the tier was given. Days are numbers, tiers are places, and -1 is none.
private struct NaiveLadder {
  var from: [Int]
  var keep: [Int]
  var riseHold: Int
  var fallHold: Int
  var grace: Int
  var stay: Int
  var validity: Int?
  var notice: Int?
  var downgrade: TierPolicy.Downgrade

  /// The tier after each evaluation; nil before the first.
  func tiers(_ history: [(day: Int, value: Int?)]) -> [Int?] {
    var result: [Int?] = []
    var present: Int?
    var since = 0
    var validUntil = 0
    for (index, evaluation) in history.enumerated() {
      let day = evaluation.day
      defer { result.append(present) }
      guard let tier = present else {
        guard let value = evaluation.value, let place = qualified(value) else { continue }
        present = place
        since = day
        validUntil = day + (validity ?? 0)
        continue
      }
      let past = history[...index].filter { $0.day > since }
      if let target = risen(past, above: tier) {
        present = target
        since = day
        validUntil = day + (validity ?? 0)
        continue
      }
      guard let value = evaluation.value, (qualified(value) ?? -1) <= tier else { continue }
      if kept(value, at: tier) == tier {
        while validity != nil, validUntil <= day { validUntil += validity ?? 1 }
        continue
      }
      if tier >= 0, falls(past, tier, since, validUntil) {
        switch downgrade {
        case .oneStep: present = tier - 1
        case .toQualified: present = kept(value, at: tier)
        case .floor: present = tier == 0 ? -1 : 0
        }
        since = day
        validUntil = day + (validity ?? 0)
      }
    }
    return result
  }

  private func qualified(_ value: Int) -> Int? { from.indices.last { value >= from[$0] } }

  private func kept(_ value: Int, at tier: Int) -> Int { tier < 0 ? -1 : (0...tier).last { value >= keep[$0] } ?? -1 }

  /// Where the last evaluations lead that all reached above the tier.
  private func risen(_ past: [(day: Int, value: Int?)], above tier: Int) -> Int? {
    let streak = past.reversed().prefix { $0.value.flatMap(qualified).map { $0 > tier } ?? false }
    guard streak.count >= riseHold else { return nil }
    return streak.compactMap { $0.value.flatMap(qualified) }.min()
  }

  /// Whether the last evaluation is the one that ends the tier.
  private func falls(_ past: [(day: Int, value: Int?)], _ tier: Int, _ since: Int, _ validUntil: Int) -> Bool {
    let opens = validity == nil ? Int.min : validUntil - (notice ?? 0)
    let failing = past.reversed().prefix { evaluation in
      guard let value = evaluation.value else { return true }
      return evaluation.day >= opens && (qualified(value) ?? -1) <= tier && kept(value, at: tier) < tier
    }.filter { $0.value != nil }.reversed().map(\.day)
    guard let first = failing.first, let last = failing.last else { return false }
    let protected = max(first + grace, since + stay, validity == nil ? .min : validUntil)
    let confirmed = failing.dropFirst(fallHold - 1)
    guard confirmed.last == last else { return false }
    guard let notice else { return last >= protected }
    guard let given = confirmed.first(where: { $0 >= protected - notice }) else { return false }
    return last >= max(protected, given + notice)
  }
}

@Suite struct TierPropertyTests {
  @Test func `random histories lead where the rules lead that are told from the whole history`() throws {
    let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil
    let seed = isSlow ? UInt64.random(in: 0...UInt64.max) : 20_261_122
    print("tier histories, seed \(seed)")
    var dice = Dice(state: seed)
    let start = try CivilDate("2020-01-01")
    for round in 0..<(isSlow ? 100_000 : 4000) {
      var naive = NaiveLadder(
        from: [[Int.min, 10].randomElement(using: &dice) ?? 10, 100, 500], keep: [],
        riseHold: Int.random(in: 1...3, using: &dice),
        fallHold: Int.random(in: 1...3, using: &dice), grace: [0, 30].randomElement(using: &dice) ?? 0,
        stay: [0, 90].randomElement(using: &dice) ?? 0, validity: [nil, 180].randomElement(using: &dice) ?? nil,
        notice: [nil, 20].randomElement(using: &dice) ?? nil,
        downgrade: TierPolicy.Downgrade.allCases.randomElement(using: &dice) ?? .floor)
      naive.keep = [
        naive.from[0], [80, 100].randomElement(using: &dice) ?? 80, [90, 400, 500].randomElement(using: &dice) ?? 400,
      ]
      let policy = policy(naive)
      var day = 0
      var history: [(day: Int, value: Int?)] = []
      for _ in 0..<Int.random(in: 1...40, using: &dice) {
        day += Int.random(in: 1...45, using: &dice)
        let value =
          [nil, 0, 5, 10, 79, 80, 85, 95, 99, 100, 300, 399, 400, 499, 500, 900].randomElement(using: &dice) ?? nil
        history.append((day, value))
      }
      let expected = naive.tiers(history)
      var standing: TierStanding?
      for (index, evaluation) in history.enumerated() {
        let date = try start.adding(days: evaluation.day)
        let step = try step(policy, standing, evaluation.value, date)
        let tier = step.standing.map { policy.place(of: $0.tier) ?? -1 }
        guard tier == expected[index] else {
          Issue.record(
            "seed \(seed), round \(round), evaluation \(index): \(tier ?? -2) for \(expected[index] ?? -2); \(naive) \(history)"
          )
          return
        }
        standing = step.standing
        let again = try self.step(policy, standing, evaluation.value, date)
        #expect(again.standing == standing && again.kind == nil, "seed \(seed), round \(round): a day judged twice")
      }
    }
  }

  private func step(_ policy: TierPolicy, _ standing: TierStanding?, _ value: Int?, _ date: CivilDate) throws
    -> TierStep
  {
    let figures = Figures(value: value)
    let (qualified, isKnown) = try policy.qualified(figures)
    var judgement = TierJudgement(qualified: qualified, isKnown: isKnown, kept: .nothing)
    if let top = policy.top(of: standing) { judgement.kept = try policy.kept(from: top, figures) }
    return try policy.step(from: standing, judgement, on: date)
  }

  private func policy(_ naive: NaiveLadder) -> TierPolicy {
    func reaching(_ least: Int) -> TierCondition {
      least == .min ? .nothing : .threshold(TierField(input: 0, field: 0), atLeast: Double(least), atMost: nil)
    }
    var policy = TierPolicy(
      name: "l",
      tiers: naive.from.indices.map { .init("\($0)", from: reaching(naive.from[$0]), keep: reaching(naive.keep[$0])) })
    policy.riseHold = naive.riseHold
    policy.fallHold = naive.fallHold
    policy.grace = TimeSpan(naive.grace, .day)
    policy.minimumStay = TimeSpan(naive.stay, .day)
    policy.validity = naive.validity.flatMap { TimeSpan($0, .day) }
    policy.notice = naive.notice.flatMap { TimeSpan($0, .day) }
    policy.downgrade = naive.downgrade
    return policy
  }
}
