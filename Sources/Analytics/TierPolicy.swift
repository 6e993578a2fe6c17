public import Domain
public import Wording

/// What a tier policy says besides its functions and benefits.
public struct TierPolicy: Sendable, Hashable {
  /// The ladder's name.
  public var name: String
  /// What it is for.
  public var description = Phrase(verbatim: "")
  /// What conditions may ask about. An input without a window of its own is looked at through `qualify` and `retain`.
  public var inputs: [ScoreInput] = []
  /// The tiers, the lowest first.
  public var tiers: [Tier]
  /// The window by which customers rise.
  public var qualify = TierWindow.lifetime
  /// The window by which they stay.
  public var retain = TierWindow.lifetime
  /// How many evaluations running a rise must hold.
  public var riseHold = 1
  /// How many evaluations running a fall must be due.
  public var fallHold = 1
  /// How long a tier is kept after its condition fails.
  public var grace: TimeSpan?
  /// How long a tier is kept after it was given.
  public var minimumStay: TimeSpan?
  /// How long a tier is valid: whether it is kept is asked at the end only, and then again.
  public var validity: TimeSpan?
  /// How long before a fall notice is given.
  public var notice: TimeSpan?
  /// Where a fall leads.
  public var downgrade = Downgrade.toQualified
  /// What returns do to a tier that was earned.
  public var refunds = Refunds.keepUntilEnd
  /// The field of customers that holds a copy of the tier; nil for none.
  public var writes: String?

  /// A tier.
  public struct Tier: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What it asks of those who are to rise to it.
    public var from: TierCondition
    /// What it asks of those who have it.
    public var keep: TierCondition

    /// A tier; what is asked to keep it is what is asked to reach it unless it is given.
    public init(_ name: String, from: TierCondition = .nothing, keep: TierCondition? = nil) {
      self.name = name
      self.from = from
      self.keep = keep ?? from
    }
  }

  /// Where a fall leads.
  public enum Downgrade: String, Sendable, CaseIterable {
    /// To the tier below.
    case oneStep = "one_step"
    /// To the highest tier below whose condition for keeping is met.
    case toQualified = "to_qualified"
    /// To the lowest tier.
    case floor
  }

  /// What returns do to a tier that was earned.
  public enum Refunds: String, Sendable, CaseIterable {
    /// What they do to the figures: whatever protects the tier against a fall protects it.
    case keepUntilEnd = "keep_until_end"
    /// Where the tier would be kept but for returns, it is lost at once.
    case recompute
  }

  /// A policy of those tiers.
  public init(name: String, tiers: [Tier]) {
    self.name = name
    self.tiers = tiers
  }

  /// The place of a tier; nil for a name that the policy does not know.
  public func place(of tier: String?) -> Int? {
    tiers.firstIndex { $0.name == tier }
  }

  /// The place from which down it is asked what a customer keeps; nil for somebody without a tier.
  public func top(of standing: TierStanding?) -> Int? {
    let present = place(of: standing?.tier)
    guard let base = place(of: standing?.override?.base) else { return present }
    return max(base, present ?? base)
  }

  // MARK: Judging

  /// The highest tier whose condition is met, and whether what is known decides.
  public func qualified(_ figures: some TierFigures) throws -> (tier: Int?, isKnown: Bool) {
    var isKnown = true
    for (place, tier) in tiers.enumerated().reversed() {
      // Whom nothing is known of gets no tier that asks for nothing.
      if tier.from == .nothing && !isKnown { return (nil, false) }
      switch try tier.from.holds(figures) {
      case true?: return (place, true)
      case nil: isKnown = false
      case false?: break
      }
    }
    return (nil, isKnown)
  }

  /// The highest tier, from a place down, that figures keep.
  public func kept(from top: Int, _ figures: some TierFigures) throws -> TierJudgement.Kept {
    for place in stride(from: min(top, tiers.count - 1), through: 0, by: -1) {
      switch try tiers[place].keep.holds(figures) {
      case true?: return .tier(place)
      // Nobody falls for want of data, nor further than data says.
      case nil: return place == top ? .unknown : .tier(place)
      case false?: break
      }
    }
    return .nothing
  }
}

/// What figures say of a customer on a ladder.
public struct TierJudgement: Sendable, Hashable {
  /// What becomes of the present tier.
  public enum Kept: Sendable, Hashable {
    /// This tier is kept: the present one, or the highest below.
    case tier(Int)
    /// None is.
    case nothing
    /// There is too little to tell.
    case unknown
  }

  /// The highest tier whose condition is met; nil for none.
  public var qualified: Int?
  /// Whether what is known decides about a rise.
  public var isKnown: Bool
  /// What becomes of the present tier.
  public var kept: Kept
  /// Whether the present tier would be kept but for returns.
  public var isRefunded: Bool

  /// A judgement.
  public init(qualified: Int?, isKnown: Bool = true, kept: Kept, isRefunded: Bool = false) {
    self.qualified = qualified
    self.isKnown = isKnown
    self.kept = kept
    self.isRefunded = isRefunded
  }
}
