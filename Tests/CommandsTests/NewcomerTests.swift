import Foundation
import Testing

/// What people run into who follow no tutorial: files under other names, codes that are half known, links.
struct NewcomerTests {
  private static let slip = """
    return score {
      name = "house", inputs = { year = orders.stats("365d") },
      formula = function(c, i)
        local unused = 1
        if i.year.count == 0 then return insufficient("no orders") end
        return i.year.cuont
      end,
    }
    """

  // A definition with an error in it.

  @Test(arguments: [[], ["--dry-run"], ["--draft"]])
  func `what the check finds wrong is not installed, and the place is named`(_ options: [String]) throws {
    let program = try Program.withBook()
    try program.write(Self.slip, to: "house.lua")
    // Nobody has orders, so that no formula meets the error.
    try #require(try program.script("customers.create { code = 'C1', name = 'Acme' }").code == 0)
    let applied = try program.finish(program.start(["apply", "house.lua", "--yes"] + options))
    #expect(applied.code == 1)
    #expect(
      applied.errors.contains(
        "house.lua:6:19: error unknown-field: orders.stats has no 'cuont' (did you mean 'count'?)"))
    #expect(applied.errors.contains("nothing was installed: mend house.lua"), "\(applied.errors)")
    #expect(try program.run("definitions", "list", "--json").output.isEmpty)
    let chinese = try program.finish(program.start(["apply", "house.lua", "--yes", "--lang", "zh"] + options))
    #expect(chinese.errors.contains("未安装任何定义：请修正 house.lua"))
  }

  @Test func `an error in what a definition requires is not installed, and every bad file of a folder is named`() throws
  {
    let program = try Program.withBook()
    try #require(try program.shell("mkdir -p defs/lib").code == 0)
    try program.write("return { year = function() return orders.sttas('365d') end }", to: "defs/lib/h.lua")
    try program.write(
      """
      local h = require "lib.h"
      return score { name = "a", inputs = { o = orders.stats() }, formula = function(c, i) return 1 end }
      """, to: "defs/a.lua")
    try program.write(Self.slip, to: "defs/b.lua")
    let applied = try program.run("apply", "defs", "--yes")
    #expect(applied.code == 1)
    #expect(applied.errors.contains("defs/lib/h.lua:1:"), "\(applied.errors)")
    #expect(applied.errors.contains("defs/b.lua:6:19: error unknown-field"))
    #expect(applied.errors.contains("nothing was installed: mend defs/lib/h.lua, defs/b.lua"), "\(applied.errors)")
    #expect(try program.run("definitions", "list", "--json").output.isEmpty)
  }

  @Test func `warnings do not stop a definition, nor what a comment passes over`() throws {
    let program = try Program.withBook()
    try program.write(Self.slip.replacing(".cuont", with: ".count"), to: "house.lua")
    #expect(try program.run("check", "house.lua").output.contains("warning unused-local"))
    #expect(try program.run("apply", "house.lua", "--yes").code == 0)
    try program.write(Self.slip.replacing(".cuont", with: ".cuont -- check: ignore unknown-field"), to: "house.lua")
    #expect(try program.run("apply", "house.lua", "--yes").code == 0)
  }

  // Sessions.

  @Test func `commands of a session are of its day`() throws {
    let program = try Program.withBook()
    let lines = "today()\n:eval today()\n:book\n:repl\n"
    try program.write(lines, to: "lines")
    let ended = try program.shell("\"$PATRON\" repl --as-of 2026-06-30 < lines")
    #expect(ended.output.hasPrefix("\"2026-06-30\"\n2026-06-30\n"), "\(ended.output)")
    #expect(ended.errors.contains("as of 2026-06-30"), "\(ended.errors)")
    #expect(ended.errors.contains("repl"), "\(ended.errors)")
  }

  @Test func `:undo in a preview says what takes it back, and a memory of ten bytes is none`() throws {
    let program = try Program.withBook()
    try program.write("customers.create { code = 'C1', name = 'Acme' }\n:undo\n:limit memory 10\n", to: "lines")
    let ended = try program.shell("\"$PATRON\" repl < lines")
    #expect(ended.errors.contains("`:rollback` drops the whole preview"), "\(ended.errors)")
    #expect(ended.errors.contains("1MB or more"), "\(ended.errors)")
  }

  // Tests under other names.

  private static let test =
    "describe('house', function()\n  it('adds', function() expect(1 + 1):to_equal(2) end)\nend)\n"

  @Test func `a named file is tested whatever it is called, and one without tests is no success`() throws {
    let program = try Program()
    try program.write(Self.test, to: "house.lua")
    #expect(try program.run("test", "house.lua").output.hasPrefix("✓ house.lua  1 test"))
    try program.write("print(1)", to: "plain.lua")
    for arguments in [["test", "plain.lua"], ["test", "house.lua", "plain.lua"]] {
      let ended = try program.finish(program.start(arguments))
      #expect(ended.code == 1, "\(arguments)")
      #expect(ended.output.contains("no test is declared in plain.lua: write it(\"does …\", function() … end)"))
    }
    try program.write("it('adds', function() end)", to: "plain_test.lua")
    #expect(try program.run("test", "plain.lua").output.contains("run those of plain_test.lua"))
  }

  @Test func `tests that a folder passes over for their name are told`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "lib"), withIntermediateDirectories: true)
    try program.write(Self.test, to: "lib/house.lua")
    // A function that tests elsewhere call.
    try program.write("return function(name)\n  describe(name, function() end)\nend\n", to: "lib/shared.lua")
    let said = "lib/house.lua declares tests and is passed over for its name: call it lib/house_test.lua"
    let none = try program.run("test", "lib")
    #expect(none.code == 66 && none.errors.contains("there is no file that ends with _test.lua in lib: \(said)"))
    try program.write(Self.test, to: "lib/other_test.lua")
    let some = try program.run("test", "lib")
    #expect(some.code == 0 && some.errors.contains(said) && !some.errors.contains("shared"))
    #expect(try program.run("test", "lib", "--lang", "zh").errors.contains("请改名为 lib/house_test.lua"))
  }

  @Test func `a test that is run as a script says how to run it`() throws {
    let program = try Program()
    try program.write(Self.test, to: "house_test.lua")
    let ended = try program.run("run", "house_test.lua", "--no-book")
    #expect(ended.code == 1 && ended.errors.contains("run them with `patron test house_test.lua`"), "\(ended.errors)")
  }

  @Test func `links lead to tests, and one that leads nowhere says so`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "lib"), withIntermediateDirectories: true)
    try program.write(Self.test, to: "lib/house_test.lua")
    for (link, target) in [
      ("one.lua", "lib/house_test.lua"), ("all", "lib"), ("none_test.lua", "gone"), ("no", "gone"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: program.folder.appending(path: link).path, withDestinationPath: target)
    }
    #expect(try program.run("test", "one.lua").output.hasPrefix("✓ one.lua  1 test"))
    #expect(try program.run("test", "all").output.hasPrefix("✓ all/house_test.lua  1 test"))
    for link in ["none_test.lua", "no"] {
      let dead = try program.run("test", link)
      #expect(dead.code == 66 && dead.errors.contains("\(link) is a link to gone, which leads nowhere"))
    }
  }

  // What there is to explain.

  /// A book with two customers, one of them scored twice.
  private func explained() throws -> Program {
    let program = try Program.withBook()
    for name in ["age", "size"] {
      try program.write(
        """
        return score { name = "\(name)", inputs = { o = orders.stats() },
          formula = function(c, i) return i.o.count > 0 and 10 or insufficient("no orders") end }
        """, to: "\(name).lua")
    }
    try program.write(
      """
      return credit_policy {
        name = "house", weights = { character = 50, capacity = 30, conditions = 20 }, floor = 0.5,
        inputs = { o = orders.stats() },
        score = function(c, i)
          if i.o.count == 0 then return insufficient("no orders") end
          return { character = 80, conditions = 45 }
        end,
        grades = { { grade = "A", min = 60, terms_days = 30, cap = 5000 }, { grade = "E", min = 0, cap = 0 } },
        limit = function() return 7000 end,
      }
      """, to: "house.lua")
    try program.write("return points_program { name = 'p' }", to: "p.lua")
    try apply("p.lua", in: program)
    let made = try program.script(
      """
      customers.create { code = 'C1', name = 'Acme' }
      customers.create { code = 'C2', name = 'Bolt' }
      orders.create { code = 'O1', customer = 'C1', ordered_on = '2026-01-02', amount = 900 }
      points.earn('C1', 5)
      """, named: "fill.lua", "--as-of", "2026-01-31")
    try #require(made.code == 0, "\(made.errors)")
    return program
  }

  private func apply(_ file: String, in program: Program) throws {
    let applied = try program.run("apply", file, "--yes", "--as-of", "2026-01-31")
    try #require(applied.code == 0, "\(applied.errors)")
  }

  private func lines(_ ending: Program.Ending) -> [String] {
    ending.output.split(separator: "\n").map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  @Test func `a customer alone lists what there is to explain, with the command for each`() throws {
    let program = try explained()
    try apply("age.lua", in: program)
    try apply("house.lua", in: program)
    let told = try program.run("explain", "C1")
    #expect(told.code == 0, "\(told.errors)")
    #expect(
      lines(told) == [
        "C1 Acme", "what now explained by", "score age 10 patron explain C1 score age",
        "credit house – patron explain C1 credit house", "points points 5 patron explain C1 points points",
        "an order patron explain C1 ORDER",
      ], "\(told.output)")
    #expect(try program.run("explain", "O1").output.contains("goods 900.00 CNY"))
    let nobody = try program.run("explain", "C9")
    #expect(nobody.code == 66 && nobody.errors.contains("there is no customer and no order C9"))
    let chinese = try program.run("explain", "C9", "--lang", "zh")
    #expect(chinese.errors.contains("没有客户或订单 C9"))
  }

  @Test func `the only score needs no name, and of several the names are listed`() throws {
    let program = try explained()
    let none = try program.run("explain", "C1", "score")
    #expect(none.code == 66 && none.errors.contains("C1 has no score: `patron score` makes"))
    try apply("age.lua", in: program)
    #expect(try program.run("explain", "C1", "score").output.hasPrefix("C1 Acme  age 10"))
    try apply("size.lua", in: program)
    let several = try program.run("explain", "C1", "score")
    #expect(several.code == 64 && several.errors.contains("C1 has more than one score: name one of age, size"))
    #expect(try program.run("explain", "C1", "tier").errors.contains("C1 has no tier"))
  }

  @Test func `credit is taken apart into the parts of its score and the bounds of its limit`() throws {
    let program = try explained()
    try apply("house.lua", in: program)
    #expect(!(try program.run("explain", "C1", "credit").output.contains("assessment")))
    try #require(
      try program.run("eval", "--write", "credit.assess('C1')", "--as-of", "2026-01-31").code == 0)
    // 80 weighs 50 of the 70 that are known and 45 weighs 20: (80 × 50 + 45 × 20) ÷ 70.
    let told = try program.run("explain", "C1", "credit", "--as-of", "2026-01-31")
    let expected = [
      "assessment of 2026-01-31 by house 1: score 70, grade A, limit 5,000.00 CNY",
      "character × 71.4 % 80 ████████████████████████", "conditions × 28.6 % 45 █████████████▌",
      "known: 70 % of the weights", "limit, rounded down from the least of: cap 5,000.00 CNY, own 7,000.00 CNY",
    ]
    let lines = lines(told)
    for line in expected { #expect(lines.contains(line), "\(line) in\n\(told.output)") }
    let earlier = try program.run("explain", "C1", "credit", "--as-of", "2026-01-30")
    #expect(earlier.output.contains("limit and agreements are those of now: they changed on 2026-01-31"))
    #expect(!earlier.output.contains("score 70, grade A"))
  }

  @Test func `a past day is told as it was, or refused by name`() throws {
    let program = try explained()
    try apply("age.lua", in: program)
    let added = "orders.create { code = 'O2', customer = 'C1', ordered_on = '2026-03-02', amount = 1 }"
    try #require(try program.run("eval", "--write", added).code == 0)
    try program.write(try program.text(of: "age.lua").replacing("10", with: "i.o.count"), to: "age.lua")
    try #require(try program.run("apply", "age.lua", "--yes", "--as-of", "2026-03-31").code == 0)
    #expect(try program.run("explain", "C1", "score", "age").output.hasPrefix("C1 Acme  age 2"))
    let then = try program.run("explain", "C1", "score", "age", "--as-of", "2026-02-28")
    #expect(then.output.hasPrefix("C1 Acme  age 10") && then.output.contains("as of 2026-01-31, version 1"))
    let before = try program.run("explain", "C1", "score", "age", "--as-of", "2026-01-30")
    #expect(
      before.code == 66
        && before.errors.contains("C1 had no score 'age' on 2026-01-30: its first is as of 2026-01-31"))
    try program.write(
      """
      return tier_policy { name = "value", inputs = { orders = orders.stats() }, measure = "orders.net",
        tiers = { { name = "bronze" }, { name = "silver", from = 900 } } }
      """, to: "value.lua")
    try apply("value.lua", in: program)
    let judge = "tiers.evaluate('value', 'all')"
    try #require(try program.run("eval", "--write", judge, "--as-of", "2026-01-31").code == 0)
    #expect(
      try program.run("explain", "C1", "tier", "--as-of", "2026-01-31").output.hasPrefix("C1 Acme  value: silver"))
    let early = try program.run("explain", "C1", "tier", "value", "--as-of", "2026-01-01")
    #expect(early.code == 66 && early.errors.contains("C1 was at no tier on 'value' on 2026-01-01"), "\(early.errors)")
  }

  // What is half known.

  @Test func `a currency that no list has is refused, with the one that is meant`() throws {
    let program = try Program()
    let refused = try program.run("init", "--currency", "rmb")
    #expect(refused.code == 64 && refused.errors.contains("takes an ISO 4217 code such as CNY, got 'rmb'"))
    #expect(try program.run("init", "--currency", "NTD").errors.contains("such as TWD"))
    #expect(try program.run("init", "--currency", "ABC").code == 64)
    #expect(try program.run("init", "--currency", "eur").code == 0)
  }

  @Test func `a kind of records that is not there is answered with those that are`() throws {
    let program = try Program.withBook()
    try program.write("code,name\nC1,Acme\n", to: "c.csv")
    let chinese = try program.run("import", "客户", "c.csv")
    #expect(chinese.code == 64 && chinese.errors.contains("'客户' (did you mean 'customers'?)"))
    #expect(try program.run("import", "order", "c.csv").errors.contains("did you mean 'orders'?"))
    let strange = try program.run("import", "whales", "c.csv")
    #expect(strange.errors.contains(": there are ") && strange.errors.contains("customers, "), "\(strange.errors)")
  }

  @Test func `allocations are imported by the rules that scripts are held to`() throws {
    let program = try Program.withBook()
    let made = try program.script(
      """
      for _, code in ipairs { 'A', 'B' } do
        customers.create { code = code, name = code }
        payments.create { code = 'P' .. code, customer = code, paid_on = '2026-01-31', amount = 5 }
        invoices.create { code = 'I' .. code, customer = code, issued_on = '2026-01-01', amount = 9 }
      end
      """)
    try #require(made.code == 0, "\(made.errors)")
    for (row, reason) in [
      ("PA,IB,5", "payment PA is of customer A, and invoice IB of B"), ("PA,IA,6", "payment PA is over 5.00 CNY"),
    ] {
      try program.write("payment,invoice,amount\n\(row)\n", to: "a.csv")
      let refused = try program.run("import", "allocations", "a.csv")
      #expect(refused.code != 0 && refused.errors.contains(reason), "\(refused.errors)")
    }
    try program.write("payment,invoice,amount\nPA,IA,5\n", to: "a.csv")
    #expect(try program.run("import", "allocations", "a.csv").code == 0)
    try program.write("code,customer,paid_on,amount\nPA,A,2026-01-31,4\n", to: "p.csv")
    #expect(try program.run("import", "payments", "p.csv").errors.contains("payment PA is over 4.00 CNY"))
  }

  @Test func `starts are in one language`() throws {
    for kind in ["score", "tier_policy", "credit_policy", "points_program", "script", "job", "test"] {
      let program = try Program()
      try #require(try program.run("new", kind, "own").code == 0)
      let written = try program.shell("cat $(find scripts -name '*.lua')").output
      // A definition has its description in both.
      let lines = written.split(separator: "\n").filter { !$0.contains("zh = ") }
      #expect(!lines.contains { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }, "\(kind)")
      #expect(try program.run("test").code == 0, "\(kind)")
    }
  }

  @Test func `a run of a session is called by what it did`() throws {
    let program = try Program.withBook()
    let typed = [
      "customers.create { code = 'C1', name = 'Acme' }", "customers.count {}",
      "customers.update('C1', { city = 'Ulm' })",
      ":commit",
    ]
    try program.write(typed.joined(separator: "\n") + "\n", to: "lines")
    #expect(try program.shell("$PATRON repl < lines").code == 0)
    let runs = try program.run("runs", "list").output
    #expect(runs.contains("repl: customers.create { code = 'C1', name = 'Acme' } (+1)"), "\(runs)")
  }

  @Test func `an expectation under another name is answered with the one that is meant`() throws {
    let program = try Program()
    for (mistyped, meant) in [("to_be_close", "to_be_near"), ("to_eqal", "to_equal"), ("to_throw", "to_raise")] {
      try program.write("it('x', function()\n  expect(1):\(mistyped)(1)\nend)", to: "x_test.lua")
      #expect(
        try program.run("test").output.contains("there is no expectation '\(mistyped)': did you mean '\(meant)'?"))
      #expect(try program.run("check", "x_test.lua").output.contains("did you mean '\(meant)'?"))
    }
  }
}
