import Testing

@testable import Domain

@Suite struct `Searching names` {
  private func rank(_ text: String, in name: String) -> SearchPattern.Rank? {
    var pattern = SearchPattern(text)
    return pattern?.rank(of: name)
  }

  @Test(arguments: [
    ("上海", "上海贸易有限公司", SearchPattern.Rank.beginning), ("海", "上海贸易有限公司", .part), ("贸易", "上海贸易有限公司", .part),
    ("上海", "上海", .whole), ("上海貿易", "上海贸易有限公司", .beginning), ("贸易", "上海貿易有限公司", .part),
    ("shmy", "上海贸易有限公司", .beginningOfPinyin), ("myyx", "上海贸易有限公司", .part),
    ("shanghai", "上海贸易有限公司", .beginningOfPinyin), ("Shang Hai", "上海贸易有限公司", .beginningOfPinyin),
    ("shanghaimy", "上海贸易有限公司", .beginningOfPinyin), ("shangha", "上海贸易有限公司", .beginningOfPinyin),
    ("maoyi", "上海贸易有限公司", .part), ("chongqing", "重庆银行", .beginningOfPinyin), ("cqyh", "重庆银行", .beginningOfPinyin),
    ("zhongqing", "重庆银行", .beginningOfPinyin), ("xm", "厦门港务", .beginningOfPinyin), ("shany", "单雨", .beginningOfPinyin),
    ("abc", "ＡＢＣ贸易", .beginning), ("ＡＢＣ", "abc Trading", .beginning), ("abcmy", "ABC 贸易", .beginningOfPinyin),
    ("muller", "Müller GmbH", .beginning), ("gmbh", "Müller GmbH", .part),
    ("13800138000", "138 0013 8000", .beginningOfPinyin),
    ("c0042", "C-0042", .beginningOfPinyin), ("0042", "C0042", .part),
  ])
  func `find their text, their pinyin and their digits`(text: String, name: String, expected: SearchPattern.Rank) {
    #expect(rank(text, in: name) == expected)
  }

  @Test(arguments: [
    ("上贸", "上海贸易有限公司"), ("北京", "上海贸易有限公司"), ("shbj", "上海贸易"), ("hanghai", "上海"), ("shanghaii", "上海"),
    ("海上", "上海"), ("x", ""), ("abc", "ab"),
  ])
  func `do not find what is not in them`(text: String, name: String) {
    #expect(rank(text, in: name) == nil)
  }

  @Test func `a blank is no pattern`() {
    #expect(SearchPattern("") == nil)
    #expect(SearchPattern(" \u{3000}\t") == nil)
  }

  /// What is told from bytes alone must be what the search key says.
  @Test func `random names are found whether the sieve looks first or not`() throws {
    var generator = Seeded(state: 20_26)
    let syllables = [
      "上海", "重庆", "长", "行", "贸易", "單", "区", "ABC", "abc", "Ａ", "é", " ", "  ", "-", "1", "38", "恩", "安", "盛", "（",
      "\u{FE0F}",
    ]
    let typed = [
      "上", "上海", "海贸", "shmy", "sh", "cqmy", "zhongqing", "chang", "a b", "abc", "138", "c-1", "單", "én", "engen",
      "shanghaimaoyi", "-", "海 贸",
    ]
    for _ in 0..<100 {
      let names = (0..<40).map { _ in
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in syllables.randomElement(using: &generator) ?? "" }
          .joined()
      }
      // What is typed is a part of one of the names, or its pinyin, or something else.
      let name = names[0]
      let own = [
        name, String(name.dropFirst()), String(name.suffix(2)), Pinyin.initials(name).first ?? "",
        Pinyin.joined(name).first ?? "",
      ]
      let text = (typed + own + own).randomElement(using: &generator) ?? ""
      guard var pattern = SearchPattern(text) else { continue }
      for name in names {
        let bytes = Array(name.utf8)
        if pattern.rank(of: bytes.span) != pattern.rankByKey(of: bytes.span) { Issue.record("\(text) in \(name)") }
      }
    }
  }

  @Test func `bytes that are no UTF-8 are searched without a crash`() {
    var pattern = SearchPattern("上海")
    for bytes: [UInt8] in [
      [0xE4], [0xE4, 0xB8], [0xFF, 0xFE], [0xE9, 0xFF, 0xFF], [0xE4, 0x41, 0x42, 0x80], [0xF0, 0x9F],
    ] {
      #expect(pattern?.rank(of: bytes.span) == nil)
    }
  }

  @Test func `a long repetition costs no more than its length`() {
    var pattern = SearchPattern(String(repeating: "e", count: 62) + "b")
    #expect(pattern?.rank(of: String(repeating: "恶", count: 10_000)) == nil)
  }

  /// Every reading that a name is stored under by initials or in full finds it.
  @Test(arguments: ["上海贸易有限公司", "重庆长安汽车", "厦门银行", "会稽山绍兴酒", "尉迟商行", "万俟药业", "乐清电器"])
  func `every reading of a name finds it`(name: String) {
    for reading in Pinyin.initials(name) + Pinyin.joined(name) {
      #expect(rank(reading, in: name) == .beginningOfPinyin, "\(reading)")
    }
  }
}

/// Randomness that a seed repeats: SplitMix64.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
