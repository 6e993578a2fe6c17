/// Turns UTF-8 into the bytes of a file.
public struct TextEncoder {
  /// What the file is to hold.
  public enum Encoding: String, Sendable, CaseIterable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// UTF-8 after a byte order mark, by which Excel knows it.
    case utf8WithMark = "utf-8-bom"
    /// GB18030, which Excel in China opens right.
    case gb18030
  }

  private let encoding: Encoding
  private var transcoder: Transcoder?
  private var isMarked = false

  /// Writes one encoding.
  public init(_ encoding: Encoding) {
    self.encoding = encoding
  }

  /// Encodes whole characters of valid UTF-8 and lends out the result.
  ///
  /// Throws what the closure throws, `TextFault.converterMissing`, and `TextFault.invalid` for what is not UTF-8.
  public mutating func encode(_ text: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    switch encoding {
    case .utf8: try body(text)
    case .utf8WithMark:
      if !isMarked {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        try body(mark.span)
        isMarked = true
      }
      try body(text)
    case .gb18030:
      guard let transcoder = transcoder ?? Transcoder(from: "UTF-8", to: "GB18030") else {
        throw TextFault.converterMissing(encoding: .gb18030)
      }
      self.transcoder = transcoder
      do {
        try transcoder.convert(text, body)
        try transcoder.finish()
      } catch let stop as Transcoder.Stop {
        throw TextFault.invalid(
          encoding: .utf8, offset: max(0, stop.position), line: 1, bytes: stop.bytes, isDetected: false)
      }
    }
  }
}
