public import Domain
public import Wording

/// What a score definition says besides its formula.
public struct ScoreModel: Sendable, Hashable {
  /// The name by which scores are asked for.
  public var name: String
  /// What it measures.
  public var description: Phrase
  /// The lowest and the highest value.
  public var range: ClosedRange<Double> = 0...100
  /// The bands, the highest first.
  public var bands: [Band] = []
  /// The share of inputs with data below which a score has no band, 0 to 1.
  public var floor = 0.5
  /// The business date; nil for the day of the run.
  public var asOf: CivilDate?
  /// How many decimals a value has; its parts have two more.
  public var decimals = 2
  /// What the formula is given.
  public var inputs: [ScoreInput] = []

  /// A class of values.
  public struct Band: Sendable, Hashable {
    /// The lowest value in it.
    public var minimum: Double
    /// What people call it.
    public var name: String

    /// A band from that value up.
    public init(from minimum: Double, _ name: String) {
      self.minimum = minimum
      self.name = name
    }
  }

  /// A model of that name.
  public init(name: String, description: Phrase) {
    self.name = name
    self.description = description
  }

  /// What a formula's result comes to. Parts are rounded to two decimals more than the value, added in the byte order of
  /// their names, held within the range and rounded.
  public func assess(_ result: FormulaResult, coverage: Double) -> Assessment {
    let value: Double
    var parts: [ScorePart] = []
    switch result {
    case .insufficient(let reason):
      return Assessment(value: nil, band: nil, coverage: coverage, reason: reason, parts: [])
    case .number(let number): value = number
    case .parts(let given):
      parts = given.map { $0.rounded(to: decimals + 2) }
      value = parts.reduce(0) { $0 + $1.value }
    }
    let score = min(max(value, range.lowerBound), range.upperBound).rounded(decimals: decimals)
    let band = coverage < floor ? nil : bands.first { score >= $0.minimum }?.name
    return Assessment(value: score, band: band, coverage: coverage, reason: nil, parts: parts)
  }
}

/// What a formula returned for one customer.
public enum FormulaResult: Sendable, Hashable {
  case number(Double)
  /// Named parts in the byte order of their names.
  case parts([ScorePart])
  /// There is too little to judge by, and why.
  case insufficient(String)
}

/// A named part of a score, or a group of such parts that counts up to a cap.
public struct ScorePart: Sendable, Hashable {
  /// The name.
  public var name: String
  /// What it adds to the score.
  public var value: Double
  /// What a group adds at the most; nil for a part that is no group.
  public var cap: Double?
  /// The parts of a group, in the byte order of their names.
  public var parts: [ScorePart]

  /// A part.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
    cap = nil
    parts = []
  }

  /// A group of parts that adds their sum, or the cap where that is less.
  public init(_ name: String, cap: Double, _ parts: [ScorePart]) {
    self.name = name
    value = min(cap, parts.reduce(0) { $0 + $1.value })
    self.cap = cap
    self.parts = parts
  }

  /// The part with its own parts rounded first.
  func rounded(to decimals: Int) -> ScorePart {
    guard let cap else { return ScorePart(name, value.rounded(decimals: decimals)) }
    var group = ScorePart(name, cap: cap, parts.map { $0.rounded(to: decimals) })
    group.value = group.value.rounded(decimals: decimals)
    return group
  }
}

/// A score of one customer before it is stored.
public struct Assessment: Sendable, Hashable {
  /// The value; nil where there was too little to judge by.
  public var value: Double?
  /// The band; nil below the floor of coverage, or below all bands.
  public var band: String?
  /// The share of inputs with data, 0 to 1.
  public var coverage: Double
  /// Why there is no value.
  public var reason: String?
  /// What the value is made of.
  public var parts: [ScorePart]
}

extension Double {
  /// The value with that many decimals, halves away from zero as they are written: 1.005 is a half, though its binary
  /// value is a little less. Itself where it is too large to have decimals.
  public func rounded(decimals: Int) -> Double {
    var power = 1.0
    for _ in 0..<max(0, decimals) { power *= 10 }
    let scaled = magnitude * power
    // Below this, a whole number and a half is exact, and the quotient is the value that the written half has.
    guard scaled < 0x1p52 else { return self }
    let whole = scaled.rounded(.down)
    let rounded = (magnitude >= (whole + 0.5) / power ? whole + 1 : whole) / power
    return self < 0 && rounded > 0 ? -rounded : rounded
  }
}
