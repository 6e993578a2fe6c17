import Glibc

/// Converts text between two encodings in pieces, by the C library's iconv.
///
/// Safe: the descriptor is opened in `init`, closed in `deinit` and lent to nobody.
@safe
final class Transcoder {
  /// Bytes that begin a character and wait for the rest.
  private var incomplete: [UInt8] = []
  private var output: [UInt8] = []
  private let descriptor: iconv_t

  /// What stopped a conversion.
  struct Stop: Error {
    /// How many bytes of the piece came before the bad ones; below zero when they began in the piece before.
    let position: Int
    let bytes: [UInt8]
  }

  /// The names are those of iconv: "UTF-8", "GB18030".
  init?(from source: String, to target: String) {
    let opened = unsafe iconv_open(target, source)
    // iconv_open gives (iconv_t)-1 where it knows no such conversion, or finds no module for it.
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return nil }
    unsafe descriptor = opened
  }

  deinit {
    _ = unsafe iconv_close(descriptor)
  }

  /// Converts a piece and lends out the result, as far as it goes.
  func convert(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    let carried = incomplete.count
    // The bytes are copied before the closure ends.
    unsafe piece.withUnsafeBufferPointer { unsafe incomplete.append(contentsOf: $0) }
    // No conversion used here makes more than two bytes of one, or more than four of the last.
    let room = incomplete.count * 2 + 8
    if output.count < room { output = [UInt8](repeating: 0, count: room) }
    var left = incomplete.count
    var free = output.count
    var failure: CInt = 0
    // iconv reads `left` bytes and writes at most `free`; both arrays live until the closures end.
    unsafe incomplete.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        if unsafe iconv(descriptor, &from, &left, &to, &free) == -1 { failure = errno }
      }
    }
    let taken = incomplete.count - left
    incomplete.removeFirst(taken)
    let converted = output
    try body(converted.span.extracting(0..<converted.count - free))
    // EINVAL: the piece ends inside a character.
    if failure != 0 && failure != EINVAL {
      throw Stop(position: taken - carried, bytes: Array(incomplete.prefix(4)))
    }
  }

  /// Throws where the text ends inside a character.
  func finish() throws(Stop) {
    if !incomplete.isEmpty { throw Stop(position: -incomplete.count, bytes: incomplete) }
  }
}
