/// An exact amount of money as a field holds it, with the currency that is written beside it, if any.
public struct FieldAmount: Sendable, Hashable {
  /// What stands for a currency.
  public enum Mark: Sendable, Hashable {
    /// An ISO 4217 code in capitals; RMB and 元 count as CNY.
    case code(String)
    /// `¥`, for yuan or yen.
    case yuanOrYen
    /// `$`, for any dollar.
    case dollar
  }

  /// How much.
  public let number: FieldNumber
  /// The currency as it is written; nil when the field holds a number only.
  public let mark: Mark?

  /// An amount of its parts.
  public init(number: FieldNumber, mark: Mark?) {
    self.number = number
    self.mark = mark
  }

  /// Reads a number with an optional currency before or after it: `¥1,234.50`, `CNY 1234.5`, `-$5`, `(5.00) EUR`, `5元`.
  public init(field: Span<UInt8>) throws(FieldFault) {
    if let plain = FieldNumber.plain(field) {
      number = plain
      mark = nil
      return
    }
    let parsed = try Self.parse(field)
    if parsed.isPercent { throw .unwantedSign(Excerpt.of(field)) }
    number = parsed.number
    mark = parsed.mark
  }

  /// The currency's ISO 4217 code in a book whose base currency is `base`; nil when the field names none.
  ///
  /// `¥` is JPY where that is the base and CNY elsewhere; `$` is the base where that is a dollar and USD elsewhere.
  public func currency(base: String) -> String? {
    switch mark {
    case nil: nil
    case .code(let code): code
    case .yuanOrYen: base == "JPY" ? "JPY" : "CNY"
    case .dollar: ["AUD", "CAD", "HKD", "NZD", "SGD", "TWD"].contains(base) ? base : "USD"
    }
  }

  struct Parsed {
    var number: FieldNumber
    var mark: Mark?
    var isPercent = false
  }

  /// Number, sign, currency and percent sign in every usual order.
  static func parse(_ field: Span<UInt8>) throws(FieldFault) -> Parsed {
    guard var scanner = FieldScanner(field) else { throw .notNumber(Excerpt.of(field)) }
    if scanner.count == 0 { throw .empty }
    var sign = takeSign(&scanner)
    var isOpen = scanner.take(UInt8(ascii: "("))
    var mark = takeMark(&scanner)
    scanner.skipBlanks()
    if sign == nil { sign = takeSign(&scanner) }
    if !isOpen { isOpen = scanner.take(UInt8(ascii: "(")) }
    let isBracketed = isOpen
    let (magnitude, scale) = try digits(&scanner, field)
    var isPercent = false
    while !scanner.isAtEnd {
      scanner.skipBlanks()
      if isOpen && scanner.take(UInt8(ascii: ")")) {
        isOpen = false
      } else if !isPercent && mark == nil && scanner.take(UInt8(ascii: "%")) {
        isPercent = true
      } else if sign == nil && !isBracketed && scanner.take(UInt8(ascii: "-")) {
        sign = -1
      } else if mark == nil && !isPercent, let found = takeMark(&scanner) {
        mark = found
      } else {
        throw .notNumber(Excerpt.of(field))
      }
    }
    if isOpen || (isBracketed && sign != nil) { throw .notNumber(Excerpt.of(field)) }
    let isNegative = isBracketed || sign == -1
    guard magnitude <= UInt64(Int64.max) else {
      guard isNegative && magnitude == Int64.min.magnitude else { throw .tooLarge(Excerpt.of(field)) }
      return Parsed(number: FieldNumber(mantissa: .min, scale: scale), mark: mark, isPercent: isPercent)
    }
    let mantissa = Int64(magnitude) * (isNegative ? -1 : 1)
    return Parsed(number: FieldNumber(mantissa: mantissa, scale: scale), mark: mark, isPercent: isPercent)
  }

  private static func takeSign(_ scanner: inout FieldScanner) -> Int? {
    if scanner.take(UInt8(ascii: "-")) { return -1 }
    return scanner.take(UInt8(ascii: "+")) ? 1 : nil
  }

  /// Digits with thousands separators and a decimal point.
  private static func digits(
    _ scanner: inout FieldScanner, _ field: Span<UInt8>
  ) throws(FieldFault) -> (magnitude: UInt64, scale: Int) {
    var magnitude: UInt64 = 0
    var scale = 0
    var group = 0
    var groups = 0
    var isFraction = false
    while true {
      if let digit = scanner.digit() {
        let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        if overflow || carry || scale == 18 { throw .tooLarge(Excerpt.of(field)) }
        magnitude = sum
        group += 1
        if isFraction { scale += 1 }
        continue
      }
      if scanner.take(UInt8(ascii: ",")) {
        if isFraction || group == 0 || group > 3 || (groups > 0 && group != 3) { throw .grouping(Excerpt.of(field)) }
        groups += 1
        group = 0
      } else if scanner.take(UInt8(ascii: ".")) {
        if isFraction || (groups > 0 && group != 3) { throw .grouping(Excerpt.of(field)) }
        isFraction = true
        groups = 0
        group = 0
      } else {
        break
      }
    }
    if groups > 0 && group != 3 { throw .grouping(Excerpt.of(field)) }
    if group == 0 { throw .notNumber(Excerpt.of(field)) }
    if scanner.byte | 0x20 == UInt8(ascii: "e") {
      let after = scanner.byteAfter
      if UInt8(ascii: "0")...UInt8(ascii: "9") ~= after || after == UInt8(ascii: "+") || after == UInt8(ascii: "-") {
        throw .scientific(Excerpt.of(field))
      }
    }
    return (magnitude, scale)
  }

  private static func takeMark(_ scanner: inout FieldScanner) -> Mark? {
    if scanner.take(UInt8(ascii: "$")) { return .dollar }
    if scanner.take(FieldScanner.Sign.yuan) { return .yuanOrYen }
    if scanner.take(FieldScanner.Sign.euro) { return .code("EUR") }
    if scanner.take(FieldScanner.Sign.pound) { return .code("GBP") }
    if scanner.take(FieldScanner.Sign.yuanCharacter) { return .code("CNY") }
    let start = scanner.at
    guard let word = scanner.word() else { return nil }
    if word.utf8.count == 2, scanner.take(UInt8(ascii: "$")), let code = dollars[word] { return .code(code) }
    if word.utf8.count == 3 { return .code(word == "rmb" ? "CNY" : word.uppercased()) }
    scanner.at = start
    return nil
  }

  private static let dollars = ["us": "USD", "hk": "HKD", "nt": "TWD"]
}
