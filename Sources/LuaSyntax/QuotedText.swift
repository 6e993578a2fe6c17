extension Lexer {
  /// Reads a text in quotes, which ends with its line.
  mutating func quotedText(_ quote: UInt8) -> Token.Kind {
    let start = position
    position += 1
    while let byte = peek() {
      switch byte {
      case quote:
        position += 1
        return .string
      case 10, 13:
        note(.unfinishedText, at: start..<position)
        return .string
      case UInt8(ascii: "\\"): escape()
      default: position += 1
      }
    }
    let isContinued = bytes[start..<position].last == UInt8(ascii: "\\") || endsWithSkippedBlanks
    note(isContinued ? .unfinishedTextAtEnd : .unfinishedText, at: start..<position)
    return .string
  }

  /// Whether `\z` is the last thing in the source but blanks.
  private var endsWithSkippedBlanks: Bool {
    let end = bytes.lastIndex { ![32, 9, 10, 11, 12, 13].contains($0) } ?? 0
    return end > 1 && bytes[end] == UInt8(ascii: "z") && bytes[end - 1] == UInt8(ascii: "\\")
  }

  /// Moves behind an escape, or as far as it is one.
  private mutating func escape() {
    let start = position
    position += 1
    guard let byte = peek() else { return }
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"), UInt8(ascii: "v"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      position += 1
    case 10, 13: skipNewline()
    case UInt8(ascii: "z"):
      position += 1
      while let blank = peek(), [32, 9, 10, 11, 12, 13].contains(blank) {
        if blank == 10 || blank == 13 { skipNewline() } else { position += 1 }
      }
    case UInt8(ascii: "x"):
      position += 1
      for _ in 0..<2 {
        guard peek()?.hexadecimalValue != nil else { return refuseEscape(from: start, .hexadecimal) }
        position += 1
      }
    case UInt8(ascii: "u"): codePoint(from: start)
    case 48...57:
      var value = 0
      for _ in 0..<3 {
        guard let digit = peek(), digit.isDigit else { break }
        value = value * 10 + Int(digit) - 48
        position += 1
      }
      if value > 255 { refuseEscape(from: start, .decimal) }
    default: refuseEscape(from: start, .unknown)
    }
  }

  private mutating func codePoint(from start: Int) {
    position += 1
    guard peek() == UInt8(ascii: "{") else { return refuseEscape(from: start, .codePoint) }
    position += 1
    var value = 0
    var count = 0
    while let digit = peek()?.hexadecimalValue {
      value = value * 16 + digit
      guard value <= 0x7FFF_FFFF else { return refuseEscape(from: start, .codePoint) }
      count += 1
      position += 1
    }
    guard count > 0, peek() == UInt8(ascii: "}") else { return refuseEscape(from: start, .codePoint) }
    position += 1
  }

  private mutating func refuseEscape(from start: Int, _ reason: SyntaxFault.Escape) {
    // The byte that does not fit is shown with it, a character whole.
    var end = position
    if let byte = peek(), byte >= 33 {
      end += 1
      while byte >= 0xC0, end < bytes.count, (0x80..<0xC0).contains(bytes[end]) { end += 1 }
    }
    note(.badEscape(String(decoding: bytes[start..<end], as: UTF8.self), reason), at: start..<end)
  }
}

/// What a text in source stands for.
enum TextLiteral {
  /// The bytes of a text that begins and ends with its quotes or long brackets. What is wrong with it is left as it is.
  static func value(_ source: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = source.first else { return [] }
    if first == UInt8(ascii: "[") { return long(source) }
    // Quotes from a Chinese keyboard have three bytes each.
    if first >= 0x80 { return Array(source.dropFirst(3).dropLast(3)) }
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else { return [] }
    var value: [UInt8] = []
    var rest = source.dropFirst()
    while let byte = rest.first, byte != first {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "\\") { value += escaped(&rest) } else { value.append(byte) }
    }
    return value
  }

  /// A long text; a newline at its beginning is left out, and every newline is LF.
  private static func long(_ source: ArraySlice<UInt8>) -> [UInt8] {
    let level = source.dropFirst().prefix { $0 == UInt8(ascii: "=") }.count
    var rest = source.dropFirst(level + 2)
    let close = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    if rest.suffix(close.count).elementsEqual(close) { rest = rest.dropLast(close.count) }
    var value: [UInt8] = []
    value.reserveCapacity(rest.count)
    var isFirst = true
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == 10 || byte == 13 {
        if let next = rest.first, next != byte, next == 10 || next == 13 { rest = rest.dropFirst() }
        if !isFirst { value.append(10) }
      } else {
        value.append(byte)
      }
      isFirst = false
    }
    return value
  }

  /// What stands behind a backslash.
  private static func escaped(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    guard let byte = rest.popFirst() else { return [] }
    switch byte {
    case UInt8(ascii: "a"): return [7]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "v"): return [11]
    case 10, 13:
      if let next = rest.first, next != byte, next == 10 || next == 13 { rest = rest.dropFirst() }
      return [10]
    case UInt8(ascii: "z"):
      rest = rest.drop { [32, 9, 10, 11, 12, 13].contains($0) }
      return []
    case UInt8(ascii: "x"):
      let digits = rest.prefix(2).compactMap(\.hexadecimalValue)
      rest = rest.dropFirst(digits.count)
      return [UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 16 + $1 })]
    case UInt8(ascii: "u"):
      rest = rest.dropFirst()
      let digits = rest.prefix { $0.hexadecimalValue != nil }
      rest = rest.dropFirst(digits.count + 1)
      return utf8(digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexadecimalValue ?? 0) })
    case 48...57:
      let digits = rest.prefix(2).prefix { $0.isDigit }
      rest = rest.dropFirst(digits.count)
      return [UInt8(truncatingIfNeeded: digits.reduce(Int(byte) - 48) { $0 * 10 + Int($1) - 48 })]
    default: return [byte]
    }
  }

  /// UTF-8 as it was first defined, up to 31 bits in six bytes (RFC 2279): Lua encodes what Unicode leaves out.
  private static func utf8(_ code: UInt32) -> [UInt8] {
    if code < 0x80 { return [UInt8(code)] }
    var code = code
    var tail: [UInt8] = []
    var room: UInt32 = 0x3F
    repeat {
      tail.insert(0x80 | UInt8(code & 0x3F), at: 0)
      code >>= 6
      room >>= 1
    } while code > room
    return [UInt8(truncatingIfNeeded: (~room << 1) | code)] + tail
  }
}
