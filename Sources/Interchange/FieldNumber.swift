/// An exact decimal number as a field holds it.
///
/// Its value is `mantissa × 10^-scale`. Zeros at the end are kept: 1.50 is 150 and 2.
public struct FieldNumber: Sendable, Hashable {
  /// All digits as one whole number.
  public let mantissa: Int64
  /// How many of the digits stand behind the decimal point: 0 to 20.
  public let scale: Int

  /// A number of its parts.
  public init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads `1234.5`, `1,234.50`, `-7`, `7-`, `(7)`, `+7`, `.5`, and the same in full-width characters.
  public init(field: Span<UInt8>) throws(FieldFault) {
    if let plain = Self.plain(field) {
      self = plain
      return
    }
    let parsed = try FieldAmount.parse(field)
    if parsed.mark != nil || parsed.isPercent { throw .unwantedSign(Excerpt.of(field)) }
    self = parsed.number
  }

  /// Reads a percentage with its sign as a share: `12.5%` is 0.125.
  public init(percentField field: Span<UInt8>) throws(FieldFault) {
    let parsed = try FieldAmount.parse(field)
    if parsed.mark != nil { throw .unwantedSign(Excerpt.of(field)) }
    if !parsed.isPercent { throw .percentSignMissing(Excerpt.of(field)) }
    self.init(mantissa: parsed.number.mantissa, scale: parsed.number.scale + 2)
  }

  /// Most numbers are ASCII digits with a point at most, and need no more than this; nil for all others.
  static func plain(_ field: Span<UInt8>) -> FieldNumber? {
    guard 1...18 ~= field.count else { return nil }
    let isNegative = field[0] == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    var value: Int64 = 0
    var point: Int?
    for index in start..<field.count {
      let byte = field[index]
      if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
        // At most 18 digits: no overflow.
        value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
      } else if byte == UInt8(ascii: "."), point == nil, start < index, index + 1 < field.count {
        point = index
      } else {
        return nil
      }
    }
    if start == field.count { return nil }
    return FieldNumber(mantissa: isNegative ? -value : value, scale: point.map { field.count - $0 - 1 } ?? 0)
  }

  /// The whole number that this is, if it is one: 5.00 is 5.
  public var integer: Int64? {
    var rest = mantissa
    for _ in 0..<scale {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { return nil }
      if quotient == 0 { return 0 }
      rest = quotient
    }
    return rest
  }

  /// The number in units of `10^-decimals` (cents for 2), if it is a whole number of them and fits.
  public func units(decimals: Int) -> Int64? {
    if decimals <= scale { return FieldNumber(mantissa: mantissa, scale: scale - decimals).integer }
    var value = mantissa
    for _ in 0..<(decimals - scale) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }
}

extension Int64 {
  /// Reads a whole number, in the forms of `FieldNumber`; 5.00 is one.
  public init(field: Span<UInt8>) throws(FieldFault) {
    guard let value = try FieldNumber(field: field).integer else { throw .fraction(Excerpt.of(field)) }
    self = value
  }
}
