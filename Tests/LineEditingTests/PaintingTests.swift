import Testing
import Wording

@testable import LineEditing

@Suite struct PaintingTests {
  @Test func `a key at the end of a line costs one character`() {
    var session = Session()
    session.press("上海")
    session.press("a")
    #expect(session.output == "a")
    session.press(Press.backspace)
    #expect(session.output == "\u{1B}[7G\u{1B}[K")
    session.press(Press.left)
    #expect(session.output == "\u{1B}[5G")
    session.press(Press.right + Press.left)
    #expect(session.output == "", "what was pressed together is shown once")
  }

  @Test func `only rows that change are painted again`() {
    var session = Session()
    session.press(Press.paste("one\ntwo\nthree"))
    session.press(Press.up + "!")
    #expect(session.output == "\u{1B}[1A\u{1B}[6G!" || session.output == "\u{1B}[1A!")
    #expect(session.terminal.text == "> one\n. two!\n. three")
  }

  @Test func `colours follow the spans, and none is left on`() {
    let syntax = Syntax(spans: { text in text.contains("上") ? [Span(1..<4, Style(.red, bold: true))] : [] })
    var session = Session(Editor(prompt: StyledText("> ", Style(.green)), syntax: syntax))
    session.press("a")
    session.press("上b")
    #expect(session.output == "\u{1B}[0;1;31m上\u{1B}[0mb")
    var painter = Painter(inColor: false)
    let plain = painter.paint(session.editor.screen(columns: 40, rows: 24), columns: 40)
    #expect(plain == "> a\u{1B}[0;1m上\u{1B}[0mb")
  }

  @Test func `no text from outside reaches the terminal as a control`() {
    let sly = "x\u{1B}]0;owned\u{7}\u{9B}2J\u{0}\u{7F}\u{85}\u{202E}y"
    var history = History()
    history.add("q" + sly)
    var session = Session(
      columns: 60,
      Editor(
        prompt: StyledText(sly), continuation: "\u{1B}c", syntax: Syntax(hint: { _, _ in StyledText(sly) }),
        history: history))
    session.press("q")
    session.press(Press.right + "\u{1B}\r" + Press.control("r") + "own")
    session.press(Press.control("g") + "\t")
    session.editor.offer(
      Completions(
        replacing: session.editor.text.utf8.count..<session.editor.text.utf8.count,
        [Completions.Candidate(sly, summary: sly), Completions.Candidate("z" + sly, label: sly)]))
    session.feed([])
    session.press("\t\r\r")
    #expect(session.terminal.faults == [])
    #expect(session.terminal.text.contains("x^[]0;owned^G<9B>2J^@^?<85><202E>y"))
  }

  @Test func `wide characters fill rows of every width without being split`() {
    for columns in 8...30 {
      var session = Session(columns: columns, height: 60)
      session.press(String(repeating: "上a海", count: 30))
      #expect(session.terminal.faults == [])
      let rows = session.terminal.text.split(separator: "\n")
      let width = DisplayWidth()
      for row in rows.dropLast() { #expect(columns - 1...columns ~= width.columns(of: row), "\(columns): \(row)") }
      #expect(rows.joined() == "> " + String(repeating: "上a海", count: 30))
    }
  }

  @Test func `characters of unsure width take what the terminal is said to give them`() {
    let editor = Editor(prompt: "> ", width: DisplayWidth(ambiguousIsWide: true))
    var copy = editor
    _ = copy.feed(Key(.paste("①②")))
    #expect(copy.screen(columns: 20, rows: 5).cursor.column == 6)
    copy = Editor(prompt: "> ")
    _ = copy.feed(Key(.paste("①②")))
    #expect(copy.screen(columns: 20, rows: 5).cursor.column == 4)
  }
}
