/// What somebody types to find a customer: a part of a name, code or telephone number, in Chinese or Latin letters, or
/// the pinyin of Chinese characters by initials (`shmy`), in full (`shanghaimaoyi`) or mixed (`shanghmy`).
///
/// Texts are compared by their search keys: case, width, accents and traditional characters do not count. Letters and
/// digits are also found across marks and blanks, so that `13800138000` finds `138 0013 8000`. Any reading of a
/// character counts.
public struct SearchPattern {
  /// How well a text answers; the best first.
  public enum Rank: Int, Comparable, CaseIterable, Sendable {
    /// It is what was typed.
    case whole
    /// It begins with what was typed.
    case beginning
    /// Its pinyin begins so.
    case beginningOfPinyin
    /// It holds it elsewhere.
    case part

    public static func < (first: Rank, second: Rank) -> Bool { first.rawValue < second.rawValue }
  }

  private let wanted: [UInt32]
  private let spelling: PinyinPattern?
  private let sieve: SearchSieve?
  private var key: [UInt32] = []

  /// A pattern for what was typed; nil where that is nothing but blanks.
  public init?(_ text: String) {
    let normalized = SearchKey.normalized(text)
    wanted = normalized.unicodeScalars.map(\.value)
    if wanted.isEmpty { return nil }
    spelling = PinyinPattern(normalized)
    sieve = spelling.map { SearchSieve($0) } ?? SearchSieve(wanted)
  }

  /// How well a text in UTF-8 answers; nil where it does not.
  public mutating func rank(of text: Span<UInt8>) -> Rank? {
    if sieve?.passes(text) == false { return nil }
    return rankByKey(of: text)
  }

  /// The same by the text's search key alone.
  mutating func rankByKey(of text: Span<UInt8>) -> Rank? {
    SearchText.fold(text, into: &key)
    if let place = place() {
      if place > 0 { return .part }
      return key.count == wanted.count ? .whole : .beginning
    }
    switch spelling?.place(in: key) {
    case .start?: return .beginningOfPinyin
    case .inside?: return .part
    case nil: return nil
    }
  }

  /// How well a text answers; nil where it does not.
  public mutating func rank(of text: String) -> Rank? {
    var text = text
    text.makeContiguousUTF8()
    return rank(of: text.utf8Span.span)
  }

  private func place() -> Int? {
    guard let first = wanted.first, key.count >= wanted.count else { return nil }
    for start in 0...(key.count - wanted.count) where key[start] == first {
      if key[start..<(start + wanted.count)].elementsEqual(wanted) { return start }
    }
    return nil
  }
}

/// Letters and digits as a set of places in them: bit n stands for the n characters matched so far.
struct PinyinPattern {
  enum Place {
    case start
    case inside
  }

  /// Longer patterns are found as they are written only.
  private static let limit = 63

  /// The places where a syllable is found.
  private struct Syllable {
    /// Where its first letter stands.
    let initial: UInt64
    /// Where it stands in full, and how many letters that is.
    let whole: UInt64
    let length: UInt64
    /// Where the pattern ends within it.
    let partial: UInt64
  }

  /// How many letters and digits there are.
  let count: Int
  /// The places where each ASCII character stands.
  private var characters = [UInt64](repeating: 0, count: 128)
  private var syllables: [Syllable] = []
  private let index = PinyinIndex.shared

  /// Nil for a pattern with anything but ASCII, or without a letter or digit.
  init?(_ key: String) {
    guard key.utf8.allSatisfy({ $0 < 128 }) else { return nil }
    let letters = key.utf8.filter(SearchText.isLetterOrDigit)
    guard !letters.isEmpty, letters.count <= Self.limit else { return nil }
    count = letters.count
    for (place, letter) in letters.enumerated() { characters[Int(letter)] |= 1 << place }
    for syllable in index.syllables {
      var whole: UInt64 = 0
      var partial: UInt64 = 0
      for start in letters.indices {
        let rest = letters[start...]
        if rest.starts(with: syllable) { whole |= 1 << start }
        if rest.count < syllable.count, syllable.starts(with: rest) { partial |= 1 << start }
      }
      syllables.append(
        Syllable(
          initial: characters[Int(syllable[0])], whole: whole, length: UInt64(syllable.count), partial: partial))
    }
  }

  /// Where a character of a key leads from each of the first places, of which the last is `depth`.
  func ways(of scalar: UInt32, depth: Int) -> SearchSieve.Ways {
    var ways = SearchSieve.Ways()
    for place in 0..<depth {
      let here: UInt64 = 1 << UInt64(place)
      if scalar < 128 {
        guard SearchText.isLetterOrDigit(UInt8(scalar)) else { return .staying }
        if characters[Int(scalar)] & here != 0 { ways[place] |= 1 << UInt8(place + 1) }
        continue
      }
      for number in index.syllables(of: scalar) {
        let syllable = syllables[Int(index.numbers[number])]
        if syllable.initial & here != 0 { ways[place] |= 1 << UInt8(place + 1) }
        if syllable.whole & here != 0 { ways[place] |= 1 << UInt8(min(depth, place + Int(syllable.length))) }
        if syllable.partial & here != 0 { ways[place] |= 1 << UInt8(depth) }
      }
    }
    return ways
  }

