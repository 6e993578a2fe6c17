import Foundation
import Testing

@Suite struct CommandLineTests {
  @Test func `what a text holds cannot paint the terminal`() throws {
    let program = try Program.withBook()
    let made = try program.script(#"customers.create { code = "C1", name = "\27[31mA\7\u{9b}B" }"#)
    #expect(made.code == 0)
    let shown = "␛[31mA␇\u{FFFD}B"
    #expect(made.errors.contains(shown) || !made.errors.contains("\u{1B}"))
    for arguments in [["history", "C1"], ["sql", "SELECT name FROM customer_list"]] {
      let output = try program.finish(program.start(arguments)).output
      #expect(output.contains(shown) && !output.contains("\u{1B}") && !output.contains("\u{7}"), "\(output)")
    }
    let diff = try program.run("eval", "--dry-run", #"customers.update("C1", { name = "\27[2J" })"#)
    #expect(diff.errors.contains("␛[2J") && !diff.errors.contains("\u{1B}"), "\(diff.errors)")
    #expect(try program.run("sql", "SELECT name FROM customer_list", "--format", "csv").output.contains("\u{1B}"))
  }

  @Test func `an imported book names the files that had records, and its definitions`() throws {
    let program = try Program.withBook()
    #expect(
      try program.script(
        """
        for _, c in ipairs { "A", "B" } do customers.create { code = c, name = c } end
        customers.merge("A", "B")
        """
      ).code == 0)
    try program.write(
      "return score { name = 's', inputs = {}, formula = function() return 1 end }", to: "s.lua")
    #expect(try program.run("apply", "s.lua", "--yes").code == 0)
    #expect(try program.run("export", "all", "--output", "out").code == 0)
    #expect(try program.run("init", "--book", "new.db").code == 0)
    let ending = try program.run("import", "all", "out", "--book", "new.db")
    #expect(ending.code == 0)
    let lines = ending.errors.split(separator: "\n").filter { $0.contains("read") }
    #expect(
      lines.map { $0.prefix { $0 != "," } } == [
        "customers: 1 rows read", "merged_customers: 1 rows read", "definitions: 1 versions read",
      ])
    #expect(try program.run("doctor", "--book", "new.db").code == 0)
  }

  @Test func `a table is shown as a session shows it, and all else as it is`() throws {
    let program = try Program.withBook()
    #expect(try program.script("customers.create { code = 'C1', name = 'Ann' }").code == 0)
    func shown(_ source: String) throws -> String { try program.run("eval", source).output }
    #expect(try shown("{ { a = 1, b = { 2, 3 } }, { a = 10 } }") == " a  b\n 1  { 2, 3 }\n10\n")
    #expect(try shown("{ b = { c = { 1 } }, a = 'x' }") == "  a  x\n  b  { c = { 1 } }\n")
    #expect(try shown("{ 1, 2, { 3 } }") == "{ 1, 2, { 3 } }\n")
    #expect(try shown("customers.get('C1')").hasPrefix("a record of customers\n  id "))
    #expect(try shown("'C1'") == "C1\n")
    #expect(try shown("money(1.5, 'CNY')") == "1.50 CNY\n")
    #expect(try shown("nil, true, 2.5") == "nil\ntrue\n2.5\n")
  }

  @Test func `a mistyped command gets a suggestion`() throws {
    let program = try Program()
    let mistyped = try program.run("evla", "1")
    #expect(mistyped.code == 64)
    #expect(mistyped.errors.contains("there is no command 'evla' (did you mean 'patron eval'?)"))
    let nested = try program.run("runs", "shwo", "1")
    #expect(nested.code == 64)
    #expect(nested.errors.contains("(did you mean 'patron runs show'?)"))
    let strange = try program.run("zzzzzz")
    #expect(strange.code == 64)
    #expect(strange.errors.contains("there are init, "))
  }

  @Test func `wrong usage exits with 64`() throws {
    let program = try Program.withBook()
    let lines = [
      ["run"], ["eval", "--nonsense", "1"], ["eval", "--memory", "lots", "1"], ["eval", "--as-of", "soon", "1"],
      ["eval", "--lang", "tlh", "1"], ["undo", "x"], ["init", "--currency", "gold", "--book", "b.db"],
      ["docs", "nonsense"], ["eval", "--wait", "-1", "1"],
    ]
    for line in lines {
      let ending = try program.finish(program.start(line))
      #expect(ending.code == 64, "\(line): \(ending.errors)")
      #expect(!ending.errors.isEmpty && ending.output.isEmpty, "\(line)")
    }
  }

  @Test func `what is asked for wrongly, missing, bad or refused has a code of its own`() throws {
    let program = try Program.withBook()
    #expect(try program.script("customers.create { code = 'C1', name = 'Acme' }").code == 0)
    try program.write("code,name\nC2,Bolt\n", to: "two.csv")
    try program.write("code,nmae\nC2,Bolt\n", to: "wrong.csv")
    let lines: [(code: Int32, arguments: [String])] = [
      (64, ["history", "C1", "nmae"]), (64, ["runs", "list", "--limit", "-1"]), (64, ["explain", "C1", "scroe", "x"]),
      (64, ["import", "customers", "two.csv", "--map", "nmae=name"]),
      (64, ["import", "customers", "two.csv", "--set", "employees"]),
      (64, ["import", "customers", "two.csv", "--key", "cdoe"]), (64, ["sql", "SELEC 1"]),
      (65, ["import", "customers", "wrong.csv"]), (66, ["history", "C9"]), (66, ["runs", "show", "9"]),
      (66, ["import", "customers", "two.csv", "--profile", "none"]), (66, ["explain", "C1", "score", "none"]),
      (66, ["explain", "C1", "tier", "none"]), (64, ["backtest", "s.lua", "--label", "x"]),
    ]
    for (code, arguments) in lines {
      let ending = try program.finish(program.start(arguments))
      #expect(ending.code == code, "\(arguments): \(ending.errors)")
    }
  }

