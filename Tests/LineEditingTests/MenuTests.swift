import LineEditing
import Testing
import Wording

@Suite struct MenuTests {
  static let names = [
    Completions.Candidate("credit", summary: "limits and holds"), Completions.Candidate("customers"),
    Completions.Candidate("custom_fields", summary: "自定义字段"),
  ]

  /// Presses keys, answering as a host does.
  private func press(_ session: inout Session, _ keys: String, _ names: [Completions.Candidate] = names) {
    for key in keys.split(separator: " ").map(String.init) {
      session.press(key)
      guard case .completionNeeded(let text, let cursor) = session.events.last else { continue }
      session.events.removeLast()
      let name = text.prefix(cursor).split { !$0.isLetter && $0 != "_" }.last.map(String.init) ?? ""
      let fitting = names.filter { $0.text.hasPrefix(name) }
      session.editor.offer(Completions(replacing: cursor - name.utf8.count..<cursor, fitting))
      session.feed([])
    }
  }

  @Test func `one candidate is put into the text, several show what they have in common`() {
    var session = Session()
    press(&session, "x.cr \t")
    #expect(session.text == "x.credit|" && session.terminal.text == "> x.credit")
    press(&session, "+cu \t")
    #expect(session.text == "x.credit+custom|")
    #expect(session.terminal.text == "> x.credit+custom\n  customers\n  custom_fields  自定义字段")
    #expect(session.terminal.cursor == (0, 17))
  }

  @Test func `Tab goes through the candidates, Esc brings back what was typed`() {
    var session = Session()
    press(&session, "c \t \t")
    #expect(session.text == "credit|")
    press(&session, "\t \t \t")
    #expect(session.text == "credit|", "after the last comes the first")
    press(&session, Press.shiftTab)
    #expect(session.text == "custom_fields|")
    press(&session, "\u{1B}[A")
    #expect(session.text == "customers|")
    session.feed([Key(.escape)])
    #expect(session.text == "c|" && session.terminal.text == "> c")
  }

  @Test func `typing narrows the menu, and a sign closes it`() {
    var session = Session()
    press(&session, "c \t u s")
    #expect(session.terminal.text == "> cus\n  customers\n  custom_fields  自定义字段")
    press(&session, "tome")
    #expect(session.terminal.text == "> custome\n  customers")
    press(&session, Press.backspace + " " + Press.backspace)
    #expect(session.terminal.text == "> custo\n  customers\n  custom_fields  自定义字段")
    press(&session, "(")
    #expect(session.terminal.text == "> custo(")
  }

  @Test func `Enter takes the chosen candidate first, and enters the line then`() {
    var session = Session()
    press(&session, "c \t \t \r")
    #expect(session.text == "credit|" && session.events == [])
    session.press("\r")
    #expect(session.events == [.submitted("credit")])
    press(&session, "c \t \r")
    #expect(session.events == [.submitted("credit"), .submitted("c")], "nothing was chosen")
  }

  @Test func `a long menu shows a part and says how many there are`() {
    let many = (1...30).map { Completions.Candidate("n_\($0)") }
    var session = Session(height: 24)
    press(&session, "n \t", many)
    #expect(session.terminal.text.hasSuffix("  n_8\n  (30)"))
    press(&session, Array(repeating: "\t", count: 9).joined(separator: " "), many)
    #expect(session.terminal.text.hasPrefix("> n_9\n  n_2\n"))
    #expect(session.terminal.text.hasSuffix("  n_9\n  (9/30)"))
    var low = Session(height: 4)
    press(&low, "n \t", many)
    #expect(low.terminal.text == "> n_\n  n_1\n  n_2\n  n_3", "the text keeps its place")
  }

  @Test func `a menu never takes more columns than there are`() {
    let wide = [
      Completions.Candidate("a客户", summary: "一二三四五六七八九十"), Completions.Candidate("a上海", summary: "x\u{1B}[2Jy"),
    ]
    var session = Session(columns: 17)
    press(&session, "a \t", wide)
    #expect(session.terminal.text == "> a\n  a客户  一二三…\n  a上海  x^[[2Jy")
    #expect(session.terminal.faults == [])
  }

  @Test func `nothing to complete is said, in the language of the session`() {
    var session = Session()
    press(&session, "zz \t")
    #expect(session.terminal.text == "> zz\nnothing to complete")
    press(&session, "z")
    #expect(session.terminal.text == "> zzz")
    var chinese = Session(Editor(prompt: "> ", language: .chinese))
    press(&chinese, "zz \t")
    #expect(chinese.terminal.text == "> zz\n没有可补全的内容")
  }

  @Test func `an answer that comes too late changes nothing`() {
    var session = Session()
    session.press("cu")
    session.editor.offer(Completions(replacing: 0..<1, Self.names))
    session.press("x")
    #expect(session.text == "cux|")
  }
}