  func place(in key: [UInt32]) -> Place? {
    guard matches(key, anywhere: true) else { return nil }
    return matches(key, anywhere: false) ? .start : .inside
  }

  /// Goes through the key once, with all the places that may be reached.
  private func matches(_ key: [UInt32], anywhere: Bool) -> Bool {
    let end: UInt64 = 1 << count
    var places: UInt64 = 1
    for scalar in key {
      if anywhere { places |= 1 }
      var next: UInt64 = 0
      if scalar < 128 {
        guard SearchText.isLetterOrDigit(UInt8(scalar)) else { continue }
        next = (places & characters[Int(scalar)]) << 1
      } else {
        for number in index.syllables(of: scalar) {
          let syllable = syllables[Int(index.numbers[number])]
          if places & syllable.partial != 0 { return true }
          next |= (places & syllable.initial) << 1 | (places & syllable.whole) << syllable.length
        }
      }
      if next & end != 0 { return true }
      places = next
      if places == 0, !anywhere { return false }
    }
    return false
  }
}

/// The readings of characters by number.
private struct PinyinIndex {
  static let shared = PinyinIndex()

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// Each syllable's letters; none is empty.
  private(set) var syllables: [[UInt8]] = []
  /// The numbers of the syllables of one character after the other.
  private(set) var numbers: [UInt16] = []
  /// Where the numbers of each character start.
  private var starts: [UInt32] = [0]

  /// Where the numbers of a character's syllables are; nowhere for what is no Chinese character.
  func syllables(of scalar: UInt32) -> Range<Int> {
    guard scalar >= Self.first, scalar <= Self.last else { return 0..<0 }
    let place = Int(scalar - Self.first)
    return Int(starts[place])..<Int(starts[place + 1])
  }

  private init() {
    var known: [String: UInt16] = [:]
    for value in Self.first...Self.last {
      let syllables = Unicode.Scalar(value).map(PinyinReadings.everySyllable) ?? []
      for syllable in syllables where !syllable.isEmpty {
        let number = known[syllable] ?? UInt16(self.syllables.count)
        if known.updateValue(number, forKey: syllable) == nil { self.syllables.append(Array(syllable.utf8)) }
        numbers.append(number)
      }
      starts.append(UInt32(numbers.count))
    }
  }
}

/// Search keys of texts that lie in a row, made in place.
enum SearchText {
  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The scalars of a text's search key. ASCII and Chinese characters are folded here, everything else by `SearchKey`.
  static func fold(_ text: Span<UInt8>, into key: inout [UInt32]) {
    key.removeAll(keepingCapacity: true)
    var index = 0
    var isBlank = false
    while index < text.count {
      let byte = text[index]
      var scalar = UInt32(byte)
      index += 1
      if byte >= 128 {
        guard byte >= 0xE4, byte <= 0xE9, index + 1 < text.count else { return foldSlowly(text, into: &key) }
        scalar = UInt32(byte & 0x0F) << 12 | UInt32(text[index] & 0x3F) << 6 | UInt32(text[index + 1] & 0x3F)
        guard scalar >= 0x4E00, scalar <= 0x9FFF else { return foldSlowly(text, into: &key) }
        index += 2
        scalar = UInt32(simplified[Int(scalar - 0x4E00)])
      } else if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
        isBlank = true
        continue
      } else if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
        scalar += 32
      }
      if isBlank, !key.isEmpty { key.append(32) }
      isBlank = false
      key.append(scalar)
    }
  }

  /// The one scalar that an ASCII or common Chinese character is folded to.
  static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x4E00, scalar <= 0x9FFF { return UInt32(simplified[Int(scalar - 0x4E00)]) }
    return scalar >= 65 && scalar <= 90 ? scalar + 32 : scalar
  }

  private static func foldSlowly(_ text: Span<UInt8>, into key: inout [UInt32]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    key.removeAll(keepingCapacity: true)
    for scalar in SearchKey.normalized(String(decoding: bytes, as: UTF8.self)).unicodeScalars {
      key.append(scalar.value)
    }
  }

  /// The simplified form of each character from U+4E00 to U+9FFF.
  private static let simplified: [UInt16] = (0x4E00...0x9FFF).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return UInt16(value) }
    let folded = SearchKey.normalized(String(Character(scalar))).unicodeScalars.first ?? scalar
    return UInt16(truncatingIfNeeded: folded.value)
  }
}
