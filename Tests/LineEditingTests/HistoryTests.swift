import Testing

@testable import LineEditing

@Suite struct HistoryTests {
  private func history(_ entries: String...) -> History {
    var history = History()
    for entry in entries { history.add(entry) }
    return history
  }

  private func session(_ entries: String...) -> Session {
    var history = History()
    for entry in entries { history.add(entry) }
    return Session(Editor(prompt: "> ", continuation: ". ", history: history))
  }

  @Test func `an entry counts by its last time, and blank ones do not`() {
    #expect(history("a", "b", "", " \n", "a").entries == ["b", "a"])
    var short = History(limit: 2)
    for entry in ["a", "b", "c"] { short.add(entry) }
    #expect(short.entries == ["b", "c"])
  }

  @Test func `a file holds an entry a line, whatever it is`() {
    let entries = ["print('a\\nb')", "do\n  上海\nend", "C:\\temp\\n", "\\", "x\u{1B}y"]
    #expect(History.line(of: entries[1]) == "do\\n  上海\\nend\n")
    #expect(History.line(of: entries[3]) == "\\\\\n")
    #expect(History(lines: entries.map(History.line(of:)).joined()).entries == entries)
    #expect(History(lines: "a\nb\n\na\ncut off\\").entries == ["b", "a", "cut off"])
    #expect(History(lines: "a\nb\nc\n", limit: 2).entries == ["b", "c"])
  }

  @Test func `up walks back through what begins as the text does, down returns to it`() {
    var session = session("credit.check(1)", "print(2)", "credit.hold(3)", "客户 = 1")
    session.press("cre" + Press.up)
    #expect(session.text == "credit.hold(3)|")
    session.press(Press.up)
    #expect(session.text == "credit.check(1)|")
    session.press(Press.up)
    #expect(session.text == "credit.check(1)|")
    session.press(Press.down + Press.down)
    #expect(session.text == "cre|")
    session.press(Press.control("u") + Press.control("p") + Press.control("p"))
    #expect(session.text == "credit.hold(3)|")
    session.press(Press.alt("<"))
    #expect(session.text == "credit.check(1)|")
    session.press(Press.alt(">"))
    #expect(session.text == "|")
  }

  @Test func `what is changed on the way is there on the way back, until a line is entered`() {
    var session = session("a", "b", "c")
    session.press(Press.up + Press.up + "!" + Press.up)
    #expect(session.text == "a|")
    session.press(Press.down)
    #expect(session.text == "b!|")
    session.press("\r" + Press.up)
    #expect(session.events == [.submitted("b!")] && session.text == "b!|")
    session.press(Press.up + Press.up)
    #expect(session.text == "b|", "the entry itself is as it was")
  }

  @Test func `Ctrl-R finds the newest entry, again the one before, and Enter enters it`() {
    var session = session("Print(1)", "x = print", "do\n  print(2)\nend", "y")
    session.press(Press.control("r") + "print")
    #expect(session.terminal.text == "> do\n.   print(2)\n. end\nsearch history: print")
    #expect(session.terminal.cursor == (1, 4))
    session.press(Press.control("r") + Press.control("r"))
    #expect(session.terminal.text == "> Print(1)\nsearch history: print")
    session.press(Press.control("r"))
    #expect(session.terminal.text == "> Print(1)\nno entry further on: print")
    session.press(Press.control("s"))
    #expect(session.terminal.text == "> x = print\nsearch history: print")
    session.press("\r")
    #expect(session.events == [.submitted("x = print")])
    session.press("keep" + Press.control("r") + "P")
    #expect(session.terminal.text.hasSuffix("> Print(1)\nsearch history: P"), "capitals count where there are any")
    session.press(Press.control("g"))
    #expect(session.text == "keep|")
    session.press(Press.control("r") + "2)" + "\u{1B}b")
    #expect(session.text == "do\n  |print(2)\nend", "any other key takes what was found, and does what it does")
  }

  @Test func `what was entered before is suggested and taken as a whole or by word`() {
    var session = session("客户.find('上海')", "do\n  a()\nend")
    session.press("客")
    #expect(session.terminal.text == "> 客户.find('上海')" && session.terminal.cursor == (0, 4))
    session.press(Press.alt("f"))
    #expect(session.text == "客户|")
    session.press(Press.right)
    #expect(session.text == "客户.find('上海')|")
    session.press(Press.control("u") + "d")
    #expect(session.terminal.text == "> do …")
    session.press(Press.control("e"))
    #expect(session.text == "do\n  a()\nend|")
    session.press(Press.control("c") + "d" + Press.left)
    #expect(session.terminal.text.hasSuffix("> d"), "nothing is suggested where the cursor is elsewhere")
  }
}
