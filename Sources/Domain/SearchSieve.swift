/// Tells most texts that do not answer a pattern by their bytes, without making their search keys.
///
/// It looks for the first three letters of what was typed, or the first Chinese characters of it, wherever they may
/// stand in a text. A text that holds anything but ASCII and common Chinese characters passes.
struct SearchSieve {
  /// How much of a pattern is looked for.
  private static let depth = 3
  private static let firstCharacter: UInt32 = 0x4E00
  private static let lastCharacter: UInt32 = 0x9FFF

  /// What a character does, by its number: first the ASCII characters, then the Chinese ones.
  private var kinds: [UInt16] = []
  /// Where each kind leads from each set of places: bit n stands for n letters found.
  private var moves: [UInt8] = []
  /// The bit of the place where all was found.
  private let end: UInt8

  /// A sieve for letters and digits and their pinyin.
  init(_ pattern: PinyinPattern) {
    let depth = min(Self.depth, pattern.count)
    self.init(depth: depth) { scalar in pattern.ways(of: scalar, depth: depth) }
  }

  /// A sieve for the first Chinese characters of a key that stand together; nil where it has none.
  init?(_ wanted: [UInt32]) {
    func isCommon(_ scalar: UInt32) -> Bool { (Self.firstCharacter...Self.lastCharacter).contains(scalar) }
    guard let start = wanted.firstIndex(where: isCommon) else { return nil }
    let run = Array(wanted[start...].prefix(while: isCommon).prefix(Self.depth))
    self.init(depth: run.count) { scalar in
      var ways = Ways()
      for (place, character) in run.enumerated() where character == scalar { ways[place] = 1 << UInt8(place + 1) }
      return ways
    }
  }

  /// By how many letters were found, how many may be found after a character, as bits.
  struct Ways: Hashable {
    private var bits: UInt32 = 0

    /// The ways of a character that counts for nothing.
    static let staying: Ways = {
      var ways = Ways()
      for place in 0..<3 { ways[place] = 1 << UInt8(place) }
      return ways
    }()

    subscript(place: Int) -> UInt8 {
      get { UInt8(truncatingIfNeeded: bits >> UInt32(8 * place)) }
      set { bits = bits & ~(0xFF << UInt32(8 * place)) | UInt32(newValue) << UInt32(8 * place) }
    }
  }

  private init(depth: Int, ways: (_ folded: UInt32) -> Ways) {
    end = 1 << UInt8(depth)
    var known: [Ways: UInt16] = [:]
    kinds.reserveCapacity(128 + Int(Self.lastCharacter - Self.firstCharacter) + 1)
    for character in 0..<128 as Range<UInt32> { kinds.append(kind(ways(SearchText.folded(character)), &known)) }
    for character in Self.firstCharacter...Self.lastCharacter {
      kinds.append(kind(ways(SearchText.folded(character)), &known))
    }
  }

  private mutating func kind(_ ways: Ways, _ known: inout [Ways: UInt16]) -> UInt16 {
    if let kind = known[ways] { return kind }
    let kind = UInt16(known.count)
    known[ways] = kind
    for places in 0..<8 {
      moves.append((0..<3).reduce(0) { places & 1 << $1 != 0 ? $0 | ways[$1] : $0 })
    }
    return kind
  }

  /// Whether a text in UTF-8 may answer.
  func passes(_ text: Span<UInt8>) -> Bool {
    let kinds = kinds.span
    let moves = moves.span
    var places: UInt8 = 1
    var index = 0
    while index < text.count {
      let byte = text[index]
      var place = Int(byte)
      index += 1
      if byte >= 128 {
        guard byte >= 0xE4, byte <= 0xE9, index + 1 < text.count else { return true }
        place = Int(byte & 0x0F) << 12 | Int(text[index] & 0x3F) << 6 | Int(text[index + 1] & 0x3F)
        guard place >= 0x4E00, place <= 0x9FFF else { return true }
        place += 128 - 0x4E00
        index += 2
      }
      places = moves[Int(kinds[place]) << 3 | Int(places & 7)] | 1
      if places & end != 0 { return true }
    }
    return false
  }
}
