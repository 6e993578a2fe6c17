import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Exact amounts.
  public static let money = Module(
    "money",
    Phrase("Exact amounts of money; they add and compare only within one currency.", zh: "精确金额；只有同一币种才能相加和比较。"),
    functions: [make, sum, allocate, convert, parse, round])

  private static let currency = Parameter(
    "currency",
    Phrase("An ISO 4217 code; the book's base currency where it is left out.", zh: "ISO 4217 货币代码；省略时为账簿本位币。"),
    as: CurrencyCode?.self)

  private static let amount = Parameter("amount", Phrase("The amount.", zh: "金额。"), as: MoneyValue.self)

  private static func returned(_ summary: Phrase) -> Returned<MoneyValue> { Returned("amount", summary) }

  private static let make = Function<ScriptSession>(
    "money", Phrase("An exact amount; more decimals than the currency has are refused.", zh: "精确金额；小数位多于该币种时报错。"),
    effect: .pure,
    takes: Parameter(
      "amount", Phrase("A number, or a text such as \"12.50\".", zh: "数字，或 \"12.50\" 这样的文本。"), as: AmountArgument.self),
    currency, returns: returned(Phrase("The amount.", zh: "金额。")),
    example: """
      local price = money(12.50, "CNY")
      assert(price * 3 == money("37.50", "CNY"))
      assert(tostring(-price) == "-12.50 CNY" and price.amount == 12.5 and price.currency == "CNY")
      """
  ) { session, amount, currency in
    if currency == nil, case .money(let money) = amount { return MoneyValue(money) }
    return MoneyValue(try amount.money(in: currency?.currency ?? session.book.profile.baseCurrency))
  }

  private static let sum = Function<ScriptSession>(
    "money.sum", Phrase("The sum of amounts of one currency.", zh: "同一币种金额之和。"), effect: .pure,
    takes: Parameter("amounts", Phrase("The amounts.", zh: "各金额。"), as: [MoneyValue].self),
    Parameter(
      "currency", Phrase("The currency of the sum; it decides what nothing sums up to.", zh: "合计的币种；列表为空时以此为准。"),
      as: CurrencyCode?.self),
    returns: returned(Phrase("The sum.", zh: "合计。")),
    example: """
      assert(money.sum { money(1.10), money(2.20) } == money(3.30))
      assert(money.sum({}, "EUR") == money(0, "EUR"))
      """
  ) { session, amounts, currency in
    let currency = currency?.currency ?? amounts.first?.money.currency ?? session.book.profile.baseCurrency
    return MoneyValue(try Money.sum(amounts.map(\.money), in: currency))
  }

  private static let allocate = Function<ScriptSession>(
    "money.allocate",
    Phrase(
      "Parts of an amount in proportion to weights, which together are exactly the amount.", zh: "按权重分摊金额，各部分之和恰为原金额。"),
    effect: .pure, takes: amount,
    Parameter("weights", Phrase("Integers of 0 or more, not all 0.", zh: "不小于 0 的整数，不全为 0。"), as: [Int].self),
    returns: Returned("parts", Phrase("As many parts as weights.", zh: "与权重个数相同的部分。"), as: [MoneyValue].self),
    example: """
      local parts = money.allocate(money(100, "CNY"), { 1, 1, 1 })
      assert(parts[1] == money(33.34, "CNY") and parts[3] == money(33.33, "CNY"))
      """
  ) { _, amount, weights in
    try amount.money.allocated(by: weights).map { MoneyValue($0) }
  }

  private static let convert = Function<ScriptSession>(
    "money.convert",
    Phrase("An amount in another currency at a given rate, rounded to its minor unit.", zh: "按给定汇率换算为另一币种，并取整到其最小单位。"),
    effect: .pure, takes: amount,
    Parameter("currency", Phrase("The other currency.", zh: "目标币种。"), as: CurrencyCode.self),
    Parameter(
      "rate", Phrase("Units of it for one unit of the amount's currency.", zh: "一单位原币种合多少单位目标币种。"), as: Double.self),
    returns: returned(Phrase("The converted amount.", zh: "换算后的金额。")),
    example: #"assert(money.convert(money(100, "USD"), "CNY", 7.1256) == money(712.56, "CNY"))"#
  ) { _, amount, currency, rate in
    MoneyValue(try amount.money.converted(to: currency.currency, rate: rate))
  }

  private static let parse = Function<ScriptSession>(
    "money.parse", Phrase("The amount that a person wrote, thousands separators and all.", zh: "解析人们书写的金额，可含千位分隔符。"),
    effect: .pure,
    takes: Parameter(
      "text", Phrase("Such as \"¥1,234.50\" or \"EUR 12.5\".", zh: "例如 \"¥1,234.50\" 或 \"EUR 12.5\"。"), as: String.self),
    Parameter(
      "currency", Phrase("The currency of a text that names none.", zh: "文本未注明币种时所用的币种。"), as: CurrencyCode?.self),
    returns: returned(Phrase("The amount.", zh: "金额。")),
    example: """
      assert(money.parse("¥1,234.50") == money(1234.50, "CNY"))
      assert(money.parse("EUR -12.50") == money(-12.50, "EUR"))
      """
  ) { session, text, currency in
    let base = currency?.currency ?? session.book.profile.baseCurrency
    // No amount is that long, and reading it would take its time.
    guard text.utf8.count <= 1000 else { throw MoneyError.overflow(base) }
    let written = (try? FieldAmount(field: text.utf8.span))?.currency(base: base.code)
    return MoneyValue(try Money(written: text, currency?.currency ?? written.flatMap { Currency($0) } ?? base))
  }

  private static let round = Function<ScriptSession>(
    "money.round", Phrase("The amount nearest to a number; a half goes away from zero.", zh: "与数字最接近的金额；恰为一半时远离零取整。"),
    effect: .pure,
    takes: Parameter("number", Phrase("Whole units of the currency.", zh: "以货币单位计的数字。"), as: Double.self),
    currency, returns: returned(Phrase("The amount.", zh: "金额。")),
    example: """
      assert(money.round(10 / 3, "CNY") == money(3.33, "CNY"))
      assert(money.round(1.005, "CNY") == money(1.01, "CNY"))
      """
  ) { session, number, currency in
    let currency = currency?.currency ?? session.book.profile.baseCurrency
    return MoneyValue(try Money(exact: "1", currency).multiplied(by: number))
  }
}
