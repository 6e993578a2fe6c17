public import Domain
public import ScriptModel
import Wording

/// An exact amount as scripts pass and receive it.
struct MoneyValue: ScriptArgument, ScriptResult {
  let money: Money

  init(_ money: Money) {
    self.money = money
  }

  static var scriptType: ScriptType { .money }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> MoneyValue {
    guard let money = Money(try ScriptValue.read(call, at: index)) else {
      throw call.mismatch(at: index, expected: .money)
    }
    return MoneyValue(money)
  }

  func push(to call: Call) -> Int32 {
    call.pushMoney(minorUnits: money.minorUnits, currency: money.currency.code)
    return 1
  }

  /// Amounts as editors see them.
  static let description = RecordDescription(
    name: "money", summary: Phrase("An exact amount of one currency.", zh: "某一币种的精确金额。"),
    fields: [
      .init(
        name: "amount", summary: Phrase("The amount as a number, for formulas.", zh: "以数字表示的金额，用于公式。"), type: .number),
      .init(name: "currency", summary: Phrase("The ISO 4217 code.", zh: "ISO 4217 货币代码。"), type: .string),
      .init(
        name: "minor_units", summary: Phrase("The amount in its smallest unit (fen, cents).", zh: "以最小单位（分）表示的金额。"),
        type: .integer),
    ],
    operators: [
      "add(money): money", "sub(money): money", "mul(number): money", "div(number): money", "div(money): number",
      "unm: money",
    ], from: .patron)
}

extension Money: ScriptResult {
  public static var scriptType: ScriptType { .money }

  public func push(to call: Call) -> Int32 { MoneyValue(self).push(to: call) }
}

extension Money {
  /// The amount that a script's value is; nil for anything else.
  init?(_ value: ScriptValue) {
    guard case .money(let minorUnits, let code) = value, let currency = Currency(code) else { return nil }
    self.init(minorUnits: minorUnits, currency)
  }
}

/// A currency by its ISO 4217 code.
struct CurrencyCode: ScriptArgument {
  let currency: Currency

  static var scriptType: ScriptType { .string }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CurrencyCode {
    let code = try String.read(call, at: index)
    guard let currency = Currency(code) else {
      throw .value(
        Phrase(
          "must be an ISO 4217 code such as \"CNY\", got \"\(code)\"",
          zh: "必须是 ISO 4217 货币代码，例如 \"CNY\"，收到的是 \"\(code)\""))
    }
    return CurrencyCode(currency: currency)
  }
}

/// An amount as scripts give it: money, or a number or text that a currency gives its decimals.
enum AmountArgument: ScriptArgument {
  case money(Money)
  case integer(Int64)
  case number(Double)
  case text(String)

  static var scriptType: ScriptType { .union([.money, .number, .string]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> AmountArgument {
    guard let amount = AmountArgument(try ScriptValue.read(call, at: index)) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return amount
  }

  /// The amount that a script's value is; nil for what is none.
  init?(_ value: ScriptValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case let value:
      guard let money = Money(value) else { return nil }
      self = .money(money)
    }
  }

  /// The amount in a currency; money of another is refused.
  func money(in currency: Currency) throws(MoneyError) -> Money {
    switch self {
    case .integer(let number): return try Money(exact: String(number), currency)
    case .number(let number): return try Money(exact: number, currency)
    case .text(let text):
      // No amount is that long, and reading it would take its time.
      guard text.utf8.count <= 1000 else { throw .overflow(currency) }
      return try Money(exact: text, currency)
    case .money(let money):
      guard money.currency == currency else { throw .otherCurrency(money.description, currency) }
      return money
    }
  }
}
