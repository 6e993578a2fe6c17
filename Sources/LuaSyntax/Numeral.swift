/// A number as it is written in source.
public enum Numeral: Sendable, Hashable {
  case integer(Int64)
  case float(Double)

  /// The number that bytes spell; nil where they spell none.
  ///
  /// Decimal integers beyond 64 bits are floats, hexadecimal ones wrap around (Lua 5.4 manual, 3.1).
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    if bytes.starts(with: [48, 120]) || bytes.starts(with: [48, 88]) {
      self.init(hexadecimal: rest.dropFirst(2))
      return
    }
    let whole = Self.digits(&rest)
    var isInteger = true
    var part = ArraySlice<UInt8>()
    if rest.first == UInt8(ascii: ".") {
      isInteger = false
      rest = rest.dropFirst()
      part = Self.digits(&rest)
    }
    guard !(whole.isEmpty && part.isEmpty) else { return nil }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      rest = rest.dropFirst()
      guard Self.exponent(&rest) != nil else { return nil }
    }
    guard rest.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if isInteger, let integer = Int64(text) {
      self = .integer(integer)
    } else {
      // Swift wants digits on both sides of the point.
      let digits = (text.hasPrefix(".") ? "0" : "") + text.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
      self = .float(Double(digits.hasSuffix(".") ? digits + "0" : digits) ?? .infinity)
    }
  }

  private init?(hexadecimal bytes: ArraySlice<UInt8>) {
    var rest = bytes
    var integer: UInt64 = 0
    var value = 0.0
    var count = 0
    var shift = 0
    var isInteger = true
    func read(_ isFraction: Bool) {
      while let digit = rest.first?.hexadecimalValue {
        integer = integer << 4 | UInt64(digit)
        value = value * 16 + Double(digit)
        if isFraction { shift -= 4 }
        count += 1
        rest = rest.dropFirst()
      }
    }
    read(false)
    if rest.first == UInt8(ascii: ".") {
      isInteger = false
      rest = rest.dropFirst()
      read(true)
    }
    guard count > 0 else { return nil }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "p") {
      isInteger = false
      rest = rest.dropFirst()
      guard let exponent = Self.exponent(&rest) else { return nil }
      shift += exponent
    }
    guard rest.isEmpty else { return nil }
    self =
      isInteger
      ? .integer(Int64(bitPattern: integer)) : .float(Double(sign: .plus, exponent: shift, significand: value))
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { $0.isDigit }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  /// Digits with or without a sign; nil where there is none. What no float reaches is cut.
  private static func exponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let digits = digits(&rest)
    guard !digits.isEmpty else { return nil }
    let value = digits.reduce(0) { min(100_000, $0 * 10 + Int($1) - 48) }
    return isNegative ? -value : value
  }
}

extension Lexer {
  /// Reads what may be a number, as far as Lua reads.
  mutating func numeral() -> Token.Kind {
    let start = position
    var mark = UInt8(ascii: "e")
    if peek() == UInt8(ascii: "0"), let next = peek(1), next | 0x20 == UInt8(ascii: "x") {
      mark = UInt8(ascii: "p")
      position += 2
    } else {
      position += 1
    }
    while let byte = peek() {
      if byte | 0x20 == mark {
        position += 1
        if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      } else if byte.hexadecimalValue != nil || byte == UInt8(ascii: ".") {
        position += 1
      } else {
        break
      }
    }
    // A number does not touch a word.
    let touches = peek()?.isNameStart ?? false
    if touches { while let byte = peek(), byte.isNameStart || byte.isDigit { position += 1 } }
    if touches || Numeral(bytes[start..<position]) == nil {
      note(.badNumber(String(decoding: bytes[start..<position], as: UTF8.self)), at: start..<position)
    }
    return .number
  }
}
