/// Reads runs of ASCII digits of known length, and the marks between them, as dates and times are written.
struct Digits<Bytes: Sequence<UInt8>> {
  private var bytes: Bytes.Iterator
  /// The byte that is read next; nil at the end.
  private(set) var next: UInt8?

  init(_ text: Bytes) {
    bytes = text.makeIterator()
    next = bytes.next()
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { next == nil }

  /// The number in exactly so many digits, at most 9; nil if there are fewer.
  mutating func number(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// The next digit; nil, and nothing is read, if something else follows.
  mutating func digit() -> Int? {
    guard let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    next = bytes.next()
    return Int(byte - UInt8(ascii: "0"))
  }

  /// Reads a mark; false, and nothing is read, if something else follows.
  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == mark.value else { return false }
    next = bytes.next()
    return true
  }

  /// A day written `2026-11-21`; nil if something else follows or there is no such day.
  mutating func date() -> CivilDate? {
    guard
      let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Puts a number, 0 or above, at a place in exactly so many digits, with zeros before it.
  func put(_ number: Int, at place: Int, digits: Int) {
    var rest = number
    for offset in (0..<digits).reversed() {
      unsafe self[place + offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
