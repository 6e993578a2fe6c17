import LineEditing
import Testing

@Suite struct KeyDecoderTests {
  private func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.feed(bytes) + decoder.flush()
  }

  private func characters(_ text: String) -> [Key] {
    text.unicodeScalars.map { Key(.character($0)) }
  }

  /// What xterm, rxvt, the Linux console and terminals with `CSI u` send, from their manuals.
  static let sequences: [(bytes: String, key: Key)] = [
    ("\u{1}", .control("a")), ("\u{0}", .control(" ")), ("\u{1F}", .control("_")), ("\u{1C}", .control("\\")),
    ("\r", Key(.enter)), ("\n", Key(.enter)), ("\t", Key(.tab)), ("\u{7F}", Key(.backspace)),
    ("\u{8}", Key(.backspace)),
    ("\u{1B}b", .alt("b")), ("\u{1B}\u{7F}", Key(.backspace, .alt)), ("\u{1B}\r", Key(.enter, .alt)),
    ("\u{1B}上", .alt("上")), ("\u{1B}\u{2}", Key(.character("b"), [.control, .alt])),
    ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)), ("\u{1B}[1;5C", Key(.right, .control)),
    ("\u{1B}[1;3D", Key(.left, .alt)), ("\u{1B}[1;2B", Key(.down, .shift)), ("\u{1B}\u{1B}[C", Key(.right, .alt)),
    ("\u{1B}Oc", Key(.right, .control)), ("\u{1B}[d", Key(.left, .shift)), ("\u{1B}[H", Key(.home)),
    ("\u{1B}OF", Key(.end)),
    ("\u{1B}[1~", Key(.home)), ("\u{1B}[8~", Key(.end)), ("\u{1B}[3~", Key(.delete)),
    ("\u{1B}[3;5~", Key(.delete, .control)),
    ("\u{1B}[3^", Key(.delete, .control)), ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)),
    ("\u{1B}[2~", Key(.insert)), ("\u{1B}[Z", Key(.tab, .shift)), ("\u{1B}OP", Key(.function(1))),
    ("\u{1B}[[B", Key(.function(2))), ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[17~", Key(.function(6))),
    ("\u{1B}[24~", Key(.function(12))), ("\u{1B}[97;5u", .control("a")), ("\u{1B}[13;2u", Key(.enter, .shift)),
    ("\u{1B}[27;5;13~", Key(.enter, .control)), ("\u{1B}[19978u", Key(.character("上"))), ("\u{1B}OM", Key(.enter)),
    ("\u{1B}", Key(.escape)), ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")),
  ]

  @Test(arguments: sequences) func `a key is known by what terminals send for it`(bytes: String, key: Key) {
    #expect(keys(bytes.utf8) == [key])
  }

  @Test(arguments: sequences) func `a key is known however its bytes are split`(bytes: String, key: Key) {
    var decoder = KeyDecoder()
    let whole = bytes.utf8.flatMap { decoder.feed([$0]) } + decoder.flush()
    #expect(whole == [key])
  }

  @Test func `what terminals report of themselves and keys without a name are dropped whole`() {
    for sequence in [
      "\u{1B}[?62;22c", "\u{1B}[24;80R", "\u{1B}[<0;3;4M", "\u{1B}[999~", "\u{1B}[57358u", "\u{1B}[1;1;1;1x",
    ] {
      #expect(keys((sequence + "x").utf8) == characters("x"), "\(sequence.debugDescription)")
    }
  }

  @Test func `a sequence that is broken off does not swallow what follows`() {
    #expect(keys("\u{1B}[12\r".utf8) == [Key(.enter)])
    #expect(keys("\u{1B}[1;上".utf8) == characters("上"))
    #expect(keys("\u{1B}[1\u{1B}[A".utf8) == [Key(.up)])
    let endless = keys(("\u{1B}[" + String(repeating: "1", count: 100)).utf8)
    #expect(endless.last == Key(.character("1")))
  }

  @Test func `characters come whole however their bytes are split`() {
    let text = "aé上👍e\u{301}"
    var decoder = KeyDecoder()
    #expect(text.utf8.flatMap { decoder.feed([$0]) } == characters(text))
    #expect(!decoder.isUndecided)
  }

  /// Unicode 17.0, section 3.9, tables 3-8 to 3-10: one U+FFFD for each maximal part of an ill-formed sequence.
  @Test(arguments: [
    ([0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41] as [UInt8], 8),
    ([0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41], 8),
    ([0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42], 7),
    ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], 4),
  ])
  func `malformed bytes are shown as such, each part once`(bytes: [UInt8], count: Int) {
    let keys = keys(bytes)
    #expect(keys.count { $0 == Key(.character("\u{FFFD}")) } == count)
    #expect(keys.contains(Key(.character("A"))))
  }

  @Test func `a paste is one key, whatever is in it and however it is split`() {
    let text = "do\r\n\t上海 \u{1B}[A\u{3}\u{1B}[20 end"
    let bytes = "a\u{1B}[200~\(text)\u{1B}[201~b".utf8
    let expected = characters("a") + [Key(.paste(text))] + characters("b")
    #expect(keys(bytes) == expected)
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.feed([$0]) } == expected)
  }

  @Test func `Esc waits for what it may begin, and is a key when nothing comes`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty && decoder.isUndecided)
    #expect(decoder.flush() == [Key(.escape)] && !decoder.isUndecided)
    #expect(decoder.feed("[A".utf8) == characters("[A"))
    #expect(decoder.flush().isEmpty)
  }
}
