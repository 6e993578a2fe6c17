public import CLuaHost

/// One call of a host function: its arguments on the Lua stack, and the place for its results. It must not outlive the
/// call.
@safe public struct Call {
  /// The state of the coroutine that called.
  @usableFromInline
  let state: OpaquePointer

  /// The call that a state is making. The pointer must be the one that the trampoline handed over.
  @inlinable
  public init(state: OpaquePointer) {
    unsafe self.state = unsafe state
  }

  /// How many arguments were passed.
  @inlinable public var argumentCount: Int32 { unsafe lh_top(state) }

  /// Whether the argument is nil or was left out.
  @inlinable
  public func isAbsent(_ index: Int32) -> Bool {
    unsafe lh_type(state, index) <= LH_NIL.rawInt
  }

  /// The bytes of a string argument, lent to the closure; nil where the argument is no string.
  @inlinable
  public func withBytes<Result>(at index: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result?
  {
    // The bytes stay in place while the string is on the stack, which is as long as this call.
    let bytes = unsafe lh_read_bytes(state, index)
    guard let start = unsafe bytes.start else { return nil }
    return unsafe try body(UnsafeRawBufferPointer(start: start, count: bytes.count))
  }

  /// A string argument; nil where it is none. Invalid UTF-8 becomes U+FFFD.
  public func string(at index: Int32) -> String? {
    unsafe withBytes(at: index) { bytes in
      if bytes.count <= PassedTexts.longest, let texts = unsafe lh_texts(state) {
        // The interpreter keeps them for as long as its state lives.
        return unsafe PassedTexts.text(bytes, in: texts)
      }
      if bytes.count >= TakenMemory.longText { TakenMemory.count(bytes.count) }
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The name that a person would use for the argument's type.
  public func typeName(at index: Int32) -> String {
    unsafe String(cString: lh_type_name(state, index))
  }
}

extension Int32 {
  /// Imported C enumerators are of several integer types; the stack speaks Int32.
  @inlinable var rawInt: Int32 { self }
}

extension UInt32 {
  @inlinable var rawInt: Int32 { Int32(bitPattern: self) }
}

extension Int {
  @inlinable var rawInt: Int32 { Int32(truncatingIfNeeded: self) }
}
