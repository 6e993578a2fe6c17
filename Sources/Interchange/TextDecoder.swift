/// Turns the bytes of a file, in pieces of any size, into valid UTF-8 without a byte order mark.
///
/// Without an encoding given, it finds one: what a byte order mark says; else UTF-8 if all is valid UTF-8 from the
/// first byte that is not ASCII through the 64 KiB after it, else GB18030 if these are valid GB18030. Until then the
/// file is ASCII, which is the same in both.
public struct TextDecoder {
  /// The encoding that was given or found; nil while everything so far is ASCII.
  public private(set) var encoding: TextEncoding?
  /// Whether the file starts with a byte order mark, which is left out.
  public private(set) var hasMark = false

  private let asked: TextEncoding?
  private var phase = Phase.opening
  private var held: [UInt8] = []
  /// The length of the byte order mark.
  private var start = 0
  /// Judges UTF-8, and counts bytes and lines for all encodings.
  private var validator = UTF8Validator()
  private var transcoder: Transcoder?

  /// How many bytes are held back to decide between UTF-8 and GB18030.
  static let window = 1 << 16

  private enum Phase {
    /// Waiting for the first bytes, which may name the kind of file.
    case opening
    /// Nothing but ASCII yet.
    case ascii
    /// Holding bytes back until the window is full.
    case deciding
    /// The encoding is known.
    case decided
  }

  /// Reads one encoding, or finds it when nil.
  public init(_ encoding: TextEncoding? = nil) {
    asked = encoding
  }

  /// Takes the next bytes of the file and lends out UTF-8.
  ///
  /// Throws what the closure throws, `FileSignature` for a file that is no text, and `TextFault`.
  public mutating func decode(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    switch phase {
    case .opening:
      hold(piece)
      if held.count >= FileSignature.length { try open(body) }
    case .ascii: try passASCII(piece, body)
    case .deciding:
      hold(piece)
      if held.count >= Self.window { try decide(isFinal: false, body) }
    case .decided: try pass(piece, body)
    }
  }

  /// Ends the file: lends out what was held back.
  ///
  /// Throws as `decode`, and where the file ends inside a character.
  public mutating func finish(_ body: (Span<UInt8>) throws -> Void) throws {
    if case .opening = phase { try open(body) }
    if case .deciding = phase { try decide(isFinal: true, body) }
    if !validator.isComplete { throw invalidUTF8 }
    do {
      try transcoder?.finish()
    } catch {
      throw invalid(error)
    }
  }

  private mutating func hold(_ piece: Span<UInt8>) {
    // The bytes are copied before the closure ends.
    unsafe piece.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
  }

  private mutating func open(_ body: (Span<UInt8>) throws -> Void) throws {
    let first = held
    held = []
    let mark = TextEncoding.marked(first.span)
    start = mark?.length ?? 0
    let text = first.span.extracting(start..<first.count)
    if let signature = FileSignature(first.span) ?? FileSignature(text) { throw signature }
    if let asked, let mark, asked != mark.encoding {
      throw TextFault.contradictoryMark(asked: asked, marked: mark.encoding)
    }
    hasMark = mark != nil
    phase = .ascii
    if let known = mark?.encoding ?? asked { try settle(known) }
    try decode(text, body)
  }

  private mutating func settle(_ known: TextEncoding) throws {
    encoding = known
    phase = .decided
    let name: String
    switch known {
    case .utf8: return
    case .gb18030: name = "GB18030"
    case .utf16LittleEndian: name = "UTF-16LE"
    case .utf16BigEndian: name = "UTF-16BE"
    }
    transcoder = Transcoder(from: name, to: "UTF-8")
    if transcoder == nil { throw TextFault.converterMissing(encoding: known) }
  }

  private mutating func passASCII(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    let count = validator.passASCII(piece)
    if count > 0 { try body(piece.extracting(0..<count)) }
    if count < piece.count {
      phase = .deciding
      try decode(piece.extracting(count..<piece.count), body)
    }
  }

  private mutating func decide(isFinal: Bool, _ body: (Span<UInt8>) throws -> Void) throws {
    let text = held
    held = []
    var trial = validator
    if trial.judge(text.span) && (trial.isComplete || !isFinal) {
      try settle(.utf8)
      validator = trial
      return try body(text.span)
    }
    try settle(.gb18030)
    var decoded: [UInt8] = []
    do {
      try pass(text.span) { part in
        // The bytes are copied before the closure ends.
        unsafe part.withUnsafeBufferPointer { unsafe decoded.append(contentsOf: $0) }
      }
      if isFinal { try transcoder?.finish() }
    } catch is TextFault, is Transcoder.Stop {
      throw TextFault.unknownEncoding(
        offset: start + trial.sequenceStart, line: trial.line, bytes: trial.sequence)
    }
    try body(decoded.span)
  }

  private mutating func pass(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    guard let transcoder else {
      guard validator.judge(piece) else { throw invalidUTF8 }
      return try body(piece)
    }
    var taken = 0
    while taken < piece.count {
      let bite = piece.extracting(taken..<min(taken + Self.window, piece.count))
      do {
        try transcoder.convert(bite) { text in
          validator.countFeeds(text)
          try body(text)
        }
      } catch let stop as Transcoder.Stop {
        throw invalid(stop)
      }
      validator.skip(bite.count)
      taken += bite.count
    }
  }

  private var invalidUTF8: TextFault {
    .invalid(
      encoding: .utf8, offset: start + validator.sequenceStart, line: validator.line, bytes: validator.sequence,
      isDetected: asked == nil && !hasMark)
  }

  private func invalid(_ stop: Transcoder.Stop) -> TextFault {
    .invalid(
      encoding: encoding ?? .gb18030, offset: start + validator.offset + stop.position, line: validator.line,
      bytes: stop.bytes, isDetected: asked == nil && !hasMark)
  }
}
