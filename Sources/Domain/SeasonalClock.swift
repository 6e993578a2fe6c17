/// The offset of a place's clocks by a rule that holds for every year, as the environment variable `TZ` of POSIX writes
/// it: `CST-8`, `EST5EDT,M3.2.0,M11.1.0`, `<-03>3<-02>,M3.5.0/-2,M10.5.0/-1`.
///
/// Days are given by month, week and weekday, the only form in the IANA database.
struct SeasonalClock: Hashable {
  /// Seconds east of UTC in winter, or all year.
  private var standard = 0
  /// Seconds east of UTC in summer, and when summer begins and ends; nil where clocks do not change.
  private var summer: Summer?

  private struct Summer: Hashable {
    let offset: Int
    let start, end: Turn
  }

  /// A moment that comes once a year: a weekday (0 is Sunday) in a week of a month (5 is the last), and a time of that
  /// day by the clocks before the turn, which may lie outside 0–24 h.
  private struct Turn: Hashable {
    let month, week, weekday: Int
    let second: Int

    /// Seconds since 1970 by the clocks before the turn.
    func local(in year: Int) -> Int? {
      guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
      let ahead = (weekday - first.weekday.rawValue + 7) % 7
      var day = 1 + ahead + (week - 1) * 7
      if day > CivilDate.days(inMonth: month, of: year) { day -= 7 }
      return CivilDate(year: year, month: month, day: day).map { Int($0.daysSinceEpoch) * 86_400 + second }
    }
  }

  /// The rule that a text writes; nil if it is none.
  init?(posix text: String) {
    var digits = Digits(text.utf8)
    guard Self.skipName(&digits), let west = Self.time(&digits) else { return nil }
    standard = -west
    if digits.isAtEnd { return }
    guard Self.skipName(&digits) else { return nil }
    var offset = standard + 3600
    if digits.next != UInt8(ascii: ",") {
      guard let west = Self.time(&digits) else { return nil }
      offset = -west
    }
    guard
      digits.skip(","), let start = Self.turn(&digits), digits.skip(","), let end = Self.turn(&digits), digits.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// Seconds east of UTC at a moment.
  func offset(at instant: Instant) -> Int {
    let now = Int(instant.secondsSinceEpoch)
    let year = Instant(secondsSinceEpoch: Int64(now + standard)).civilDate(in: .utc).year
    guard let summer, let start = summer.start.local(in: year), let end = summer.end.local(in: year) else {
      return standard
    }
    let afterStart = now >= start - standard
    let afterEnd = now >= end - summer.offset
    // South of the equator summer ends before it starts.
    let isSummer = start < end ? afterStart && !afterEnd : afterStart || !afterEnd
    return isSummer ? summer.offset : standard
  }

  private typealias Text = Digits<String.UTF8View>

  /// Passes over an abbreviation: letters, or anything between angle brackets.
  private static func skipName(_ text: inout Text) -> Bool {
    let isQuoted = text.skip("<")
    var count = 0
    while let byte = text.next {
      let scalar = Unicode.Scalar(byte)
      let isPart = scalar.properties.isAlphabetic || isQuoted && scalar != ">"
      guard isPart, text.skip(scalar) else { break }
      count += 1
    }
    return count > 0 && (!isQuoted || text.skip(">"))
  }

  /// A time in seconds, `-3`, `5:30`, `167`.
  private static func time(_ text: inout Text) -> Int? {
    let isNegative = text.skip("-")
    if !isNegative { _ = text.skip("+") }
    guard var total = number(&text, upTo: 167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] {
      guard text.skip(":") else { break }
      guard let part = number(&text, upTo: 59) else { return nil }
      total += part * unit
    }
    return isNegative ? -total : total
  }

  private static func turn(_ text: inout Text) -> Turn? {
    guard
      text.skip("M"), let month = number(&text, upTo: 12), month > 0,
      text.skip("."), let week = number(&text, upTo: 5), week > 0,
      text.skip("."), let weekday = number(&text, upTo: 6)
    else { return nil }
    guard text.skip("/") else { return Turn(month: month, week: week, weekday: weekday, second: 7200) }
    return time(&text).map { Turn(month: month, week: week, weekday: weekday, second: $0) }
  }

  private static func number(_ text: inout Text, upTo limit: Int) -> Int? {
    guard var number = text.digit() else { return nil }
    while number <= limit, let digit = text.digit() { number = number * 10 + digit }
    return number <= limit ? number : nil
  }
}
