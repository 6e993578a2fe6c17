import Domain
import Interchange
import ScriptModel

extension ScriptValue {
  /// What a field holds.
  init(_ value: FieldValue) {
    switch value {
    case .null: self = .null
    case .boolean(let answer): self = .boolean(answer)
    case .integer(let number): self = .integer(number)
    case .real(let number): self = number.isFinite ? .number(number) : .null
    case .text(let text): self = .string(text)
    case .money(let money): self = .money(money)
    }
  }

  /// What was kept as JSON, money as money again.
  init(kept json: JSON) {
    switch json {
    case .array(let elements): self = .table(ScriptTable(list: elements.map { ScriptValue(kept: $0) }))
    case .object(let members):
      if members.count == 2, case .string(let text)? = json["amount"], case .string(let code)? = json["currency"],
        let currency = Currency(code), let money = try? Money(exact: text, currency)
      {
        self = .money(money)
      } else {
        self = .table(
          ScriptTable(fields: members.filter { $0.value != .null }.map { ($0.name, ScriptValue(kept: $0.value)) }))
      }
    default: self = ScriptValue(json)
    }
  }
}

extension CreditProfile {
  /// What changes keep of it.
  var fields: [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("customer", .string(customer)), ("name", .string(name)), ("currency", .string(currency.code)),
    ]
    if let group { fields.append(("group", .string(group))) }
    return fields + facts.filter { $0.value != .null }.map { ($0.name, ScriptValue($0.value)) }
  }
}
