import CLuaHost
import ScriptModel

extension Interpreter {
  /// The names that a value has, which a path of names leads to from the globals; those of the globals for an empty path.
  /// Nothing is run: a table's own fields and those that are declared of it, a record's columns.
  public func members(of path: [String]) -> [String] {
    unsafe configure { state in unsafe push(path, on: state) ? Call(state: state).members(at: -1) : [] }
  }

  /// What messages call the table that a path of names leads to, by its declaration, or the entity of a record; nil for a
  /// table that has none, and for anything else.
  public func title(of path: [String]) -> String? {
    unsafe configure { state in
      guard unsafe push(path, on: state) else { return nil }
      // The layout outlives the runtime.
      if let layout = unsafe lh_record_layout(state, lh_top(state)) {
        return unsafe String(cString: layout.pointee.entity)
      }
      return unsafe Call(state: state).shape(at: -1)?.title
    }
  }

  /// Pushes the globals and what a path leads to from there; false where it leads to nothing.
  private func push(_ path: [String], on state: OpaquePointer) -> Bool {
    unsafe lh_push_globals(state)
    for name in path {
      guard unsafe pushMember(name, of: state) else { return false }
    }
    return true
  }

  /// Pushes a member of the value on top; false where it has none of that name.
  private func pushMember(_ name: String, of state: OpaquePointer) -> Bool {
    guard unsafe lh_reserve(state, 4) else { return false }
    let place = unsafe lh_top(state)
    if unsafe lh_type(state, place) == LH_TABLE {
      var name = name
      name.withUTF8 { bytes in
        guard let start = bytes.baseAddress else { return unsafe lh_push_nil(state) }
        _ = unsafe lh_get_field(state, place, start, bytes.count)
      }
      return unsafe lh_type(state, -1) != LH_NIL
    }
    let column = unsafe lh_record_place(state, place, name)
    guard column >= 0 else { return false }
    _ = unsafe lh_push_record_column(state, place, column)
    return true
  }
}
