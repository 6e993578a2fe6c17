/// A purse of points by what its program says: what it holds and by which rules.
public struct PointWallet: Sendable, Hashable {
  /// By which it is known.
  public var name: String
  /// The program that it belongs to; nil where it was not asked for by one.
  public var program: String?
  /// The currency of a wallet that holds money, whose points are minor units; nil for points.
  public var currency: Currency?
  /// Whether its points can be spent; those that only count towards a level cannot.
  public var isRedeemable = true
  /// Until when its points can be used.
  public var expiry = PointExpiry.never
  /// From when they can be used.
  public var pending = Pending.none
  /// Which of them are used first.
  public var burn = BurnOrder.fefo
  /// What happens where points are taken back that the customer no longer has.
  public var shortage = Shortage.debt
  /// For how many days after they expired points come back usable, when what they were spent on is cancelled; they are
  /// then usable for as many days.
  public var reinstatement = 0
  /// What a point costs the company, in the base currency.
  public var value: Money?

  /// A wallet of points that never expire, at once usable.
  public init(_ name: String, currency: Currency? = nil) {
    self.name = name
    self.currency = currency
  }

  /// From when points can be used.
  public enum Pending: Sendable, Hashable {
    /// At once.
    case none
    /// A span after they were earned.
    case span(TimeSpan)
    /// When somebody activates them: the order was paid, the goods arrived.
    case event

    /// The first day on which points can be used; nil where an event decides.
    public func firstDay(earned: CivilDate) throws(DateError) -> CivilDate? {
      switch self {
      case .none: earned
      case .span(let span): try span.after(earned)
      case .event: nil
      }
    }
  }

  /// Which points are used first.
  public enum BurnOrder: String, Sendable, CaseIterable {
    /// First expired, first out.
    case fefo
    /// First in, first out.
    case fifo
    /// Last in, first out.
    case lifo
  }

  /// What happens where points are taken back that the customer no longer has.
  public enum Shortage: String, Sendable, CaseIterable {
    /// The customer owes them.
    case debt
    /// They are written off.
    case writeOff = "write_off"
    /// Only points that are still pending are taken back, and the rest is written off.
    case onlyPending = "only_pending"
  }
}
