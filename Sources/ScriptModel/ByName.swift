/// A result that scripts get as a table by names of the book's: of wallets, of ladders, of agencies.
public struct ByName<Value: ScriptResult>: ScriptResult {
  private let entries: [(name: String, value: Value)]

  /// Values by name.
  public init(_ entries: [(name: String, value: Value)]) {
    self.entries = entries
  }

  public static var scriptType: ScriptType { .dictionary(Value.scriptType) }

  public static var tables: [RecordDescription] { Value.tables }

  public func push(to call: Call) throws -> Int32 {
    let table = call.beginTable(count: entries.count)
    for (name, value) in entries {
      _ = try value.push(to: call)
      call.setField(name, of: table)
    }
    return 1
  }
}
