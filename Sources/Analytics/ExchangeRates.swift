public import Domain
public import Wording

/// What currencies were worth in the book's base currency, day by day.
public struct ExchangeRates: Sendable {
  /// The currency that amounts are turned into.
  public let base: Currency
  private var rates: [Currency: [(day: Int32, rate: Double)]] = [:]

  /// No rates yet.
  public init(base: Currency) {
    self.base = base
  }

  /// Notes a rate; days of a currency come in ascending order.
  public mutating func add(_ currency: Currency, day: Int32, rate: Double) {
    rates[currency, default: []].append((day, rate))
  }

  /// An amount in minor units of the base currency, at the newest rate on or before a day, rounded to the nearest.
  public func amount(_ minorUnits: Int64, _ currency: Currency, day: Int32) throws(ConversionError) -> Int64 {
    if currency == base { return minorUnits }
    guard let rate = rate(of: currency, day: day) else { throw .missing(currency, day: day) }
    let scale = Self.powers[min(3, max(0, base.decimals))] / Self.powers[min(3, max(0, currency.decimals))]
    guard let amount = Int64(exactly: (Double(minorUnits) * rate * scale).rounded()) else {
      throw .outOfRange(currency, day: day)
    }
    return amount
  }

  private func rate(of currency: Currency, day: Int32) -> Double? {
    guard let known = rates[currency] else { return nil }
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if known[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : known[low - 1].rate
  }

  private static let powers = [1.0, 10, 100, 1000]
}

/// An amount of a customer's document without a value in the base currency.
public struct InputFault: Refusal, Hashable {
  /// Why.
  public let reason: ConversionError
  /// The customer's code.
  public let customer: String
  /// What the amount is of: `orders`.
  public let source: String

  /// A fault of a customer's document.
  public init(_ reason: ConversionError, customer: String, source: String) {
    self.reason = reason
    self.customer = customer
    self.source = source
  }

  public var code: String { reason.code }

  public var message: Phrase {
    Phrase("customer \(customer), '\(source)': ", zh: "客户 \(customer)，'\(source)'：") + reason.message
  }
}

/// Why an amount has no value in the base currency.
public enum ConversionError: Refusal, Hashable {
  case missing(Currency, day: Int32)
  case outOfRange(Currency, day: Int32)

  public var code: String {
    switch self {
    case .missing: "missing-rate"
    case .outOfRange: "amount-out-of-range"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let currency, let day):
      let date = Self.date(day)
      return Phrase(
        "there is no exchange rate of \(currency) on or before \(date): import one with `patron import fx_rates`",
        zh: "没有 \(currency) 在 \(date) 当日或之前的汇率：请用 `patron import fx_rates` 导入")
    case .outOfRange(let currency, let day):
      return Phrase(
        "an amount of \(currency) on \(Self.date(day)) is too large in the base currency",
        zh: "\(Self.date(day)) 的 \(currency) 金额折算本位币后过大")
    }
  }

  private static func date(_ day: Int32) -> String {
    CivilDate(daysSinceEpoch: Int(day)).map { "\($0)" } ?? "?"
  }
}
