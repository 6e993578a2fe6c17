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
    for (name, value) in table.fields { members.append(Member(name, try JSON(value))) }
    return members
  }
}

/// JSON on its way to a script: arrays as lists, objects as tables, null as `null`.
struct JSONResult: ScriptResult {
  let json: JSON

  static var scriptType: ScriptType { .any }

  func push(to call: Call) throws -> Int32 {
    guard call.reserve(8) else { throw JSONFault.tooDeep(limit: 0, line: 1, column: 1) }
    switch json {
    case .null: call.pushNull()
    case .bool(let value): return value.push(to: call)
    case .integer(let value): return value.push(to: call)
    case .number(let value): return value.push(to: call)
    case .string(let text): return text.push(to: call)
    case .array(let elements):
      let list = call.beginList(count: elements.count)
      for (offset, element) in elements.enumerated() {
        try Stopped.check(at: offset)
        _ = try JSONResult(json: element).push(to: call)
        call.setElement(offset + 1, of: list)
      }
    case .object(let members):
      let table = call.beginTable(count: members.count)
      for (offset, member) in members.enumerated() {
        try Stopped.check(at: offset)
        _ = try JSONResult(json: member.value).push(to: call)
        call.setField(member.name, of: table)
      }
    }
    return 1
  }
}
