import Domain
import LuaSyntax
import ScriptModel
import Wording

extension ScriptChecker {
  /// The record whose fields the query of a function names.
  func queried(by function: FunctionDescription) -> RecordDescription? {
    let takesQuery = function.parameters.contains { $0.type.alternatives.contains(.record("query")) }
    return takesQuery ? vocabulary.record(ofModule: function.module) : nil
  }

  /// Whether a call gives a hundred records at most: it has a limit, or is given one.
  func isShort(_ function: FunctionDescription, _ arguments: [Expression]) -> Bool {
    if let place = function.parameters.firstIndex(where: { $0.name == "limit" }) {
      return !arguments.indices.contains(place) || isSmall(arguments[place])
    }
    return arguments.contains { argument in
      guard case .table(let items) = written(argument).kind else { return false }
      return items.contains { $0.name?.text == "limit" && isSmall($0.value) }
    }
  }

  private func isSmall(_ value: Expression) -> Bool {
    guard case .number(.integer(let number)) = origin(of: value).kind else { return false }
    return number <= 100
  }

  /// The fields in `where` and `order` are those of the record, and what they are compared with is like them.
  mutating func checkQuery(_ query: Expression, of record: RecordDescription, in function: String) {
    guard case .table(let items) = written(query).kind else { return }
    for item in items {
      let value = written(item.value)
      switch (item.name?.text, value.kind) {
      case ("where", .table(let conditions)): checkConditions(conditions, of: record, in: function)
      case ("order", .string(let bytes)): checkOrder(bytes, at: value.range, of: record)
      case ("order", .table(let list)):
        for entry in list {
          if case .string(let bytes) = entry.value.kind { checkOrder(bytes, at: entry.value.range, of: record) }
        }
      default: break
      }
    }
  }

  private mutating func checkOrder(_ bytes: [UInt8], at range: Range<Int>, of record: RecordDescription) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = field(text.hasPrefix("-") ? String(text.dropFirst()) : text, at: range, of: record)
  }

  private mutating func checkConditions(_ items: [TableItem], of record: RecordDescription, in function: String) {
    for item in items {
      let value = written(item.value)
      guard let (name, range) = item.name else {
        if case .table(let inner) = value.kind { checkConditions(inner, of: record, in: function) }
        continue
      }
      if ["any", "all", "not"].contains(name), case .table(let inner) = value.kind {
        checkConditions(inner, of: record, in: function)
      } else if let type = field(name, at: range, of: record) {
        check(value, against: name, type, in: function)
      }
    }
  }

  /// The type of a field that a query names; nil where it is not known.
  private mutating func field(_ name: String, at range: Range<Int>, of record: RecordDescription) -> ScriptType? {
    if let field = vocabulary.fields(of: record).first(where: { $0.name == name }) { return field.type.unwrapped }
    if case .unknown(let guess) = vocabulary.judge(name, of: record) {
      note(.unknownField(name, of: record.name, suggestion: guess), at: range)
    }
    return nil
  }

  /// Judges what a field is compared with: a value, a list of values, or comparisons by their operators.
  private mutating func check(_ value: Expression, against field: String, _ type: ScriptType, in function: String) {
    guard case .table(let items) = value.kind else {
      return judge(value, comparedWith: field, type, in: function)
    }
    for item in items {
      guard let (name, range) = item.name else {
        if case .position = item.key { judge(item.value, comparedWith: field, type, in: function) }
        continue
      }
      switch (name, written(item.value).kind) {
      case ("in", .table(let list)):
        for entry in list { judge(entry.value, comparedWith: field, type, in: function) }
      case ("in", .string), ("in", .number): note(.badComparison(name, field: field), at: range)
      case ("in", _): break
      case ("like", _):
        if type == .string {
          judge(item.value, comparedWith: field, type, in: function)
        } else {
          note(.badComparison(name, field: field), at: range)
        }
      default:
        if Filter.Comparison(rawValue: name) == nil {
          note(.badComparison(name, field: field), at: range)
        } else {
          judge(item.value, comparedWith: field, type, in: function)
        }
      }
    }
  }

  private mutating func judge(
    _ value: Expression, comparedWith field: String, _ type: ScriptType, in function: String
  ) {
    let shape = shapeSeen(value)
    // A record stands for its code.
    if case .record? = shape.type { return }
    let wanted: ScriptType = type == .money ? .union([.money, .number]) : type
    judge(value, shape, for: field, .optional(wanted), of: function)
  }
}
