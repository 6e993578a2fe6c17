/// A Lua value taken out of its state: what a script wrote in an argument table, or what it returned.
public enum ScriptValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  /// An exact amount: minor units and ISO 4217 code.
  case money(minorUnits: Int64, currency: String)
  case table(ScriptTable)
  /// A read-only record: the entity's name and its columns.
  case record(entity: String, fields: ScriptTable)
  /// A function, anchored in its state; it can be called while that state lives.
  case function(ScriptFunction)

  /// The number; nil for anything else.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The whole number, also one that Lua has as a float; nil for anything else.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// A plain value as a message shows it in any language: strings in quotes, long ones cut; of others what they are.
  public var literal: String {
    switch self {
    case .null: return "nil"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value):
      return value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) + ".0" : "\(value)"
    case .string(let text): return "\"\(text.count > 40 ? text.prefix(40) + "…" : text[...])\""
    case .money(let minorUnits, let currency): return "money of \(minorUnits) minor units of \(currency)"
    case .table: return "table"
    case .record(let entity, _): return entity
    case .function: return "function"
    }
  }
}

/// A Lua table taken out of its state. Named fields are in byte order of their names.
public struct ScriptTable: Sendable, Hashable {
  /// The values at 1, 2, 3 … up to the first gap.
  public var list: [ScriptValue]
  /// The values under string keys, sorted by key.
  public var fields: [(name: String, value: ScriptValue)]
  /// What it may be asked for; nil where any other name gives nil. Two tables with the same values are equal without it.
  public let shape: TableShape?

  /// A table of a list and named fields.
  public init(
    list: [ScriptValue] = [], fields: [(name: String, value: ScriptValue)] = [], shape: TableShape? = nil
  ) {
    self.list = list
    self.shape = shape
    self.fields = fields.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The field of that name, or nil where there is none.
  public subscript(name: String) -> ScriptValue? {
    fields.first { $0.name == name }?.value
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { list.isEmpty && fields.isEmpty }

  public static func == (first: ScriptTable, second: ScriptTable) -> Bool {
    first.list == second.list
      && first.fields.elementsEqual(second.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(list)
    for field in fields {
      hasher.combine(field.name)
      hasher.combine(field.value)
    }
  }
}

/// A Lua function that Swift keeps for the length of a run.
public struct ScriptFunction: Sendable, Hashable {
  /// The number under which the state anchors the function.
  public let anchor: Int32

  /// A function anchored under that number.
  public init(anchor: Int32) {
    self.anchor = anchor
  }
}
