/// Reads JSON values that stand one on a line (NDJSON), in pieces of any size.
///
/// Empty lines are passed over.
public struct NDJSONReader {
  /// The longest line, in bytes.
  public static let lineLimit = 16 << 20

  private var held: [UInt8] = []
  private var line = 1

  /// Reads from the first line on.
  public init() {}

  /// Takes the next bytes of the file, and hands out every value they complete with the number of its line.
  ///
  /// Throws `JSONFault`, and what the closure throws.
  public mutating func read(_ piece: Span<UInt8>, value: (JSON, Int) throws -> Void) throws {
    var start = 0
    for index in piece.indices where piece[index] == UInt8(ascii: "\n") {
      let rest = piece.extracting(start..<index)
      if held.isEmpty {
        try read(line: rest, value)
      } else {
        hold(rest)
        let whole = held
        held.removeAll(keepingCapacity: true)
        try read(line: whole.span, value)
      }
      start = index + 1
      line += 1
    }
    hold(piece.extracting(start..<piece.count))
    if held.count > Self.lineLimit { throw JSONFault.lineTooLong(line: line, limit: Self.lineLimit) }
  }

  /// Hands out the value on the last line where the file does not end with a line feed.
  public mutating func finish(value: (JSON, Int) throws -> Void) throws {
    let last = held
    held = []
    try read(line: last.span, value)
  }

  private mutating func hold(_ bytes: Span<UInt8>) {
    // The bytes are copied before the closure ends.
    unsafe bytes.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
  }

  private func read(line text: Span<UInt8>, _ value: (JSON, Int) throws -> Void) throws {
    let blanks: [UInt8] = [0x20, 0x09, 0x0d]
    if text.indices.allSatisfy({ blanks.contains(text[$0]) }) { return }
    let parsed: JSON
    do {
      parsed = try JSON(parsing: text)
    } catch {
      throw error.moved(toLine: line)
    }
    try value(parsed, line)
  }
}
