/// The readings of characters, words and surnames, made ready for look-up.
enum PinyinReadings {
  /// Whether a character has a reading.
  static func isRead(_ scalar: Unicode.Scalar) -> Bool {
    usual(scalar) != nil
  }

  /// The syllables of a character: the one that its word asks for, then the usual one, then others; none for what is no
  /// Chinese character.
  static func syllables(_ scalar: Unicode.Scalar, likeliest: String?) -> [String] {
    guard let usual = usual(scalar) else { return [] }
    var syllables = [likeliest ?? usual]
    for syllable in [usual] + others[scalar, default: []] where !syllables.contains(syllable) {
      syllables.append(syllable)
    }
    return syllables
  }

  /// The syllables of the longest word that a text begins with; nil where it begins with none.
  static func word(at text: ArraySlice<Unicode.Scalar>) -> [String]? {
    guard let first = text.first, let candidates = words[first] else { return nil }
    return candidates.first { text.starts(with: $0.scalars) }?.syllables
  }

  /// Every syllable that a character is read as, by itself, as a surname or in a word.
  static func everySyllable(_ scalar: Unicode.Scalar) -> [String] {
    var every = syllables(scalar, likeliest: surnames[scalar])
    for syllable in inWords[scalar, default: []] where !every.contains(syllable) { every.append(syllable) }
    return every
  }

  /// The readings of characters in words.
  private static let inWords: [Unicode.Scalar: [String]] = {
    var readings: [Unicode.Scalar: [String]] = [:]
    for (word, syllables) in entries(PinyinWords.words) {
      for (scalar, syllable) in zip(word, syllables) { readings[scalar, default: []].append(syllable) }
    }
    return readings
  }()

  /// The readings of surnames that are read differently as words.
  static let surnames: [Unicode.Scalar: String] = {
    var surnames: [Unicode.Scalar: String] = [:]
    for (name, syllables) in entries(PinyinWords.surnames) {
      if let scalar = name.first, let syllable = syllables.first { surnames[scalar] = syllable }
    }
    return surnames
  }()

  private struct Word {
    let scalars: [Unicode.Scalar]
    let syllables: [String]
  }

  /// Words by their first character, the longest first.
  private static let words: [Unicode.Scalar: [Word]] = {
    var words: [Unicode.Scalar: [Word]] = [:]
    for (scalars, syllables) in entries(PinyinWords.words) {
      if let first = scalars.first { words[first, default: []].append(Word(scalars: scalars, syllables: syllables)) }
    }
    return words.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
  }()

  /// Entries parted by commas: a word, then the syllable of each of its characters.
  private static func entries(_ text: String) -> [(scalars: [Unicode.Scalar], syllables: [String])] {
    text.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { entry in
      let parts = entry.split(separator: " ")
      guard let word = parts.first else { return nil }
      return (Array(word.unicodeScalars), parts.dropFirst().map(String.init))
    }
  }

  private static let firstCharacter: UInt32 = 0x4E00
  private static let lastCharacter: UInt32 = 0x9FFF

  private static func usual(_ scalar: Unicode.Scalar) -> String? {
    guard (firstCharacter...lastCharacter).contains(scalar.value) else { return nil }
    let number = usualSyllables[Int(scalar.value - firstCharacter)]
    return number == 0 ? nil : syllables[Int(number) - 1]
  }

  /// Each syllable once.
  private static let syllables = Array(Set(lines(PinyinTable.usual).map(\.syllable))).sorted()

  /// For each character from the first to the last: 0, or 1 and the place of its syllable in `syllables`.
  private static let usualSyllables: [UInt16] = {
    let numbers = Dictionary(uniqueKeysWithValues: zip(syllables, UInt16(1)...))
    var usual = [UInt16](repeating: 0, count: Int(lastCharacter - firstCharacter) + 1)
    for (syllable, characters) in lines(PinyinTable.usual) {
      for scalar in characters { usual[Int(scalar.value - firstCharacter)] = numbers[syllable, default: 0] }
    }
    return usual
  }()

  private static let others: [Unicode.Scalar: [String]] = {
    var others: [Unicode.Scalar: [String]] = [:]
    for (syllable, characters) in lines(PinyinTable.other) {
      for scalar in characters { others[scalar, default: []].append(syllable) }
    }
    return others
  }()

  /// The lines of a table: a syllable, then characters from U+4E00 to U+9FFF.
  private static func lines(_ table: String) -> [(syllable: String, characters: Substring.UnicodeScalarView)] {
    table.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { return nil }
      return (String(parts[0]), parts[1].unicodeScalars)
    }
  }
}
