import Domain
public import ScriptModel

/// One record, read from the row that a stream stands on.
public struct RecordResult: ScriptResult {
  let rows: any RowStream

  public static var scriptType: ScriptType { .record("record") }

  public func push(to call: Call) -> Int32 {
    unsafe call.pushRecord(rows.shape.layout, rows.reader)
    rows.close()
    return 1
  }
}

/// All records of a stream, as a list.
public struct RecordList: ScriptResult {
  let rows: any RowStream

  public static var scriptType: ScriptType { .list(.record("record")) }

  public func push(to call: Call) throws -> Int32 {
    defer { rows.close() }
    let list = call.beginList(count: 0)
    var count = 0
    while try rows.next() {
      try Stopped.check(at: count)
      unsafe call.pushRecord(rows.shape.layout, rows.reader)
      count += 1
      call.setElement(count, of: list)
    }
    return 1
  }
}

/// The records of a stream, one for each turn of a loop. Leaving the loop early closes it.
public struct RecordIteration: ScriptResult {
  let rows: any RowStream
  let function: FunctionDescription

  public static var scriptType: ScriptType { .iterator(.record("record")) }

  public func push(to call: Call) -> Int32 {
    call.pushIterator(
      HostBody(description: function) { [turn = Turn(rows)] call in
        guard try turn.rows.next() else {
          call.pushNil()
          return 1
        }
        unsafe call.pushRecord(turn.rows.shape.layout, turn.rows.reader)
        return 1
      })
  }

  /// Closes the stream when the loop lets go of it.
  private final class Turn {
    let rows: any RowStream

    init(_ rows: any RowStream) {
      self.rows = rows
    }

    deinit { rows.close() }
  }
}