  @Test func `an outcome is told in words`() throws {
    let program = try Program.withBook()
    #expect(try program.script("error('no')").code == 1)
    #expect(try program.run("undo", "1").errors.contains("run 1 changed nothing (failed)"))
    #expect(try program.run("undo", "1", "--lang", "zh").errors.contains("运行 1 没有改动任何内容（失败）"))
    #expect(try program.script("while true do end", "--cpu", "50ms", "--lang", "zh").errors.contains("达到处理器时间限额"))
  }

  @Test func `the language may stand before the command`() throws {
    let program = try Program()
    for line in [["--lang", "zh", "undo", "3"], ["--lang=zh", "undo", "3"], ["undo", "3", "--lang", "zh"]] {
      let ending = try program.finish(program.start(line))
      #expect(ending.code == 66 && ending.errors.contains("没有账簿"), "\(line): \(ending.errors)")
    }
    for line in [["--lang", "tlh", "undo", "3"], ["--lang"], ["--lang", "zh", "nudo", "3"]] {
      #expect(try program.finish(program.start(line)).code == 64, "\(line)")
    }
  }

  @Test func `help, version and exit codes come in the language of the environment`() throws {
    let program = try Program()
    #expect(try program.run("--version").output == "0.1.0\n")
    let english = try program.run("--help")
    #expect(english.code == 0 && english.output.contains("Runs a Lua script as one transaction."))
    let chinese = try program.run("--help", environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.code == 0 && chinese.output.contains("把 Lua 脚本作为一个事务运行。") && chinese.output.contains("子命令："))
    let codes = try program.run("docs", "exit-codes").output
    for code in [0, 1, 2, 3, 130, 64, 65, 66, 70, 73, 75] {
      #expect(codes.contains(try Regex("(?m)^\(code) ")), "\(code)")
    }
    #expect(try program.run("docs", "exit-codes", "--lang", "zh").output.contains("达到限额"))
  }

  @Test func `the last line of JSON tells a program how it went`() throws {
    struct Document: Decodable {
      struct Failure: Decodable {
        let message: String
        let file: String?
        let line: Int?
        let traceback: [String]
      }
      struct Used: Decodable {
        let cpu_ms: Int
        let peak_bytes: Int
      }
      let status: String
      let dry: Bool
      let limit: String?
      let error: Failure?
      let used: Used
    }
    func document(_ ending: Program.Ending) throws -> Document {
      try JSONDecoder().decode(Document.self, from: Data(ending.lastLine.utf8))
    }
    let program = try Program.withBook()
    let fine = try program.script("customers.create { code = 'C1', name = 'Acme' } print('x')", "--json", "--dry-run")
    let succeeded = try document(fine)
    #expect(succeeded.status == "succeeded" && succeeded.dry && succeeded.limit == nil && succeeded.error == nil)
    #expect(succeeded.used.peak_bytes > 0)
    #expect(fine.code == 0 && fine.output.hasPrefix("x\n"))
    let wrong = try document(program.script("local x = 1\nerror('no \"good\"')", "--json"))
    #expect(wrong.status == "failed" && !wrong.dry)
    #expect(wrong.error?.message == "no \"good\"" && wrong.error?.file == "script.lua" && wrong.error?.line == 2)
    let long = try document(program.script("while true do end", "--json", "--cpu", "50ms"))
    #expect(long.status == "limited" && long.limit == "cpu")
    let bookless = try program.run("eval", "--json", "--book", "none.db", "1")
    #expect(try document(bookless).status == "refused" && bookless.code == 66)
  }

  @Test func `every changed row goes to the file of diff`() throws {
    let program = try Program.withBook()
    let live = try program.script(
      "for i = 1, 100 do customers.create { code = 'C' .. i, name = 'n' .. i, annual_revenue = i } end", "--diff",
      "live.ndjson")
    #expect(live.code == 0, "\(live.errors)")
    let lines = try program.text(of: "live.ndjson").split(separator: "\n")
    #expect(lines.count == 100)
    #expect(lines.first?.hasPrefix(#"{"operation":"insert","entity":"customers","key":"C1","fields":{"#) == true)
    #expect(lines.allSatisfy { $0.contains(#""annual_revenue":{"old":null,"new":{"amount":""#) })
    let dry = try program.run("undo", "1", "--dry-run", "--diff", "dry.ndjson")
    #expect(dry.code == 0, "\(dry.errors)")
    #expect(try program.text(of: "dry.ndjson").split(separator: "\n").count == 100)
    #expect(try program.codes().count == 100)
    let nowhere = try program.script("customers.create { code = 'D', name = 'D' }", "--diff", "none/d.ndjson")
    #expect(nowhere.code == 73)
    #expect(try program.codes().count == 100)
  }

  @Test func `an undo says what it did and can be undone`() throws {
    let program = try Program.withBook()
    let made = try program.script("customers.create { code = 'C1', name = 'Acme' }")
    #expect(made.errors.contains("run 1: 1 row changed"))
    let undone = try program.run("undo", "1")
    #expect(undone.code == 0 && undone.errors.contains("run 1 is undone"))
    #expect(try program.codes().isEmpty)
    let twice = try program.run("undo", "1")
    #expect(twice.code == 3 && twice.errors.contains("was undone by run 2 already"))
    #expect(try program.run("undo", "2").code == 0)
    #expect(try program.codes() == ["C1"])
    #expect(try program.run("undo", "99").code == 66)
  }
}
