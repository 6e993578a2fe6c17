/// A decimal number exactly as it is written: `significand × 10^exponent`, without trailing zeros.
struct Decimal {
  /// The digits without their point; the last is not 0 unless the number is.
  private(set) var significand: Int128 = 0
  /// The power of ten of the last digit.
  private(set) var exponent = 0
  /// Whether there are more digits than `significand` holds, which is then of no use.
  private(set) var isTooLong = false

  /// The number that a text such as `-1234.50` or `.5` writes; nil where the text is anything else.
  init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8, allowsExponent: false)
  }

  /// The shortest decimal number that reads back as the same `Double`: what a person who gave the number wrote.
  ///
  /// Nil for infinities and not-a-number.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.init(utf8: value.description.utf8, allowsExponent: true)
  }

  private init?(utf8 text: some Sequence<UInt8>, allowsExponent: Bool) {
    var bytes = text.makeIterator()
    var byte = bytes.next()
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { byte = bytes.next() }

    var digits = 0
    var decimals = 0
    while let digit = Self.digit(byte) {
      append(digit)
      digits += 1
      byte = bytes.next()
    }
    if byte == UInt8(ascii: ".") {
      byte = bytes.next()
      while let digit = Self.digit(byte) {
        append(digit)
        decimals += 1
        byte = bytes.next()
      }
      guard decimals > 0 else { return nil }
    }
    guard digits + decimals > 0 else { return nil }

    var power = 0
    if allowsExponent, byte == UInt8(ascii: "e") {
      byte = bytes.next()
      let isSmall = byte == UInt8(ascii: "-")
      if isSmall || byte == UInt8(ascii: "+") { byte = bytes.next() }
      while let digit = Self.digit(byte), power < 1000 {
        power = power * 10 + Int(digit)
        byte = bytes.next()
      }
      if isSmall { power = -power }
    }
    guard byte == nil else { return nil }
    if isNegative { significand = -significand }
    exponent = significand == 0 && !isTooLong ? 0 : exponent - decimals + power
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    guard let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    return byte - UInt8(ascii: "0")
  }

  /// Adds a digit at the end.
  ///
  /// Zeros wait in `exponent` until another digit follows them.
  private mutating func append(_ digit: UInt8) {
    guard digit != 0 else {
      exponent += 1
      return
    }
    if let shifted = significand == 0 ? 0 : significand.shifted(byPowerOfTen: exponent + 1) {
      let (sum, overflow) = shifted.addingReportingOverflow(Int128(digit))
      significand = sum
      isTooLong = isTooLong || overflow
    } else {
      isTooLong = true
    }
    exponent = 0
  }
}

extension Int128 {
  /// This number times a power of ten, 0 or above; nil where it does not fit.
  func shifted(byPowerOfTen power: Int) -> Int128? {
    if self == 0 { return 0 }
    guard power <= 38 else { return nil }
    var result = self
    for _ in 0..<power {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = product
    }
    return result
  }

  /// The nearest whole quotient; a half goes away from zero, as is the rule in commerce.
  ///
  /// The divisor is above 0.
  func dividedRoundingHalfAwayFromZero(by divisor: Int128) -> Int128 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    guard remainder.magnitude >= divisor.magnitude - remainder.magnitude else { return quotient }
    return quotient + (self < 0 ? -1 : 1)
  }
}
