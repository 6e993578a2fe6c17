/// The beginning of a value as an error message shows it: at most 60 characters on one line.
enum Excerpt {
  static func of(_ bytes: Span<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    let head = bytes.extracting(first: 240)
    // The buffer is read before the closure ends and never kept.
    let scalars = unsafe head.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }.unicodeScalars
    for scalar in scalars.prefix(60) {
      // Control characters have pictures of their own: U+2400 and on.
      text.append(scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar)
    }
    let isCut = scalars.count > 60 || bytes.count > 240
    return String(text) + (isCut ? "…" : "")
  }
}
