public import Domain

/// What an evaluation makes of a standing.
public struct TierStep: Sendable, Hashable {
  /// The standing now; nil for a customer without a tier.
  public var standing: TierStanding?
  /// What happened; nil for nothing that history tells.
  public var kind: TierChange.Kind?
  /// Whether there was too little to judge by.
  public var isInsufficient = false

  init(_ standing: TierStanding?, _ kind: TierChange.Kind? = nil, isInsufficient: Bool = false) {
    self.standing = standing
    self.kind = kind
    self.isInsufficient = isInsufficient
  }
}

extension TierPolicy {
  /// The next standing. Judging the same day twice changes nothing the second time.
  ///
  /// The order is fixed: an override that lasts; a first tier, at once; the end of an override; returns, under a policy that
  /// recomputes; a rise; what is kept; a fall. A rise is not held up by what protects against a fall.
  ///
  /// - Parameters:
  ///   - standing: What it was.
  ///   - judgement: What figures of the date say; what is kept is asked from `top(of:)` down.
  ///   - date: The business date, not before the standing's.
  public func step(
    from standing: TierStanding?, _ judgement: TierJudgement, on date: CivilDate
  ) throws(DateError) -> TierStep {
    guard let standing else { return try enter(nil, judgement, on: date, .entered) }
    if let override = standing.override {
      return date <= override.until ? TierStep(standing) : try end(override, standing, judgement, on: date)
    }
    if standing.tier != nil, place(of: standing.tier) == nil {
      return try enter(standing, judgement, on: date, .redefined)
    }
    let present = place(of: standing.tier) ?? -1
    if judgement.isRefunded, refunds == .recompute {
      if case .tier(let kept) = judgement.kept, kept < present {
        return try move(standing, to: kept, on: date, .refunded)
      }
      if judgement.kept == .nothing { return try move(standing, to: -1, on: date, .refunded) }
    }
    if let qualified = judgement.qualified, qualified > present {
      // Who fell to the lowest tier today although figures reach higher does not rise again before tomorrow.
      if downgrade == .floor, present == 0, date == standing.since { return TierStep(standing) }
      return try rise(standing, to: qualified, on: date)
    }
    var next = standing
    next.rising = nil
    switch judgement.kept {
    case .unknown: return TierStep(next, isInsufficient: true)
    case .tier(let kept) where kept >= present: return try keep(next, on: date)
    case .nothing where present < 0: return TierStep(next, isInsufficient: !judgement.isKnown)
    case .tier(let kept): return try fail(next, present, kept: kept, on: date)
    case .nothing: return try fail(next, present, kept: -1, on: date)
    }
  }

  private func enter(
    _ former: TierStanding?, _ judgement: TierJudgement, on date: CivilDate, _ kind: TierChange.Kind
  ) throws(DateError) -> TierStep {
    guard let place = judgement.qualified else {
      if former == nil || !judgement.isKnown { return TierStep(former, isInsufficient: !judgement.isKnown) }
      return try move(former, to: -1, on: date, kind)
    }
    return try move(former, to: place, on: date, kind)
  }

  /// A standing that has just been given: -1 is below the lowest tier.
  private func move(
    _ former: TierStanding?, to place: Int, on date: CivilDate, _ kind: TierChange.Kind
  ) throws(DateError) -> TierStep {
    let tier = tiers.indices.contains(place) ? tiers[place].name : nil
    let end = tier == nil ? nil : try validity?.after(date)
    return TierStep(
      TierStanding(tier: tier, since: date, enrolledOn: former?.enrolledOn ?? date, validUntil: end), kind)
  }

  private func end(
    _ override: TierStanding.Override, _ standing: TierStanding, _ judgement: TierJudgement, on date: CivilDate
  ) throws(DateError) -> TierStep {
    let place: Int =
      switch judgement.kept {
      case .unknown: max(self.place(of: override.base) ?? -1, judgement.qualified ?? -1)
      case .nothing: judgement.qualified ?? -1
      case .tier(let kept): max(kept, judgement.qualified ?? -1)
      }
    return try move(standing, to: place, on: date, .overrideEnded)
  }

  private func rise(_ standing: TierStanding, to place: Int, on date: CivilDate) throws(DateError) -> TierStep {
    // The day that gave the tier does not confirm the next one as well.
    guard riseHold == 1 || date > standing.since else { return TierStep(standing) }
    var reached = place
    var count = 1
    if let rising = standing.rising {
      reached = min(place, self.place(of: rising.tier) ?? place)
      count = rising.count + (rising.on < date ? 1 : 0)
    }
    if count >= riseHold { return try move(standing, to: reached, on: date, .rose) }
    var next = standing
    next.rising = .init(tier: tiers[reached].name, count: count, on: date)
    next.failing = nil
    return TierStep(next)
  }

  private func keep(_ standing: TierStanding, on date: CivilDate) throws(DateError) -> TierStep {
    var next = standing
    next.failing = nil
    guard let validity, var end = next.validUntil, end <= date else { return TierStep(next) }
    while end <= date { end = try validity.after(end) }
    next.validUntil = end
    return TierStep(next, .renewed)
  }

  private func fail(
    _ standing: TierStanding, _ present: Int, kept: Int, on date: CivilDate
  ) throws(DateError) -> TierStep {
    var next = standing
    // Nobody falls on the day that gave the tier: two evaluations of a day are one.
    guard date > standing.since else { return TierStep(next) }
    if let end = standing.validUntil, date < (try notice?.before(end) ?? end) {
      next.failing = nil
      return TierStep(next)
    }
    var failing = standing.failing ?? .init(since: date, count: 0, on: standing.since, dueOn: date)
    if failing.on < date { failing.count += 1 }
    failing.on = date
    failing.dueOn = try due(standing, failing)
    var kind: TierChange.Kind?
    if failing.count >= fallHold, let notice, failing.noticeOn == nil, date >= (try notice.before(failing.dueOn)) {
      failing.noticeOn = date
      failing.dueOn = try due(standing, failing)
      kind = .noticed
    }
    next.failing = failing
    let isNoticed = notice == nil || failing.noticeOn != nil
    guard failing.count >= fallHold, isNoticed, date >= failing.dueOn else { return TierStep(next, kind) }
    let target =
      switch downgrade {
      case .oneStep: present - 1
      case .toQualified: kept
      case .floor: present == 0 ? -1 : 0
      }
    return try move(standing, to: target, on: date, .fell)
  }

  /// The earliest day of a fall: whatever protects the tier has ended.
  private func due(_ standing: TierStanding, _ failing: TierStanding.Failing) throws(DateError) -> CivilDate {
    var due = try grace?.after(failing.since) ?? failing.since
    if let minimumStay { due = max(due, try minimumStay.after(standing.since)) }
    if let end = standing.validUntil { due = max(due, end) }
    if let notice, let given = failing.noticeOn { due = max(due, try notice.after(given)) }
    return due
  }
}
