import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Exchange rates by day, in the book's base currency.
  public static let fx: Module = Module(
    "fx", Phrase("Exchange rates by day, in the book's base currency.", zh: "按日期的汇率，以账簿本位币计。"),
    functions: [.fxRate, .fxSet, .fxConvert])
}

extension Function<ScriptSession> {
  private static let currency = Parameter(
    "currency", Phrase("An ISO 4217 code.", zh: "ISO 4217 货币代码。"), as: CurrencyCode.self)
  private static let age = Parameter(
    "age", Phrase("How many days old a rate may be; 31 where it is left out.", zh: "汇率最多可为多少天前；省略时为 31。"), as: Int?.self
  )
  private static let day = Parameter(
    "date", Phrase("The day; the business date where it is left out.", zh: "日期；省略时为业务日期。"), as: DateArgument?.self)

  /// `fx.rate`
  static let fxRate = Function(
    "fx.rate",
    Phrase(
      "What one unit of a currency was worth in the base currency: the latest rate on or before a day.",
      zh: "一单位外币折合本位币的汇率：取该日或之前最近的一条。"),
    effect: .reads, takes: currency, day, age,
    returns: Returned("rate", Phrase("Base currency for one unit.", zh: "每单位折合本位币。"), as: Double.self),
    example: """
      fx.set("USD", "2026-11-20", 7.08)
      assert(fx.rate("USD", "2026-11-21") == 7.08)
      """
  ) { session, currency, day, age in
    try session.book.rate(of: currency.currency, on: day?.date ?? session.today, age: age ?? ExchangeRate.usualAge)
  }

  /// `fx.set`
  static let fxSet = Function(
    "fx.set", Phrase("Sets the rate of a currency for a day.", zh: "设置某日的汇率。"), effect: .writes,
    takes: currency,
    Parameter("date", Phrase("The day.", zh: "日期。"), as: DateArgument.self),
    Parameter("rate", Phrase("Base currency for one unit; above 0.", zh: "每单位折合本位币，大于 0。"), as: Double.self),
    returns: .nothing,
    example: """
      fx.set("EUR", "2026-11-20", 8.21)
      assert(fx.rate("EUR", "2026-12-01") == 8.21)
      """
  ) { session, currency, day, rate in
    try session.book.setExchangeRate(ExchangeRate(rate, on: day.date), of: currency.currency)
    return Nothing()
  }

  /// `fx.convert`
  static let fxConvert = Function(
    "fx.convert",
    Phrase(
      "An amount in another currency by the rates of a day, rounded to its minor unit, a half away from zero.",
      zh: "按某日汇率折算金额，四舍五入到最小货币单位。"),
    effect: .reads,
    takes: Parameter("amount", Phrase("The amount.", zh: "金额。"), as: MoneyValue.self),
    Parameter("to", Phrase("The currency to have.", zh: "目标币种。"), as: CurrencyCode.self), day, age,
    returns: Returned("amount", Phrase("The amount in that currency.", zh: "折算后的金额。"), as: MoneyValue.self),
    example: """
      fx.set("USD", "2026-11-20", 7.08)
      local c = customers.create { code = "C0100", name = "Acme", currency = "USD", annual_revenue = 100 }
      assert(tostring(fx.convert(c.annual_revenue, "CNY", "2026-11-20")) == "708.00 CNY")
      """
  ) { session, amount, currency, day, age in
    MoneyValue(
      try session.book.convert(
        amount.money, to: currency.currency, on: day?.date ?? session.today, age: age ?? ExchangeRate.usualAge))
  }
}
