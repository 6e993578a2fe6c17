import CLuaHost

extension Interpreter {
  /// Makes the table `out`, which holds the results of the lines of a session.
  public func installResults() {
    unsafe configure { state in
      unsafe lh_new_table(state, 0, 0)
      unsafe lh_set_global(state, "out")
    }
  }

  /// Keeps the result at an index of the stack as `_`, and in `out` under the number of its line.
  public func keepResult(at index: Int32, as number: Int) {
    unsafe configure { state in
      unsafe lh_push_copy(state, index)
      unsafe lh_set_global(state, "_")
      guard unsafe lh_get_global(state, "out") == LH_TABLE, unsafe lh_seal_name(state, -1) == nil else { return }
      unsafe lh_push_copy(state, index)
      unsafe lh_set_index(state, -2, Int64(number))
    }
  }
}
