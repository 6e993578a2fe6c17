import Domain
import Interchange
import ScriptModel
import Wording

/// What a script gives to be written as JSON.
struct JSONArgument: ScriptArgument {
  let json: JSON

  static var scriptType: ScriptType { .any }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> JSONArgument {
    JSONArgument(json: try JSON(try ScriptValue.read(call, at: index)))
  }
}

extension JSON {
  /// A script's value: lists as arrays, other tables and records as objects with sorted names, money as an object.
  init(_ value: ScriptValue) throws(Mismatch) {
    TakenMemory.count(2 * MemoryLayout<JSON>.stride)
    switch value {
    case .null: self = .null
    case .boolean(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value):
      guard value.isFinite else { throw .value(JSONFault.notFinite(value).message) }
      self = .number(value)
    case .string(let text): self = .string(text)
    case .money:
      guard let money = Money(value) else { throw .value(Phrase("has money of no currency", zh: "含有无币种的金额")) }
      self = .object([.init("amount", .string(money.decimalText)), .init("currency", .string(money.currency.code))])
    case .record(_, let table): self = .object(try Self.members(table))
    case .table(let table):
      if table.list.isEmpty {
        self = .object(try Self.members(table))
      } else {
        guard table.fields.isEmpty else {
          throw .value(
            Phrase(
              "has a table that is both a list and has the field '\(table.fields[0].name)', which JSON cannot hold",
              zh: "含有既是列表又带字段 '\(table.fields[0].name)' 的表，JSON 无法表示"))
        }
        var elements: [JSON] = []
        elements.reserveCapacity(table.list.count)
        for (offset, element) in table.list.enumerated() {
          if offset & 1023 == 1023, Stopped.isDue { throw .value(JSONFault.stopped.message) }
          elements.append(try JSON(element))
        }
        self = .array(elements)
      }
    case .function: throw .value(Phrase("has a function, which JSON cannot hold", zh: "含有函数，JSON 无法表示"))
    }
  }

  private static func members(_ table: ScriptTable) throws(Mismatch) -> [Member] {
    var members: [Member] = []
    TakenMemory.count(2 * table.fields.count * MemoryLayout<Member>.stride)
    for (name, value) in table.fields { members.append(Member(name, try JSON(value))) }
    return members
  }
}

/// A text on its way to a script as the value that it holds: arrays as lists, objects as tables, null as `null`. The value
/// is made in Lua as the text is read.
struct JSONText: ScriptResult {
  let text: String

  static var scriptType: ScriptType { .any }

  func push(to call: Call) throws -> Int32 {
    guard call.reserve(8) else { throw JSONFault.stopped }
    try JSON.read(text.utf8.span, into: Pushing(call: call)) { Stopped.isDue }
    return 1
  }

  /// Leaves each value on the stack until it is put where it belongs.
  private struct Pushing: JSONBuilder {
    typealias Value = Void
    typealias List = (table: Int32, count: Int)
    typealias Object = Int32

    let call: Call

    func scalar(_ value: JSON) {
      switch value {
      case .bool(let value): _ = value.push(to: call)
      case .integer(let value): _ = value.push(to: call)
      case .number(let value): _ = value.push(to: call)
      case .string(let text): _ = text.push(to: call)
      case .null, .array, .object: call.pushNull()
      }
    }

    func beginArray() throws(JSONFault) -> List {
      try reserve()
      return (call.beginList(count: 0), 0)
    }

    func append(_ element: Void, to list: inout List) {
      list.count += 1
      call.setElement(list.count, of: list.table)
    }

    func end(_ list: List) {}

    func beginObject() throws(JSONFault) -> Int32 {
      try reserve()
      return call.beginTable(count: 0)
    }

    func has(_ name: String, _ object: Int32) -> Bool { call.hasField(name, of: object) }

    func set(_ name: String, to value: Void, in object: inout Int32) { call.setField(name, of: object) }

    func end(_ object: Int32) {}

    private func reserve() throws(JSONFault) {
      // Lua's stack has room for many times the depth that is read.
      guard call.reserve(8) else { throw .stopped }
    }
  }
}
