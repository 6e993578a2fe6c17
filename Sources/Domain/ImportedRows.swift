/// The values of records as their columns store them, row after row in memory that is used again. One row is at hand: the
/// one that is read and set.
public struct ImportedRows: Sendable {
  /// A value; a text is a range of `bytes`, in UTF-8.
  public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
  }

  /// What the texts are made of.
  public private(set) var bytes: [UInt8] = []
  /// How many values each row has.
  public let width: Int
  private var values: [Value] = []
  /// Where the row at hand starts among the values.
  private var start = 0

  /// No rows yet, of so many columns.
  public init(width: Int) {
    self.width = width
  }

  /// Forgets all rows.
  public mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    start = 0
  }

  /// Adds a row, all null, and takes it to hand.
  public mutating func append() {
    start = values.count
    for _ in 0..<width { values.append(.null) }
  }

  /// Takes a row to hand, which counts from 0.
  public mutating func select(_ row: Int) {
    start = row * width
  }

  /// A value of the row at hand.
  public subscript(column: Int) -> Value { values[start + column] }

  /// Sets a value.
  public mutating func set(_ column: Int, _ value: Value) {
    values[start + column] = value
  }

  /// Sets a text.
  public mutating func set(_ column: Int, text: Span<UInt8>) {
    let begin = bytes.count
    // The bytes are copied before the closure ends.
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    set(column, .text(begin..<bytes.count))
  }

  /// Sets a text.
  public mutating func set(_ column: Int, text: String) {
    let begin = bytes.count
    bytes.append(contentsOf: text.utf8)
    set(column, .text(begin..<bytes.count))
  }

  /// Sets a day as its ISO text.
  public mutating func set(_ column: Int, year: Int, month: Int, day: Int) {
    let begin = bytes.count
    for (number, divisor) in [(year, 1000), (month, 10), (day, 10)] {
      if bytes.count > begin { bytes.append(UInt8(ascii: "-")) }
      var divisor = divisor
      while divisor > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
        divisor /= 10
      }
    }
    set(column, .text(begin..<bytes.count))
  }

  /// Sets a currency as its ISO 4217 code.
  public mutating func set(_ column: Int, _ currency: Currency) {
    let begin = bytes.count
    currency.append(to: &bytes)
    set(column, .text(begin..<bytes.count))
  }

  /// Whether there is no value.
  public func isNull(_ column: Int) -> Bool {
    if case .null = self[column] { true } else { false }
  }

  /// The value as messages show it.
  public func text(_ column: Int) -> String {
    switch self[column] {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): FieldValue.real(number).displayText
    case .text(let range): String(decoding: bytes[range], as: UTF8.self)
    }
  }
}
