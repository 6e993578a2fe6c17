/// Finds the bytes that mean something among eight at a time, without a branch for each.
///
/// A found byte is the top bit of its place in the word; the rest is zero (Lamport, "Multiple byte processing with
/// full-word instructions", 1975).
struct Marks {
  let delimiter: UInt8
  private let delimiters: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
  private static let quotes = UInt64(UInt8(ascii: "\"")) * ones
  /// Bytes below 0x20 have none of these bits.
  private static let notControl: UInt64 = 0xe0e0_e0e0_e0e0_e0e0

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    delimiters = UInt64(delimiter) * Self.ones
  }

  /// Delimiters, quotes and control characters.
  @inline(__always)
  func all(in word: UInt64) -> UInt64 {
    quotesAndControls(in: word) | Self.zeros(in: UInt64(littleEndian: word) ^ delimiters)
  }

  /// Quotes and control characters, of which CR, LF, NUL and tab may matter.
  @inline(__always)
  func quotesAndControls(in word: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: word)
    return Self.zeros(in: word ^ Self.quotes) | Self.zeros(in: word & Self.notControl)
  }

  /// Whether a byte may follow a closing quote.
  @inline(__always)
  func endsField(_ byte: UInt8, isBlankRun: Bool) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || (isBlankRun && byte == UInt8(ascii: "\t"))
  }

  /// Exact: no carry passes from one byte to the next.
  @inline(__always)
  private static func zeros(in word: UInt64) -> UInt64 {
    ~(((word & low) &+ low) | word | low)
  }
}
