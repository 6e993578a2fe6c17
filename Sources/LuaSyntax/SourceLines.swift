/// Where lines begin in a source, so that a byte has a line and a column.
public struct SourceLines: Sendable {
  /// A place as people count: both from 1, the column in characters.
  public struct Place: Sendable, Hashable {
    /// The line.
    public let line: Int
    /// The column.
    public let column: Int
  }

  private let bytes: [UInt8]
  private let starts: [Int]

  /// The lines of a source. CR, LF and both together end one, as Lua counts.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == 10 || byte == 13 else { continue }
      if position < bytes.count, bytes[position] == 10 || bytes[position] == 13, bytes[position] != byte {
        position += 1
      }
      starts.append(position)
    }
    self.starts = starts
  }

  /// How many lines there are.
  public var count: Int { starts.count }

  /// The place of a byte; of the end, where the source has no such byte.
  public func place(of offset: Int) -> Place {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Place(line: low + 1, column: characters(in: starts[low]..<offset) + 1)
  }

  /// The bytes of a line, from 1, without its end; nil where there is no such line.
  public func range(ofLine line: Int) -> Range<Int>? {
    guard starts.indices.contains(line - 1) else { return nil }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return start..<end
  }

  /// The text of a line, from 1; nil where there is no such line.
  public func text(ofLine line: Int) -> String? {
    range(ofLine: line).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// How many characters a range of bytes shows.
  func characters(in range: Range<Int>) -> Int {
    let piece = bytes[range]
    return piece.allSatisfy { $0 < 0x80 } ? piece.count : String(decoding: piece, as: UTF8.self).count
  }
}
