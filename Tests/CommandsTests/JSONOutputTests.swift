import Foundation
import Testing

/// What programs read of Patron.
@Suite struct JSONOutputTests {
  /// An object of a line of output.
  private func object(_ line: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
  }

  private func objects(_ ending: Program.Ending) throws -> [[String: Any]] {
    try ending.output.split(separator: "\n").map { try object($0) }
  }

  /// A book with a customer, its change, and a score.
  private func book() throws -> Program {
    let program = try Program.withBook()
    #expect(try program.script("customers.create { code = 'C1', name = 'Acme', credit_limit = 10.5 }").code == 0)
    #expect(try program.script("customers.update('C1', { city = 'Paris' })").code == 0)
    try program.write(
      """
      return score { name = "limit", range = {0, 100}, inputs = { figures = customers.figures() },
        formula = function(c, i) return { credit = i.figures.credit_limit or 0 } end }
      """, to: "limit.lua")
    let applied = try program.run("apply", "limit.lua", "--yes")
    #expect(applied.code == 0, "\(applied.errors)")
    return program
  }

  @Test func `every command prints the members that are documented, in that order`() throws {
    let program = try book()
    try program.write("code,name\nC2,Bolt\n", to: "two.csv")
    #expect(try program.run("export", "all", "--output", "out").code == 0)
    try program.write(
      """
      return tier_policy { name = "size", inputs = { figures = customers.figures() },
        tiers = { { name = "small", benefits = { discount = 0.01 } }, { name = "large", from = { figures = { credit_limit = 100 } } } } }
      """, to: "size.lua")
    #expect(try program.run("apply", "size.lua", "--yes").code == 0)
    let judged = try program.run("eval", "--write", "return tiers.evaluate('size', 'all').tiers.small")
    #expect(judged.output.hasPrefix("1"), "\(judged.errors)")
    try program.write("return points_program { name = 'p' }", to: "p.lua")
    #expect(try program.run("apply", "p.lua", "--yes").code == 0)
    let traded =
      "points.earn('C1', 5) orders.create { code = 'O1', customer = 'C1', ordered_on = '2026-01-02', amount = 9 }"
    #expect(try program.script(traded).code == 0)
    try program.write("print(unknown)", to: "unknown.lua")
    try program.write("it('holds', function() expect(1):to_be(1) end)", to: "one_test.lua")
    var documented: [String: [String]] = [:]
    for section in try objects(program.run("docs", "json-output", "--json")) {
      let rows = try #require(section["rows"] as? [[String]])
      documented[try #require(section["name"] as? String)] = rows.map { $0[0] }
    }
    let commands: [(section: String, arguments: [String])] = [
      ("patron run, eval", ["eval", "1", "--json"]), ("patron import", ["import", "customers", "two.csv", "--json"]),
      ("patron init", ["init", "--book", "other.db", "--json"]),
      ("patron export", ["export", "customers", "--output", "c.csv", "--json"]),
      ("patron export", ["export", "all", "--output", "out", "--json"]),
      ("…", ["undo", "x", "--json"]), ("…", ["export", "customers", "--json"]),
      ("patron runs list", ["runs", "list", "--json"]), ("patron runs show", ["runs", "show", "2", "--json"]),
      ("patron history", ["history", "C1", "--json"]),
      ("patron explain CUSTOMER", ["explain", "C1", "--json"]),
      ("patron explain CUSTOMER score", ["explain", "C1", "score", "limit", "--json"]),
      ("patron explain CUSTOMER tier", ["explain", "C1", "tier", "size", "--json"]),
      ("patron explain ORDER", ["explain", "O1", "--json"]),
      ("patron explain ORDER", ["explain", "C1", "O1", "--json"]),
      ("patron simulate", ["simulate", "size.lua", "--json"]),
      ("patron simulate", ["simulate", "size.lua", "--format", "json"]),
      (
        "patron backtest",
        ["backtest", "limit.lua", "--label", "true", "--as-of", "2020-01-01", "--use-current", "figures", "--json"]
      ),
      ("patron explain CUSTOMER credit", ["explain", "C1", "credit", "--json"]),
      ("patron explain CUSTOMER points", ["explain", "C1", "points", "--json"]),
      ("patron sql, docs views", ["sql", "--json"]), ("patron sql, docs views", ["docs", "views", "--json"]),
      ("patron docs", ["docs", "--json"]), ("patron docs MODULE", ["docs", "customers", "--json"]),
      ("patron docs MODULE", ["docs", "customers.get", "--json"]),
      ("patron docs TABLE", ["docs", "reminder", "--json"]),
      ("patron check", ["check", "unknown.lua", "--json"]),
      ("patron test, tests", ["test", "one_test.lua", "--json"]), ("patron test", ["test", "one_test.lua", "--json"]),
      ("patron docs cookbook.RECIPE", ["docs", "cookbook.steady_buying", "--json"]),
      ("patron docs exit-codes", ["docs", "exit-codes", "--json"]), ("patron doctor", ["doctor", "--json"]),
      ("--diff FILE, rows", ["undo", "2", "--dry-run", "--diff", "-"]),
      ("patron undo", ["undo", "2", "--dry-run", "--json"]), ("patron undo", ["undo", "2", "--json"]),
      ("patron backup", ["backup", "copy.db", "--json"]), ("…", ["undo", "99", "--json"]),
      ("patron import all", ["import", "all", "out", "--dry-run", "--json"]),
      ("patron apply", ["apply", "limit.lua", "--json"]), ("patron score", ["score", "--json"]),
      ("patron definitions list", ["definitions", "list", "--json"]),
      ("patron definitions show", ["definitions", "show", "limit", "--json"]),
      ("patron definitions diff", ["definitions", "diff", "limit", "--from", "1", "--to", "1", "--json"]),
      ("patron definitions activate, rollback, retire", ["definitions", "retire", "limit", "--yes", "--json"]),
      ("patron runs prune", ["runs", "prune", "--before", "9999-01-01", "--json"]),
    ]
    for (section, arguments) in commands {
      let ending = try program.finish(program.start(arguments))
      let members = try #require(documented[section], "\(section)")
      let line = try #require(
        ending.output.split(separator: "\n").filter { $0.hasPrefix("{") }.dropLast(section.hasSuffix(", tests") ? 1 : 0)
          .last, "\(arguments): \(ending.errors)")
      #expect(try Set(object(line).keys) == Set(members), "\(arguments)")
      let places = members.map { line.range(of: "\"\($0)\":")?.lowerBound ?? line.endIndex }
      #expect(places == places.sorted(), "\(arguments)")
    }
    #expect(Set(commands.map(\.section)) == Set(documented.keys))
  }

