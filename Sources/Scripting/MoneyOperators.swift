import Domain
public import ScriptModel
import Wording

/// What operators, `tostring` and field access do to money values, by the name of the metamethod. Equality is the
/// host's own. There is no `__concat`: Lua 5.4.4 loses its stack when one is called in a moment at which the stack grows.
public enum MoneyOperators {
  /// Each metamethod, named as Lua names it.
  public static let all: [Function<ScriptSession>] = [
    operation("__add", "+") { left, right in
      guard let left = Money(left), let right = Money(right) else { return nil }
      return .money(try left.adding(right))
    },
    operation("__sub", "-") { left, right in
      guard let left = Money(left), let right = Money(right) else { return nil }
      return .money(try left.subtracting(right))
    },
    operation("__mul", "*") { left, right in
      switch (Money(left), Money(right)) {
      case (let money?, nil): try money.multiplied(by: right)
      case (nil, let money?): try money.multiplied(by: left)
      default: nil
      }
    },
    operation("__div", "/") { left, right in
      guard let left = Money(left) else { return nil }
      if let right = Money(right) { return .number(try left.ratio(to: right)) }
      return try right.factor.map { .money(try left.divided(by: $0)) }
    },
    operation("__unm", "-") { value, _ in try Money(value).map { .money(try $0.negated()) } },
    operation("__lt", "<") { left, right in
      guard let left = Money(left), let right = Money(right) else { return nil }
      return .boolean(try left.isLess(than: right))
    },
    operation("__le", "<=") { left, right in
      guard let left = Money(left), let right = Money(right) else { return nil }
      return .boolean(try !right.isLess(than: left))
    },
    operation("__tostring", "tostring") { value, _ in Money(value).map { .string($0.description) } },
    operation("__index", ".") { value, name in
      guard let money = Money(value) else { return nil }
      switch name {
      case .string("amount"): return .number(money.amount)
      case .string("currency"): return .string(money.currency.code)
      case .string("minor_units"): return .integer(money.minorUnits)
      default: throw MoneyOperatorError.field(name.written)
      }
    },
  ]

  /// Declares one; the closure gives nil for operands that do not go together.
  private static func operation(
    _ name: String, _ symbol: String,
    _ result: @escaping @Sendable (ScriptValue, ScriptValue) throws -> ScriptValue?
  ) -> Function<ScriptSession> {
    Function(
      name, Phrase(verbatim: symbol), effect: .pure,
      takes: Parameter("left", Phrase(verbatim: ""), as: ScriptValue.self),
      Parameter("right", Phrase(verbatim: ""), as: ScriptValue.self),
      returns: Returned("result", Phrase(verbatim: ""), as: ScriptValue.self), example: ""
    ) { _, left, right in
      guard let value = try result(left, right) else {
        throw MoneyOperatorError.operands(symbol, left.operand, right.operand)
      }
      return value
    }
  }
}

extension ScriptValue {
  static func money(_ money: Money) -> ScriptValue {
    .money(minorUnits: money.minorUnits, currency: money.currency.code)
  }

  /// The value as a number to multiply or divide by; nil for anything but a number.
  fileprivate var factor: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The value as a message names an operand.
  fileprivate var operand: String { Money(self)?.description ?? literal }
}

extension Money {
  fileprivate func multiplied(by factor: ScriptValue) throws -> ScriptValue? {
    if case .integer(let number) = factor { return .money(try multiplied(by: Int(number))) }
    return try factor.factor.map { .money(try multiplied(by: $0)) }
  }

  /// How many times another amount of the same currency this one is.
  fileprivate func ratio(to other: Money) throws -> Double {
    _ = try isLess(than: other)
    guard !other.isZero else { throw MoneyError.notADivisor(other.description) }
    return Double(minorUnits) / Double(other.minorUnits)
  }
}

/// An operation that money does not have.
enum MoneyOperatorError: Refusal, Hashable {
  case operands(String, String, String)
  case field(String)

  var code: String {
    switch self {
    case .operands: "bad-operands"
    case .field: "unknown-field"
    }
  }

  var message: Phrase {
    switch self {
    case .operands(let symbol, let left, let right):
      Phrase(
        "'\(symbol)' does not join \(left) and \(right): add and compare money with money, multiply and divide it by a number",
        zh: "'\(symbol)' 不能用于 \(left) 与 \(right)：金额只能与金额相加或比较，与数字相乘除")
    case .field(let name):
      Phrase(
        "money has the fields amount, currency and minor_units; no \(name)",
        zh: "金额只有 amount、currency 与 minor_units 字段，没有 \(name)")
    }
  }
}
