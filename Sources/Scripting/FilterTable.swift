import Domain
import ScriptModel
import Wording

/// Turns a script's `where` table into a filter, checking every name and value.
struct FilterTable {
  private let entity: Entity
  private let base: Currency

  init(_ entity: Entity, base: Currency) {
    self.entity = entity
    self.base = base
  }

  func filter(_ table: ScriptTable) throws -> Filter {
    if let first = table.list.first { throw FilterError.unnamed(first.written) }
    return .all(try table.fields.map(condition))
  }

  private func condition(_ name: String, _ value: ScriptValue) throws -> Filter {
    switch (name, value) {
    case ("any", .table(let table)): return .any(try parts(table))
    case ("all", .table(let table)): return .all(try parts(table))
    case ("not", .table(let table)): return .not(try filter(table))
    case ("id", .integer(let id)): return .id(.equal, id)
    default: break
    }
    guard let field = entity.field(name) else { throw BookError.unknownField(name, entity: entity) }
    guard case .table(let table) = value else { return try compare(field, .equal, value) }
    guard table.list.isEmpty else { return try oneOf(field, table.list) }
    return .all(try table.fields.map { try comparison(field, $0.name, $0.value) })
  }

  /// A list of conditions, or one table whose fields are the conditions.
  private func parts(_ table: ScriptTable) throws -> [Filter] {
    let listed = try table.list.map { part in
      guard case .table(let table) = part else { throw FilterError.unnamed(part.written) }
      return try filter(table)
    }
    return listed + (try table.fields.map(condition))
  }

  private func comparison(_ field: Field, _ name: String, _ value: ScriptValue) throws -> Filter {
    if let comparison = Filter.Comparison(rawValue: name) { return try compare(field, comparison, value) }
    switch (name, value) {
    case ("in", .table(let table)) where table.fields.isEmpty: return try oneOf(field, table.list)
    case ("like", .string(let pattern)):
      if case .text = field.kind { return .like(field, pattern) }
      throw FilterError.notText(field: field.name)
    default: throw FilterError.comparison(name, field: field.name)
    }
  }

  private func oneOf(_ field: Field, _ values: [ScriptValue]) throws -> Filter {
    .oneOf(field, try values.map { try checked(field, $0) })
  }

  private func compare(_ field: Field, _ comparison: Filter.Comparison, _ value: ScriptValue) throws -> Filter {
    let value = try checked(field, value)
    if value == .null {
      switch comparison {
      case .equal: return .isNull(field)
      case .unequal: return .not(.isNull(field))
      default: throw FilterError.comparison(comparison.rawValue + " null", field: field.name)
      }
    }
    return .compare(field, comparison, value)
  }

  private func checked(_ field: Field, _ value: ScriptValue) throws -> FieldValue {
    let value = try fieldValue(value, of: field)
    if case .money = field.kind {
      switch value {
      case .integer, .real, .money, .null: return value
      default: throw BookError.field(.type(field: field, given: value))
      }
    }
    do throws(FieldError) {
      return try field.checked(value, in: base)
    } catch {
      throw BookError.field(error)
    }
  }

  private func fieldValue(_ value: ScriptValue, of field: Field) throws -> FieldValue {
    do throws(Mismatch) {
      return try FieldValue(value, field: field.name)
    } catch .value(let reason) {
      throw FilterError.value(reason)
    }
  }
}

/// Why a `where` table is no condition.
enum FilterError: Refusal, Hashable {
  case unnamed(String)
  case comparison(String, field: String)
  case notText(field: String)
  /// What is compared with is no value of a field; why, as the rest of a sentence.
  case value(Phrase)

  var code: String { "bad-filter" }

  var message: Phrase {
    switch self {
    case .unnamed(let literal):
      Phrase(
        "where takes fields by name, { tier = \"gold\" }, got \(literal) without a name",
        zh: "where 需要带字段名的条件，例如 { tier = \"gold\" }，收到没有名称的 \(literal)")
    case .comparison(let name, let field):
      Phrase(
        "'\(name)' does not compare '\(field)': use = ~= < <= > >=, \"in\" with a list, or like with a text",
        zh: "'\(name)' 不能用于比较 '\(field)'：可用 = ~= < <= > >=、\"in\" 加列表，或 like 加文本")
    case .notText(let field):
      Phrase("like compares texts, and '\(field)' is none", zh: "like 只能比较文本，而 '\(field)' 不是文本")
    case .value(let reason): Phrase("where ", zh: "where ") + reason
    }
  }
}
