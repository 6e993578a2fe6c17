import CLuaHost

/// The fields of a table that holds nothing but numbers under names, in the table's own order. It must not outlive the
/// call that it was read in.
@safe public struct NamedNumbers {
  private let fields: UnsafeBufferPointer<lh_named_number>

  fileprivate init(_ fields: UnsafeBufferPointer<lh_named_number>) {
    unsafe self.fields = unsafe fields
  }

  /// How many fields there are.
  public var count: Int { unsafe fields.count }

  /// The number of a field.
  public func value(_ place: Int) -> Double { unsafe fields[place].value }

  /// Whether a field has that name, in UTF-8.
  public func isNamed(_ name: [UInt8], at place: Int) -> Bool {
    let field = unsafe fields[place].name
    guard unsafe field.count == name.count else { return false }
    return unsafe name.withUnsafeBufferPointer { bytes in
      guard let known = bytes.baseAddress, let start = unsafe field.start else { return true }
      return unsafe lh_equal_bytes(known, start, bytes.count)
    }
  }
}

extension Call {
  /// Lends the fields of a table to the closure, unless the value is anything but a table of numbers under names, or has
  /// more of them than `most`.
  public func readNumbers(at index: Int32, most: Int, _ body: (NamedNumbers) -> Void) {
    unsafe withUnsafeTemporaryAllocation(of: lh_named_number.self, capacity: most) { fields in
      guard let start = fields.baseAddress else { return }
      let count = unsafe lh_read_numbers(state, index, start, Int32(clamping: most))
      // The names stay in place while the table is on the stack, which is as long as this call.
      if count >= 0 { unsafe body(NamedNumbers(UnsafeBufferPointer(start: start, count: Int(count)))) }
    }
  }
}
