/// Where a customer stands on a ladder of tiers, and what is under way there.
public struct TierStanding: Sendable, Hashable {
  /// The tier; nil where the customer has fallen below the lowest.
  public var tier: String?
  /// The business date that it was given on.
  public var since: CivilDate
  /// The business date of the first tier on this ladder: anniversaries count from it.
  public var enrolledOn: CivilDate
  /// Until when the tier is valid; nil where the policy names no validity.
  public var validUntil: CivilDate?
  /// A rise that is to be confirmed.
  public var rising: Rising?
  /// A fall that is coming.
  public var failing: Failing?
  /// A tier that somebody has set by hand.
  public var override: Override?

  /// A rise that must hold for more evaluations.
  public struct Rising: Sendable, Hashable {
    /// The tier that every evaluation so far has reached.
    public var tier: String
    /// How many evaluations, each on a day of its own.
    public var count: Int
    /// The last of those days.
    public var on: CivilDate

    /// A rise to be confirmed.
    public init(tier: String, count: Int, on: CivilDate) {
      self.tier = tier
      self.count = count
      self.on = on
    }
  }

  /// What a customer keeps only for so long.
  public struct Failing: Sendable, Hashable {
    /// The first day on which the tier was not kept.
    public var since: CivilDate
    /// At how many evaluations, each on a day of its own.
    public var count: Int
    /// The last of those days.
    public var on: CivilDate
    /// When notice was given.
    public var noticeOn: CivilDate?
    /// The earliest day of the fall.
    public var dueOn: CivilDate

    /// A coming fall.
    public init(since: CivilDate, count: Int, on: CivilDate, noticeOn: CivilDate? = nil, dueOn: CivilDate) {
      self.since = since
      self.count = count
      self.on = on
      self.noticeOn = noticeOn
      self.dueOn = dueOn
    }
  }

  /// A tier by hand.
  public struct Override: Sendable, Hashable {
    /// The tier that the customer had before; nil for none.
    public var base: String?
    /// The last day on which it holds.
    public var until: CivilDate

    /// A tier by hand.
    public init(base: String?, until: CivilDate) {
      self.base = base
      self.until = until
    }
  }

  /// A tier that was just given.
  public init(tier: String?, since: CivilDate, enrolledOn: CivilDate, validUntil: CivilDate? = nil) {
    self.tier = tier
    self.since = since
    self.enrolledOn = enrolledOn
    self.validUntil = validUntil
  }

  /// The standing after somebody sets a tier by hand.
  public static func overridden(
    _ standing: TierStanding?, to tier: String, until: CivilDate, on date: CivilDate
  ) -> TierStanding {
    var next = TierStanding(tier: tier, since: date, enrolledOn: standing?.enrolledOn ?? date)
    // An override of an override goes back to what was there before the first.
    next.override = Override(base: standing?.override.map(\.base) ?? standing?.tier, until: until)
    return next
  }
}

/// A change of a customer's standing as the book keeps it, for good.
public struct TierChange: Sendable, Hashable {
  /// Why it came about.
  public enum Kind: String, Sendable, CaseIterable {
    /// The first tier.
    case entered
    /// The figures reach a higher tier.
    case rose
    /// The figures do not keep the tier.
    case fell
    /// Returns took away what a tier was earned by, under a policy that recomputes.
    case refunded
    /// The tier was kept at the end of its validity.
    case renewed
    /// Notice of a coming fall.
    case noticed
    /// Somebody set it by hand.
    case overridden
    /// What somebody had set ended.
    case overrideEnded = "override_ended"
    /// The policy does not know the tier that the customer had.
    case redefined
    /// A merge of customers brought it, or their parting took it.
    case merged
  }

  /// The ladder's name.
  public var ladder: String
  /// The number of the version that judged.
  public var version: Int
  /// The file that the version came from.
  public var file: String
  /// The customer's code.
  public var customer: String
  /// The run that made it.
  public var run: Int64
  /// Who acted.
  public var operatorName: String
  /// The business date that was judged.
  public var asOf: CivilDate
  /// The first day on which the tier is in force: orders of the day that was judged do not count for what they earn.
  public var effectiveOn: CivilDate
  /// Why it came about.
  public var kind: Kind
  /// The tier before; nil for none.
  public var from: String?
  /// The tier after; nil for none.
  public var to: String?
  /// What somebody said; nil for what figures decided.
  public var reason: String?
  /// The evidence as JSON.
  public var evidence: String

  /// A change.
  public init(
    ladder: String, version: Int, file: String, customer: String, run: Int64, operatorName: String, asOf: CivilDate,
    effectiveOn: CivilDate, kind: Kind, from: String?, to: String?, reason: String?, evidence: String
  ) {
    self.ladder = ladder
    self.version = version
    self.file = file
    self.customer = customer
    self.run = run
    self.operatorName = operatorName
    self.asOf = asOf
    self.effectiveOn = effectiveOn
    self.kind = kind
    self.from = from
    self.to = to
    self.reason = reason
    self.evidence = evidence
  }
}

/// A customer who is to fall unless something changes.
public struct TierNotice: Sendable, Hashable {
  /// The ladder's name.
  public var ladder: String
  /// The customer's code.
  public var customer: String
  /// The customer's name.
  public var customerName: String
  /// The tier that is at stake.
  public var tier: String
  /// When notice was given.
  public var noticeOn: CivilDate
  /// The earliest day of the fall.
  public var dueOn: CivilDate

  /// A notice.
  public init(
    ladder: String, customer: String, customerName: String, tier: String, noticeOn: CivilDate, dueOn: CivilDate
  ) {
    self.ladder = ladder
    self.customer = customer
    self.customerName = customerName
    self.tier = tier
    self.noticeOn = noticeOn
    self.dueOn = dueOn
  }
}
