/// One record of a delimited file, lent for the time of a call: its fields are bytes in the reader's own memory.
public struct CSVRecord: ~Escapable {
  /// The record as it is written, without its line end.
  public let raw: Span<UInt8>
  /// The physical line, from 1, on which the record starts.
  public let line: Int
  private let unescaped: Span<UInt8>
  private let slots: Span<Slot>

  /// Where a field lies: in the raw bytes; or, where quotes were doubled, in the unescaped ones, with `~start`.
  struct Slot {
    var start: Int32
    var end: Int32
  }

  @_lifetime(copy raw, copy unescaped, copy slots)
  init(raw: Span<UInt8>, unescaped: Span<UInt8>, slots: Span<Slot>, line: Int) {
    self.raw = raw
    self.unescaped = unescaped
    self.slots = slots
    self.line = line
  }

  /// The number of fields.
  public var count: Int { slots.count }

  /// The bytes of a field in UTF-8, from 0, without its quotes; an index outside the record stops the program.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(copy self)
    get {
      let slot = slots[index]
      return slot.start < 0
        ? unescaped.extracting(Int(~slot.start)..<Int(slot.end)) : raw.extracting(Int(slot.start)..<Int(slot.end))
    }
  }

  /// Whether a field is written in quotes, which tells an empty text `""` from nothing at all.
  public func isQuoted(_ index: Int) -> Bool {
    let start = slots[index].start
    return start < 0 || (start > 0 && raw[Int(start) - 1] == UInt8(ascii: "\""))
  }

  /// A copy of a field's text.
  public func text(_ index: Int) -> String {
    // The buffer is read before the closure ends and never kept.
    unsafe self[index].withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
