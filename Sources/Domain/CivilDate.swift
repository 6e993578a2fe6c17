/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without a time or a time zone.
///
/// Days are counted and named by the formulas of Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”
/// (`days_from_civil`, `civil_from_days`).
public struct CivilDate: Hashable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let daysSinceEpoch: Int32

  /// The first and the last day that can be named: 0001-01-01 and 9999-12-31.
  public static let range = CivilDate(unchecked: -719_162)...CivilDate(unchecked: 2_932_896)

  /// The day a number of days after 1970-01-01; nil outside the years 1 to 9999.
  public init?(daysSinceEpoch days: Int) {
    guard days >= -719_162, days <= 2_932_896 else { return nil }
    self.init(unchecked: Int32(days))
  }

  /// The day with a year (1–9999), month (1–12) and day of the month; nil if there is none.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
    self.init(unchecked: Self.days(year: year, month: month, day: day))
  }

  private init(unchecked days: Int32) {
    daysSinceEpoch = days
  }

  /// The year, 1–9999.
  public var year: Int { parts.year }
  /// The month, 1–12.
  public var month: Int { parts.month }
  /// The day of the month, 1–31.
  public var day: Int { parts.day }
  /// The quarter of the year, 1–4.
  public var quarter: Int { (month + 2) / 3 }
  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let sinceMonday = ((Int(daysSinceEpoch) + 3) % 7 + 7) % 7
    return Weekday(rawValue: sinceMonday + 1) ?? .monday
  }

  /// Year, month and day at once.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(year: Int, month: Int, day: Int) -> Int32 {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let era = yearFromMarch / 400
    let yearOfEra = yearFromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// How many days a month (1–12) of a year has.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday 7.
  public enum Weekday: Int, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
  }
}

// MARK: - Arithmetic

extension CivilDate {
  /// The day a number of days later, or earlier where the number is negative.
  public func adding(days: Int) throws(DateError) -> CivilDate {
    let (sum, overflow) = Int(daysSinceEpoch).addingReportingOverflow(days)
    guard !overflow, let date = CivilDate(daysSinceEpoch: sum) else { throw .outOfRange }
    return date
  }

  /// The same day of the month a number of months later; where that month is shorter, its last day
  /// (31 January + 1 month = 28 or 29 February).
  public func adding(months: Int) throws(DateError) -> CivilDate {
    let (year, month, day) = parts
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, count >= 12 else { throw .outOfRange }
    let target = (year: count / 12, month: count % 12 + 1)
    let last = Self.days(inMonth: target.month, of: target.year)
    guard let date = CivilDate(year: target.year, month: target.month, day: min(day, last)) else { throw .outOfRange }
    return date
  }

  /// The same day a number of years later; 29 February becomes 28 February in a common year.
  public func adding(years: Int) throws(DateError) -> CivilDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    guard !overflow else { throw .outOfRange }
    return try adding(months: months)
  }

  /// How many days this day lies after another; negative where it lies before.
  public func days(since other: CivilDate) -> Int {
    Int(daysSinceEpoch) - Int(other.daysSinceEpoch)
  }

  /// The Monday of this day's week; 0001-01-01, a Monday, is the earliest.
  public var startOfWeek: CivilDate {
    CivilDate(unchecked: daysSinceEpoch - Int32(weekday.rawValue - 1))
  }

  /// The first day of this day's month.
  public var startOfMonth: CivilDate {
    CivilDate(unchecked: daysSinceEpoch - Int32(day - 1))
  }

  /// The last day of this day's month.
  public var endOfMonth: CivilDate {
    let (year, month, day) = parts
    return CivilDate(unchecked: daysSinceEpoch + Int32(Self.days(inMonth: month, of: year) - day))
  }

  /// The first day of this day's quarter.
  public var startOfQuarter: CivilDate {
    CivilDate(unchecked: Self.days(year: year, month: quarter * 3 - 2, day: 1))
  }

  /// The last day of this day's quarter.
  public var endOfQuarter: CivilDate {
    let (year, month) = (year, quarter * 3)
    return CivilDate(unchecked: Self.days(year: year, month: month, day: Self.days(inMonth: month, of: year)))
  }

  /// The first day of this day's year.
  public var startOfYear: CivilDate {
    CivilDate(unchecked: Self.days(year: year, month: 1, day: 1))
  }

  /// The last day of this day's year.
  public var endOfYear: CivilDate {
    CivilDate(unchecked: Self.days(year: year, month: 12, day: 31))
  }
}

extension CivilDate: Comparable {
  /// Whether a day lies before another.
  public static func < (first: CivilDate, second: CivilDate) -> Bool {
    first.daysSinceEpoch < second.daysSinceEpoch
  }
}

// MARK: - Text

extension CivilDate: CustomStringConvertible {
  /// The day as ISO 8601 text: `2026-11-21`.
  public var description: String {
    // Ten bytes, of which `put` writes all.
    unsafe String(unsafeUninitializedCapacity: 10) { bytes in
      unsafe put(to: bytes)
      return 10
    }
  }

  /// Puts the day's ten bytes at the start of a buffer that has room for them.
  func put(to bytes: UnsafeMutableBufferPointer<UInt8>) {
    let (year, month, day) = parts
    unsafe bytes.put(year, at: 0, digits: 4)
    unsafe bytes[4] = UInt8(ascii: "-")
    unsafe bytes.put(month, at: 5, digits: 2)
    unsafe bytes[7] = UInt8(ascii: "-")
    unsafe bytes.put(day, at: 8, digits: 2)
  }

  /// The day that an ISO 8601 text names: `2026-11-21`, and no other form.
  public init(_ text: some StringProtocol) throws(DateError) {
    guard let date = CivilDate(utf8: text.utf8) else { throw .notADate(String(text)) }
    self = date
  }

  /// The day that an ISO 8601 text in UTF-8 names; nil for anything else.
  public init?(utf8 text: some Sequence<UInt8>) {
    // Bytes that lie side by side are read as such, which takes a tenth of the time.
    guard let date = text.withContiguousStorageIfAvailable({ unsafe Self.read($0) }) ?? Self.read(text) else {
      return nil
    }
    self = date
  }

  private static func read(_ text: some Sequence<UInt8>) -> CivilDate? {
    var digits = Digits(text)
    guard let date = digits.date(), digits.isAtEnd else { return nil }
    return date
  }
}
