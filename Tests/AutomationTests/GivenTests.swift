import Automation
import LuaRuntime
import Wording
import Testing

/// What tests of scripts begin with, install, run and find changed.
struct GivenTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func failure(_ body: String) throws -> ScriptFailure? {
    try folder.failure(of: "it('x', function()\n\(body)\nend)")
  }

  @Test func `records come in an order in which each finds what it refers to`() throws {
    let failure = try failure(
      """
      given {
        order_lines = { { order = "O1", line = 1, product = "P1", quantity = 2, price = 10 } },
        orders = { { code = "O1", customer = "C1", ordered_on = "2026-01-01" } },
        customers = { { code = "C1", name = "甲" } }, products = { { code = "P1", name = "阀门" } },
      }
      expect(#orders.lines("O1")):to_equal(1)
      """)
    #expect(failure?.rendering.english == nil)
  }

  @Test func `records come from CSV, as text or from a file beside the test`() throws {
    try folder.write("code,name,annual_revenue,employees\nC2,\"Li, Wei\",12.50,7\nC3,丙,,\n", to: "data/people.csv")
    let failure = try failure(
      """
      given { customers = "data/people.csv" }
      given { customers = "code,name\\nC1,甲" }
      expect(customers.get("C1").name):to_equal("甲")
      expect(customers.get("C2")):to_contain { name = "Li, Wei", annual_revenue = money(12.50, "CNY"), employees = 7 }
      expect(customers.get("C3").employees):to_be_nil()
      """)
    #expect(failure?.rendering.english == nil)
  }

  @Test(arguments: [
    ("given { custmers = {} }", "there is no kind of record 'custmers' (did you mean 'customers'?)"),
    ("given { customers = 5 }", "given: 'customers' is 5, where a list of tables"),
    ("given { customers = { { code = 'C1', name = 'x' }, { code = 'C2' } } }", "given: customers, row 2: "),
    ("given { customers = { 5 } }", "given: customers, row 1: is 5, and no table of fields"),
    ("given { customers = 'no such.csv' }", "there is no file"), ("apply('.')", "is a folder"),
    ("given { fx = {} }", "(did you mean 'fx_rates'?)"),
    ("apply('no such.lua')", "there is no file"), ("run('no such.lua')", "there is no file"),
    ("clock.set('soon')", "clock.set: argument 'time'"),
  ])
  func `what cannot be given says where`(_ body: String, _ message: String) throws {
    let failure = try #require(try failure(body))
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.line == 2)
  }

  @Test func `CSV text may have a byte order mark, and lines that end in CR and LF`() throws {
    let failure = try failure(
      #"""
      given { customers = "\u{FEFF}code,name\r\nC1,甲\r\nC2,乙" }
      expect(customers.count()):to_equal(2)
      expect(customers.get("C2").name):to_equal("乙")
      """#)
    #expect(failure?.rendering.english == nil)
  }

  @Test func `where one record is refused, none is given`() throws {
    let failure = try failure(
      """
      local isGiven = pcall(given, { customers = { { code = "C1", name = "x" }, { code = "C2" } } })
      expect(isGiven):to_be_false()
      expect(customers.count()):to_equal(0)
      """)
    #expect(failure?.rendering.english == nil)
  }

  @Test func `changes are those since the last given, of scripts that ran too`() throws {
    try folder.write(
      """
      batch { of = "customers", size = 1, work = function(c) customers.update(c, { owner = "Li Wei" }) end }
      print(...)
      return today()
      """, to: "jobs/owner.lua")
    let failure = try failure(
      """
      customers.create { code = "C0", name = "x" }
      expect(changes()):to_contain { entity = "customers", code = "C0", operation = "insert", field = "name", new = "x" }
      given { customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙", region = "华东" } } }
      expect(changes()):to_equal {}
      customers.update("C2", { region = "华北" })
      expect(changes()):to_equal {
        { entity = "customers", code = "C2", operation = "update", field = "region", old = "华东", new = "华北" },
      }
      clock.set("2026-05-01")
      local trace = run("jobs/owner.lua", { "a", 2 })
      expect(trace):to_equal { output = "a\\t2\\n", results = { "2026-05-01" } }
      expect(changes()):to_contain { code = "C1", field = "owner", new = "Li Wei" }
      expect(changes()):to_contain { code = "C2", field = "region" }
      """)
    #expect(failure?.rendering.english == nil)
  }

  @Test func `a script that fails says where`() throws {
    try folder.write("local x\nprint(x.y)", to: "bad.lua")
    let failure = try #require(try failure("run('bad.lua')"))
    #expect(failure.line == 2 && failure.message.contains("bad.lua:2: attempt to index a nil value (local 'x')"))
  }

  @Test func `a definition is applied again with its new text, and scores at the clock's day`() throws {
    let score = """
      return score {
        name = "days", range = { 0, 1000 }, inputs = { orders = orders.stats() },
        formula = function(c, i) return FACTOR * i.orders.days_since_last end,
      }
      """
    try folder.write(score.replacing("FACTOR", with: "1"), to: "a.lua")
    try folder.write(score.replacing("FACTOR", with: "10"), to: "b.lua")
    let failure = try failure(
      """
      given {
        customers = { { code = "C1", name = "甲" } },
        orders = { { code = "O1", customer = "C1", ordered_on = "2026-01-01", amount = 1 } },
      }
      expect(apply("a.lua")):to_equal { kind = "score", name = "days", scored = 1 }
      expect(scores.get("C1", "days")):to_equal(0)
      clock.advance("7d")
      apply("a.lua")
      expect(scores.get("C1", "days")):to_equal(7)
      apply("b.lua")
      expect(scores.get("C1", "days")):to_equal(70)
      """)
    #expect(failure?.rendering.english == nil)
  }

  @Test func `a policy that another test put in force is not that of the next`() throws {
    let program = "return points_program { name = 'p', wallets = { { name = 'points' } }, "
    for points in [1, 5] {
      try folder.write(
        program + "rules = { { name = 'r', points = function() return \(points) end } } }", to: "p\(points).lua")
    }
    let report = try folder.report(
      [1, 5].map { points in
        """
        it("gives \(points)", function()
          given {
            customers = { { code = "C1", name = "甲" } },
            orders = { { code = "O1", customer = "C1", ordered_on = "2026-01-01", amount = 1 } },
          }
          apply("p\(points).lua")
          expect(points.accrue("O1").points.points):to_equal(\(points))
        end)

        """
      }.joined())
    #expect(report.results.count == 2 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }
}
