import CLuaHost

extension Call {
  /// Whether the argument is a record of changes that were dropped: its id may be another row's by now.
  public func isRecordDropped(at index: Int32) -> Bool {
    unsafe lh_is_dropped(state, index)
  }

  /// The value of one column of a record, without the others; nil where the argument is no record, or has no such
  /// column.
  public func recordColumn(_ name: String, at index: Int32) -> ScriptValue? {
    let state = unsafe self.state
    guard unsafe lh_type(state, index) == LH_USERDATA.rawInt, unsafe lh_reserve(state, 8) else { return nil }
    let absolute = unsafe lh_absolute(state, index)
    let place = unsafe lh_record_place(state, absolute, name)
    guard place >= 0 else { return nil }
    _ = unsafe lh_push_record_column(state, absolute, place)
    defer { unsafe lh_pop(state, 1) }
    return ScriptValue.scalar(self, at: -1)
  }
}
