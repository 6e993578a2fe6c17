/// Judges UTF-8 in pieces (Unicode 15, table 3-7), and counts its line feeds.
struct UTF8Validator {
  /// Bytes judged so far.
  private(set) var offset = 0
  /// Line feeds so far, and one.
  private(set) var line = 1
  /// The bytes of a character whose rest has not come yet.
  private(set) var sequence: [UInt8] = []
  private var missing = 0
  private var range: ClosedRange<UInt8> = 0x80...0xbf

  /// Whether the text so far ends with a whole character.
  var isComplete: Bool { sequence.isEmpty }
  /// Where the unfinished or invalid character starts.
  var sequenceStart: Int { offset - sequence.count }

  /// Judges a piece; false when it holds an invalid byte, which is then the last of `sequence`.
  mutating func judge(_ piece: Span<UInt8>) -> Bool {
    var at = 0
    while at < piece.count {
      if sequence.isEmpty {
        at += passASCII(piece.extracting(at..<piece.count))
        if at == piece.count { break }
      }
      let byte = piece[at]
      let isValid = sequence.isEmpty ? lead(byte) : range.contains(byte)
      if isValid && !sequence.isEmpty {
        missing -= 1
        range = 0x80...0xbf
      }
      sequence.append(byte)
      offset += 1
      at += 1
      if !isValid { return false }
      if missing == 0 { sequence.removeAll(keepingCapacity: true) }
    }
    return true
  }

  /// Takes the ASCII bytes at the start of a piece, eight at a time, and says how many they are.
  mutating func passASCII(_ piece: Span<UInt8>) -> Int {
    var at = 0
    while at + 8 <= piece.count {
      // Eight bytes from `at` lie within the piece.
      let word = unsafe piece.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      if word & ~Self.low != 0 { break }
      // In ASCII the top bit of `(x ^ feed) + 0x7f` is clear only where x is the feed.
      line += (~((word ^ Self.feeds) &+ Self.low) & ~Self.low).nonzeroBitCount
      at += 8
    }
    while at < piece.count && piece[at] < 0x80 {
      if piece[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
    offset += at
    return at
  }

  /// Counts the line feeds of text that was decoded from another encoding.
  mutating func countFeeds(_ text: Span<UInt8>) {
    for index in text.indices where text[index] == UInt8(ascii: "\n") { line += 1 }
  }

  /// Counts bytes in another encoding.
  mutating func skip(_ count: Int) {
    offset += count
  }

  private static let feeds: UInt64 = 0x0a0a_0a0a_0a0a_0a0a
  private static let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f

  private mutating func lead(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xc2...0xdf: missing = 1
    case 0xe0...0xef:
      missing = 2
      range = byte == 0xe0 ? 0xa0...0xbf : byte == 0xed ? 0x80...0x9f : 0x80...0xbf
    case 0xf0...0xf4:
      missing = 3
      range = byte == 0xf0 ? 0x90...0xbf : byte == 0xf4 ? 0x80...0x8f : 0x80...0xbf
    default: return false
    }
    return true
  }
}
