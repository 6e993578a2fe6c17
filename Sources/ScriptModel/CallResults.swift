import CLuaHost
public import CRow

extension Call {
  /// Pushes a read-only snapshot of the row that `reader` stands on. The layout must outlive the state.
  public func pushRecord(_ layout: UnsafePointer<row_layout>, _ reader: row_reader) {
    var reader = unsafe reader
    unsafe lh_push_record(state, layout, &reader)
  }

  /// Begins another generation of records, those that are pushed from now on, and gives its number.
  public func beginGeneration() -> UInt32 { unsafe lh_begin_generation(lh_runtime_of(state)) }

  /// Declares that what records were read from is gone, those of a generation and of all since.
  public func dropGenerations(from first: UInt32) { unsafe lh_drop_generations(lh_runtime_of(state), first) }

  /// Lends a row to what `body` calls: records that it pushes with ``pushBorrowed(_:)`` read the row in place, and raise
  /// once it is over. The row must not move before.
  public func lending<Result>(_ reader: row_reader, _ body: () throws -> Result) rethrows -> Result {
    var reader = unsafe reader
    return try unsafe withUnsafePointer(to: &reader) { row in
      let runtime = unsafe lh_runtime_of(state)
      unsafe lh_lend(runtime, row)
      defer { unsafe lh_end_loan(runtime) }
      return try body()
    }
  }

  /// Pushes a record that reads the lent row in place. The layout must outlive the state.
  public func pushBorrowed(_ layout: UnsafePointer<row_layout>) {
    unsafe lh_push_borrowed(state, layout)
  }

  /// Pushes an exact amount.
  public func pushMoney(minorUnits: Int64, currency: String) {
    unsafe lh_push_money(state, lh_money(minor: minorUnits, code: currency))
  }

  /// Pushes what a `for … in` loop takes: a function that calls `body` for each turn, and what closes it early.
  public func pushIterator(_ body: HostBody) -> Int32 {
    pushOwned(body)
    let iterator = unsafe lh_top(state)
    unsafe lh_push_nil(state)
    unsafe lh_push_nil(state)
    unsafe lh_push_closer(state, iterator)
    return 4
  }

  /// Starts a table for `count` list elements, and says where it stands.
  public func beginList(count: Int) -> Int32 {
    unsafe lh_new_table(state, Int32(clamping: count), 0)
    return unsafe lh_top(state)
  }

  /// Starts a table for `count` named fields, and says where it stands.
  public func beginTable(count: Int) -> Int32 {
    unsafe lh_new_table(state, 0, Int32(clamping: count))
    return unsafe lh_top(state)
  }

  /// Pops the value on top into a position of the table at that index.
  public func setElement(_ position: Int, of table: Int32) {
    unsafe lh_set_index(state, table, Int64(position))
  }

  /// Whether the table at that index has a field.
  public func hasField(_ name: String, of table: Int32) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return false }
      defer { unsafe lh_pop(state, 1) }
      return unsafe lh_get_field(state, table, start, bytes.count) != LH_NIL.rawInt
    }
  }

  /// Pushes nil.
  public func pushNil() {
    unsafe lh_push_nil(state)
  }

  /// Pushes `null`, which keeps its place in a table.
  public func pushNull() {
    unsafe lh_push_null(state)
  }

  /// Makes sure of room for that many more values; false where there is none.
  public func reserve(_ slots: Int32) -> Bool {
    unsafe lh_reserve(state, slots)
  }

  private func pushOwned(_ body: HostBody) {
    // The state holds one reference to the body until it drops, closes or ends the function.
    unsafe lh_push_owned_function(
      state, lh_function(body: enterHost, context: Unmanaged.passRetained(body).toOpaque()),
      { context in
        if let context = unsafe context { unsafe Unmanaged<HostBody>.fromOpaque(context).release() }
      })
  }
}

extension Call {
  /// The value at that index as `tostring` gives it; a mark where that raises.
  public func text(at index: Int32) -> String {
    guard unsafe lh_push_text(state, index) else { return "?" }
    defer { unsafe lh_pop(state, 1) }
    return string(at: -1) ?? "?"
  }

  /// The error value at that index as a message shows it: of a plain table what is in it.
  func errorText(at index: Int32) -> String {
    guard unsafe lh_push_error_text(state, index) else { return "?" }
    defer { unsafe lh_pop(state, 1) }
    return string(at: -1) ?? "?"
  }

  /// The declared function that the argument is; nil for anything else.
  public func declaredFunction(at index: Int32) -> FunctionDescription? {
    guard let function = unsafe lh_function_of(state, index), let context = unsafe function.pointee.context else {
      return nil
    }
    // Only `enterHost` is given as a body, and its context is a `HostBody` that lives as long as the state.
    return unsafe Unmanaged<HostBody>.fromOpaque(context).takeUnretainedValue().description
  }

  /// The name of the module that the argument is; nil for anything else.
  public func moduleName(at index: Int32) -> String? {
    guard let name = unsafe lh_seal_name(state, index) else { return nil }
    return unsafe String(cString: name)
  }

  /// Writes a text and a line end where the script's own `print` writes.
  public func print(_ text: String) throws {
    _ = unsafe lh_reserve(state, 8)
    let base = unsafe lh_top(state)
    unsafe lh_get_global(state, "print")
    _ = text.push(to: self)
    guard unsafe lh_call(state, 1, 0) == 0 else { throw unsafe RaisedError(anchor: lh_anchor(state)) }
    unsafe lh_pop(state, lh_top(state) - base)
  }
}
