/// A moment in time, the same everywhere, to the second.
public struct Instant: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let secondsSinceEpoch: Int64

  /// The moment a number of seconds after 1970-01-01T00:00:00Z.
  ///
  /// Moments outside the years 1 to 9999 become the first or the last second of them.
  public init(secondsSinceEpoch seconds: Int64) {
    secondsSinceEpoch = min(max(seconds, -62_135_596_800), 253_402_300_799)
  }

  /// The moment at which clocks in a time zone show a time of a day.
  ///
  /// Where clocks are put back and show it twice, it is the first of the two; where they are put forward and skip it,
  /// it is as much later as they skip.
  public init(_ date: CivilDate, secondOfDay: Int = 0, in zone: TimeZoneRule) {
    let local = Int64(date.daysSinceEpoch) * 86_400 + Int64(min(max(secondOfDay, 0), 86_399))
    // No offset is longer than a day: the one in force a day before decides, unless clocks change in between.
    let earlier = Int64(zone.offset(at: Instant(secondsSinceEpoch: local - 86_400)))
    let later = Int64(zone.offset(at: Instant(secondsSinceEpoch: local + 86_400)))
    for offset in [max(earlier, later), min(earlier, later)] {
      let instant = Instant(secondsSinceEpoch: local - offset)
      if Int64(zone.offset(at: instant)) == offset {
        self = instant
        return
      }
    }
    self.init(secondsSinceEpoch: local - earlier)
  }

  /// The day that calendars in a time zone show at this moment.
  public func civilDate(in zone: TimeZoneRule) -> CivilDate {
    let local = secondsSinceEpoch + Int64(zone.offset(at: self))
    let days = (Int(local) - secondOfDay(in: zone)) / 86_400
    return CivilDate(daysSinceEpoch: days) ?? (days < 0 ? CivilDate.range.lowerBound : CivilDate.range.upperBound)
  }

  /// The seconds since midnight, 0–86399, that clocks in a time zone show at this moment.
  public func secondOfDay(in zone: TimeZoneRule) -> Int {
    let local = Int(secondsSinceEpoch) + zone.offset(at: self)
    return (local % 86_400 + 86_400) % 86_400
  }

  /// The moment a number of seconds later.
  public func adding(seconds: Int64) -> Instant {
    let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
    return Instant(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
  }

  /// How many seconds this moment lies after another; negative where it lies before.
  public func seconds(since other: Instant) -> Int64 {
    secondsSinceEpoch - other.secondsSinceEpoch
  }
}

extension Instant: Comparable {
  /// Whether a moment lies before another.
  public static func < (first: Instant, second: Instant) -> Bool {
    first.secondsSinceEpoch < second.secondsSinceEpoch
  }
}

// MARK: - Text

extension Instant: CustomStringConvertible {
  /// The moment as ISO 8601 text in UTC: `2026-11-21T22:18:14Z`.
  public var description: String {
    let second = secondOfDay(in: .utc)
    let date = civilDate(in: .utc)
    // Twenty bytes, all of which are written: the day's ten, and ten of the time.
    return unsafe String(unsafeUninitializedCapacity: 20) { bytes in
      unsafe date.put(to: bytes)
      for (offset, part) in [second / 3600, second / 60 % 60, second % 60].enumerated() {
        unsafe bytes[10 + 3 * offset] = UInt8(ascii: offset == 0 ? "T" : ":")
        unsafe bytes.put(Int(part), at: 11 + 3 * offset, digits: 2)
      }
      unsafe bytes[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// The moment that an ISO 8601 text names, with `Z` or an offset: `2026-11-21T22:18:14+08:00`.
  ///
  /// A space may stand for the `T`. Fractions of a second are cut off.
  public init(_ text: some StringProtocol) throws(DateError) {
    guard let instant = Instant(utf8: text.utf8) else { throw .notAnInstant(String(text)) }
    self = instant
  }

  /// The moment that an ISO 8601 text in UTF-8 names, with `Z` or an offset; nil for anything else.
  public init?(utf8 text: some Sequence<UInt8>) {
    // As with a date.
    guard let instant = text.withContiguousStorageIfAvailable({ unsafe Self.read($0) }) ?? Self.read(text) else {
      return nil
    }
    self = instant
  }

  private static func read(_ text: some Sequence<UInt8>) -> Instant? {
    var digits = Digits(text)
    guard
      let date = digits.date(), digits.skip("T") || digits.skip(" "),
      let hour = digits.number(2), hour < 24, digits.skip(":"),
      let minute = digits.number(2), minute < 60, digits.skip(":"),
      let second = digits.number(2), second < 60
    else { return nil }
    if digits.skip(".") {
      guard digits.digit() != nil else { return nil }
      while digits.digit() != nil {}
    }
    guard let offset = digits.offset(), digits.isAtEnd else { return nil }
    let local = Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    let instant = Instant(secondsSinceEpoch: local - Int64(offset))
    return instant.secondsSinceEpoch == local - Int64(offset) ? instant : nil
  }
}

extension Digits {
  /// An offset from UTC, in seconds: `Z`, `+08:00`, `-0530`; nil if something else follows.
  mutating func offset() -> Int? {
    if skip("Z") { return 0 }
    let isWest = next == UInt8(ascii: "-")
    guard skip("+") || skip("-"), let hours = number(2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
