import Domain
public import ScriptModel

/// A record as scripts name it: its code, its id, or the record itself.
public struct RecordReference: ScriptArgument {
  let key: RecordKey

  public static var scriptType: ScriptType { .string }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> RecordReference {
    // A record has many columns, and this is called for each row of a loop.
    if case .integer(let id)? = call.recordColumn("id", at: index) { return RecordReference(key: .id(id)) }
    guard let key = RecordKey(try ScriptValue.read(call, at: index)) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return RecordReference(key: key)
  }
}

extension RecordKey {
  /// The key that a script's value is; nil for what names no record.
  init?(_ value: ScriptValue) {
    switch value {
    case .string(let code): self = .code(code)
    case .integer(let id): self = .id(id)
    case .record(_, let fields):
      guard case .integer(let id)? = fields["id"] else { return nil }
      self = .id(id)
    default: return nil
    }
  }
}
