/// A date with a time of day as a field holds it, and its distance from UTC where that is written.
public struct FieldTimestamp: Sendable, Hashable {
  /// The day.
  public let date: FieldDate
  /// Milliseconds since midnight; zero when the field is a date only.
  public let millisecondOfDay: Int
  /// Seconds east of UTC; nil when the field does not say, and the business time zone applies.
  public let offset: Int?

  /// Reads a date (`FieldDate`), and after a blank or a T `14:03`, `14:03:22` or `14:03:22.250`, then `Z` or `+08:00`.
  ///
  /// A finer fraction than milliseconds is cut off.
  public init(field: Span<UInt8>, format: DateFormat? = nil) throws(FieldFault) {
    guard var scanner = FieldScanner(field) else { throw .notDate(Excerpt.of(field)) }
    if scanner.count == 0 { throw .empty }
    date = try FieldDate.scan(&scanner, format: format, field)
    if scanner.isAtEnd {
      millisecondOfDay = 0
      offset = nil
      return
    }
    // More digits, or a word, belong to no time at all.
    guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) || scanner.take(UInt8(ascii: " ")) else {
      throw .notDate(Excerpt.of(field))
    }
    scanner.skipBlanks()
    guard let time = Self.scanTime(&scanner), let offset = Self.scanOffset(&scanner), scanner.isAtEnd else {
      throw .notTime(Excerpt.of(field))
    }
    millisecondOfDay = time
    self.offset = offset
  }

  /// Milliseconds since 1970-01-01 00:00 UTC, with `offset` where the field gives none.
  public func millisecondsSince1970(offset: Int) -> Int {
    (date.daysSince1970 * 86_400 - (self.offset ?? offset)) * 1000 + millisecondOfDay
  }

  private static func scanTime(_ scanner: inout FieldScanner) -> Int? {
    guard let hour = scanner.digits(upTo: 2), hour.value < 24, scanner.take(UInt8(ascii: ":")),
      let minute = scanner.digits(upTo: 2), minute.count == 2, minute.value < 60
    else { return nil }
    var milliseconds = (hour.value * 60 + minute.value) * 60_000
    guard scanner.take(UInt8(ascii: ":")) else { return milliseconds }
    guard let second = scanner.digits(upTo: 2), second.count == 2, second.value < 60 else { return nil }
    milliseconds += second.value * 1000
    guard scanner.take(UInt8(ascii: ".")) else { return milliseconds }
    var place = 100
    guard let tenths = scanner.digit() else { return nil }
    milliseconds += tenths * place
    while let digit = scanner.digit() {
      place /= 10
      milliseconds += digit * place
    }
    return milliseconds
  }

  /// Nil for an offset that is badly written; no seconds where there is none.
  private static func scanOffset(_ scanner: inout FieldScanner) -> Int?? {
    if scanner.isAtEnd { return .some(nil) }
    if scanner.take(UInt8(ascii: "Z")) || scanner.take(UInt8(ascii: "z")) { return 0 }
    let isEast = scanner.take(UInt8(ascii: "+"))
    guard isEast || scanner.take(UInt8(ascii: "-")), let hours = scanner.digits(upTo: 2), hours.count == 2 else {
      return nil
    }
    var minutes = 0
    if !scanner.isAtEnd {
      _ = scanner.take(UInt8(ascii: ":"))
      guard let found = scanner.digits(upTo: 2), found.count == 2 else { return nil }
      minutes = found.value
    }
    // The world's clocks differ from UTC by at most 14 hours.
    guard minutes < 60 && hours.value * 60 + minutes <= 14 * 60 else { return nil }
    return (hours.value * 60 + minutes) * 60 * (isEast ? 1 : -1)
  }
}
