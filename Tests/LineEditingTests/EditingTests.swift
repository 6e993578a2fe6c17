import LineEditing
import Testing

/// What keys do to a text; `|` is the cursor.
@Suite struct EditingTests {
  private func text(_ keys: String...) -> String {
    var session = Session()
    for key in keys { session.press(key) }
    return session.text
  }

  @Test func `the cursor moves by character, word, row and text`() {
    #expect(text("上海e\u{301}", Press.left, Press.left) == "上|海e\u{301}")
    #expect(text("ab", Press.control("b"), Press.control("b"), Press.control("b")) == "|ab")
    #expect(text("ab", Press.home, Press.control("f")) == "a|b")
    #expect(text("ab\u{1B}\rcd", Press.control("a")) == "ab\n|cd")
    #expect(text("ab\u{1B}\rcd", Press.home, Press.left, Press.home, Press.end) == "ab|\ncd")
    #expect(text("ab\u{1B}\rcd", "\u{1B}[1;5H") == "|ab\ncd")
  }

  @Test func `words are runs of letters, and runs of Chinese characters`() {
    let written = "print(客户abc, x_1)"
    #expect(text(written, Press.home, Press.alt("f")) == "print|(客户abc, x_1)")
    #expect(text(written, Press.home, Press.alt("f"), Press.alt("f")) == "print(客户|abc, x_1)")
    #expect(text(written, Press.home, "\u{1B}[1;5C", "\u{1B}[1;5C", "\u{1B}[1;5C") == "print(客户abc|, x_1)")
    #expect(text(written, Press.alt("b")) == "print(客户abc, |x_1)")
    #expect(text(written, Press.alt("b"), Press.alt("b")) == "print(客户|abc, x_1)")
    #expect(text("a b", Press.home, Press.alt("b")) == "|a b")
  }

  @Test func `a character goes as a reader sees it`() {
    #expect(text("ae\u{301}", Press.backspace) == "a|")
    #expect(text("a👨‍👩‍👧b", Press.left, Press.backspace) == "a|b")
    #expect(text("🇨🇳", Press.home, Press.delete) == "|")
    #expect(text("e", "\u{301}", Press.left) == "|e\u{301}")
    #expect(text("a\u{301}", Press.home, "e", Press.delete) == "e|", "an accent keeps its letter")
    #expect(text("\u{301}", Press.home, "e") == "e\u{301}|")
  }

  @Test func `Ctrl-D deletes, and ends an empty session`() {
    var session = Session()
    session.press("ab" + Press.home + Press.control("d"))
    #expect(session.text == "|b" && session.events == [])
    session.press(Press.control("d") + Press.control("d"))
    #expect(session.events == [.endOfFile])
  }

  @Test func `what is cut comes back, and what is cut in one go is one`() {
    #expect(text("one two three", Press.control("w"), Press.control("w"), Press.control("y")) == "one two three|")
    #expect(text("ab cd", Press.home, Press.control("k"), Press.control("y"), Press.control("y")) == "ab cdab cd|")
    #expect(text("ab cd", Press.alt("b"), Press.control("u")) == "|cd")
    #expect(text("a\u{1B}\rb", Press.home, Press.left, Press.control("k")) == "a|b", "a row end is cut, too")
    #expect(text("a\u{1B}\rb", Press.home, Press.control("u")) == "a|b")
    #expect(text("x.find(客户)", Press.control("w")) == "|")
    #expect(text("x.find(客户)", "\u{1B}\u{7F}") == "x.find(|")
    #expect(text("x.find(1)", Press.home, Press.alt("d"), Press.alt("d")) == "|(1)")
    #expect(
      text("a b", Press.control("w"), Press.left, Press.control("w"), Press.end, Press.control("y"), Press.alt("y"))
        == " b|")
  }

  @Test func `characters are exchanged, words change their case`() {
    #expect(text("上海", Press.control("t")) == "海上|")
    #expect(text("abc", Press.left, Press.control("t")) == "acb|")
    #expect(text("a", Press.control("t")) == "a|")
    #expect(text("one two", Press.home, Press.alt("u"), Press.alt("c")) == "ONE Two|")
    #expect(text("ÀB", Press.home, Press.alt("l")) == "àb|")
  }

  @Test func `changes are undone word by word and done again`() {
    let undo = Press.control("_")
    #expect(text("one two", undo) == "one |")
    #expect(text("one two", undo, undo) == "|")
    #expect(text("one two", undo, undo, undo, Press.alt("_")) == "one |")
    #expect(text("one", Press.home, Press.control("k"), undo) == "|one")
    #expect(text("ab", Press.paste("上\n海"), undo) == "ab|")
    #expect(text("one two", undo, "x", Press.alt("_")) == "one x|", "a new change ends what can be done again")
  }

  @Test func `up and down keep the column that is seen`() {
    let rows = Press.paste("上海贸易\nab\ncdefgh")
    #expect(text(rows, Press.up) == "上海贸易\nab|\ncdefgh")
    #expect(text(rows, Press.up, Press.up) == "上海贸|易\nab\ncdefgh")
    #expect(text(rows, Press.up, Press.up, Press.down, Press.down) == "上海贸易\nab\ncdefgh|")
    #expect(text(rows, Press.left, Press.up, Press.up) == "上海|贸易\nab\ncdefgh", "column 5 is in the third character")
  }

  @Test func `Enter goes on while the text is unfinished, and within it`() {
    var session = Session(Editor(syntax: Syntax(isIncomplete: { $0.hasPrefix("do") && !$0.hasSuffix("end") })))
    session.press("do\r")
    #expect(session.text == "do\n|")
    session.press("end" + Press.up + "\r")
    #expect(session.text == "do\n|\nend", "in a row above, Enter begins a row")
    session.press(Press.down + Press.end + "\r")
    #expect(session.events == [.submitted("do\n\nend")])
    session.press("x" + "\u{1B}\r" + "y\r")
    #expect(session.events.last == .submitted("x\ny"))
  }

  @Test func `rows are indented as the language says, and a closing word moves back`() {
    let syntax = Syntax(
      isIncomplete: { _ in true },
      indentation: { above, row in
        let depth = above.split(separator: "\n").count { $0.hasSuffix("do") } - (row == "end" ? 1 : 0)
        return 2 * depth
      })
    var session = Session(Editor(syntax: syntax))
    session.press("a do\rb do\rc")
    #expect(session.text == "a do\n  b do\n    c|")
    session.press("\rend")
    #expect(session.text == "a do\n  b do\n    c\n  end|")
    session.press("s")
    #expect(session.text == "a do\n  b do\n    c\n    ends|", "it was no closing word")
    session.press("\u{1B}[1;5H" + Press.end + "\rx")
    #expect(session.text.hasPrefix("a do\n  x|\n  b do"))
    session.press(Press.home + "\t" + Press.end)
    #expect(session.text.hasPrefix("a do\n    x|\n"))
    session.press(Press.shiftTab)
    #expect(session.text.hasPrefix("a do\n  x|\n"))
  }

  @Test func `keys that ask for something outside say what`() {
    var session = Session()
    session.press("上a" + Press.left + "\t" + Press.control("l") + "\u{1A}" + Press.control("x") + Press.control("e"))
    #expect(
      session.events == [
        .completionNeeded(text: "上a", cursor: 3), .screenCleared, .suspended, .externalEditorNeeded("上a"),
      ])
    session.press("x" + Press.control("c"))
    #expect(session.events.last == .interrupted && session.text == "|")
    session.press(Press.control("x") + "ab")
    #expect(session.text == "b|", "no letter is written by an unknown key after Ctrl-X")
  }
}
