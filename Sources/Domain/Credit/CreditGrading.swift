/// How a customer's figures become a score, a grade, a limit and terms.
public struct CreditGrading: Sendable {
  /// What a score is made of.
  public enum Aspect: String, Sendable, CaseIterable {
    case character
    case capacity
    case capital
    case conditions
    case collateral
  }

  /// What a grade brings.
  public struct Rule: Sendable, Hashable {
    /// The grade.
    public var grade: CreditProfile.Grade
    /// The lowest score.
    public var minimum: Double
    /// Days until an invoice is due.
    public var termsDays: Int?
    /// The share of an order that is paid ahead, 0 to 100.
    public var prepayPercent: Double?
    /// The highest limit, in the base currency.
    public var cap: Double?
    /// The share of the tangible net worth that the limit may be.
    public var netWorth: Double?
    /// The share of the turnover that the limit may be.
    public var turnover: Double?
    /// Whether the limit is at most what securities cover.
    public var isSecured = false
    /// How long until the next review.
    public var review: TimeSpan?

    /// A grade from a score up.
    public init(_ grade: CreditProfile.Grade, from minimum: Double) {
      self.grade = grade
      self.minimum = minimum
    }
  }

  /// The figures behind a limit, in the base currency; nil where unknown.
  public struct Figures: Sendable, Hashable {
    /// What customers are expected to buy in a year.
    public var forecast: Double?
    /// Equity without intangible assets.
    public var netWorth: Double?
    /// Sales of a year.
    public var turnover: Double?
    /// A limit of the policy's own making, in place of need and capacity.
    public var own: Double?

    /// The figures that are known.
    public init(forecast: Double? = nil, netWorth: Double? = nil, turnover: Double? = nil, own: Double? = nil) {
      self.forecast = forecast
      self.netWorth = netWorth
      self.turnover = turnover
      self.own = own
    }
  }

  /// What each aspect weighs.
  public var weights: [Aspect: Double] = [
    .character: 30, .capacity: 25, .capital: 20, .conditions: 15, .collateral: 10,
  ]
  /// The share of weights that must be known, 0 to 1.
  public var floor = 1.0
  /// The grades, the best first.
  public var rules: [Rule] = []
  /// How much more than the average is owed at the peak.
  public var peak = 1.0
  /// Limits are multiples of this, in the base currency.
  public var step = 1.0

  /// The usual weights, without grades.
  public init() {}

  /// The weighted mean of what is known, 0 to 100; nil where less than the floor is known.
  public func score(_ parts: [Aspect: Double]) -> (value: Double?, coverage: Double) {
    let all = weights.values.reduce(0, +)
    let known = Aspect.allCases.filter { parts[$0] != nil }
    let weight = known.reduce(0) { $0 + (weights[$1] ?? 0) }
    let coverage = all > 0 ? weight / all : 0
    guard weight > 0, coverage >= floor else { return (nil, coverage) }
    let sum = known.reduce(0) { $0 + (weights[$1] ?? 0) * (parts[$1] ?? 0) }
    return (sum / weight, coverage)
  }

  /// The rule of the best grade that a score reaches.
  public func rule(for score: Double) -> Rule? {
    rules.first { score >= $0.minimum }
  }

  /// The limit of a grade: the least of need, capacity, cap and, where it has to be secured, securities; rounded down.
  ///
  /// `need = yearly forecast × terms ÷ 365 × peak`; `capacity = min(a × tangible net worth, b × turnover)`. A figure that
  /// a rule asks for and nobody knows makes the data insufficient.
  public func limit(_ rule: Rule, _ figures: Figures, secured: Money, in base: Currency) throws -> Limit {
    let one = try Money(exact: "1", base)
    var bounds: [(name: String, value: Money)] = []
    var missing: [String] = []
    func bound(_ name: String, _ figure: Double?, _ factor: Double?, _ figureName: String) throws {
      guard let factor else { return }
      guard let figure else { return missing.append(figureName) }
      bounds.append((name, try one.multiplied(by: figure).multiplied(by: factor)))
    }
    if let own = figures.own {
      bounds.append(("own", try one.multiplied(by: own)))
    } else {
      try bound("net_worth", figures.netWorth, rule.netWorth, "net_worth")
      try bound("turnover", figures.turnover, rule.turnover, "turnover")
    }
    if let terms = rule.termsDays, terms > 0, let forecast = figures.forecast {
      let need = try one.multiplied(by: forecast).multiplied(by: terms, over: 365).multiplied(by: peak)
      bounds.append(("need", need))
    }
    if let cap = rule.cap { bounds.append(("cap", try one.multiplied(by: cap))) }
    if rule.isSecured { bounds.append(("secured", secured)) }
    // Nothing is lent where a bound says nothing, whatever else is unknown.
    if bounds.contains(where: { $0.value.minorUnits <= 0 }) { missing = [] }
    guard missing.isEmpty, let least = bounds.map(\.value.minorUnits).min() else {
      return Limit(amount: nil, bounds: bounds, missing: missing.isEmpty ? ["forecast"] : missing)
    }
    return Limit(amount: try rounded(Money(minorUnits: max(0, least), base)), bounds: bounds, missing: [])
  }

  /// The largest multiple of the step that is not above an amount.
  public func rounded(_ amount: Money) throws -> Money {
    let unit = try Money(exact: "1", amount.currency).multiplied(by: step).minorUnits
    guard unit > 1, amount.minorUnits > 0 else { return amount }
    return Money(minorUnits: amount.minorUnits - amount.minorUnits % unit, amount.currency)
  }

  /// A limit, and what bounded it.
  public struct Limit: Sendable {
    /// The limit; nil where figures are missing.
    public let amount: Money?
    /// What bounds it, by name.
    public let bounds: [(name: String, value: Money)]
    /// The figures that are missing.
    public let missing: [String]
  }
}
