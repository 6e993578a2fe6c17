/// What scoring everyone changed: how many rose, fell or changed band, and the largest moves.
public struct ScoreMoves: Sendable, Hashable {
  /// A score before or after.
  public struct State: Sendable, Hashable {
    /// The value; nil where there was too little to judge by.
    public var value: Double?
    /// The band.
    public var band: String?

    /// A state.
    public init(value: Double?, band: String?) {
      self.value = value
      self.band = band
    }
  }

  /// A customer's move.
  public struct Move: Sendable, Hashable {
    /// The customer's id, which breaks ties.
    public let customer: Int64
    /// The customer's code.
    public let code: String
    /// The customer's name.
    public let name: String
    /// The score before.
    public let before: State
    /// The score after.
    public let after: State

    var size: Double { ((after.value ?? 0) - (before.value ?? 0)).magnitude }
  }

  /// Customers with a value now.
  public private(set) var scored = 0
  /// Customers with too little to judge by.
  public private(set) var insufficient = 0
  /// Values that rose.
  public private(set) var rose = 0
  /// Values that fell.
  public private(set) var fell = 0
  /// Bands that changed, of customers who had a value before and have one now.
  public private(set) var changedBand = 0
  /// Customers who got a value.
  public private(set) var gained = 0
  /// Customers who lost theirs.
  public private(set) var lost = 0
  /// Rows added to the book.
  public var written = 0
  /// How many customers are in each band now; those without one under nil.
  public private(set) var bands: [String?: Int] = [:]
  /// The ten largest moves of customers who had a value before and have one now, the largest first.
  public private(set) var largest: [Move] = []

  /// Nothing moved yet.
  public init() {}

  /// How many customers there are in all.
  public var count: Int { scored + insufficient }

  /// Notes a customer. Code and name are asked for only where the move is among the largest.
  public mutating func note(
    _ customer: Int64, before: State?, after: State, label: () -> (code: String, name: String)
  ) {
    if after.value == nil { insufficient += 1 } else { scored += 1 }
    if after.value != nil { bands[after.band, default: 0] += 1 }
    switch (before?.value, after.value) {
    case (nil, nil): break
    case (nil, _?): gained += 1
    case (_?, nil): lost += 1
    case (let old?, let new?):
      if new > old { rose += 1 }
      if new < old { fell += 1 }
      if before?.band != after.band { changedBand += 1 }
      guard new != old, largest.count < 10 || (new - old).magnitude > (largest.last?.size ?? 0) else { return }
      let (code, name) = label()
      let move = Move(
        customer: customer, code: code, name: name, before: before ?? State(value: old, band: nil), after: after)
      keep(move)
    }
  }

  /// Adds the moves of customers who come after these.
  public mutating func add(_ later: ScoreMoves) {
    scored += later.scored
    insufficient += later.insufficient
    rose += later.rose
    fell += later.fell
    changedBand += later.changedBand
    gained += later.gained
    lost += later.lost
    written += later.written
    bands.merge(later.bands, uniquingKeysWith: +)
    for move in later.largest where largest.count < 10 || move.size > (largest.last?.size ?? 0) { keep(move) }
  }

  private mutating func keep(_ move: Move) {
    let place = largest.firstIndex { $0.size < move.size } ?? largest.count
    largest.insert(move, at: place)
    if largest.count > 10 { largest.removeLast() }
  }
}
