/// How Chinese text is read in Mandarin, for a search by pinyin: tones left out, ü written v as on keyboards.
///
/// Letters and digits of other scripts stay as they are, everything else falls away. A text without Chinese characters
/// has no reading. Many characters have several: the reading by a list of words and surnames comes first, then those
/// that differ from it least, at most `maximum` in all. Of long text only the beginning is read.
public enum Pinyin {
  /// How many readings of one text are given at most.
  public static let maximum = 8
  /// How many characters of a text are read.
  public static let length = 100

  /// The first letters of the syllables: `shmyyxgs` for 上海贸易有限公司.
  public static func initials(_ text: some StringProtocol) -> [String] {
    readings(text) { $0.first.map(String.init) ?? "" }
  }

  /// The syllables joined: `shanghai` for 上海.
  public static func joined(_ text: some StringProtocol) -> [String] {
    readings(text) { $0 }
  }

  private static func readings(_ text: some StringProtocol, spelled: (String) -> String) -> [String] {
    var variants = [(text: "", cost: 0)]
    var isChinese = false
    for part in parts(SearchKey.normalized(text.prefix(length))) {
      switch part {
      case .other(let scalar):
        for index in variants.indices { variants[index].text.unicodeScalars.append(scalar) }
      case .syllables(let syllables):
        isChinese = true
        variants = extended(variants, by: syllables.map(spelled))
      }
    }
    return isChinese ? variants.map(\.text) : []
  }

  /// Each variant followed by each spelling, without repetitions; the cheapest, where a spelling costs its place.
  private static func extended(
    _ variants: [(text: String, cost: Int)], by spellings: [String]
  ) -> [(text: String, cost: Int)] {
    let all = spellings.enumerated().flatMap { place, spelling in
      variants.map { (text: $0.text + spelling, cost: $0.cost + place) }
    }
    guard spellings.count > 1 else { return all }
    let cheapest = all.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
    var seen: Set<String> = []
    return Array(cheapest.map(\.element).filter { seen.insert($0.text).inserted }.prefix(maximum))
  }

  /// A character of a text: its possible syllables, likeliest first, or a letter or digit of another script.
  private enum Part {
    case syllables([String])
    case other(Unicode.Scalar)
  }

  private static func parts(_ key: String) -> [Part] {
    let scalars = Array(key.unicodeScalars)
    var parts: [Part] = []
    var rest = scalars[...]
    while let first = rest.first {
      if let word = PinyinReadings.word(at: rest) {
        for (scalar, syllable) in zip(rest, word) {
          parts.append(.syllables(PinyinReadings.syllables(scalar, likeliest: syllable)))
        }
        rest = rest.dropFirst(word.count)
        continue
      }
      // The name of a person has two to four characters and begins with the surname.
      let isName = rest.startIndex == 0 && (2...4).contains(scalars.count) && scalars.allSatisfy(PinyinReadings.isRead)
      let syllables = PinyinReadings.syllables(first, likeliest: isName ? PinyinReadings.surnames[first] : nil)
      if !syllables.isEmpty {
        parts.append(.syllables(syllables))
      } else if first.properties.isAlphabetic || first.properties.numericType != nil {
        parts.append(.other(first))
      }
      rest = rest.dropFirst()
    }
    return parts
  }
}
