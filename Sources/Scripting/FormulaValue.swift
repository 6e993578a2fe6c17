public import Analytics
public import ScriptModel
public import Wording

/// Reads what a formula returned, call after call.
public struct FormulaReader {
  /// The parts of the result before: most formulas return the same parts for everybody.
  private var last: [ScorePart] = []
  private var names: [[UInt8]] = []
  /// Where each field of the table stood among the names: a formula writes them in the same order for everybody.
  private var places: [Int] = []

  /// A reader that has read nothing yet.
  public init() {}

  /// The result at that index.
  public mutating func read(_ call: Call, at index: Int32) throws -> FormulaResult {
    if let parts = alike(call, at: index) { return .parts(parts) }
    let result = try FormulaValue.read(call, at: index)
    if case .parts(let parts) = result, parts.count <= 64, parts.allSatisfy({ $0.cap == nil }) {
      last = parts
      names = parts.map { Array($0.name.utf8) }
      places = Array(parts.indices)
    }
    return result
  }

  /// The parts where they have the names of those before, and finite values; nil where they do not.
  private mutating func alike(_ call: Call, at index: Int32) -> [ScorePart]? {
    if last.isEmpty { return nil }
    var parts: [ScorePart]?
    call.readNumbers(at: index, most: last.count) { parts = take($0) }
    return parts
  }

  private mutating func take(_ fields: NamedNumbers) -> [ScorePart]? {
    // With as many fields as names and each name found, each is there once.
    guard fields.count == last.count else { return nil }
    for turn in 0..<fields.count {
      guard fields.value(turn).isFinite else { return nil }
      if !fields.isNamed(names[places[turn]], at: turn) {
        guard let place = names.firstIndex(where: { fields.isNamed($0, at: turn) }) else { return nil }
        places[turn] = place
      }
      last[places[turn]].value = fields.value(turn)
    }
    return last
  }
}

/// What a formula returned, on its way to a score.
public enum FormulaValue {
  /// A formula returned something that is no score.
  public struct Fault: Error, Hashable {
    /// The part that is wrong; nil for the whole.
    public let part: String?
    /// What it is, as a message shows it.
    public let literal: String

    /// The sentence after the customer's name.
    public var message: Phrase {
      let place =
        part.map { Phrase("part '\($0)' is ", zh: "中 '\($0)' 部分是") } ?? Phrase("the formula returned ", zh: "公式返回了")
      return place
        + Phrase(
          "\(literal), where a number belongs: return a number, a table of named numbers, or insufficient(\"why\")",
          zh: " \(literal)，应为数字：请返回数字、由名称对应数字的表，或 insufficient(\"原因\")")
    }
  }

  /// The result at that index.
  public static func read(_ call: Call, at index: Int32) throws -> FormulaResult {
    if let number = try? Double.read(call, at: index) {
      guard number.isFinite else { throw Fault(part: nil, literal: "\(number)") }
      return .number(number)
    }
    let value = try ScriptValue.read(call, at: index)
    guard case .table(let table) = value, table.list.isEmpty else { throw Fault(part: nil, literal: value.written) }
    // A part that is nil is not there.
    guard !table.fields.isEmpty else { throw Fault(part: nil, literal: "{}") }
    if table.fields.count == 1, case .string(let reason)? = table["insufficient"] { return .insufficient(reason) }
    return .parts(try parts(table, in: nil))
  }

  private static func parts(_ table: ScriptTable, in group: String?) throws(Fault) -> [ScorePart] {
    var parts: [ScorePart] = []
    for (name, value) in table.fields {
      let path = group.map { "\($0).\(name)" } ?? name
      if case .table(let inner) = value, group == nil, let cap = inner["cap"]?.double, cap.isFinite,
        case .table(let members)? = inner["parts"]
      {
        parts.append(ScorePart(name, cap: cap, try self.parts(members, in: name)))
        continue
      }
      guard let number = value.double, number.isFinite else { throw Fault(part: path, literal: value.written) }
      parts.append(ScorePart(name, number))
    }
    return parts
  }
}
