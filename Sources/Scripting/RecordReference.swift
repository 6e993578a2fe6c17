import Domain
public import ScriptModel

/// A record as scripts name it: its code, its id, or the record itself.
public struct RecordReference: ScriptArgument {
  let key: RecordKey

  public static var scriptType: ScriptType { .string }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> RecordReference {
    switch try ScriptValue.read(call, at: index) {
    case .string(let code): return RecordReference(key: .code(code))
    case .integer(let id): return RecordReference(key: .id(id))
    case .record(_, let fields):
      if case .integer(let id)? = fields["id"] { return RecordReference(key: .id(id)) }
      throw call.mismatch(at: index, expected: scriptType)
    default: throw call.mismatch(at: index, expected: scriptType)
    }
  }
}
