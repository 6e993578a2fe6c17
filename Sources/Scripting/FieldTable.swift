import Domain
public import ScriptModel
import Wording

/// Fields of a record as a script gives them: `{ owner = "Li Wei", annual_revenue = 2500000 }`.
public struct FieldTable: ScriptArgument {
  let values: [String: FieldValue]

  public static var scriptType: ScriptType { .table }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> FieldTable {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    var values: [String: FieldValue] = [:]
    for (name, value) in table.fields { values[name] = try FieldValue(value, field: name) }
    return FieldTable(values: values)
  }
}

extension FieldValue {
  /// A script's value on its way into a field; its entity checks it.
  init(_ value: ScriptValue, field: String) throws(Mismatch) {
    switch value {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .real(value)
    case .string(let text): self = .text(text)
    case .money(let minorUnits, let code):
      guard let currency = Currency(code) else {
        throw .value(.init("has money of '\(code)'", zh: "含有币种为 '\(code)' 的金额"))
      }
      self = .money(Money(minorUnits: minorUnits, currency))
    case .record(_, let fields):
      guard case .string(let code)? = fields["code"] else {
        throw .value(.init("has a record without a code in '\(field)'", zh: "的字段 '\(field)' 是没有编号的记录"))
      }
      self = .text(code)
    case .table, .function:
      throw .value(
        .init(
          "has \(value.written) in '\(field)', where a value belongs", zh: "的字段 '\(field)' 应为值，而不是 \(value.written)"))
    }
  }
}
