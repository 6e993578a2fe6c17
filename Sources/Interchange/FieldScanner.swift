/// Reads a short field from left to right, in ASCII: full-width forms are folded, and blanks at both ends are gone.
///
/// A character outside ASCII that numbers and dates are written with stands as one byte of its own (`Sign`).
struct FieldScanner {
  /// Bytes above 0x7f that stand for a character.
  enum Sign {
    /// ¥ U+00A5 and ￥ U+FFE5.
    static let yuan: UInt8 = 0x80
    /// €.
    static let euro: UInt8 = 0x81
    /// £ and ￡.
    static let pound: UInt8 = 0x82
    /// 元.
    static let yuanCharacter: UInt8 = 0x83
    /// 年.
    static let year: UInt8 = 0x84
    /// 月.
    static let month: UInt8 = 0x85
    /// 日.
    static let day: UInt8 = 0x86
    /// 是.
    static let yes: UInt8 = 0x87
    /// 否.
    static let no: UInt8 = 0x88
  }

  /// No number, date or boolean is longer.
  private static let limit = 64

  private var bytes: InlineArray<64, UInt8> = .init(repeating: 0)
  private(set) var count = 0
  var at = 0

  /// Nil when the field is too long, or holds a character that no number and no date is written with.
  init?(_ field: Span<UInt8>) {
    var index = 0
    while index < field.count {
      let lead = field[index]
      var folded = lead
      if lead < 0x80 {
        index += 1
      } else {
        let length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        guard length < 4, index + length <= field.count else { return nil }
        var scalar = UInt32(lead) & (length == 2 ? 0x1f : 0x0f)
        for offset in 1..<length { scalar = scalar << 6 | UInt32(field[index + offset]) & 0x3f }
        guard let byte = Self.fold(scalar) else { return nil }
        folded = byte
        index += length
      }
      if count == 0 && Self.isBlank(folded) { continue }
      guard count < Self.limit else { return nil }
      bytes[count] = folded
      count += 1
    }
    while count > 0 && Self.isBlank(bytes[count - 1]) { count -= 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func fold(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0xff01...0xff5e: UInt8(truncatingIfNeeded: scalar - 0xfee0)
    // Ideographic, no-break, narrow no-break.
    case 0x3000, 0xa0, 0x202f: UInt8(ascii: " ")
    case 0x2212: UInt8(ascii: "-")
    case 0xa5, 0xffe5: Sign.yuan
    case 0x20ac: Sign.euro
    case 0xa3, 0xffe1: Sign.pound
    case 0x5143: Sign.yuanCharacter
    case 0x5e74: Sign.year
    case 0x6708: Sign.month
    case 0x65e5: Sign.day
    case 0x662f: Sign.yes
    case 0x5426: Sign.no
    default: nil
    }
  }

  var isAtEnd: Bool { at == count }

  /// The byte at hand; zero at the end.
  var byte: UInt8 { at < count ? bytes[at] : 0 }

  /// The byte after that at hand; zero at the end.
  var byteAfter: UInt8 { at + 1 < count ? bytes[at + 1] : 0 }

  /// Passes a byte if it is the one at hand.
  mutating func take(_ wanted: UInt8) -> Bool {
    guard at < count && bytes[at] == wanted else { return false }
    at += 1
    return true
  }

  /// Passes blanks.
  mutating func skipBlanks() {
    while at < count && Self.isBlank(bytes[at]) { at += 1 }
  }

  /// Passes a digit and gives its value.
  mutating func digit() -> Int? {
    guard at < count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[at] else { return nil }
    at += 1
    return Int(bytes[at - 1] & 0x0f)
  }

  /// Passes up to `limit` digits, at most nine; gives their value and their number, nil when there is none.
  mutating func digits(upTo limit: Int) -> (value: Int, count: Int)? {
    var value = 0
    var passed = 0
    while passed < limit, let digit = digit() {
      value = value * 10 + digit
      passed += 1
    }
    return passed == 0 ? nil : (value, passed)
  }

  /// Passes letters, at most eight, and gives them in lower case; a longer word is not passed.
  mutating func word() -> String? {
    var end = at
    while end < count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[end] | 0x20 { end += 1 }
    guard end > at, end - at <= 8 else { return nil }
    var word = ""
    while at < end {
      word.unicodeScalars.append(Unicode.Scalar(bytes[at] | 0x20))
      at += 1
    }
    return word
  }
}