  @Test func `columns of one name are numbered, and what is no number of JSON is null`() throws {
    let program = try Program.withBook()
    let ending = try program.run("sql", "SELECT 1 x, 2 x, 3 x_2, 4 x, 1e999 y, -1e999 z", "--json")
    #expect(ending.output == "{\"x\":1,\"x_3\":2,\"x_2\":3,\"x_4\":4,\"y\":null,\"z\":null}\n", "\(ending.errors)")
  }

  @Test func `wrong usage is an object for programs`() throws {
    let ending = try Program().run("undo", "x", "--json")
    #expect(ending.code == 64)
    let error = try #require(try object(ending.lastLine)["error"] as? [String: Any])
    #expect(error["code"] as? String == "usage")
    #expect((error["message"] as? String)?.contains("'x' is invalid") == true, "\(error)")
  }

  @Test func `a list is an object a line, the newest run first`() throws {
    let program = try book()
    let runs = try objects(program.run("runs", "list", "--json"))
    #expect(runs.compactMap { $0["run"] as? Int } == [3, 2, 1])
    #expect(runs.last?["changes"] as? Int == 2 && runs.last?["operator"] as? String == "Li Wei")
    let history = try objects(program.run("history", "C1", "city", "--json"))
    #expect(history.count == 1 && history[0]["new"] as? String == "Paris" && history[0]["old"] is NSNull)
    let rows = try program.run("sql", "SELECT code, credit_limit FROM customer_list", "--json")
    #expect(rows.output == "{\"code\":\"C1\",\"credit_limit\":10.5}\n")
    #expect(try program.run("sql", "SELECT 1", "--json", "--format", "csv").code == 64)
  }

  @Test func `a run is shown with its totals, and the diff file holds every row`() throws {
    let program = try book()
    let shown = try #require(try objects(program.run("runs", "show", "1", "--json", "--diff", "all.ndjson")).first)
    let totals = try #require((shown["totals"] as? [[String: Any]])?.first)
    #expect(totals["entity"] as? String == "customers" && totals["inserted"] as? Int == 1)
    // The customer, and the history of the limit.
    let rows = try program.text(of: "all.ndjson").split(separator: "\n").map(String.init)
    #expect(rows.count == 2 && rows.last?.contains(#""entity":"credit_changes""#) == true)
    let row = try object(rows.first ?? "")
    let fields = try #require(row["fields"] as? [String: [String: Any]])
    #expect(fields["credit_limit"]?["new"] as? [String: String] == ["amount": "10.50", "currency": "CNY"])
  }

  @Test func `a refused undo names its conflicts to programs, in the language of the run`() throws {
    let program = try book()
    let refused = try program.run("undo", "1", "--json", "--lang", "zh")
    #expect(refused.code == 3)
    let error = try #require(try objects(refused).last?["error"] as? [String: Any])
    #expect(error["code"] as? String == "undo-conflict")
    #expect((error["message"] as? String)?.hasPrefix("无法撤销运行 1") == true)
    #expect(((error["conflicts"] as? [[String: Any]])?.first?["run"] as? Int) != nil)
  }
}
