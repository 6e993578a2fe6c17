import Testing

@testable import Scripting

/// What is found is what comparing character after character finds.
@Suite struct TextSearchTests {
  /// Where a part stands in a text, by trying every place.
  private func places(of part: String, in text: String) -> [Range<Int>] {
    let characters = Array(text)
    let wanted = Array(part)
    var found: [Range<Int>] = []
    var at = 0
    while at + wanted.count <= characters.count {
      guard Array(characters[at..<at + wanted.count]) == wanted else {
        at += 1
        continue
      }
      let start = String(characters[..<at]).utf8.count
      found.append(start..<start + String(characters[at..<at + wanted.count]).utf8.count)
      at += wanted.count
    }
    return found
  }

  private func found(_ part: String, in text: String) throws -> [Range<Int>] {
    var places: [Range<Int>] = []
    try TextSearch(part).each(in: text) {
      places.append($0)
      return true
    }
    return places
  }

  @Test func `random texts of characters that join, part and equal each other`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = Seeded(state: seed)
    // é twice, the Kelvin sign, which equals K, and what makes characters with its neighbours.
    let signs = [
      "a", "b", "K", "\u{212A}", "e", "\u{E9}", "\u{301}", "\r", "\n", "上", "🇩", "🇪", "\u{200D}", "👩", ";", "\u{37E}",
    ]
    for _ in 0..<4000 {
      let few = (0..<Int.random(in: 1...4, using: &random)).map { _ in signs.randomElement(using: &random) ?? "" }
      func text(_ range: ClosedRange<Int>) -> String {
        (0..<Int.random(in: range, using: &random)).map { _ in few.randomElement(using: &random) ?? "" }.joined()
      }
      let part = text(1...4)
      let whole = text(0...40)
      #expect(
        try found(part, in: whole) == places(of: part, in: whole),
        "seed \(seed): \(Array(part.unicodeScalars)) in \(Array(whole.unicodeScalars))")
    }
  }

  @Test func `what lies across the ends of pieces is found`() throws {
    for filler in ["x", "上", "é", "e\u{301}"] {
      for length in 4090...4098 {
        let text = String(repeating: filler, count: length) + "part上part" + String(repeating: filler, count: 5000)
        #expect(try found("part", in: text) == places(of: "part", in: text))
        #expect(try found("t上p", in: text) == places(of: "t上p", in: text))
      }
    }
  }

  @Test func `long texts begin and end with what they begin and end with`() {
    let text = String(repeating: "Zürich 上海 ", count: 10_000)
    for part in ["Z", "Zu\u{308}rich", String(text.prefix(9999))] {
      #expect(text.begins(with: part))
      #expect(!text.begins(with: part + "!"))
    }
    for part in [" ", "上海 ", "u\u{308}rich 上海 ", String(text.suffix(9999))] {
      #expect(text.ends(with: part))
      #expect(!text.ends(with: "!" + part))
    }
  }

  @Test func `a mebibyte can be looked for, and more is refused`() throws {
    let part = String(repeating: "a", count: TextSearch.limit)
    #expect(try TextSearch(part).isFound(in: part + "b"))
    #expect(throws: TextTooLong(bytes: TextSearch.limit + 1)) { try TextSearch(part + "b") }
  }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }
}
