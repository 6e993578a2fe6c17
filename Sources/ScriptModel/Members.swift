import CLuaHost

extension Call {
  /// The names that a value has. Nothing is run: a table's own fields and those that are declared of it, what a module
  /// holds, a record's columns.
  public func members(at index: Int32) -> [String] {
    guard unsafe lh_reserve(state, 8) else { return [] }
    let base = unsafe lh_top(state)
    defer { unsafe lh_pop(state, lh_top(state) - base) }
    let value = unsafe lh_absolute(state, index)
    var names: Set<String> = []
    if unsafe lh_type(state, value) == LH_TABLE.rawInt {
      names.formUnion(shape(at: value)?.names ?? [])
      let table = unsafe lh_push_behind(state, value) ? lh_top(state) : value
      unsafe lh_push_nil(state)
      while unsafe lh_next(state, table) {
        unsafe lh_pop(state, 1)
        // The key is on the stack until the next turn, and its bytes with it.
        unsafe withBytes(at: -1) { _ = unsafe names.insert(String(decoding: $0, as: UTF8.self)) }
      }
    } else if let layout = unsafe lh_record_layout(state, value) {
      // The layout outlives the runtime, and columns stay below its count.
      for column in unsafe 0..<layout.pointee.count {
        unsafe names.insert(String(cString: layout.pointee.columns[Int(column)].name))
      }
    }
    return names.sorted()
  }
}
