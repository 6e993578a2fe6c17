/// The form of a date, such as `dd/mm/yyyy`: what a column of ambiguous dates is to be read by.
///
/// `d` and `m` take one digit or two, `dd` and `mm` two, `mmm` the first three letters of an English month, `yyyy`
/// four digits, `yy` two: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999, as in POSIX. Anything else stands for
/// itself, 年, 月 and 日 included.
public struct DateFormat: Sendable, Hashable, CustomStringConvertible {
  enum Part: Sendable, Hashable {
    case day(isPadded: Bool)
    case month(isPadded: Bool)
    case monthName
    case year(digits: Int)
    case literal(UInt8)
  }

  let parts: [Part]
  /// The format as it was given.
  public let description: String

  /// Reads a format; throws `FieldFault.badFormat`.
  public init(_ format: String) throws(FieldFault) {
    guard var scanner = FieldScanner(format.utf8.span), scanner.count > 0 else { throw .badFormat(format) }
    var parts: [Part] = []
    var days = 0
    var months = 0
    var years = 0
    while !scanner.isAtEnd {
      let byte = scanner.byte | 0x20
      guard scanner.byte < 0x80 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte else {
        if UInt8(ascii: "0")...UInt8(ascii: "9") ~= scanner.byte || scanner.byte == UInt8(ascii: "%") {
          throw .badFormat(format)
        }
        parts.append(.literal(scanner.byte))
        scanner.at += 1
        continue
      }
      var length = 0
      while !scanner.isAtEnd && scanner.byte | 0x20 == byte {
        scanner.at += 1
        length += 1
      }
      switch (byte, length) {
      case (UInt8(ascii: "d"), 1...2):
        parts.append(.day(isPadded: length == 2))
        days += 1
      case (UInt8(ascii: "m"), 1...2):
        parts.append(.month(isPadded: length == 2))
        months += 1
      case (UInt8(ascii: "m"), 3):
        parts.append(.monthName)
        months += 1
      case (UInt8(ascii: "y"), 2), (UInt8(ascii: "y"), 4):
        parts.append(.year(digits: length))
        years += 1
      default: throw .badFormat(format)
      }
    }
    guard days == 1 && months == 1 && years == 1 else { throw .badFormat(format) }
    self.parts = parts
    description = format
  }

  /// Passes a date of this form; nil when there is none.
  func scan(_ scanner: inout FieldScanner) -> (year: Int, month: Int, day: Int)? {
    var date = (year: 0, month: 0, day: 0)
    for part in parts {
      switch part {
      case .literal(let byte):
        guard scanner.take(byte) else { return nil }
      case .day(let isPadded):
        guard let (value, count) = scanner.digits(upTo: 2), count == 2 || !isPadded else { return nil }
        date.day = value
      case .month(let isPadded):
        guard let (value, count) = scanner.digits(upTo: 2), count == 2 || !isPadded else { return nil }
        date.month = value
      case .monthName:
        guard let name = scanner.word(), let index = Self.months.firstIndex(of: name) else { return nil }
        date.month = index + 1
      case .year(let digits):
        guard let (value, count) = scanner.digits(upTo: digits), count == digits else { return nil }
        date.year = digits == 4 ? value : value + (value < 69 ? 2000 : 1900)
      }
    }
    return date
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
