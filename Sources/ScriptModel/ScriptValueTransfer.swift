import CLuaHost
import CRow
import Wording

extension ScriptValue: ScriptConvertible {
  public static var scriptType: ScriptType { .any }

  /// How deep tables may nest on their way out of Lua.
  public static let depthLimit = 100
  /// How many values one argument may hold; a table that holds itself has no end.
  public static let valueLimit = 1_000_000

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ScriptValue {
    var budget = valueLimit
    return try read(call, at: index, depth: 0, budget: &budget)
  }

  public func push(to call: Call) throws -> Int32 {
    try push(to: call, depth: 0)
    return 1
  }

  /// The value at that index, if it is neither table, record, function nor thread.
  static func scalar(_ call: Call, at index: Int32) -> ScriptValue? {
    let state = unsafe call.state
    switch unsafe lh_type(state, index) {
    case LH_NONE.rawInt, LH_NIL.rawInt, LH_LIGHT.rawInt: return .null
    case LH_BOOLEAN.rawInt: return unsafe .boolean(lh_boolean(state, index))
    case LH_NUMBER.rawInt:
      return unsafe lh_is_integer(state, index)
        ? .integer(lh_integer_value(state, index)) : .number(lh_read_number(state, index).value)
    case LH_STRING.rawInt: return call.string(at: index).map { .string($0) }
    case LH_USERDATA.rawInt:
      var money = lh_money()
      guard unsafe lh_read_money(state, index, &money) else { return nil }
      return .money(minorUnits: money.minor, currency: money.code)
    default: return nil
    }
  }

  private static func read(
    _ call: Call, at index: Int32, depth: Int, budget: inout Int
  ) throws(Mismatch) -> ScriptValue {
    budget -= 1
    guard budget > 0 else {
      throw .value(Phrase("holds more than \(valueLimit) values", zh: "中的值超过 \(valueLimit) 个"))
    }
    try Self.check(at: budget)
    TakenMemory.countElement(ScriptValue.self)
    if let scalar = scalar(call, at: index) {
      if case .string(let text) = scalar, text.utf8.count < TakenMemory.longText {
        TakenMemory.count(text.utf8.count + 32)
      }
      return scalar
    }
    let state = unsafe call.state
    guard depth < depthLimit, unsafe lh_reserve(state, 8) else {
      throw .value(.init("nests deeper than \(depthLimit) tables", zh: "嵌套超过 \(depthLimit) 层"))
    }
    let absolute = unsafe lh_absolute(state, index)
    switch unsafe lh_type(state, absolute) {
    case LH_TABLE.rawInt: return .table(try table(call, at: absolute, depth: depth, budget: &budget))
    case LH_FUNCTION.rawInt:
      unsafe lh_push_copy(state, absolute)
      return unsafe .function(ScriptFunction(anchor: lh_anchor(state)))
    default:
      // The layout outlives the runtime, and columns stay below its count.
      guard let layout = unsafe lh_record_layout(state, absolute) else {
        throw call.mismatch(at: absolute, expected: .any)
      }
      var fields: [(name: String, value: ScriptValue)] = []
      let isDropped = call.isRecordDropped(at: absolute)
      for column in unsafe 0..<layout.pointee.count {
        _ = unsafe lh_push_record_column(state, absolute, column)
        let value = scalar(call, at: -1) ?? .null
        unsafe lh_pop(state, 1)
        let name = unsafe String(cString: layout.pointee.columns[Int(column)].name)
        if !(isDropped && name == "id") { fields.append((name, value)) }
      }
      return unsafe .record(entity: String(cString: layout.pointee.entity), fields: ScriptTable(fields: fields))
    }
  }

  /// Where the run is to stop, nobody will see why a value was left.
  private static func check(at step: Int) throws(Mismatch) {
    do { try Stopped.check(at: step) } catch { throw .value(Phrase("is left", zh: "未处理")) }
  }

