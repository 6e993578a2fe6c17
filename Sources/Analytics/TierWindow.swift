public import Domain

/// Which documents a tier is judged by.
public enum TierWindow: Sendable, Hashable {
  /// All of them.
  case lifetime
  /// Those of the calendar year so far.
  case calendarYear
  /// Those since the last anniversary of the customer's first tier.
  case anniversary
  /// Those of a span that ends with the business date.
  case rolling(TimeSpan)

  /// The window that a text names: `lifetime`, `calendar_year`, `anniversary`, or a span such as `365d`.
  public init?(_ text: String) {
    switch text {
    case "lifetime": self = .lifetime
    case "calendar_year": self = .calendarYear
    case "anniversary": self = .anniversary
    default:
      guard let span = try? TimeSpan(text) else { return nil }
      self = .rolling(span)
    }
  }

  /// The days that count on a business date.
  ///
  /// - Parameters:
  ///   - date: The business date.
  ///   - enrolled: When the customer got the first tier; nil for somebody without one, whose year is the one up to the date.
  public func days(asOf date: CivilDate, enrolled: CivilDate?) throws(DateError) -> ClosedRange<Int32> {
    let last = date.daysSinceEpoch
    switch self {
    case .lifetime: return CivilDate.range.lowerBound.daysSinceEpoch...last
    case .calendarYear: return date.startOfYear.daysSinceEpoch...last
    case .anniversary: return try anniversary(asOf: date, enrolled: enrolled).daysSinceEpoch...last
    case .rolling(let span): return min(try span.before(date).daysSinceEpoch + 1, last)...last
    }
  }

  /// The days of the whole year before the one that `days` is the beginning of; nil for windows that are no years.
  public func yearBefore(asOf date: CivilDate, enrolled: CivilDate?) throws(DateError) -> ClosedRange<Int32>? {
    let start: CivilDate
    switch self {
    case .lifetime, .rolling: return nil
    case .calendarYear: start = date.startOfYear
    case .anniversary: start = try anniversary(asOf: date, enrolled: enrolled)
    }
    guard start.year > 1 else { return nil }
    return try start.adding(years: -1).daysSinceEpoch...(start.daysSinceEpoch - 1)
  }

  /// The window of inputs that covers both; nil for all documents.
  public func cover(asOf date: CivilDate) -> TimeSpan? {
    switch self {
    case .lifetime: nil
    // The day after the same day two years ago, and a leap day.
    case .calendarYear, .anniversary: TimeSpan(2 * 366, .day)
    case .rolling(let span): span
    }
  }

  private func anniversary(asOf date: CivilDate, enrolled: CivilDate?) throws(DateError) -> CivilDate {
    guard let enrolled, enrolled <= date else { return try date.adding(years: -1).adding(days: 1) }
    let thisYear = try enrolled.adding(years: date.year - enrolled.year)
    return thisYear <= date ? thisYear : try enrolled.adding(years: date.year - enrolled.year - 1)
  }
}

extension TierWindow: CustomStringConvertible {
  /// The window as policies write it.
  public var description: String {
    switch self {
    case .lifetime: "lifetime"
    case .calendarYear: "calendar_year"
    case .anniversary: "anniversary"
    case .rolling(let span): span.description
    }
  }
}
