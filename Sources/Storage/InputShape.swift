import Analytics
import CRow
import Domain

/// The layout of a formula's second argument: a record with a record, or a rank, for each input. It keeps its memory for
/// as long as it lives.
@safe final class InputShape {
  /// The layout of the whole.
  let layout: UnsafePointer<row_layout>
  /// Where the fields of each input begin among the values: after one place for each input itself.
  let offsets: [Int]
  /// How many values there are.
  let count: Int

  private var names: [UnsafeMutablePointer<CChar>] = unsafe []
  private var columns: [UnsafeMutablePointer<row_column>] = unsafe []
  private var layouts: [UnsafeMutablePointer<row_layout>] = unsafe []

  /// The shape of those inputs, whose values begin at a column of the reader.
  init(_ inputs: [ScoreInput], first: Int) {
    var names = unsafe [UnsafeMutablePointer<CChar>]()
    var columns = unsafe [UnsafeMutablePointer<row_column>]()
    var layouts = unsafe [UnsafeMutablePointer<row_layout>]()

    func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
      let bytes = text.utf8CString
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      for (offset, byte) in bytes.enumerated() { unsafe (copy + offset).initialize(to: byte) }
      unsafe names.append(copy)
      return unsafe copy
    }

    func layout(_ name: String, _ described: [row_column], first: Int, records: Int = 0) -> UnsafePointer<row_layout> {
      let place = unsafe UnsafeMutablePointer<row_column>.allocate(capacity: max(1, described.count))
      unsafe described.enumerated().forEach { unsafe (place + $0.offset).initialize(to: $0.element) }
      unsafe columns.append(place)
      let made = UnsafeMutablePointer<row_layout>.allocate(capacity: 1)
      unsafe made.initialize(
        to: row_layout(
          entity: copy(name), count: Int32(clamping: described.count), columns: place, first: Int32(clamping: first),
          records: Int32(clamping: records), read: nil))
      unsafe layouts.append(made)
      return unsafe UnsafePointer(made)
    }

    var offsets: [Int] = []
    var next = inputs.count
    var outer = unsafe [row_column]()
    for input in inputs {
      offsets.append(next)
      let fields = input.source.fields
      if input.ranking == nil {
        let inner = unsafe fields.map {
          unsafe row_column(name: copy($0.name), kind: UInt8(ROW_KIND_INTEGER), currency: -1, record: nil)
        }
        let record = unsafe layout(input.name, inner, first: first + next)
        unsafe outer.append(
          row_column(name: copy(input.name), kind: UInt8(ROW_KIND_RECORD), currency: -1, record: record))
      } else {
        unsafe outer.append(
          row_column(name: copy(input.name), kind: UInt8(ROW_KIND_INTEGER), currency: -1, record: nil))
      }
      next += fields.count
    }
    self.offsets = offsets
    count = next
    unsafe self.layout = unsafe layout("inputs", outer, first: first, records: outer.count)
    unsafe self.names = unsafe names
    unsafe self.columns = unsafe columns
    unsafe self.layouts = unsafe layouts
  }

  deinit {
    // Columns and layouts are plain C structs: freeing them is all.
    unsafe names.forEach { unsafe $0.deallocate() }
    unsafe columns.forEach { unsafe $0.deallocate() }
    unsafe layouts.forEach { unsafe $0.deallocate() }
  }
}
