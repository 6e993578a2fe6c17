/// Lines of bytes that come in pieces: UTF-8, ended by `\n` or `\r\n`.
struct StreamedLines {
  private var bytes: [UInt8] = []
  private var start = 0

  mutating func add(_ more: [UInt8]) {
    bytes.removeFirst(start)
    start = 0
    bytes += more
  }

  /// The next whole line; nil until more bytes come.
  mutating func next() -> String? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { start = end + 1 }
    return text(bytes[start..<end])
  }

  /// What follows the last line end; nil where nothing does.
  mutating func last() -> String? {
    guard start < bytes.count else { return nil }
    defer { start = bytes.count }
    return text(bytes[start...])
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }
}
