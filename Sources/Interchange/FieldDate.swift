/// A day of the Gregorian calendar as a field holds it: years 1 to 9999.
public struct FieldDate: Sendable, Hashable {
  /// The year.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Nil for a day that the calendar does not have.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads a date of one format; without one, a date that can be read in one way only.
  ///
  /// These are `2005-05-31`, `2005/5/31`, `2005.5.31`, `20050531`, `2005年5月31日` and, by the custom of the countries
  /// that write points, `31.12.2005`. A time of day must be midnight, as databases export dates.
  public init(field: Span<UInt8>, format: DateFormat? = nil) throws(FieldFault) {
    if format == nil, let date = Self.iso(field) {
      self = date
      return
    }
    let stamp = try FieldTimestamp(field: field, format: format)
    if stamp.millisecondOfDay != 0 || stamp.offset != nil { throw .unwantedTime(Excerpt.of(field)) }
    self = stamp.date
  }

  /// Most dates are written like `2005-05-31`, and need no more than this; nil for all others.
  private static func iso(_ field: Span<UInt8>) -> FieldDate? {
    guard field.count == 10, field[4] == UInt8(ascii: "-"), field[7] == UInt8(ascii: "-") else { return nil }
    var digits = 0
    for index in 0..<10 where index != 4 && index != 7 {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= field[index] else { return nil }
      digits = digits * 10 + Int(field[index] & 0x0f)
    }
    return FieldDate(year: digits / 10000, month: digits / 100 % 100, day: digits % 100)
  }

  /// Days since 1970-01-01.
  public var daysSince1970: Int {
    // Years are counted from March, so that a leap day ends one (E. G. Richards, "Mapping Time", 1998, ch. 25).
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * monthFromMarch + 2) / 5 + day - 719_469
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Passes a date, and throws where it could be read in two ways.
  static func scan(
    _ scanner: inout FieldScanner, format: DateFormat?, _ field: Span<UInt8>
  ) throws(FieldFault) -> FieldDate {
    let parts: (year: Int, month: Int, day: Int)
    if let format {
      guard let found = format.scan(&scanner) else {
        throw .formatMismatch(Excerpt.of(field), format: format.description)
      }
      parts = found
    } else {
      parts = try scanPlain(&scanner, field)
    }
    guard let date = FieldDate(year: parts.year, month: parts.month, day: parts.day) else {
      throw .noSuchDay(Excerpt.of(field))
    }
    return date
  }

  private static func scanPlain(
    _ scanner: inout FieldScanner, _ field: Span<UInt8>
  ) throws(FieldFault) -> (year: Int, month: Int, day: Int) {
    guard let first = scanner.digits(upTo: 8) else { throw .notDate(Excerpt.of(field)) }
    if first.count == 8 { return (first.value / 10000, first.value / 100 % 100, first.value % 100) }
    let separator = scanner.byte
    let isChinese = separator == FieldScanner.Sign.year
    guard
      isChinese || separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
    else { throw .notDate(Excerpt.of(field)) }
    scanner.at += 1
    guard let second = scanner.digits(upTo: 2), scanner.take(isChinese ? FieldScanner.Sign.month : separator),
      let third = scanner.digits(upTo: 4), !isChinese || scanner.take(FieldScanner.Sign.day)
    else { throw .notDate(Excerpt.of(field)) }
    if first.count == 4 && third.count <= 2 { return (first.value, second.value, third.value) }
    guard first.count <= 2 && (third.count == 2 || third.count == 4) && !isChinese else {
      throw .notDate(Excerpt.of(field))
    }
    guard separator == UInt8(ascii: ".") && third.count == 4 else { throw .ambiguousDate(Excerpt.of(field)) }
    return (third.value, second.value, first.value)
  }
}
