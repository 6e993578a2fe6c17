/// Writes delimited text (RFC 4180), in quotes only where needed, into memory that the caller drains.
///
/// Values are written as they are: a text that a spreadsheet takes for a formula (`=1+1`, `+49 30 …`, `@name`) is
/// neither changed nor marked, so that a file read back holds what was written. Open files of unknown origin with the
/// spreadsheet's own import dialogue.
public struct CSVWriter {
  /// How a line ends.
  public enum LineEnd: String, Sendable, CaseIterable {
    /// LF, as Unix tools expect.
    case lf
    /// CR LF, as RFC 4180 and Excel expect.
    case crlf
  }

  private let delimiter: Delimiter
  private let lineEnd: LineEnd
  private var encoder: TextEncoder
  private var bytes: [UInt8] = []
  private var fields = 0
  /// So far the record is one field with nothing in it.
  private var isBare = false

  /// The number of bytes not yet drained, in UTF-8.
  public var pending: Int { bytes.count }

  /// Writes with a delimiter, a line end and an encoding: for Excel, `.crlf` with `.utf8WithMark` or `.gb18030`.
  public init(delimiter: Delimiter = .comma, lineEnd: LineEnd = .lf, encoding: TextEncoder.Encoding = .utf8) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    encoder = TextEncoder(encoding)
  }

  /// Writes one field in UTF-8; `quoted` puts it in quotes where it does not need them, to keep `""` from nothing.
  public mutating func field(_ value: Span<UInt8>, quoted: Bool = false) {
    if fields > 0 { bytes.append(delimiter.byte) }
    fields += 1
    isBare = fields == 1 && value.isEmpty && !quoted
    guard quoted || needsQuotes(value) else {
      // The bytes are copied before the closure ends.
      unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for index in value.indices {
      if value[index] == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\"")) }
      bytes.append(value[index])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes one field.
  public mutating func field(_ value: String, quoted: Bool = false) {
    field(value.utf8.span, quoted: quoted)
  }

  /// Writes several fields and ends the record.
  public mutating func record(_ values: [String]) {
    for value in values { field(value) }
    endRecord()
  }

  /// Ends the record.
  public mutating func endRecord() {
    // An empty line is no record, so a single empty field is written in quotes.
    if isBare && delimiter != .whitespace {
      bytes.append(UInt8(ascii: "\""))
      bytes.append(UInt8(ascii: "\""))
    }
    if lineEnd == .crlf { bytes.append(UInt8(ascii: "\r")) }
    bytes.append(UInt8(ascii: "\n"))
    fields = 0
    isBare = false
  }

  /// Hands over what has been written so far, in the writer's encoding, and forgets it.
  ///
  /// Throws what the closure throws, and `TextFault.converterMissing`.
  public mutating func drain(_ body: (Span<UInt8>) throws -> Void) throws {
    var written: [UInt8] = []
    swap(&written, &bytes)
    try encoder.encode(written.span, body)
    written.removeAll(keepingCapacity: true)
    bytes = written
  }

  private func needsQuotes(_ value: Span<UInt8>) -> Bool {
    if value.isEmpty { return delimiter == .whitespace }
    for index in value.indices {
      switch value[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"), delimiter.byte: return true
      case UInt8(ascii: "\t") where delimiter == .whitespace: return true
      default: continue
      }
    }
    return false
  }
}
