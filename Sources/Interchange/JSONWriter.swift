/// Writes JSON (RFC 8259) in UTF-8 into memory that the caller drains: values, whole or member by member, without blanks.
///
/// The caller's nesting of calls is the document's: `object` and `array` take closures, and commas come by themselves.
/// Several values, each ended by `endLine()`, are NDJSON.
public struct JSONWriter {
  /// What has been written and not yet drained.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private let isStopped: ((_ written: Int) -> Bool)?
  /// How long `bytes` is when it is asked next whether to stop.
  private var nextCheck = 0

  /// Starts with nothing.
  ///
  /// - Parameter isStopped: Whether to stop, which is asked every few kilobytes of a value and told how many bytes there
  ///   are; nil never stops.
  public init(isStopped: ((_ written: Int) -> Bool)? = nil) {
    self.isStopped = isStopped
  }

  /// Hands over what has been written so far and forgets it; the document goes on.
  public mutating func drain(_ body: (Span<UInt8>) throws -> Void) rethrows {
    try body(bytes.span)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Forgets all that was written, for another document.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Writes an object, whose members the closure writes.
  public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// Writes an array, whose elements the closure writes.
  public mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
    try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// Writes the name of a member; its value must follow.
  public mutating func name(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes `null`.
  public mutating func null() {
    start()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    start()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes a whole number.
  public mutating func integer(_ value: Int64) {
    start()
    appendDigits(of: value)
  }

  /// Writes a number in the fewest digits that give it back; throws `JSONFault.notFinite` for NaN and infinity.
  public mutating func number(_ value: Double) throws(JSONFault) {
    guard value.isFinite else { throw .notFinite(value) }
    start()
    if !appendDecimal(value) { bytes.append(contentsOf: value.description.utf8) }
  }

  /// Writes a number that has at most four decimals, as most have that people gave or that were rounded; false for
  /// another.
  ///
  /// With no more than 15 digits the decimal is the only one so short that reads as this number (IEEE 754 keeps 15 digits
  /// of a `Double`), so that its fewest digits are found by dropping zeros.
  private mutating func appendDecimal(_ value: Double) -> Bool {
    let scaled = (value * 10_000).rounded()
    guard scaled.magnitude < 1e15, scaled / 10_000 == value, scaled != 0 || value.sign == .plus else { return false }
    var (whole, rest) = UInt64(scaled.magnitude).quotientAndRemainder(dividingBy: 10_000)
    var places = 4
    while places > 1, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    appendBackwards { digits in
      for _ in 0..<places { digits.put(digit: &rest) }
      digits.put(UInt8(ascii: "."))
      repeat { digits.put(digit: &whole) } while whole > 0
      if value < 0 { digits.put(UInt8(ascii: "-")) }
    }
    return true
  }

  private mutating func appendDigits(of value: Int64) {
    var rest = value.magnitude
    appendBackwards { digits in
      repeat { digits.put(digit: &rest) } while rest > 0
      if value < 0 { digits.put(UInt8(ascii: "-")) }
    }
  }

  /// Appends the characters of a number, the last of which is written first.
  private mutating func appendBackwards(_ write: (inout BackwardDigits) -> Void) {
    var digits = BackwardDigits()
    write(&digits)
    for place in digits.first..<BackwardDigits.room { bytes.append(digits.characters[place]) }
  }

  /// Writes a text.
  public mutating func string(_ value: String) {
    string(value.utf8.span)
  }

  /// Writes a text given as valid UTF-8.
  public mutating func string(_ value: Span<UInt8>) {
    start()
    bytes.append(UInt8(ascii: "\""))
    // The bytes are copied before the closure ends.
    if value.isPlain {
      unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
      bytes.append(UInt8(ascii: "\""))
      return
    }
    for index in value.indices {
      // What is left out is never seen: the value's next part throws.
      if index & 0xFFFF == 0xFFFF, isStopped?(bytes.count) == true { return }
      let byte = value[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x20...: bytes.append(byte)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      default:
        bytes.append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a value with all it holds.
  public mutating func value(_ value: JSON) throws(JSONFault) {
    if let isStopped, bytes.count >= nextCheck {
      nextCheck = bytes.count + 4096
      if isStopped(bytes.count) { throw .stopped }
    }
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .number(let value): try number(value)
    case .string(let value): string(value)
    case .array(let elements):
      open(UInt8(ascii: "["))
      for element in elements { try self.value(element) }
      close(UInt8(ascii: "]"))
    case .object(let members):
      open(UInt8(ascii: "{"))
      for member in members {
        name(member.name)
        try self.value(member.value)
      }
      close(UInt8(ascii: "}"))
    }
  }

  /// Ends a line of NDJSON.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func start() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    start()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func enclosed(
    _ first: UInt8, _ last: UInt8, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    open(first)
    try body(&self)
    close(last)
  }
}

/// The characters of a number as they come when it is divided by ten: the last one first.
private struct BackwardDigits {
  /// More than any number has here: 19 digits, a point and a sign.
  static let room = 24
  var characters = InlineArray<24, UInt8>(repeating: 0)
  /// Where the number begins.
  var first = room

  mutating func put(_ character: UInt8) {
    first -= 1
    characters[first] = character
  }

  /// Takes the last digit of a number.
  mutating func put(digit number: inout UInt64) {
    put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    number /= 10
  }
}

extension Span<UInt8> {
  /// Whether a text stands in JSON as it is.
  fileprivate var isPlain: Bool {
    for index in indices {
      let byte = self[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
    }
    return true
  }
}

extension JSON {
  /// The value as JSON text; throws `JSONFault.notFinite` for NaN and infinity.
  ///
  /// - Parameter isStopped: Whether to stop, which is asked every few kilobytes and told how many bytes there are; then it
  ///   throws `JSONFault.stopped`.
  public func text(isStopped: ((_ written: Int) -> Bool)? = nil) throws(JSONFault) -> String {
    var writer = JSONWriter(isStopped: isStopped)
    try writer.value(self)
    if isStopped?(writer.bytes.count) == true { throw .stopped }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
