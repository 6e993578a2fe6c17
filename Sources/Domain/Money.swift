/// An exact amount of money: a whole number of minor units (分, cents) of one currency.
///
/// Amounts of different currencies neither add nor compare, nothing is rounded unless the name of the operation says
/// so, and a result too large for 64 bits is an error.
public struct Money: Hashable, Sendable {
  /// The amount in the smallest unit of its currency: 1250 for 12.50 CNY, 1250 for 1,250 JPY.
  public let minorUnits: Int64
  /// The currency.
  public let currency: Currency

  /// An amount in minor units.
  public init(minorUnits: Int64, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Nothing, in a currency.
  public static func zero(_ currency: Currency) -> Money {
    Money(minorUnits: 0, currency)
  }

  /// The amount that a decimal text writes: `12.50`, `-3`, `.5`.
  ///
  /// It is never rounded: more decimals than the currency has are refused, unless they are zeros.
  public init(exact text: some StringProtocol, _ currency: Currency) throws(MoneyError) {
    guard let decimal = Decimal(text) else { throw .notAnAmount(String(text), currency) }
    try self.init(decimal, currency, given: { String(text) })
  }

  /// The amount that a number stands for: the shortest decimal that reads back as the same number, so that `12.1` is
  /// 12.10 although no `Double` equals it.
  ///
  /// It is never rounded: 12.505 is refused for a currency with two decimals.
  public init(exact number: Double, _ currency: Currency) throws(MoneyError) {
    guard let decimal = Decimal(number) else { throw .notAnAmount(number.description, currency) }
    try self.init(decimal, currency, given: { number.description })
  }

  private init(_ decimal: Decimal, _ currency: Currency, given: () -> String) throws(MoneyError) {
    guard decimal.exponent >= -currency.decimals else { throw .tooManyDecimals(given(), currency) }
    guard
      !decimal.isTooLong,
      let scaled = decimal.significand.shifted(byPowerOfTen: decimal.exponent + currency.decimals),
      let units = Int64(exactly: scaled)
    else { throw .overflow(currency) }
    self.init(minorUnits: units, currency)
  }

  /// Whether the amount is 0.
  public var isZero: Bool { minorUnits == 0 }
  /// Whether the amount is below 0.
  public var isNegative: Bool { minorUnits < 0 }

  /// The amount as a number of whole currency units, for formulas; exact below 2⁵³ minor units to the last decimal.
  public var amount: Double {
    var unit = 1.0
    for _ in 0..<currency.decimals { unit *= 10 }
    return Double(minorUnits) / unit
  }
}

// MARK: - Arithmetic

extension Money {
  /// The sum of two amounts of one currency.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    try requireSameCurrency(other)
    return try with(minorUnits.addingReportingOverflow(other.minorUnits))
  }

