/// A number that a condition asks about: a field of an input, or an input that is a rank.
public struct TierField: Sendable, Hashable {
  /// The place of the input among those that are declared.
  public var input: Int
  /// The place of the field in its source; nil for a rank.
  public var field: Int?

  /// A number of an input.
  public init(input: Int, field: Int?) {
    self.input = input
    self.field = field
  }
}

/// What conditions are judged by: the numbers of one customer through one window.
public protocol TierFigures {
  /// A number; nil where it is not known.
  func number(_ field: TierField) -> Double?
  /// The policy's own measure; nil where it cannot be told.
  func measure() throws -> Double?
  /// What a function of the policy answers; nil where it cannot tell.
  func answer(_ function: Int) throws -> Bool?
}

/// What a tier asks for.
public indirect enum TierCondition: Sendable, Hashable {
  /// A number within bounds, both of them in.
  case threshold(TierField, atLeast: Double?, atMost: Double?)
  /// The policy's measure, when a function works it out.
  case measure(atLeast: Double)
  /// What a function of the policy says; its place among them.
  case function(Int)
  case all([TierCondition])
  case any([TierCondition])

  /// A condition that everybody meets.
  public static let nothing = TierCondition.all([])

  /// Whether it is met; nil where what is known does not decide.
  public func holds(_ figures: some TierFigures) throws -> Bool? {
    switch self {
    case .threshold(let field, let least, let most):
      guard let number = figures.number(field) else { return nil }
      return (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true)
    case .measure(let least): return try figures.measure().map { $0 >= least }
    case .function(let place): return try figures.answer(place)
    case .all(let conditions):
      var result: Bool? = true
      for condition in conditions {
        switch try condition.holds(figures) {
        case false?: return false
        case nil: result = nil
        case true?: break
        }
      }
      return result
    case .any(let conditions):
      var result: Bool? = false
      for condition in conditions {
        switch try condition.holds(figures) {
        case true?: return true
        case nil: result = nil
        case false?: break
        }
      }
      return result
    }
  }

  /// The numbers that it asks about.
  public var fields: Set<TierField> {
    switch self {
    case .threshold(let field, _, _): [field]
    case .measure, .function: []
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    }
  }

  /// Whether a function has a say in it.
  public var asksFunction: Bool {
    switch self {
    case .threshold: false
    case .measure, .function: true
    case .all(let parts), .any(let parts): parts.contains { $0.asksFunction }
    }
  }
}

/// A bound that a tier asks for, and how far a customer is from it.
public struct TierNeed: Sendable, Hashable {
  /// What is asked about; nil for the policy's measure.
  public var field: TierField?
  /// The lowest number that will do, where it is a lowest.
  public var atLeast: Double?
  /// The highest number that will do, where it is a highest.
  public var atMost: Double?
  /// What the customer has; nil where it is not known.
  public var has: Double?
  /// Which of several ways it belongs to, from 1; nil where there is one.
  public var way: Int?

  /// How much is missing, above 0; 0 where the bound is met, nil where it is not known.
  public var lacking: Double? {
    guard let has else { return nil }
    if let atLeast { return max(0, atLeast - has) }
    return max(0, has - (atMost ?? has))
  }
}

extension TierCondition {
  /// The bounds that it asks for; what a function decides has none.
  public func needs(_ figures: some TierFigures, way: Int? = nil) throws -> [TierNeed] {
    switch self {
    case .threshold(let field, let least, let most):
      let has = figures.number(field)
      return [
        least.map { TierNeed(field: field, atLeast: $0, atMost: nil, has: has, way: way) },
        most.map { TierNeed(field: field, atLeast: nil, atMost: $0, has: has, way: way) },
      ].compactMap { $0 }
    case .measure(let least):
      return [TierNeed(field: nil, atLeast: least, atMost: nil, has: try figures.measure(), way: way)]
    case .function: return []
    case .all(let parts): return try parts.flatMap { try $0.needs(figures, way: way) }
    case .any(let parts): return try parts.enumerated().flatMap { try $1.needs(figures, way: $0 + 1) }
    }
  }
}
