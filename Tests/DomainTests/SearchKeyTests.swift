import Domain
import Testing

@Suite struct SearchKeyTests {
  @Test(arguments: [
    ("ＡＢＣ　贸易（上海）", "abc 贸易(上海)"), ("上海貿易有限公司", "上海贸易有限公司"), ("臺灣機械廠", "台湾机械厂"),
    ("  Atelier \t graphique\n", "atelier graphique"), ("Müller & Söhne", "muller & sohne"),
    ("Mu\u{308}ller", "muller"), ("STRASSE Straße", "strasse strasse"), ("Øresund Ærø", "oresund aero"),
    ("İstanbul", "istanbul"),
    ("￥１２．５０", "¥12.50"), ("“Land of Toys” – Inc…", "\"land of toys\" - inc..."), ("50㎡ №③ Ⅳ", "50m2 no3 iv"),
    ("阿里•巴巴", "阿里·巴巴"), ("乾隆", "乾隆"), ("ΑΒΓ Москва", "αβγ москва"), ("a\u{FEFF}b\u{200B}c", "abc"), ("", ""), ("　", ""),
  ])
  func `text that people take for the same has the same key`(text: String, key: String) {
    #expect(SearchKey.normalized(text) == key)
    #expect(SearchKey.normalized(key) == key)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a key is its own key`(seed: UInt64) {
    var random = SeededRandom(seed)
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x24F, 0x2000...0x33FF, 0x4E00...0x9FFF, 0xFE00...0xFFFF, 0x300...0x52F,
    ]
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<12 {
        let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.unicodeScalars.append(scalar) }
      }
      let key = SearchKey.normalized(text)
      #expect(SearchKey.normalized(key) == key, "seed \(seed): \(text.unicodeScalars.map(\.value))")
    }
  }
}
