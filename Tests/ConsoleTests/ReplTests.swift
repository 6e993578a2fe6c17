import Automation
import Foundation
import LineEditing
import LuaRuntime
import Testing

@testable import Console

@Suite struct ReplTests {
  private let desk: SessionDesk

  init() throws {
    desk = try SessionDesk()
    try desk.type(
      "customers.create { code = 'C1', name = '上海贸易有限公司', region = '华东', credit_limit = 500000 }",
      "customers.create { code = 'C2', name = 'Nordwind', currency = 'EUR' }", mode: .auto)
  }

  @Test func `an expression prints its value, a statement nothing`() throws {
    #expect(try desk.type("1 + 1", "x = 5", "x * 2", "nil", "'上海'", "money(1250, 'CNY')"))
    #expect(desk.printed == "2\n10\nnil\n\"上海\"\n1,250.00 CNY\n")
  }

  @Test func `a list of records is an aligned table, a record a card`() throws {
    try desk.type("{ { code = 'C1', name = '上海', n = 5 }, { code = 'C22', name = 'Nord', n = 12 } }")
    #expect(
      desk.printed == """
        code   n  name
        C1     5  上海
        C22   12  Nord

        """)
    try desk.type("customers.get('C1')")
    #expect(desk.printed.hasPrefix("a record of customers\n"))
    #expect(desk.printed.contains("  name          上海贸易有限公司\n"))
    #expect(desk.printed.contains("500,000.00 CNY"))
    #expect(desk.printed.contains("nil: "))
  }

  @Test func `a block over several lines is one line`() throws {
    #expect(try desk.type("for c in customers.each() do", "  print(c.code)", "end"))
    #expect(desk.printed == "C1\nC2\n")
  }

  @Test func `an error shows its line with a caret, and ends another program's session`() throws {
    #expect(try !desk.type("custmers.get('C1')", "print('not reached')"))
    #expect(desk.said.contains("did you mean 'customers'?"))
    #expect(desk.said.contains("^^^^^^^^"))
    #expect(desk.printed.isEmpty)
  }

  @Test func `what is left without a commit is named`() throws {
    #expect(try desk.type("customers.create { code = 'C3', name = 'Three' } nothing = nil"))
    #expect(desk.said == "left without `:commit`: +1 ~0 -0 not kept\n")
    #expect(try desk.type("customers.count()"))
    #expect(desk.printed == "2\n")
  }

  @Test func `the preview is shown, committed and dropped`() throws {
    #expect(
      try desk.type(
        "customers.update('C1', { region = '华南' })", ":diff", ":commit", "customers.update('C2', { region = 'x' })",
        ":rollback",
        ":commit"))
    #expect(desk.printed.contains("~ customers C1\n      region: 华东 → 华南"))
    #expect(desk.said.contains("run 3: 1 row changed"))
    #expect(desk.said.contains("dropped +0 ~1 -0\nthere is nothing to commit"))
  }

  @Test func `a module that a global hides comes back with nil`() throws {
    #expect(try desk.type("customers = 5", "customers = customers + 1", "customers = nil", "customers.count()"))
    #expect(desk.said == "'customers' hides Patron's module now: `customers = nil` brings it back\n")
    #expect(desk.printed == "2\n")
  }

  @Test func `what the preview cannot take back by number is told how`() throws {
    #expect(try desk.type("customers.update('C1', { region = '华南' })", ":rollback", ":rollback"))
    #expect(desk.said.hasSuffix("dropped +0 ~1 -0\nthere is nothing to drop\n"), "\(desk.said)")
  }

  @Test func `amounts in the history of credit are told as money`() throws {
    #expect(try desk.type("credit.set_limit('C1', 7000, 'agreed').limit", ":diff"))
    #expect(desk.printed.contains("credit_changes"), "\(desk.printed)")
    #expect(desk.printed.contains("amount: 7,000.00 CNY") && !desk.printed.contains("run_id"), "\(desk.printed)")
  }

  @Test func `lines that worked are saved as a script that does the same`() throws {
    #expect(
      try desk.type(
        "-- a note", "n = customers.count()", "customers.update('C2', { region = 'lost' })", ":rollback",
        "customers.update('C1', { region = '华南' })", "out[2] ~= nil", ":save work.lua"))
    let script = try #require(desk.written["work.lua"])
    #expect(!script.contains("lost"))
    #expect(try desk.type(script + "\n_"))
    #expect(desk.printed == "true\n")
  }

  @Test func `what a saved line returns is kept, and does not end the script`() throws {
    desk.files["sum.lua"] = "return 40"
    #expect(
      try desk.type("local r = 41 return r", "y = _ + 1", ":run sum.lua", "z = _ + y", "y + z", ":save work.lua"))
    let script = try #require(desk.written["work.lua"])
    #expect(try desk.type(script + "\n_"))
    #expect(desk.printed == "124\n")
  }

  @Test func `an iterator of an earlier line does not disturb the next`() throws {
    #expect(
      try desk.type(
        "G = customers.each() return G().code",
        "#segments.list { test = function(c) pcall(G) return c.code ~= nil end } == customers.count()"))
    #expect(desk.printed.hasSuffix("true\n"))
  }

  @Test func `a question tells what a name means`() throws {
    #expect(try desk.type("?customers.get", "customers.get?", ":help customers.get"))
    let parts = desk.printed.components(separatedBy: "customers.get(")
    #expect(parts.count >= 4)
    #expect(try !desk.type("?custmers"))
    #expect(desk.said.contains("did you mean 'customers'?"))
  }

  @Test func `a module, a library and a function are shown as what they are`() throws {
    try desk.type("customers")
    #expect(desk.printed.contains("\ncustomers.get(code)\n    The record of that key; an error where there is none.\n"))
    try desk.type("customers.get")
    #expect(desk.printed.hasPrefix("customers.get(code)\n"))
    try desk.type("{ customers, customers.get }")
    #expect(desk.printed == "{ <module customers>, <function customers.get> }\n")
    try desk.type("math")
    #expect(desk.printed.hasPrefix("a library of Lua: math\n{ abs, acos,"))
    #expect(try desk.completions(of: "math.flo") == ["floor"])
  }

  @Test(arguments: ["quit", "exit", " quit() ", "exit()", ":q", ":exit"])
  func `the session is left by the words that other consoles have`(_ word: String) throws {
    #expect(try desk.type(word, "print('not reached')"))
    #expect(desk.printed.isEmpty && desk.said.isEmpty)
  }

  @Test func `a word that the session has given a meaning has that`() throws {
    try desk.type("exit = 5", "exit")
    #expect(desk.printed == "5\n")
  }

  @Test func `help alone lists the commands, with a name it tells of that`() throws {
    for line in ["help", "?", ":help"] {
      try desk.type(line)
      #expect(desk.printed.contains(":commit") && desk.printed.contains("customers"), "\(line)")
    }
    try desk.type("help customers.get")
    #expect(desk.printed.hasPrefix("customers.get(code)\n"))
    try desk.type("?exit-codes")
    #expect(desk.performed == [["docs", "exit-codes"]])
  }

  @Test func `a key that the question at the end does not know is answered by what the keys mean`() throws {
    try desk.press(
      "customers.update('C1', { region = 'x' })\r", "\u{4}", "x\r", "s\r", "'still here'\r", "\u{4}", "d\r")
    #expect(desk.said == "c keeps the changes and leaves, d drops them and leaves, s goes on with the session\n")
    #expect(desk.printed.contains("still here"))
  }

  @Test func `commands are known by their beginnings, and suggested`() throws {
    #expect(try desk.type(":comm"))
    #expect(try !desk.type(":comit"))
    #expect(desk.said.contains("did you mean ':commit'?"))
  }

  @Test func `commands of the program are performed with their arguments`() throws {
    #expect(try desk.type(":explain C0042 score 'high value'"))
    #expect(desk.performed == [["explain", "C0042", "score", "high value"]])
    #expect(try desk.type(":sql SELECT count(*) FROM \"customers\"", ":sql --rows 5 'select 1'"))
    #expect(
      desk.performed == [["sql", "SELECT count(*) FROM \"customers\""], ["sql", "--rows", "5", "select 1"]])
  }

  @Test func `the schema lists an entity's fields, a plan the statements of a line`() throws {
    #expect(try desk.type(":schema customers"))
    #expect(desk.printed.contains("credit_limit"))
    #expect(try desk.type(":plan customers.count()"))
    #expect(desk.printed.contains("SELECT"))
  }

  @Test func `a limit holds for the lines that follow`() throws {
    #expect(try !desk.type(":limit cpu 50", "while true do end"))
    #expect(desk.said.contains("in[1]"))
  }

  @Test func `a file runs in the session`() throws {
    desk.files["lib.lua"] = "function twice(n) return 2 * n end"
    #expect(try desk.type(":run lib.lua", "twice(21)"))
    #expect(desk.printed == "42\n")
  }

  @Test func `a file finds its arguments, also where it is entered again or saved`() throws {
    desk.files["add.lua"] = "local code, name = ...\ncustomers.create { code = code, name = name }"
    #expect(try desk.type(":run add.lua C9 'Ann \"A\" Lee'", ":again", "customers.get('C9').name", ":save work.lua"))
    #expect(desk.printed == "\"Ann \\\"A\\\" Lee\"\n")
    #expect(desk.said.contains(":run add.lua C9 \"Ann \"A\" Lee\"\n"))
    try desk.beside(try #require(desk.written["work.lua"]))
    #expect(try desk.type("customers.get('C9').name"))
    #expect(desk.printed == "\"Ann \\\"A\\\" Lee\"\n")
  }

  @Test func `a mistyped name is told with what was meant, its place marked`() throws {
    try desk.type("custmers")
    #expect(desk.printed == "nil\n")
    #expect(desk.said == "there is no global 'custmers' (did you mean 'customers'?)\n")
    try desk.type("nothing = nil", "nil", "nothing")
    #expect(desk.said.isEmpty)
    try desk.type("c = customers.get('C1')", "print(c.code) return c.cod")
    #expect(desk.said.contains("did you mean 'code'?)"))
    #expect(
      desk.said.contains("\n  1 | print(c.code) return c.cod\n    |                        ^^^\n"), "\(desk.said)")
  }

  @Test func `an empty text is no missing value`() throws {
    try desk.type("{ { code = 'C1', name = '' }, { code = '', n = 1 } }")
    let marks = desk.printed.split(separator: "\n").map { $0.components(separatedBy: "\"\"").count - 1 }
    #expect(marks == [0, 1, 1], "\(desk.printed)")
  }

  @Test func `an error in a file that is entered again names the file`() throws {
    var isFirst = true
    let isRight = try desk.type(
      ":run mine.lua", ":run theirs.lua", ":again",
      reading: { [desk] in
        defer { isFirst = false }
        if isFirst { return "customers.create { code = 'C3', name = 'Mine' }" }
        try? desk.beside("customers.create { code = 'C3', name = 'Theirs' }")
        return ""
      })
    #expect(!isRight)
    #expect(desk.said.contains("mine.lua:1: "), "\(desk.said)")
  }

  @Test(arguments: [
    (":commit all", "`:commit` stands alone, got 'all' behind it"), (":history some", "write `:history [COUNT]`"),
    (":history -1", "write `:history [COUNT]`"),
  ])
  func `what stands behind a command is not ignored`(_ line: String, _ message: String) throws {
    #expect(try !desk.type(line))
    #expect(desk.said == "patron: \(message)\n")
  }

  @Test func `a session on a pipe tells how its line ended`() throws {
    try desk.type("nothing.here")
    guard case .line(.failed(_)) = desk.end else { throw WrongEnd(desk.end) }
    try desk.type(":limit cpu 50", "while true do end")
    guard case .line(.limited(.cpu, at: _)) = desk.end else { throw WrongEnd(desk.end) }
    try desk.type(":comit")
    guard case .refused(ConsoleError.unknownCommand("comit", suggestion: "commit")) = desk.end else {
      throw WrongEnd(desk.end)
    }
    try desk.type("1")
    guard case .succeeded = desk.end else { throw WrongEnd(desk.end) }
  }

  private struct WrongEnd: Error {
    let end: Repl.End

    init(_ end: Repl.End) { self.end = end }
  }

  @Test func `lines of a preview that stands in the way are entered anew`() throws {
    try desk.type(
      "customers.create { code = 'C3', name = 'Mine' }",
      ":run theirs.lua",
      ":again", "customers.get('C3').name", ":commit", ":again",
      reading: { [desk] in
        try? desk.beside("customers.create { code = 'C4', name = 'Theirs' }")
        return ""
      })
    #expect(desk.printed.hasSuffix("\n\"Mine\"\n"))
    #expect(desk.said.contains("customers.create { code = 'C3'"))
    #expect(desk.said.contains("1 row changed"))
    #expect(desk.said.hasSuffix("the preview has no lines\n"))
    try desk.type("customers.count()")
    #expect(desk.printed == "4\n")
  }

  @Test func `a preview whose lines do not go through again is as it was before`() throws {
    let isRight = try desk.type(
      "customers.create { code = 'C4', name = 'Mine' }", "customers.create { code = 'C3', name = 'Mine' }",
      ":run theirs.lua", ":again",
      reading: { [desk] in
        try? desk.beside("customers.create { code = 'C3', name = 'Theirs' }")
        return ""
      })
    #expect(!isRight)
    #expect(desk.said.contains("the preview is as it was before\n"))
  }

  @Test func `a long list is whole where pages are turned or a program reads, and wraps where it is no table`() throws {
    try desk.type("t = {} for i = 1, 60 do t[i] = { n = i } end return t")
    #expect(desk.printed.split(separator: "\n").count == 61)
    try desk.type("t = {} for i = 1, 100 do t[i] = i end return t")
    #expect(desk.printed.split(separator: "\n").allSatisfy { $0.count <= 120 })
    #expect(desk.printed.contains(" 99, 100 }"))
  }

  @Test func `a limit is raised where the session sets it`() throws {
    try desk.type(":limit cpu 50", "while true do end")
    #expect(desk.said.contains("raise it with `:limit cpu"))
  }

  @Test func `a plan of a line that fails or asks nothing has no table`() throws {
    try desk.type(":plan 1 + 1")
    #expect(desk.said == "the line ran no SQL\n")
    #expect(desk.printed == "2\n")
    try desk.type(":plan error('no')")
    #expect(desk.printed.isEmpty)
  }

  // MARK: History

  @Test func `an answer to a question is no line of the history`() throws {
    let history = HeldHistory()
    desk.history = history
    try desk.press("customers.update('C1', { region = 'x' })\r", "\u{4}", "d\r")
    #expect(history.text == "customers.update('C1', { region = 'x' })\n")
  }

  @Test func `a history that cannot be written is told once`() throws {
    let history = HeldHistory()
    history.isWritable = false
    desk.history = history
    try desk.press("1\r", "2\r", "3\r")
    #expect(desk.said.components(separatedBy: "the history history cannot be written").count == 2)
    #expect(desk.printed == "1\n2\n3\n")
  }

  @Test func `what cannot be committed at the end keeps the session`() throws {
    try desk.press(
      "customers.update('C1', { region = 'x' })\r", ":run theirs.lua\r", "\u{4}", "c\r", "'still here'\r",
      reading: { [desk] in
        try? desk.beside("customers.update('C1', { region = 'y' })")
        return ""
      })
    #expect(desk.said.contains("1 row of the preview was changed by somebody else"))
    #expect(desk.printed.contains("still here"))
  }

  @Test func `the history shows control characters as pictures`() throws {
    let history = HeldHistory()
    history.text = "print('\u{1B}[2J')\n"
    desk.history = history
    try desk.type(":history")
    #expect(desk.printed == "print('␛[2J')\n")
  }

  // MARK: Completion

  @Test func `modules, functions, options and fields of live records complete`() throws {
    #expect(try desk.completions(of: "custo").contains("customers"))
    #expect(try desk.completions(of: "customers.ge").contains("get"))
    #expect(try desk.completions(of: "c.credit_", after: "c = customers.get('C1')") == ["credit_limit"])
    #expect(try desk.completions(of: "t.al", after: "t = { alpha = 1, beta = 2 }") == ["alpha"])
    #expect(try desk.completions(of: "points.earn('C1', 5, { refe").contains("reference"))
  }

  @Test func `declared fields of a result complete, those without a value included`() throws {
    let entry = "p = credit.profile('C1')"
    #expect(try desk.completions(of: "p.valid_", after: entry) == ["valid_from", "valid_until"])
    #expect(try desk.completions(of: "_.next", after: "credit.profile('C1')") == ["next_review_on"])
    #expect(try desk.completions(of: "p.lim", after: entry, "p.limited = 1") == ["limit", "limited"])
  }

  @Test func `fields of records complete with what they mean`() throws {
    let candidates = try desk.candidates(of: "c.credit_", after: "c = customers.get('C1')")
    #expect(candidates.map(\.summary) == ["Credit limit"])
  }

  @Test func `a list of results is a table whose columns stand as they are declared`() throws {
    try desk.type("credit.hold('C1', 'soft', 'overdue') credit.hold('C1', 'none', 'paid')", "credit.history('C1')")
    let head = desk.printed.split(separator: "\n").first { $0.contains("kind") }?.split(separator: " ")
    #expect(head?.prefix(4) == ["kind", "customer", "on", "at"])
  }

  @Test func `codes of the book complete in texts, and commands after a colon`() throws {
    #expect(try desk.completions(of: "customers.get('C") == ["C1", "C2"])
    #expect(try desk.completions(of: ":comm") == ["commit"])
    #expect(try desk.completions(of: ":schema custo") == ["customers"])
  }

  @Test func `only what can stand after a dot completes there`() throws {
    let fields = "t = { ['end'] = 1, ['a b'] = 2, good = 3, ['1st'] = 4, ['名'] = 5 }"
    #expect(try desk.completions(of: "t.", after: fields) == ["good"])
    #expect(try !desk.completions(of: "_G.").contains("_G"))
    #expect(try desk.completions(of: "x = a", after: "_G['a b'] = 1").allSatisfy { !$0.contains(" ") })
  }

  @Test func `what was assigned in the session completes`() throws {
    #expect(try desk.completions(of: "my_lo", after: "my_long_name = 1") == ["my_long_name"])
  }
}
