public import Wording

/// The type of a parameter or a result, as scripts and their authors see it.
public indirect enum ScriptType: Sendable, Hashable {
  case any
  case boolean
  case integer
  case number
  case string
  /// Local ISO text, `2026-11-21`.
  case date
  /// An exact amount with its currency.
  case money
  /// One of the named texts.
  case choice([String])
  /// A table or record with named fields, described once in the catalog.
  case record(String)
  /// A table whose fields are the caller's.
  case table
  /// A table by names that are the caller's, all of whose values are of one type.
  case dictionary(ScriptType)
  /// Any of several types.
  case union([ScriptType])
  case list(ScriptType)
  case optional(ScriptType)
  case function(takes: [String], returns: [ScriptType])
  /// What a `for … in` loop takes.
  case iterator(ScriptType)
  case nothing

  /// The type as a language server's annotation writes it.
  public var annotation: String {
    switch self {
    case .any: "any"
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .date: "string"
    case .money: "money"
    case .choice(let names): names.map { "\"\($0)\"" }.joined(separator: "|")
    case .record(let name): name
    case .table: "table"
    case .dictionary(let value): "table<string, \(value.annotation)>"
    case .union(let types): types.map { $0.isFunction ? "(\($0.annotation))" : $0.annotation }.joined(separator: "|")
    case .list(let element): element.isUnion ? "(\(element.annotation))[]" : "\(element.annotation)[]"
    case .optional(let wrapped): wrapped.isUnion ? "(\(wrapped.annotation))?" : "\(wrapped.annotation)?"
    case .function(let parameters, let results):
      "fun(\(parameters.joined(separator: ", ")))" + (results.isEmpty ? "" : ": ")
        + results.map(\.annotation).joined(separator: ", ")
    case .iterator(let element): "fun(): \(element.annotation)"
    case .nothing: "nil"
    }
  }

  /// The type in words, as an error message names what it wants.
  public var expectation: Phrase {
    switch self {
    case .any: Phrase("any value", zh: "任意值")
    case .boolean: Phrase("true or false", zh: "true 或 false")
    case .integer: Phrase("an integer", zh: "整数")
    case .number: Phrase("a number", zh: "数字")
    case .string: Phrase("a string", zh: "字符串")
    case .date: Phrase("a date such as \"2026-11-21\"", zh: "日期，例如 \"2026-11-21\"")
    case .money: Phrase("an amount, as money(12.50, \"CNY\")", zh: "金额，例如 money(12.50, \"CNY\")")
    case .choice(let names) where names.count == 1: Phrase(verbatim: "\"\(names[0])\"")
    case .choice(let names):
      Phrase("one of ", zh: "以下之一：") + Phrase(verbatim: names.map { "\"\($0)\"" }.joined(separator: ", "))
    case .record(let name): Phrase("a \(name) table", zh: "\(name) 表")
    case .table, .dictionary: Phrase("a table", zh: "表")
    case .union(let types):
      types.dropFirst().reduce(types.first?.expectation ?? Phrase(verbatim: "")) {
        $0.beside(Phrase(" or ", zh: "或")).beside($1.expectation)
      }
    case .list(let element): Phrase("a list of: ", zh: "列表，其元素为：") + element.expectation
    case .optional(let wrapped): wrapped.expectation + Phrase(", or nil", zh: "，或 nil")
    case .function: Phrase("a function", zh: "函数")
    case .iterator: Phrase("an iterator", zh: "迭代器")
    case .nothing: Phrase("nil", zh: "nil")
    }
  }

  /// Whether the value may be left out.
  public var isOptional: Bool {
    if case .optional = self { true } else { false }
  }

  /// The type of a value that is not left out.
  public var unwrapped: ScriptType {
    if case .optional(let wrapped) = self { wrapped } else { self }
  }

  /// The names of the described tables in it.
  public var names: [String] {
    switch self {
    case .record(let name): [name]
    case .money: ["money"]
    case .union(let types): types.flatMap(\.names)
    case .list(let type), .optional(let type), .iterator(let type), .dictionary(let type): type.names
    case .function(let parameters, let results):
      parameters.compactMap { Self.typeName(ofParameter: $0) } + results.flatMap(\.names)
    default: []
    }
  }

  /// The name behind the colon of a parameter such as `c: customer`.
  public static func typeName(ofParameter parameter: String) -> String? {
    parameter.firstIndex(of: ":").map { String(parameter[parameter.index(after: $0)...].drop { $0 == " " }) }
  }

  private var isUnion: Bool {
    switch self {
    case .choice(let names): names.count > 1
    case .union(let types): types.count > 1
    default: isFunction
    }
  }

  private var isFunction: Bool {
    switch self {
    case .function, .iterator: true
    default: false
    }
  }
}
