import ScriptModel

/// A result that is worked out when the call is at hand: functions of definitions are called in its state.
struct Deferred: ScriptResult {
  private let make: (Call) throws -> ScriptValue

  init(_ make: @escaping (Call) throws -> ScriptValue) {
    self.make = make
  }

  static var scriptType: ScriptType { .table }

  func push(to call: Call) throws -> Int32 { try make(call).push(to: call) }
}
