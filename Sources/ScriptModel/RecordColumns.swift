import CLuaHost
import CRow
import Glibc

extension Call {
  /// The value of one column of a record, without the others; nil where the argument is no record, or has no such
  /// column.
  public func recordColumn(_ name: String, at index: Int32) -> ScriptValue? {
    let state = unsafe self.state
    guard unsafe lh_type(state, index) == LH_USERDATA.rawInt, unsafe lh_reserve(state, 8),
      let layout = unsafe lh_record_layout(state, index)
    else { return nil }
    let absolute = unsafe lh_absolute(state, index)
    // The layout outlives the runtime, and columns stay below its count.
    for column in unsafe 0..<layout.pointee.count
    where unsafe strcmp(layout.pointee.columns[Int(column)].name, name) == 0 {
      _ = unsafe lh_push_record_column(state, absolute, column)
      defer { unsafe lh_pop(state, 1) }
      return ScriptValue.scalar(self, at: -1)
    }
    return nil
  }
}
