/// The values of one record as its columns store them, in memory that is used again for the next.
public struct ImportedRow: Sendable {
  /// A value; a text is a range of `bytes`, in UTF-8.
  public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
  }

  /// The values, by column.
  public private(set) var values: [Value]
  /// What the texts are made of.
  public private(set) var bytes: [UInt8] = []

  /// A row of so many columns, all null.
  public init(count: Int) {
    values = [Value](repeating: .null, count: count)
  }

  /// Makes all values null.
  public mutating func clear() {
    for index in values.indices { values[index] = .null }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Sets a value.
  public mutating func set(_ index: Int, _ value: Value) {
    values[index] = value
  }

  /// Sets a text.
  public mutating func set(_ index: Int, text: Span<UInt8>) {
    let start = bytes.count
    // The bytes are copied before the closure ends.
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    values[index] = .text(start..<bytes.count)
  }

  /// Sets a text.
  public mutating func set(_ index: Int, text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    values[index] = .text(start..<bytes.count)
  }

  /// Whether there is no value.
  public func isNull(_ index: Int) -> Bool {
    if case .null = values[index] { true } else { false }
  }

  /// The value as messages show it.
  public func text(_ index: Int) -> String {
    switch values[index] {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): FieldValue.real(number).displayText
    case .text(let range): String(decoding: bytes[range], as: UTF8.self)
    }
  }
}

extension ImportedRow {
  /// Sets a day as its ISO text.
  public mutating func set(_ index: Int, year: Int, month: Int, day: Int) {
    let start = bytes.count
    for (number, divisor) in [(year, 1000), (month, 10), (day, 10)] {
      if bytes.count > start { bytes.append(UInt8(ascii: "-")) }
      var divisor = divisor
      while divisor > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
        divisor /= 10
      }
    }
    values[index] = .text(start..<bytes.count)
  }
}
