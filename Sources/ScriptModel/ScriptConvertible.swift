public import CLuaHost
import Wording

/// A type that a parameter can have.
public protocol ScriptArgument: SendableMetatype {
  /// How the type is documented.
  static var scriptType: ScriptType { get }
  /// The argument at that index.
  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Self
}

/// A type that a function can return.
public protocol ScriptResult: SendableMetatype {
  /// How the type is documented.
  static var scriptType: ScriptType { get }
  /// The tables of declared fields that it is or holds.
  static var tables: [RecordDescription] { get }
  /// Pushes the value and says how many Lua values that made.
  func push(to call: Call) throws -> Int32
}

extension ScriptResult {
  public static var tables: [RecordDescription] { [] }
}

/// A type that scripts pass and receive.
public typealias ScriptConvertible = ScriptArgument & ScriptResult

extension Call {
  /// What was passed, as a message shows it.
  public func mismatch(at index: Int32, expected: ScriptType) -> Mismatch {
    let name = typeName(at: index)
    guard let scalar = ScriptValue.scalar(self, at: index) else { return .type(expected: expected, given: name) }
    switch scalar {
    case .null: return .type(expected: expected, given: name)
    case .money: return .type(expected: expected, given: "\(name) \(text(at: index))")
    default: return .type(expected: expected, given: "\(name) \(scalar.literal)")
    }
  }

  /// Throws what ``mismatch(at:expected:)`` makes: a throw of its own would keep a reader from being inlined.
  @usableFromInline @inline(never)
  func refuse(at index: Int32, expected: ScriptType) throws(Mismatch) {
    throw mismatch(at: index, expected: expected)
  }

  /// A float with an exact integer value. Apart, because it is rare.
  @usableFromInline @inline(never)
  func integral(at index: Int32) throws(Mismatch) -> Int64 {
    let integer = unsafe lh_read_integral(state, index)
    if !integer.is_there { throw mismatch(at: index, expected: .integer) }
    return integer.value
  }
}

extension Int64: ScriptConvertible {
  public static var scriptType: ScriptType { .integer }

  @inlinable
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Int64 {
    if unsafe lh_is_integer(call.state, index) { return unsafe lh_integer_value(call.state, index) }
    return try call.integral(at: index)
  }

  @inlinable
  public func push(to call: Call) -> Int32 {
    unsafe lh_push_integer(call.state, self)
    return 1
  }
}

extension Int: ScriptConvertible {
  public static var scriptType: ScriptType { .integer }

  @inlinable
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Int {
    Int(truncatingIfNeeded: try Int64.read(call, at: index))
  }

  @inlinable
  public func push(to call: Call) -> Int32 { Int64(self).push(to: call) }
}

extension Double: ScriptConvertible {
  public static var scriptType: ScriptType { .number }

  @inlinable
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Double {
    let number = unsafe lh_read_number(call.state, index)
    if !number.is_there { try call.refuse(at: index, expected: .number) }
    return number.value
  }

  @inlinable
  public func push(to call: Call) -> Int32 {
    unsafe lh_push_number(call.state, self)
    return 1
  }
}

extension Bool: ScriptConvertible {
  public static var scriptType: ScriptType { .boolean }

  @inlinable
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Bool {
    if unsafe lh_type(call.state, index) != LH_BOOLEAN.rawInt { try call.refuse(at: index, expected: .boolean) }
    return unsafe lh_boolean(call.state, index)
  }

  @inlinable
  public func push(to call: Call) -> Int32 {
    unsafe lh_push_boolean(call.state, self)
    return 1
  }
}

extension String: ScriptConvertible {
  public static var scriptType: ScriptType { .string }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> String {
    guard let text = call.string(at: index) else { throw call.mismatch(at: index, expected: .string) }
    return text
  }

  public func push(to call: Call) -> Int32 {
    var text = self
    text.withUTF8 { unsafe lh_push_bytes(call.state, $0.baseAddress, $0.count) }
    return 1
  }
}

extension Optional: ScriptArgument where Wrapped: ScriptArgument {
  @inlinable
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Wrapped? {
    call.isAbsent(index) ? nil : try Wrapped.read(call, at: index)
  }
}

extension Optional: ScriptResult where Wrapped: ScriptResult {
  public static var tables: [RecordDescription] { Wrapped.tables }

  @inlinable
  public func push(to call: Call) throws -> Int32 {
    guard let self else {
      unsafe lh_push_nil(call.state)
      return 1
    }
    return try self.push(to: call)
  }
}

extension Optional where Wrapped: ScriptArgument {
  public static var scriptType: ScriptType { .optional(Wrapped.scriptType) }
}

extension Optional where Wrapped: ScriptResult {
  public static var scriptType: ScriptType { .optional(Wrapped.scriptType) }
}

extension Optional where Wrapped: ScriptConvertible {
  public static var scriptType: ScriptType { .optional(Wrapped.scriptType) }
}

extension Array where Element: ScriptResult {
  public static var scriptType: ScriptType { .list(Element.scriptType) }
}

extension Array: ScriptResult where Element: ScriptResult {
  public static var tables: [RecordDescription] { Element.tables }

  public func push(to call: Call) throws -> Int32 {
    unsafe lh_new_table(call.state, Int32(clamping: count), 0)
    let table = unsafe lh_top(call.state)
    for (offset, element) in enumerated() {
      try Stopped.check(at: offset)
      _ = try element.push(to: call)
      unsafe lh_set_index(call.state, table, Int64(offset) + 1)
    }
    return 1
  }
}

extension Array: ScriptArgument where Element: ScriptArgument {
  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> [Element] {
    let state = unsafe call.state
    guard unsafe lh_type(state, index) == LH_TABLE.rawInt, unsafe lh_reserve(state, 8) else {
      throw call.mismatch(at: index, expected: .list(Element.scriptType))
    }
    let table = unsafe lh_absolute(state, index)
    var elements: [Element] = []
    var position: Int64 = 0
    while true {
      position += 1
      let type = unsafe lh_get_index(state, table, position)
      defer { unsafe lh_pop(state, 1) }
      if type == LH_NIL.rawInt { return elements }
      do throws(Mismatch) {
        // Where the run is to stop, nobody will see why the rest was left.
        if Stopped.isDue(at: Int(position)) { throw .value(Phrase("is left", zh: "未处理")) }
        TakenMemory.countElement(Element.self)
        elements.append(try Element.read(call, at: -1))
      } catch {
        throw .element(position, error)
      }
    }
  }
}

extension Array where Element: ScriptArgument {
  public static var scriptType: ScriptType { .list(Element.scriptType) }
}

extension Array where Element: ScriptConvertible {
  public static var scriptType: ScriptType { .list(Element.scriptType) }
}

/// The result of a function that is called for its effect.
public struct Nothing: ScriptResult {
  /// Nothing.
  public init() {}

  public static var scriptType: ScriptType { .nothing }

  @inlinable
  public func push(to call: Call) -> Int32 { 0 }
}
