import Domain
public import ScriptModel
import Wording

/// A record as scripts name it: its code, its id, or the record itself.
public struct RecordReference: ScriptArgument {
  let key: RecordKey

  public static var scriptType: ScriptType { .string }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> RecordReference {
    // Its id may be another row's by now.
    if call.isRecordDropped(at: index) {
      guard case .string(let code)? = call.recordColumn("code", at: index) else {
        throw .value(Phrase("is a record of changes that were dropped: read it again", zh: "是已放弃的改动中的记录：请重新读取"))
      }
      return RecordReference(key: .code(code))
    }
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
      switch (fields["id"], fields["code"]) {
      case (.integer(let id), _): self = .id(id)
      // One of changes that were dropped.
      case (nil, .string(let code)): self = .code(code)
      default: return nil
      }
    default: return nil
    }
  }
}
