import ScriptModel
import Wording

/// Finds a text in others by the characters that readers see: é is found however it is written, and e is not found in it.
///
/// Every character is looked at once (Knuth, Morris and Pratt), piece by piece, as long as the run goes on.
struct TextSearch {
  /// The longest text that is looked for, in bytes of UTF-8.
  static let limit = 1 << 20

  private let part: [Character]
  /// The part's bytes, where each is a character of its own.
  private let bytes: [UInt8]?
  /// For each beginning of the part, the longest shorter one that it ends with.
  private let borders: [Int]

  /// - Parameter part: What is looked for, not empty.
  init(_ part: String) throws(TextTooLong) {
    try Self.check(part)
    self.part = Array(part)
    bytes = part.isPlain ? Array(part.utf8) : nil
    TakenMemory.count(self.part.count * (MemoryLayout<Character>.stride + 3 * MemoryLayout<Int>.stride))
    var borders = [Int](repeating: 0, count: self.part.count)
    var length = 0
    for place in self.part.indices.dropFirst() {
      while length > 0, self.part[length] != self.part[place] { length = borders[length - 1] }
      if self.part[length] == self.part[place] { length += 1 }
      borders[place] = length
    }
    self.borders = borders
  }

  /// Throws where a text is too long to look for.
  static func check(_ part: String) throws(TextTooLong) {
    if part.utf8.count > limit { throw TextTooLong(bytes: part.utf8.count) }
  }

  /// Whether a text has the part in it.
  func isFound(in text: String) throws -> Bool {
    var isFound = false
    try each(in: text) { _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// Goes through the places of a text where the part stands, from the first, none within another.
  ///
  /// - Parameter body: Takes a range of the text's bytes; whether to go on.
  func each(in text: String, _ body: (Range<Int>) throws -> Bool) throws {
    var matched = 0
    var position = 0
    // Where the last characters begin, as many as the part has.
    var starts = [Int](repeating: 0, count: part.count)
    var next = 0
    /// Takes a character of so many bytes, which stands in the part where the closure says; whether to go on.
    func take(_ length: Int, stands: (Int) -> Bool) throws -> Bool {
      starts[next] = position
      next = next + 1 == starts.count ? 0 : next + 1
      position += length
      while matched > 0, !stands(matched) { matched = borders[matched - 1] }
      if stands(matched) { matched += 1 }
      guard matched == part.count else { return true }
      matched = 0
      // The oldest of the starts.
      return try body(starts[next]..<position)
    }
    try text.inPieces { piece in
      if let bytes, piece.isPlain {
        for byte in piece.utf8 where try !take(1, stands: { bytes[$0] == byte }) { return false }
      } else {
        for character in piece where try !take(character.utf8.count, stands: { part[$0] == character }) {
          return false
        }
      }
      return true
    }
  }
}

extension String {
  /// Whether each byte is a character: ASCII without CR, which makes one with LF.
  fileprivate var isPlain: Bool { utf8.allSatisfy { $0 < 0x80 && $0 != 0x0D } }

  /// Whether the text begins with another, which may be looked for.
  func begins(with part: String) -> Bool {
    let length = part.reach
    return utf8.count <= length ? hasPrefix(part) : String(unicodeScalars.prefix(length)).hasPrefix(part)
  }

  /// Whether the text ends with another, which may be looked for.
  func ends(with part: String) -> Bool {
    let length = part.reach
    return utf8.count <= length ? hasSuffix(part) : String(unicodeScalars.suffix(length)).hasSuffix(part)
  }

  /// How many scalars of another text can matter to whether this one stands there, and more: four can stand for one.
  private var reach: Int { 4 * unicodeScalars.count + 4096 }
}

/// A text is too long to be looked for.
struct TextTooLong: Refusal, Hashable {
  let bytes: Int

  var code: String { "text-too-long" }

  var message: Phrase {
    Phrase(
      "a text of at most 1 MiB can be looked for, got \(bytes) bytes: look for its beginning",
      zh: "要查找的文本至多 1 MiB，收到 \(bytes) 字节：请查找其开头部分")
  }
}
