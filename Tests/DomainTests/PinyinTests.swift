import Domain
import Testing

@Suite struct PinyinTests {
  @Test(arguments: [
    ("上海", "shanghai"), ("重庆", "chongqing"), ("重庆长安汽车", "chongqingchanganqiche"), ("银行", "yinhang"), ("长沙", "changsha"),
    ("厦门", "xiamen"), ("曾国藩", "zengguofan"), ("贸易", "maoyi"), ("成都", "chengdu"), ("音乐", "yinyue"), ("乐清", "yueqing"),
    ("乐山", "leshan"), ("蚌埠", "bengbu"), ("六安", "luan"), ("东莞", "dongguan"), ("番禺", "panyu"), ("西藏", "xizang"),
    ("会计师事务所", "kuaijishishiwusuo"), ("单雄信", "shanxiongxin"), ("单位", "danwei"), ("解缙", "xiejin"), ("解放", "jiefang"),
    ("仇英", "qiuying"), ("区家麟", "oujialin"), ("查良镛", "zhaliangyong"), ("查询", "chaxun"), ("朴树", "piaoshu"),
    ("尉迟恭", "yuchigong"),
    ("女装", "nvzhuang"), ("吕布", "lvbu"), ("上海貿易", "shanghaimaoyi"), ("大厦", "dasha"), ("朝阳", "chaoyang"),
    ("喆堃", "zhekun"),
    ("阿里巴巴", "alibaba"), ("中国工商银行", "zhongguogongshangyinhang"),
  ])
  func `names are read as people say them`(text: String, reading: String) {
    #expect(Pinyin.joined(text).first == reading)
  }

  @Test(arguments: [
    ("上海贸易有限公司", "shmyyxgs"), ("贸易", "my"), ("上海", "sh"), ("ＡＢＣ（贸易）01", "abcmy01"), ("Патрон 贸易", "патронmy"),
  ])
  func `initials are the first letters of the syllables`(text: String, initials: String) {
    #expect(Pinyin.initials(text) == [initials])
  }

  @Test func `other readings follow the likeliest`() {
    #expect(Pinyin.joined("银行") == ["yinhang", "yinxing"])
    #expect(Pinyin.initials("银行") == ["yh", "yx"])
    #expect(Pinyin.initials("成都") == ["cd"])
    #expect(Pinyin.joined("长乐").prefix(3) == ["changle", "zhangle", "changyue"])
    #expect(Pinyin.initials("曾").first == "z")
  }

  @Test func `readings are distinct and bounded however many characters have several`() {
    let text = String(repeating: "长行重都乐朝", count: 50)
    for readings in [Pinyin.initials(text), Pinyin.joined(text)] {
      #expect(readings.count == Pinyin.maximum)
      #expect(Set(readings).count == readings.count)
    }
    #expect(Pinyin.initials(text).first?.count == Pinyin.length)
  }

  @Test func `text without Chinese characters has no reading`() {
    for text in ["", "Atelier graphique", "123", "（）", "カタカナ"] {
      #expect(Pinyin.initials(text).isEmpty)
      #expect(Pinyin.joined(text).isEmpty)
    }
  }

  /// An oracle that owes nothing to the tables.
  ///
  /// 咯, 咋 and 帧 are read otherwise today than where they stand; ü follows
  /// u, and üe stands as ue.
  @Test func `the characters that GB 2312 orders by pinyin stand in that order`() throws {
    let level1 = GB2312.level1
    #expect(level1.count == 3755)
    var last = ""
    var outOfOrder: [Character] = []
    for character in level1 {
      let readings = Pinyin.joined(String(character)).map { $0.replacing("ve", with: "ue").replacing("v", with: "u!") }
      if let next = readings.filter({ $0 >= last }).min() {
        last = next
      } else {
        outOfOrder.append(character)
      }
    }
    #expect(outOfOrder == ["咯", "咋", "帧"])
  }
}
