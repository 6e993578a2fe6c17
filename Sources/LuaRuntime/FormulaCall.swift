import CLuaHost
public import CRow
public import ScriptModel

extension Interpreter {
  /// Calls a function with two records that read a row in place. Kept after the call, they raise.
  ///
  /// - Parameters:
  ///   - function: The function, anchored in this state.
  ///   - reader: The row, which must not move before the call returns.
  ///   - first: The layout of the first argument; it outlives the state.
  ///   - second: The layout of the second argument; it outlives the state.
  ///   - read: Reads the one result, at the index that it is given.
  public func call(
    _ function: ScriptFunction, lending reader: row_reader, as first: UnsafePointer<row_layout>,
    _ second: UnsafePointer<row_layout>, read: (Call, Int32) throws -> Void
  ) rethrows -> ScriptOutcome {
    var reader = unsafe reader
    return try unsafe withUnsafePointer(to: &reader) { row in
      unsafe lh_lend(runtime, row)
      defer { unsafe lh_end_loan(runtime) }
      return try call(
        function, results: 1,
        arguments: { call in
          unsafe call.pushBorrowed(first)
          unsafe call.pushBorrowed(second)
          return 2
        }, read: read)
    }
  }
}
