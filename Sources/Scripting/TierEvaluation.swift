public import Analytics
public import Domain
public import Interchange
import ScriptModel

/// Judges customers by a tier policy on a business date, one after another, and writes where something changes.
public final class TierEvaluation {
  private let declared: TierPolicyTable
  private let version: DefinitionVersion
  private let book: any Book & InputReading
  private let date: CivilDate
  private let zone: TimeZoneRule
  private let copies: Bool
  private let ask: PolicyCall

  private var policy: TierPolicy { declared.policy }

  /// An evaluation.
  ///
  /// - Parameters:
  ///   - declared: The policy.
  ///   - version: The version that it is.
  ///   - book: Where standings and documents are.
  ///   - date: The business date: documents up to and including it count.
  ///   - zone: The zone of business days.
  ///   - copies: Whether the field of customers that the policy names gets its copy.
  ///   - ask: Calls its functions.
  public init(
    _ declared: TierPolicyTable, _ version: DefinitionVersion, in book: any Book & InputReading, asOf date: CivilDate,
    zone: TimeZoneRule, copies: Bool = true, ask: @escaping PolicyCall
  ) {
    self.declared = declared
    self.version = version
    self.book = book
    self.date = date
    self.zone = zone
    self.copies = copies
    self.ask = ask
  }

  /// Judges one customer or all, whole or not at all; at most `limit` moves are listed.
  public func evaluate(_ customer: RecordKey?, limit: Int = 100) throws -> TierMoves {
    try book.atomically { try judge(customer, limit: limit) }
  }

  /// Ends a tier that was set by hand before its day, and judges the customer by figures again.
  ///
  /// - Throws: `TierError` where none is in force, or nobody says why.
  public func lift(_ customer: RecordKey, reason: String) throws -> TierMoves {
    try book.atomically { try judge(customer, limit: 1, lifting: reason) }
  }

  private func judge(_ customer: RecordKey?, limit: Int, lifting reason: String? = nil) throws -> TierMoves {
    let reading = try reading(customer)
    defer { reading.close() }
    let standings = try book.tierStandings(on: version, of: customer)
    defer { standings.close() }
    let writer = try book.tierWriter(version, asOf: date)
    let customers = try book.entity(Entity.customers.name)
    let effective = try date.adding(days: 1)
    var moves = TierMoves(limit: limit)
    while try reading.next() {
      try Stopped.check(at: moves.count)
      let former = try standings.standing(of: reading.customer)
      let step = try step(reading, reason.map { try lifted(former, of: reading.code, reason: $0) } ?? former)
      moves.note(from: former?.tier, step) { (reading.code, reading.name) }
      guard let standing = step.standing, standing != former || step.kind != nil else { continue }
      moves.written += standing == former ? 0 : 1
      try writer.write(standing, insteadOf: former, of: reading.customer)
      guard let kind = step.kind else { continue }
      let views: [TierReading.View] = former == nil ? [.qualify] : self.views
      let evidence = try reading.evidence(views, enrolled: former?.enrolledOn)
      try writer.note(
        TierEntry(
          kind, from: former?.tier, to: standing.tier, effectiveOn: effective, reason: reason, evidence: evidence),
        of: reading.customer)
      if copies, let field = policy.writes, standing.tier != former?.tier || former == nil {
        let value = standing.tier.map { FieldValue.text($0) } ?? .null
        _ = try book.update(.id(reading.customer), of: customers, [field: value])
      }
    }
    return moves
  }

