/// Points that came in together and are used up piece by piece.
public struct PointLot: Sendable, Hashable {
  /// Its number in the book.
  public var id: Int64
  /// The movement that made it.
  public var movement: Int64
  /// The wallet.
  public var wallet: String
  /// The wallet's currency; nil for points.
  public var currency: String?
  /// How many there were.
  public var points: Int64
  /// How many are left.
  public var remaining: Int64
  /// The day on which they were earned.
  public var earnedOn: CivilDate
  /// The first day on which they can be used; nil while they wait for an event.
  public var activeOn: CivilDate?
  /// The last day on which they can be used; nil for ever.
  public var expiresOn: CivilDate?

  /// A lot.
  public init(
    id: Int64, movement: Int64, wallet: String, currency: String? = nil, points: Int64, remaining: Int64,
    earnedOn: CivilDate, activeOn: CivilDate?, expiresOn: CivilDate?
  ) {
    self.id = id
    self.movement = movement
    self.wallet = wallet
    self.currency = currency
    self.points = points
    self.remaining = remaining
    self.earnedOn = earnedOn
    self.activeOn = activeOn
    self.expiresOn = expiresOn
  }

  /// Whether its last day is over.
  public func isExpired(on day: CivilDate) -> Bool { expiresOn.map { $0 < day } ?? false }

  /// Whether its first day is still to come.
  public func isPending(on day: CivilDate) -> Bool { activeOn.map { $0 > day } ?? true }

  /// Whether it can be used.
  public func isUsable(on day: CivilDate) -> Bool { !isPending(on: day) && !isExpired(on: day) }
}

extension [PointLot] {
  /// The lots in the order in which they are used: soonest expiry first and those that never expire last, or the oldest
  /// or the newest first; then the earlier earned, then the lower number.
  public func inBurnOrder(_ order: PointWallet.BurnOrder) -> [PointLot] {
    let never = CivilDate.range.upperBound
    return sorted { first, second in
      switch order {
      case .fefo:
        let (one, other) = (first.expiresOn ?? never, second.expiresOn ?? never)
        if one != other { return one < other }
        if (first.expiresOn == nil) != (second.expiresOn == nil) { return second.expiresOn == nil }
        return (first.earnedOn, first.id) < (second.earnedOn, second.id)
      case .fifo: return (first.earnedOn, first.id) < (second.earnedOn, second.id)
      case .lifo: return (first.earnedOn, first.id) > (second.earnedOn, second.id)
      }
    }
  }

  /// Lots that are taken from without the customer's asking: usable ones in burn order, then pending ones; expired ones
  /// are left to expire.
  public func inUseOrder(_ order: PointWallet.BurnOrder, on day: CivilDate) -> [PointLot] {
    filter { $0.isUsable(on: day) }.inBurnOrder(order)
      + filter { $0.isPending(on: day) && !$0.isExpired(on: day) }.inBurnOrder(order)
  }

  /// How many of each lot are used when so many are needed, the first lots first; fewer where there are not as many.
  public func drawn(_ points: Int64) -> [PointDraw] {
    var missing = points
    var draws: [PointDraw] = []
    for lot in self where missing > 0 && lot.remaining > 0 {
      let part = Swift.min(lot.remaining, missing)
      draws.append(PointDraw(lot: lot.id, points: part))
      missing -= part
    }
    return draws
  }
}

/// How many points of a lot a movement uses.
public struct PointDraw: Sendable, Hashable {
  /// The lot's number.
  public var lot: Int64
  /// How many; below 0 where they go back.
  public var points: Int64

  /// A draw.
  public init(lot: Int64, points: Int64) {
    self.lot = lot
    self.points = points
  }
}

extension [PointDraw] {
  /// How many points they come to.
  public var total: Int64 { reduce(0) { $0 + $1.points } }
}

/// The share of what was earned that goes back with what was returned.
public enum PointReversal {
  /// How many of the points that an amount earned are gone once so much of it has been returned: the share, rounded
  /// down. After everything was returned it is all of them.
  ///
  /// - Parameters:
  ///   - points: What was earned, 0 or above.
  ///   - base: What earned them, in minor units; nil or 0 where no amount did.
  ///   - returned: What was returned of it, 0 or above; nil for everything.
  public static func reversed(of points: Int64, base: Int64?, returned: Int64?) -> Int64 {
    guard let returned, let base, base > 0, returned < base else { return points }
    return Int64(clamping: Int128(points) * Int128(Swift.max(0, returned)) / Int128(base))
  }
}
