import ScriptModel

/// A result that is worked out when the call is at hand: functions of definitions are called in its state.
struct Deferred<Value: ScriptResult>: ScriptResult {
  private let make: (Call) throws -> Value

  init(_ make: @escaping (Call) throws -> Value) {
    self.make = make
  }

  static var scriptType: ScriptType { Value.scriptType }

  static var tables: [RecordDescription] { Value.tables }

  func push(to call: Call) throws -> Int32 { try make(call).push(to: call) }
}
