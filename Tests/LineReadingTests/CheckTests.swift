import Foundation
import Testing

/// What a line editor has to get right, seen in tmux: the screens below were drawn by hand.
///
/// The program runs in a UTF-8 locale and in the C locale: what it shows must not depend on it.
@Suite(.enabled(if: Tmux.path != nil, "tmux is not installed")) struct CheckTests {
  static let locales = ["C.UTF-8", "C"]

  private func start(_ locale: String, columns: Int = 40, _ options: String...) throws -> Tmux {
    let tmux = try Tmux(columns: columns, [Tmux.probe] + options, environment: ["LC_ALL=\(locale)"])
    try tmux.expect(">", (0, 2))
    return tmux
  }

  private let left = "\u{1B}[D"
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"
  private let home = "\u{1B}[H"
  private let end = "\u{1B}[F"

  @Test(arguments: locales) func `Chinese is written, moved in and deleted by character`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("上海公司")
    try tmux.expect("> 上海公司", (0, 10))
    try tmux.send(left + left + "贸易")
    try tmux.expect("> 上海贸易公司", (0, 10))
    try tmux.send("\u{7F}")
    try tmux.expect("> 上海贸公司", (0, 8))
    try tmux.send(home + "\u{1B}[3~")
    try tmux.expect("> 海贸公司", (0, 2))
    try tmux.send(end + "!\r")
    try tmux.expect("> 海贸公司!\n= 海贸公司!\n>", (2, 2))
  }

  @Test(arguments: locales) func `a wide character that does not fit goes to the next row whole`(locale: String) throws
  {
    let tmux = try start(locale, columns: 21)
    try tmux.send("一二三四五六七八九")
    try tmux.expect("> 一二三四五六七八九", (0, 20))
    try tmux.send("十")
    try tmux.expect("> 一二三四五六七八九\n十", (1, 2))
    try tmux.send(home + "a")
    try tmux.expect("> a一二三四五六七八九\n十", (0, 3))
    try tmux.send("b")
    try tmux.expect("> ab一二三四五六七八\n九十", (0, 4))
    try tmux.send(end + "\u{7F}\u{7F}\u{7F}")
    try tmux.expect("> ab一二三四五六七", (0, 18))
  }

  @Test(arguments: locales) func `after a full row the cursor stands in the next`(locale: String) throws {
    let tmux = try start(locale, columns: 20)
    try tmux.send("一二三四五六七八九")
    try tmux.expect("> 一二三四五六七八九", (1, 0))
    try tmux.send("\u{7F}")
    try tmux.expect("> 一二三四五六七八", (0, 18))
    try tmux.send("九x\r")
    try tmux.expect("> 一二三四五六七八九\nx\n= 一二三四五六七八九x\n>".replacing("九x\n>", with: "九\nx\n>"), (4, 2))
  }

  @Test(arguments: locales) func `an emoji and a letter with its accent go in one piece`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("a👍e\u{301}z" + left)
    try tmux.expect("> a👍e\u{301}z", (0, 6))
    try tmux.send("\u{7F}")
    try tmux.expect("> a👍z", (0, 5))
    try tmux.send("\u{7F}")
    try tmux.expect("> az", (0, 3))
  }

  @Test(arguments: locales) func `Ctrl-C drops the line and the session goes on`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("客户" + left + "\u{3}")
    try tmux.expect("> 客户^C\ninterrupted\n>", (2, 2))
    try tmux.send("x\r")
    try tmux.expect("> 客户^C\ninterrupted\n> x\n= x\n>", (4, 2))
  }

  @Test(arguments: locales) func `a paste of several rows runs nothing until Enter`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("\u{1B}[200~a('上海')\r\nb()\rc()\n\u{1B}[201~")
    try tmux.expect("> a('上海')\n. b()\n. c()\n.", (3, 2))
    try tmux.send("d\r")
    try tmux.expect("> a('上海')\n. b()\n. c()\n. d\n= a('上海') | b() | c() | d\n>", (5, 2))
  }

  @Test(arguments: locales) func `names complete, Chinese ones too, with what each is beside it`(locale: String) throws
  {
    let tmux = try start(locale)
    try tmux.send("上\t")
    try tmux.expect("> 上海贸易", (0, 10))
    try tmux.send(" 客\t")
    try tmux.expect("> 上海贸易 客户\n  客户甲  the first\n  客户乙  the second", (0, 15))
    try tmux.send("\t\t")
    try tmux.expect("> 上海贸易 客户乙\n  客户甲  the first\n  客户乙  the second", (0, 17))
    try tmux.send("\u{1B}[Z")
    try tmux.expect("> 上海贸易 客户甲\n  客户甲  the first\n  客户乙  the second", (0, 17))
    try tmux.send("\r")
    try tmux.expect("> 上海贸易 客户甲", (0, 17))
    try tmux.send("\r")
    try tmux.expect("> 上海贸易 客户甲\n= 上海贸易 客户甲\n>", (2, 2))
  }

  @Test(arguments: locales) func `the history is searched for Chinese`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("\u{12}上海")
    try tmux.expect("> 客户 = '上海'\nsearch history: 上海", (0, 10))
    try tmux.send("\u{7F}\u{7F}pri")
    try tmux.expect("> print(1)\nsearch history: pri", (0, 2))
    try tmux.send("\u{1B}[C!")
    try tmux.expect("> p!rint(1)", (0, 4))
  }

  @Test(arguments: locales) func `an entry of several rows comes back and is edited in all its rows`(locale: String)
    throws
  {
    let tmux = try start(locale)
    try tmux.send(up + up)
    try tmux.expect("> do\n.   a()\n. end", (2, 5))
    try tmux.send(up + "\u{1}\u{4}")
    try tmux.expect("> do\n.  a()\n. end", (1, 2))
    try tmux.send(up + up)
    try tmux.expect("> print(1)", (0, 10), "what is changed on the way stays so, and the way goes on from there")
    try tmux.send(down)
    try tmux.expect("> do\n.  a()\n. end", (2, 5))
  }

  @Test(arguments: locales) func `an unfinished text goes on in the next row, indented`(locale: String) throws {
    let tmux = try start(locale, "--indent", "--fresh")
    try tmux.send("do\r")
    try tmux.expect("> do\n.", (1, 4))
    try tmux.send("x()\rend")
    try tmux.expect("> do\n.   x()\n. end", (2, 5))
    try tmux.send("\r")
    try tmux.expect("> do\n.   x()\n. end\n= do |   x() | end\n>", (4, 2))
  }

  @Test(arguments: locales) func `what was entered before is suggested in grey`(locale: String) throws {
    let tmux = try start(locale)
    try tmux.send("pr")
    try tmux.expect("> print(1)", (0, 4))
    #expect(try tmux.sight(styles: true).rows == ["> pr\u{1B}[90mint(1)"])
    try tmux.send(end)
    try tmux.expect("> print(1)", (0, 10))
    #expect(try tmux.sight(styles: true).rows == ["> print(\u{1B}[1m\u{1B}[36m1\u{1B}[0m\u{1B}[39m\u{1B}[49m)"])
  }

  @Test(arguments: locales) func `a window that changes its width shows the text once`(locale: String) throws {
    let tmux = try start(locale, columns: 40)
    // What it wraps anew, tmux moves up beyond its upper edge.
    tmux.seesHistory = true
    try tmux.send("x\rx\rx\r")
    let above = "> x\n= x\n> x\n= x\n> x\n= x\n"
    try tmux.expect(above + ">", (6, 2))
    try tmux.send("一二三四五六七八九十一二三四五六七八九十")
    try tmux.expect(above + "> 一二三四五六七八九十一二三四五六七八九\n十", (7, 2))
    try tmux.resize(columns: 25)
    try tmux.expect(above + "> 一二三四五六七八九十一\n二三四五六七八九十", (7, 18))
    try tmux.resize(columns: 60)
    try tmux.expect(above + "> 一二三四五六七八九十一二三四五六七八九十", (6, 42))
    try tmux.send(home)
    try tmux.expect(above + "> 一二三四五六七八九十一二三四五六七八九十", (6, 2))
    try tmux.resize(columns: 13)
    try tmux.expect(above + "> 一二三四五\n六七八九十一\n二三四五六七\n八九十", (6, 2))
  }

  @Test func `a text higher than the window moves through it, and is whole when it is done`() throws {
    let tmux = try Tmux(columns: 20, rows: 6, [Tmux.probe])
    try tmux.expect(">", (0, 2))
    try tmux.send("\u{1B}[200~" + (1...9).map(String.init).joined(separator: "\n") + "\u{1B}[201~")
    try tmux.expect(". 4\n. 5\n. 6\n. 7\n. 8\n. 9", (5, 3))
    try tmux.send(String(repeating: up, count: 7))
    try tmux.expect(". 2\n. 3\n. 4\n. 5\n. 6\n. 7", (0, 3))
    try tmux.send("\u{1B}[1;5F\r")
    try tmux.expect(". 7\n. 8\n. 9\n= 1 | 2 | 3 | 4 | 5\n| 6 | 7 | 8 | 9\n>", (5, 2))
  }

  @Test func `characters that move nothing and control characters are shown by name`() throws {
    let tmux = try start("C")
    try tmux.send("\u{1B}[200~a\u{1B}[31mb\u{7}\tc\u{202E}d\u{85}\u{1B}[201~")
    try tmux.expect("> a^[[31mb^G    c<202E>d<85>", (0, 28))
  }

  @Test func `characters whose width is disputed leave the rest in its place`() throws {
    let tmux = try start("C", columns: 24)
    try tmux.send("👨‍👩‍👧x❤\u{FE0F}y🇨🇳z👍🏽w")
    let sight = try tmux.sight { $0.cursor == (0, 14) }
    #expect(sight.cursor == (0, 14), "two columns each, and four letters: \(sight)")
    try tmux.send("一二三四五六七八")
    let wrapped = try tmux.sight { $0.rows.count == 2 }
    #expect(wrapped.rows.last == "六七八" && wrapped.cursor == (1, 6), "\(wrapped)")
    try tmux.send("\u{15}ok\r")
    try tmux.expect("> ok\n= ok\n>", (2, 2))
  }

  @Test func `Ctrl-L wipes the window and keeps the text`() throws {
    let tmux = try start("C")
    try tmux.send("x\r上海\u{C}")
    try tmux.expect("> 上海", (0, 6))
  }

  @Test(arguments: ["exit\r", "segfault\r", "\u{4}"])
  func `the terminal is given back however the program ends`(keys: String) throws {
    let tmux = try Tmux(
      columns: 40, rows: 60,
      ["sh", "-c", "before=$(stty -g); \(Tmux.probe); clear; [ $before = $(stty -g) ] && echo as before; read x"])
    try tmux.expect(">", (0, 2))
    try tmux.send("x\u{15}" + keys)
    try tmux.expect("as before")
  }
}