  /// The difference of two amounts of one currency.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try requireSameCurrency(other)
    return try with(minorUnits.subtractingReportingOverflow(other.minorUnits))
  }

  /// The amount with its sign turned.
  public func negated() throws(MoneyError) -> Money {
    try with(Int64(0).subtractingReportingOverflow(minorUnits))
  }

  /// The amount without its sign.
  public func magnitude() throws(MoneyError) -> Money {
    isNegative ? try negated() : self
  }

  /// The amount taken a whole number of times, exactly.
  public func multiplied(by factor: Int) throws(MoneyError) -> Money {
    try with(minorUnits.multipliedReportingOverflow(by: Int64(factor)))
  }

  /// The amount times a decimal factor, rounded to the minor unit; a half goes away from zero, as is the rule in
  /// commerce.
  ///
  /// The factor counts as the shortest decimal that reads back as it, and the product is exact before it is rounded:
  /// 1.00 × 0.145 is 0.15, although the `Double` 0.145 is a little less.
  public func multiplied(by factor: Double) throws(MoneyError) -> Money {
    try scaled(by: factor, to: currency)
  }

  /// The amount times a fraction, rounded to the minor unit, a half away from zero: a rate of 350 basis points is
  /// `multiplied(by: 350, over: 10_000)`.
  ///
  /// A denominator of 0 is refused.
  public func multiplied(by numerator: Int, over denominator: Int) throws(MoneyError) -> Money {
    guard denominator != 0 else { throw .notAFactor("\(numerator)/0") }
    let product = Int128(minorUnits) * Int128(numerator) * (denominator < 0 ? -1 : 1)
    let units = product.dividedRoundingHalfAwayFromZero(by: Int128(denominator.magnitude))
    return try with(units)
  }

  /// The amount over a decimal divisor other than 0, rounded to the minor unit, a half away from zero.
  ///
  /// The divisor counts as the shortest decimal that reads back as it.
  public func divided(by divisor: Double) throws(MoneyError) -> Money {
    guard let decimal = Decimal(divisor), decimal.significand != 0 else { throw .notADivisor(divisor.description) }
    let dividend = Int128(minorUnits) * (decimal.significand < 0 ? -1 : 1)
    let magnitude = Int128(decimal.significand.magnitude)
    // The dividend has 63 bits and the significand 57: what does not fit after the shift does not fit 64 bits either.
    guard let shifted = dividend.shifted(byPowerOfTen: max(0, -decimal.exponent)) else { throw .overflow(currency) }
    guard let over = magnitude.shifted(byPowerOfTen: max(0, decimal.exponent)) else { return .zero(currency) }
    return try with(shifted.dividedRoundingHalfAwayFromZero(by: over))
  }

  /// The amount in another currency at a rate (units of that currency for one unit of this), rounded to its minor
  /// unit, a half away from zero.
  ///
  /// The rate is above 0.
  public func converted(to other: Currency, rate: Double) throws(MoneyError) -> Money {
    guard rate > 0 else { throw .notAFactor(rate.description) }
    return try scaled(by: rate, to: other)
  }

  private func scaled(by factor: Double, to target: Currency) throws(MoneyError) -> Money {
    guard let decimal = Decimal(factor) else { throw .notAFactor(factor.description) }
    // 63 bits times the 17 digits at most of a `Double` fit into 127 bits.
    let product = Int128(minorUnits) * decimal.significand
    let power = decimal.exponent + target.decimals - currency.decimals
    if power >= 0 {
      guard let units = product.shifted(byPowerOfTen: power) else { throw .overflow(target) }
      return try Money.zero(target).with(units)
    }
    guard let divisor = Int128(1).shifted(byPowerOfTen: -power) else { return .zero(target) }
    return try Money.zero(target).with(product.dividedRoundingHalfAwayFromZero(by: divisor))
  }

  /// Parts of the amount in proportion to weights, which together are exactly the amount.
  ///
  /// Each part is cut to the minor unit; the units left over go to the parts that were cut most, earlier ones first
  /// (the method of largest remainders). Weights are 0 or above and not all 0.
  public func allocated(by weights: [Int]) throws(MoneyError) -> [Money] {
    let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard total > 0, weights.allSatisfy({ $0 >= 0 }) else { throw .notWeights(weights) }
    let whole = Int128(minorUnits.magnitude)
    var units: [Int128] = []
    var remainders: [Int128] = []
    for weight in weights {
      let (quotient, remainder) = (whole * Int128(weight)).quotientAndRemainder(dividingBy: total)
      units.append(quotient)
      remainders.append(remainder)
    }
    let left = Int(whole - units.reduce(0, +))
    let byRemainder = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in byRemainder.prefix(left) { units[index] += 1 }
    return try units.map { part throws(MoneyError) in try with(isNegative ? -part : part) }
  }

  /// The sum of amounts, all of a currency.
  public static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(MoneyError) -> Money {
    var total = Money.zero(currency)
    for amount in amounts { total = try total.adding(amount) }
    return total
  }

  /// Whether the amount is less than another of the same currency.
  public func isLess(than other: Money) throws(MoneyError) -> Bool {
    try requireSameCurrency(other)
    return minorUnits < other.minorUnits
  }

  private func requireSameCurrency(_ other: Money) throws(MoneyError) {
    guard currency == other.currency else { throw .currenciesDiffer(self, other) }
  }

  private func with(_ result: (partialValue: Int64, overflow: Bool)) throws(MoneyError) -> Money {
    guard !result.overflow else { throw .overflow(currency) }
    return Money(minorUnits: result.partialValue, currency)
  }

  private func with(_ units: Int128) throws(MoneyError) -> Money {
    guard let units = Int64(exactly: units) else { throw .overflow(currency) }
    return Money(minorUnits: units, currency)
  }
}

// MARK: - Text

extension Money: CustomStringConvertible {
  /// The amount as a decimal text with all decimals of its currency: `-1234.50`.
  public var decimalText: String { text(separator: "") }

  /// The amount for people, thousands apart: `-1,234.50`.
  public var groupedText: String { text(separator: ",") }

  /// The amount with its currency: `1234.50 CNY`.
  public var description: String { "\(decimalText) \(currency)" }

  /// The amount with its currency, thousands apart: `1,234.50 CNY`.
  public var groupedDescription: String { "\(groupedText) \(currency)" }

  private func text(separator: String) -> String {
    var digits = String(minorUnits.magnitude)
    if digits.count <= currency.decimals {
      digits = String(repeating: "0", count: currency.decimals + 1 - digits.count) + digits
    }
    let whole = digits.dropLast(currency.decimals)
    var text = isNegative ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index).isMultiple(of: 3) { text += separator }
      text.append(digit)
    }
    return currency.decimals == 0 ? text : text + "." + digits.suffix(currency.decimals)
  }
}
