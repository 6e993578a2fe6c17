public import Domain

/// What a formula asked for under one name: a source, the window it looks at, and how it is ranked.
public struct ScoreInput: Sendable, Hashable {
  /// The name in the formula.
  public var name: String
  /// Where the numbers come from.
  public var source: InputSource
  /// How far back documents count; nil for all of them.
  public var window: TimeSpan?
  /// After how many days an invoice without a due date is due.
  public var terms: Int
  /// The field that customers are ranked by; nil for the numbers themselves.
  public var ranking: Ranking?
  /// The score that is read; nil for other sources.
  public var score: String?

  /// A rank among all customers, in five classes.
  public struct Ranking: Sendable, Hashable {
    /// The field.
    public var field: String
    /// Which end is class 5.
    public var best: Quintiles.Best

    /// A ranking by that field.
    public init(field: String, best: Quintiles.Best) {
      self.field = field
      self.best = best
    }
  }

  /// An input.
  public init(_ name: String, _ source: InputSource, window: TimeSpan? = nil, terms: Int = 30, ranking: Ranking? = nil)
  {
    self.name = name
    self.source = source
    self.window = window
    self.terms = terms
    self.ranking = ranking
  }

  /// The days that count on a business date: the window ends with that date and begins the day after the same span
  /// before it.
  public func days(asOf date: CivilDate) throws(DateError) -> ClosedRange<Int32> {
    guard let window else { return CivilDate.range.lowerBound.daysSinceEpoch...date.daysSinceEpoch }
    let first = try window.before(date).daysSinceEpoch + 1
    return min(first, date.daysSinceEpoch)...date.daysSinceEpoch
  }
}
