public import Wording

/// What one unit of a currency was worth in the book's base currency, and since which day.
public struct ExchangeRate: Sendable, Hashable {
  /// Base currency for one unit; above 0.
  public let value: Double
  /// The day of the rate.
  public let day: CivilDate

  /// A rate of a day.
  public init(_ value: Double, on day: CivilDate) {
    self.value = value
    self.day = day
  }
}

extension ExchangeRate {
  /// How many days old a rate may be where nothing else is said.
  public static let usualAge = 31
}

extension Book {
  /// What one unit of a currency was worth in the base currency on a day: the latest rate on or before it that is at
  /// most `age` days old; 1 for the base currency itself.
  public func rate(of currency: Currency, on day: CivilDate, age: Int) throws -> Double {
    if currency == profile.baseCurrency { return 1 }
    guard age >= 0 else { throw ExchangeRateError.age(age) }
    let latest = try exchangeRate(of: currency, notAfter: day)
    guard let latest, day.days(since: latest.day) <= age else {
      throw ExchangeRateError.missing(currency, base: profile.baseCurrency, day: day, age: age, latest: latest?.day)
    }
    return latest.value
  }

  /// An amount in another currency by the rates of a day, rounded to that currency's minor unit, a half away from zero.
  public func convert(_ amount: Money, to currency: Currency, on day: CivilDate, age: Int) throws -> Money {
    if amount.currency == currency { return amount }
    let from = try rate(of: amount.currency, on: day, age: age)
    let to = try rate(of: currency, on: day, age: age)
    return try amount.converted(to: currency, rate: from / to)
  }
}

/// Why an amount cannot be converted, or a rate not be kept.
public enum ExchangeRateError: Refusal, Hashable {
  case missing(Currency, base: Currency, day: CivilDate, age: Int, latest: CivilDate?)
  case base(Currency)
  case notPositive(Double, Currency)
  case age(Int)

  public var code: String {
    switch self {
    case .missing: "missing-rate"
    case .base: "base-currency"
    case .notPositive: "bad-rate"
    case .age: "bad-age"
    }
  }

  public var message: Phrase {
    switch self {
    case .missing(let currency, let base, let day, let age, let latest):
      let last =
        latest.map { Phrase("the latest is of \($0)", zh: "最近一条为 \($0)") }
        ?? Phrase("there is none before", zh: "此前没有记录")
      return Phrase(
        "there is no rate of \(currency) in \(base) for \(day), \(age) days old at most (",
        zh: "没有 \(day) 的 \(currency) 兑 \(base) 汇率（最多 \(age) 天前；")
        + last
        + Phrase(
          "): add one with fx.set(\"\(currency)\", \"\(day)\", rate) or import fx_rates",
          zh: "）：请用 fx.set(\"\(currency)\", \"\(day)\", rate) 添加，或导入 fx_rates")
    case .base(let currency):
      return Phrase("\(currency) is the book's base currency: its rate is 1", zh: "\(currency) 是账簿的本位币：汇率恒为 1")
    case .notPositive(let rate, let currency):
      return Phrase("a rate of \(currency) is a number above 0, got \(rate)", zh: "\(currency) 的汇率必须大于 0，收到的是 \(rate)")
    case .age(let age):
      return Phrase("the age of a rate is 0 days or more, got \(age)", zh: "汇率的天数必须不小于 0，收到的是 \(age)")
    }
  }
}