  /// A standing whose override ended the day before.
  private func lifted(_ former: TierStanding?, of customer: String, reason: String) throws -> TierStanding? {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw TierError.withoutReason(ladder: policy.name, customer: customer)
    }
    guard var standing = former, let override = standing.override, date <= override.until else {
      throw TierError.notOverridden(ladder: policy.name, customer: customer)
    }
    standing.override?.until = try date.adding(days: -1)
    return standing
  }

  private func reading(_ customer: RecordKey?) throws -> TierReading {
    try TierReading(declared, book, of: customer, asOf: date, zone: zone, ask: ask)
  }

  /// How a customer with a tier is looked at.
  private var views: [TierReading.View] {
    if policy.retain == .calendarYear || policy.retain == .anniversary { return [.qualify, .retain, .retainBefore] }
    return policy.retain == policy.qualify ? [.qualify] : [.qualify, .retain]
  }

  private func step(_ reading: TierReading, _ former: TierStanding?) throws -> TierStep {
    if let former, date < former.since {
      throw TierError.earlier(ladder: policy.name, customer: reading.code, date: date, since: former.since)
    }
    if let override = former?.override, date <= override.until {
      return try policy.step(from: former, TierJudgement(qualified: nil, kept: .unknown), on: date)
    }
    try reading.show(.qualify, enrolled: former?.enrolledOn)
    let (qualified, isKnown) = try policy.qualified(reading)
    var judgement = TierJudgement(qualified: qualified, isKnown: isKnown, kept: .nothing)
    if let top = policy.top(of: former) {
      judgement.kept = try kept(from: top, reading, former)
      if policy.refunds == .recompute, judgement.kept != .unknown, judgement.kept != .tier(top) {
        judgement.isRefunded = try kept(from: top, reading, former, withReturns: false) == .tier(top)
      }
    }
    return try policy.step(from: former, judgement, on: date)
  }

  /// What is kept: by years, what the better of two keeps.
  private func kept(
    from top: Int, _ reading: TierReading, _ former: TierStanding?, withReturns: Bool = true
  ) throws -> TierJudgement.Kept {
    try reading.show(.retain, enrolled: former?.enrolledOn, withReturns: withReturns)
    let now = try policy.kept(from: top, reading)
    guard now != .tier(top), try reading.show(.retainBefore, enrolled: former?.enrolledOn, withReturns: withReturns)
    else { return now }
    switch (now, try policy.kept(from: top, reading)) {
    case (.tier(let one), .tier(let other)): return .tier(max(one, other))
    case (_, .tier(top)): return .tier(top)
    case (.unknown, _), (_, .unknown): return .unknown
    case (.tier(let one), .nothing), (.nothing, .tier(let one)): return .tier(one)
    case (.nothing, .nothing): return .nothing
    }
  }

  // MARK: What is needed

  /// What keeps a customer's tier and what the next one asks for.
  public func outlook(of customer: RecordKey) throws -> TierOutlook {
    let reading = try reading(customer)
    defer { reading.close() }
    let standings = try book.tierStandings(on: version, of: customer)
    defer { standings.close() }
    guard try reading.next() else {
      throw BookError.notFound(customer, entity: try book.entity(Entity.customers.name))
    }
    let standing = try standings.standing(of: reading.customer)
    let present = policy.place(of: standing?.tier)
    var outlook = TierOutlook(standing: standing, customerName: reading.name)
    if let present {
      try reading.show(.retain, enrolled: standing?.enrolledOn)
      var needs = try policy.tiers[present].keep.needs(reading)
      if try policy.tiers[present].keep.holds(reading) != true,
        try reading.show(.retainBefore, enrolled: standing?.enrolledOn),
        try policy.tiers[present].keep.holds(reading) == true
      {
        needs = try policy.tiers[present].keep.needs(reading)
      }
      outlook.stay = aim(present, needs, window: policy.retain, policy.tiers[present].keep)
      outlook.benefits = try JSON(.table(declared.benefits[present]))
    }
    let next = (present ?? -1) + 1
    if next < policy.tiers.count {
      try reading.show(.qualify, enrolled: standing?.enrolledOn)
      let from = policy.tiers[next].from
      outlook.rise = aim(next, try from.needs(reading), window: policy.qualify, from)
    }
    return outlook
  }

  private func aim(
    _ place: Int, _ needs: [TierNeed], window: TierWindow, _ condition: TierCondition
  ) -> TierOutlook.Aim {
    TierOutlook.Aim(
      tier: policy.tiers[place].name, window: window,
      needs: needs.map { need in (need.field.map { policy.label(of: $0) } ?? "measure", need) },
      asksFunction: condition.asksFunction)
  }
}

/// What would change where a customer stands.
public struct TierOutlook {
  /// A tier and what it asks.
  public struct Aim {
    /// The tier.
    public let tier: String
    /// The window through which documents are looked at.
    public let window: TierWindow
    /// The bounds, each with what people call its number.
    public let needs: [(label: String, need: TierNeed)]
    /// Whether a function has a say, which nobody can tell bounds of.
    public let asksFunction: Bool
  }

  /// The standing; nil for none.
  public let standing: TierStanding?
  /// The customer's name.
  public let customerName: String
  /// What keeps the present tier.
  public fileprivate(set) var stay: Aim?
  /// What the next tier asks.
  public fileprivate(set) var rise: Aim?
  /// What the present tier gives.
  public fileprivate(set) var benefits = JSON.object([])
}
