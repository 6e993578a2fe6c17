/// A span of the calendar: so many days, weeks, months, quarters or years; written `365d`, `3w`, `6m`, `1q`, `2y`.
///
/// A month is as long as the calendar says at the date it is counted from.
public struct TimeSpan: Hashable, Sendable {
  /// How many units, 1–99999.
  public let count: Int
  /// The unit.
  public let unit: Unit

  /// A unit of the calendar; its raw value is the letter it is written with.
  public enum Unit: Character, Sendable, CaseIterable {
    case day = "d"
    case week = "w"
    case month = "m"
    case quarter = "q"
    case year = "y"
  }

  /// A span of so many units; nil unless there are 1 to 99999.
  public init?(_ count: Int, _ unit: Unit) {
    guard (1...99_999).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  /// The span that a text such as `365d` writes: a number from 1 to 99999, then one of `d w m q y`.
  public init(_ text: some StringProtocol) throws(DateError) {
    var digits = Digits(text.utf8)
    var count = 0
    while count <= 99_999, let digit = digits.digit() { count = count * 10 + digit }
    guard
      !text.hasPrefix("0"), let last = text.last, let unit = Unit(rawValue: last),
      digits.skip(last.unicodeScalars.first ?? " "), digits.isAtEnd, let span = TimeSpan(count, unit)
    else { throw .notASpan(String(text)) }
    self = span
  }

  /// Whether a text writes a span of no length, such as `0m`: none, which some ask for all the same.
  public static func isNone(_ text: some StringProtocol) -> Bool {
    text.count == 2 && text.hasPrefix("0") && text.last.flatMap { Unit(rawValue: $0) } != nil
  }

  /// The day that lies this span after a day.
  public func after(_ date: CivilDate) throws(DateError) -> CivilDate {
    try moved(date, by: count)
  }

  /// The day that lies this span before a day.
  ///
  /// The window of the span up to and including `date` begins the day after `before(date)`.
  public func before(_ date: CivilDate) throws(DateError) -> CivilDate {
    try moved(date, by: -count)
  }

  private func moved(_ date: CivilDate, by count: Int) throws(DateError) -> CivilDate {
    switch unit {
    case .day: try date.adding(days: count)
    case .week: try date.adding(days: count * 7)
    case .month: try date.adding(months: count)
    case .quarter: try date.adding(months: count * 3)
    case .year: try date.adding(years: count)
    }
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span as it is written: `365d`.
  public var description: String { "\(count)\(unit.rawValue)" }
}
