public import Wording

/// Why an amount of money cannot be read or computed.
public enum MoneyError: Refusal, Hashable {
  /// Two amounts of different currencies were added, subtracted or compared.
  case currenciesDiffer(Money, Money)
  /// The amount does not fit 64 bits of minor units.
  case overflow(Currency)
  /// The value is no amount at all.
  case notAnAmount(String, Currency)
  /// The value has more decimals than its currency.
  case tooManyDecimals(String, Currency)
  /// The amount is written with another currency than the one expected.
  case otherCurrency(String, Currency)
  /// The amount reads differently in different countries: `12.500`.
  case ambiguous(String, Currency)
  /// The value is no factor or rate to multiply an amount by.
  case notAFactor(String)
  /// The value is 0 or no number, and cannot divide an amount.
  case notADivisor(String)
  /// The weights are negative, all 0, or missing.
  case notWeights([Int])

  /// A stable name for the kind of error.
  public var code: String {
    switch self {
    case .currenciesDiffer: "currencies-differ"
    case .overflow: "amount-too-large"
    case .notAnAmount: "not-an-amount"
    case .tooManyDecimals: "too-many-decimals"
    case .otherCurrency: "other-currency"
    case .ambiguous: "ambiguous-amount"
    case .notAFactor: "not-a-factor"
    case .notADivisor: "not-a-divisor"
    case .notWeights: "not-weights"
    }
  }

  /// What was wrong and the way out.
  public var message: Phrase {
    switch self {
    case .currenciesDiffer(let first, let second):
      Phrase(
        "\(first) and \(second) are of different currencies: convert one of them first",
        zh: "\(first) 与 \(second) 币种不同：请先换算其中一个")
    case .overflow(let currency):
      Phrase(
        "the amount is too large: the largest is \(Money(minorUnits: .max, currency).groupedDescription)",
        zh: "金额过大：最大为 \(Money(minorUnits: .max, currency).groupedDescription)")
    case .notAnAmount(let text, let currency):
      Phrase(
        "“\(text)” is not an amount of \(currency): write it as \(Self.example(currency))",
        zh: "“\(text)”不是 \(currency) 金额：请写成 \(Self.example(currency))")
    case .tooManyDecimals(let text, let currency):
      Phrase(
        "\(text) has more decimals than \(currency), which has \(currency.decimals): round it first",
        zh: "\(text) 的小数位多于 \(currency) 的 \(currency.decimals) 位：请先取整")
    case .otherCurrency(let text, let currency):
      Phrase(
        "“\(text)” is not written in \(currency): give the amount in \(currency), or its own currency",
        zh: "“\(text)”不是以 \(currency) 书写的：请给出 \(currency) 金额，或指明其币种")
    case .ambiguous(let text, let currency):
      Phrase(
        "“\(text)” may mean thousands or decimals: write it as \(Self.example(currency))",
        zh: "“\(text)”中的符号可能是千位分隔，也可能是小数点：请写成 \(Self.example(currency))")
    case .notAFactor(let text):
      Phrase(
        "an amount cannot be multiplied by \(text): give a finite number (a rate must be above 0)",
        zh: "金额不能乘以 \(text)：请给出有限的数（汇率须大于 0）")
    case .notADivisor(let text):
      Phrase(
        "an amount cannot be divided by \(text): give a finite number other than 0", zh: "金额不能除以 \(text)：请给出不为 0 的有限的数")
    case .notWeights(let weights):
      Phrase(
        "\(weights) cannot divide an amount: weights are 0 or above, and at least one is above 0",
        zh: "不能按 \(weights) 分摊金额：权重须不小于 0，且至少有一个大于 0")
    }
  }

  private static func example(_ currency: Currency) -> String {
    Money(minorUnits: currency.decimals == 0 ? 1234 : currency.decimals == 3 ? 1_234_500 : 123_450, currency)
      .decimalText
  }
}
