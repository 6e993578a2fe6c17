/// Reads JSON strictly (RFC 8259): no comments, no trailing commas, no name twice in an object, UTF-8 only.
struct JSONReader<Builder: JSONBuilder>: ~Escapable {
  /// How many arrays and objects may stand within each other.
  static var depthLimit: Int { 200 }

  private let text: Span<UInt8>
  private var builder: Builder
  private var at = 0
  private var depth = 0
  private let isStopped: () -> Bool
  /// Where it is asked next whether to stop.
  private var nextCheck = 0

  @_lifetime(copy text)
  init(_ text: Span<UInt8>, _ builder: Builder, isStopped: @escaping () -> Bool) {
    self.text = text
    self.builder = builder
    self.isStopped = isStopped
  }

  mutating func document() throws(JSONFault) -> Builder.Value {
    skipBlanks()
    let value = try value()
    skipBlanks()
    if at < text.count { throw unexpected("the end") }
    return value
  }

  private mutating func checkStop() throws(JSONFault) {
    guard at >= nextCheck else { return }
    nextCheck = at + 4096
    if isStopped() { throw .stopped }
  }

  private mutating func value() throws(JSONFault) -> Builder.Value {
    try checkStop()
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return builder.scalar(.string(try string()))
    case UInt8(ascii: "t"):
      try literal("true")
      return builder.scalar(.bool(true))
    case UInt8(ascii: "f"):
      try literal("false")
      return builder.scalar(.bool(false))
    case UInt8(ascii: "n"):
      try literal("null")
      return builder.scalar(.null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return builder.scalar(try number())
    default: throw unexpected("a value")
    }
  }

  // MARK: Arrays and objects

  private mutating func array() throws(JSONFault) -> Builder.Value {
    try descend()
    var list = try builder.beginArray()
    skipBlanks()
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipBlanks()
        builder.append(try value(), to: &list)
        skipBlanks()
      } while take(UInt8(ascii: ","))
      if !take(UInt8(ascii: "]")) { throw unexpected(", or ]") }
    }
    depth -= 1
    return builder.end(list)
  }

  private mutating func object() throws(JSONFault) -> Builder.Value {
    try descend()
    var object = try builder.beginObject()
    skipBlanks()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        let start = at
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
        let name = try string()
        if builder.has(name, object) {
          let (line, column) = place(start)
          throw .duplicateName(name, line: line, column: column)
        }
        skipBlanks()
        if !take(UInt8(ascii: ":")) { throw unexpected(":") }
        skipBlanks()
        builder.set(name, to: try value(), in: &object)
        skipBlanks()
      } while take(UInt8(ascii: ","))
      if !take(UInt8(ascii: "}")) { throw unexpected(", or }") }
    }
    depth -= 1
    return builder.end(object)
  }

  private mutating func descend() throws(JSONFault) {
    depth += 1
    if depth > Self.depthLimit {
      let (line, column) = place(at)
      throw .tooDeep(limit: Self.depthLimit, line: line, column: column)
    }
    at += 1
  }

  // MARK: Numbers

  private mutating func number() throws(JSONFault) -> JSON {
    let start = at
    var isInteger = true
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) {
      isInteger = false
      try digits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      isInteger = false
      at += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    // The buffer is read before the closure ends and never kept.
    let written = unsafe text.extracting(start..<at).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
    if isInteger, written != "-0", let integer = Int64(written) { return .integer(integer) }
    guard let number = Double(written), number.isFinite else {
      let (line, column) = place(start)
      throw .numberTooLarge(Excerpt.of(text.extracting(start..<at)), line: line, column: column)
    }
    return .number(number)
  }

  private mutating func digits() throws(JSONFault) {
    let start = at
    while UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { at += 1 }
    if at == start { throw unexpected("a digit") }
  }

  // MARK: Strings

  private mutating func string() throws(JSONFault) -> String {
    at += 1
    let start = at
    while at < text.count && text[at] >= 0x20 && text[at] != UInt8(ascii: "\"") && text[at] != UInt8(ascii: "\\") {
      at += 1
      if at & 0xFFFF == 0 { try checkStop() }
    }
    if byte == UInt8(ascii: "\"") {
      at += 1
      return try valid(text.extracting(start..<at - 1), from: start)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var bytes: [UInt8] = []
    for index in start..<at { bytes.append(text[index]) }
    while true {
      guard at < text.count else { throw unexpected("") }
      try checkStop()
      let next = text[at]
      if next < 0x20 { throw unexpected("\\u00" + (next < 16 ? "0" : "") + String(next, radix: 16)) }
      at += 1
      if next == UInt8(ascii: "\"") { break }
      if next == UInt8(ascii: "\\") {
        bytes.append(contentsOf: String(try escape()).utf8)
      } else {
        bytes.append(next)
      }
    }
    return try valid(bytes.span, from: start)
  }

  private func valid(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      let (line, column) = place(start)
      throw .invalidText(line: line, column: column)
    }
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = at - 1
    let kind = byte
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      at += 1
      return Unicode.Scalar(kind)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 1
      switch kind {
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{c}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      default: return "\t"
      }
    case UInt8(ascii: "u"):
      at += 1
      var value = try hexadecimal()
      if 0xd800...0xdbff ~= value, byte == UInt8(ascii: "\\"), at + 1 < text.count, text[at + 1] == UInt8(ascii: "u") {
        at += 2
        let low = try hexadecimal()
        // Anything but a low half leaves a value that is no character.
        if 0xdc00...0xdfff ~= low { value = 0x10000 + (value - 0xd800) << 10 + low - 0xdc00 }
      }
      if let scalar = Unicode.Scalar(value) { return scalar }
      let (line, column) = place(start)
      throw .invalidText(line: line, column: column)
    default: throw unexpected("one of \" \\ / b f n r t u")
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte & 0x0f)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt32(byte & 0x0f) + 9
      default: throw unexpected("a hexadecimal digit")
      }
      at += 1
    }
    return value
  }

  // MARK: Bytes

  /// The byte at hand; zero at the end, and a NUL byte starts nothing either.
  private var byte: UInt8 { at < text.count ? text[at] : 0 }

  private mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    at += 1
    return true
  }

  private mutating func literal(_ word: StaticString) throws(JSONFault) {
    let start = at
    for index in 0..<word.utf8CodeUnitCount {
      // The index is below the string's own length.
      if !take(unsafe word.utf8Start[index]) {
        if at < text.count { at = start }
        throw unexpected("\(word)")
      }
    }
  }

  private mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\t")
    {
      at += 1
    }
  }

  private func unexpected(_ expected: String) -> JSONFault {
    let (line, column) = place(at)
    guard at < text.count else { return .unfinished(line: line, column: column) }
    var end = at + 1
    // The whole of a character, so that it can be shown.
    while end < text.count && end < at + 4 && text[end] & 0xc0 == 0x80 { end += 1 }
    return .unexpected(
      found: Excerpt.of(text.extracting(at..<end)), expected: expected, line: line, column: column)
  }

  private func place(_ position: Int) -> (line: Int, column: Int) {
    var line = 1
    var lineStart = 0
    for index in 0..<position where text[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    return (line, position - lineStart + 1)
  }
}