  private static func table(
    _ call: Call, at table: Int32, depth: Int, budget: inout Int
  ) throws(Mismatch) -> ScriptTable {
    let state = unsafe call.state
    var list: [ScriptValue] = []
    let length = unsafe lh_raw_length(state, table)
    if length > 0 {
      for position in 1...length {
        _ = unsafe lh_get_index(state, table, position)
        defer { unsafe lh_pop(state, 1) }
        list.append(try read(call, at: -1, depth: depth + 1, budget: &budget))
      }
    }
    // The heads of two lists.
    TakenMemory.count(64)
    var fields: [(name: String, value: ScriptValue)] = []
    unsafe lh_push_nil(state)
    while unsafe lh_next(state, table) {
      do throws(Mismatch) {
        switch scalar(call, at: -2) {
        case .string(let name)?:
          TakenMemory.count(2 * MemoryLayout<String>.stride + name.utf8.count + 32)
          fields.append((name, try read(call, at: -1, depth: depth + 1, budget: &budget)))
        case .integer(let position)? where position >= 1 && position <= length: break
        case let key:
          throw .value(
            .init(
              "has the key \(key?.literal ?? call.typeName(at: -2)): only names and a gapless list from 1 can be passed",
              zh: "含有键 \(key?.literal ?? call.typeName(at: -2))：只能传递名称字段，或从 1 开始连续的列表"))
        }
      } catch {
        unsafe lh_pop(state, 2)
        throw error
      }
      unsafe lh_pop(state, 1)
    }
    return ScriptTable(list: list, fields: fields)
  }

  private func push(to call: Call, depth: Int) throws(Mismatch) {
    let state = unsafe call.state
    guard depth <= Self.depthLimit, unsafe lh_reserve(state, 8) else {
      throw .value(.init("nests deeper than \(Self.depthLimit) tables", zh: "嵌套超过 \(Self.depthLimit) 层"))
    }
    switch self {
    case .null: unsafe lh_push_nil(state)
    case .boolean(let value): unsafe lh_push_boolean(state, value)
    case .integer(let value): unsafe lh_push_integer(state, value)
    case .number(let value): unsafe lh_push_number(state, value)
    case .string(let text): _ = text.push(to: call)
    case .money(let minorUnits, let currency): unsafe lh_push_money(state, lh_money(minor: minorUnits, code: currency))
    case .function(let function): unsafe lh_push_anchored(state, function.anchor)
    case .record(_, let table), .table(let table):
      unsafe lh_new_table(state, Int32(clamping: table.list.count), Int32(clamping: table.fields.count))
      let place = unsafe lh_top(state)
      for (offset, element) in table.list.enumerated() {
        try Self.check(at: offset)
        // In a list nil would be a gap.
        if element == .null { call.pushNull() } else { try element.push(to: call, depth: depth + 1) }
        unsafe lh_set_index(state, place, Int64(offset) + 1)
      }
      for (name, value) in table.fields {
        try value.push(to: call, depth: depth + 1)
        call.setField(name, of: place)
      }
      if let shape = table.shape { call.setShape(shape) }
    }
  }
}

extension Call {
  /// Pops the value on top into a field of the table at that index.
  public func setField(_ name: String, of table: Int32) {
    var name = name
    name.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe lh_set_field(state, table, start, bytes.count)
    }
  }
}

extension lh_money {
  /// An amount of that currency; a code that is not three letters long is cut or padded.
  init(minor: Int64, code: String) {
    self.init()
    self.minor = minor
    var bytes = code.utf8.prefix(3).map { CChar(bitPattern: $0) }
    while bytes.count < 4 { bytes.append(0) }
    currency = (bytes[0], bytes[1], bytes[2], 0)
  }

  /// The ISO 4217 code.
  var code: String {
    let (first, second, third, _) = currency
    return String(decoding: [first, second, third].map { UInt8(bitPattern: $0) }.filter { $0 != 0 }, as: UTF8.self)
  }
}
