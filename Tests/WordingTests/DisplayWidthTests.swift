import Testing
import Wording

@Suite struct DisplayWidthTests {
  private let width = DisplayWidth()

  /// Columns by Python's wcwidth 0.7.0 (`wcswidth`).
  static let texts: [(text: String, columns: Int)] = [
    ("Hello, world", 12),
    ("上海贸易有限公司", 16),
    ("ＡＢＣ１２３", 12),
    ("ｱｲｳ", 3),
    ("한국어", 6),
    ("e\u{301}te\u{301}", 3),
    ("❤\u{FE0F}", 2),
    ("❤", 1),
    ("☺\u{FE0F}☺", 3),
    ("👨\u{200D}👩\u{200D}👧\u{200D}👦", 2),
    ("🇨🇳🇺🇸", 4),
    ("1\u{FE0F}⃣", 2),
    ("👍🏽", 2),
    ("✅⚠\u{FE0F}⚠", 5),
    ("नमस\u{94D}ते", 4),
    ("สวัสดี", 4),
    ("¥12.50 ￥12.50", 14),
    ("①②③", 3),
    ("α→β", 3),
    ("Ünïcödé", 7),
    ("日本語テキスト", 14),
    ("a\u{200B}b", 2),
    ("中文English混排", 15),
    ("🏳\u{FE0F}\u{200D}🌈", 2),
    ("𠮷野家", 6),
    ("㎡㈱", 4),
    ("각", 2),
    ("“引号”", 6),
    ("—…—", 3),
    ("～〜", 4),
  ]

  @Test(arguments: texts)
  func `text takes the columns that wcwidth counts`(text: String, columns: Int) {
    #expect(width.columns(of: text) == columns)
  }

  /// Characters drawn at random from seventeen blocks, by the columns that Python's wcwidth 0.7.0 gives them.
  static let characters: [[UInt32]] = [
    [
      0x303, 0x306, 0x314, 0x31F, 0x33B, 0x343, 0x353, 0x363, 0x36B, 0x486, 0x596, 0x5B4, 0x657, 0x900, 0x901, 0xE34,
      0xE4A, 0xE4C, 0x1187, 0x119A, 0x11A9, 0x11B8, 0x11D4, 0xE010E, 0xE0125, 0xE0140, 0xE0158, 0xE016B, 0xE0174,
      0xE01A6, 0xE01D3, 0xE01EA,
    ],
    [
      0x122, 0x157, 0x1DE, 0x1ED, 0x201, 0x21A, 0x21B, 0x237, 0x24E, 0x3A4, 0x3A9, 0x3EE, 0x42E, 0x432, 0x460, 0x495,
      0x52C, 0x5E1, 0x60F, 0x61F, 0x660, 0x920, 0x921, 0x923, 0x92A, 0x935, 0x937, 0x971, 0xE2A, 0xE2E, 0xE32, 0xE50,
      0x2016, 0x2097, 0x22C4, 0x24C0, 0x24D4, 0x24E3, 0x257C, 0x25B9, 0x269A, 0xFE7B, 0xFEBD, 0xFECF, 0xFED2, 0xFEDE,
      0xFF8F, 0xFF97, 0x1F0C6, 0x1F140, 0x1F7BD, 0x1FA07,
    ],
    [
      0x110B, 0x1121, 0x114A, 0x1154, 0x2FFA, 0x30F2, 0x30FA, 0x3106, 0x3157, 0x3247, 0x3258, 0x3259, 0x3650, 0x36ED,
      0x3B4B, 0x54CA, 0x61C7, 0x67BF, 0x7A47, 0x93F9, 0x98D4, 0xA012, 0xA05F, 0xA172, 0xA192, 0xA2ED, 0xA302, 0xA359,
      0xA39F, 0xA4A0, 0xB39E, 0xBBBF, 0xBC0E, 0xC20A, 0xC2B4, 0xC994, 0xC99F, 0xCCCC, 0xCD94, 0xF925, 0xF95D, 0xF96E,
      0xF9D5, 0xFA2E, 0xFA5C, 0xFA73, 0xFA78, 0xFABB, 0xFE5F, 0xFF47, 0x1F261, 0x1F4E6, 0x1F4F2, 0x20825, 0x214B9,
      0x23CC2, 0x267E8, 0x28895, 0x2980D, 0x299C4, 0x2BD95,
    ],
  ]

  @Test(arguments: 0...2)
  func `characters of every script take the columns that wcwidth gives them`(columns: Int) throws {
    for value in Self.characters[columns] {
      let scalar = try #require(Unicode.Scalar(value))
      #expect(width.columns(of: Character(scalar)) == columns, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `characters of unsure width take two columns where the terminal's font is East Asian`() {
    let wide = DisplayWidth(ambiguousIsWide: true)
    #expect(width.columns(of: "①α…“”") == 5)
    #expect(wide.columns(of: "①α…“”") == 10)
    #expect(wide.columns(of: "中a") == 3)
  }

  @Test func `control characters take no column`() {
    #expect(width.columns(of: "a\u{1B}\r\n\tb\u{7F}\u{9B}") == 2)
  }

  @Test func `text is filled to a column on the side that is asked for`() {
    #expect(width.padded("上海", to: 7) == "上海   ")
    #expect(width.padded("12.50", to: 7, .right) == "  12.50")
    #expect(width.padded("上海", to: 7, .center) == " 上海  ")
    #expect(width.padded("上海", to: 3) == "上海")
    #expect(width.padded("上海", to: -1) == "上海")
  }

  @Test(arguments: [
    ("上海贸易", 8, "上海贸易"), ("上海贸易", 7, "上海贸…"), ("上海贸易", 6, "上海…"), ("上海贸易", 1, "…"), ("上海贸易", 0, ""),
    ("revenue", 4, "rev…"), ("e\u{301}te\u{301}s", 3, "e\u{301}t…"), ("👨‍👩‍👧‍👦 family", 3, "👨‍👩‍👧‍👦…"), ("👨‍👩‍👧‍👦 family", 2, "…"),
    ("", 0, ""),
    ("上海", -1, ""),
  ])
  func `text is cut between characters and says so`(text: String, columns: Int, cut: String) {
    #expect(width.truncated(text, to: columns) == cut)
  }

  @Test func `where the ellipsis is wide it needs two columns`() {
    let wide = DisplayWidth(ambiguousIsWide: true)
    #expect(wide.truncated("上海贸易", to: 7) == "上海…")
    #expect(wide.truncated("abc", to: 1) == "a")
  }

  @Test func `fitted text fills its column exactly`() {
    for (text, _) in Self.texts {
      for columns in 0...20 {
        #expect(width.columns(of: width.fitted(text, to: columns, .right)) == columns, "\(text) to \(columns)")
      }
    }
  }
}
