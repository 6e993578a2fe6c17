import Automation
import Domain
import Foundation
import ScriptModel
import Testing
import Wording

/// What `patron check` says of scripts that are Lua.
struct ScriptCheckTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func findings(_ source: String) throws -> [ScriptFinding] { try CheckDesk.findings(source) }

  private func said(_ source: String, in language: Language = .english) throws -> [String] {
    try CheckDesk.said(source, in: language)
  }

  // No false alarms.

  @Test func `nothing is said of the scripts of the repository`() throws {
    let folder = Self.root.appending(path: "scripts").path
    let files = try ScriptCheck.scripts(at: [folder])
    #expect(files.count > 15)
    // What Patron is measured against is a program for `lua5.4`.
    for file in files where !file.hasSuffix("benchmarks/scoring.lua") {
      let source = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
      #expect(try findings(source).map { $0.text(in: .english) } == [], "\(file)")
    }
  }

  @Test func `nothing is said of the examples of the documentation`() throws {
    for function in Manual.catalog.functions {
      #expect(try findings(function.example).map { $0.text(in: .english) } == [], "\(function.name)")
    }
  }

  @Test func `nothing is said of the Lua in pages`() throws {
    var count = 0
    for folder in ["README.md", "Sources"] {
      let start = Self.root.appending(path: folder).path
      let walk = FileManager.default.enumerator(atPath: start)?.compactMap { $0 as? String } ?? []
      for path in [start] + walk.map({ "\(start)/\($0)" }) where path.hasSuffix(".md") {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for block in text.matches(of: /```lua\n((?:.|\n)*?)```/) {
          count += 1
          #expect(try findings(String(block.output.1)).map { $0.text(in: .english) } == [], "\(path)")
        }
      }
    }
    #expect(count > 0)
  }

  // What is found.

  @Test(arguments: [
    ("prnt(1)", ["1:1 unknown-global there is no 'prnt' (did you mean 'print'?)"]),
    ("print(frobnicate)", ["1:7 unknown-global there is no 'frobnicate': declare it with local, or see patron docs"]),
    ("local total = 1\nprint(totl, total)", ["2:7 unknown-global there is no 'totl' (did you mean 'total'?)"]),
    ("customers.gte('C1')", ["1:11 unknown-field customers has no 'gte' (did you mean 'get'?)"]),
    ("print(string.trim('a'))", ["1:14 unknown-field string has no 'trim': see patron docs"]),
    (
      "local c = customers.get('C1')\nprint(c.nmae)",
      ["2:9 unknown-field customer has no 'nmae' (did you mean 'name'?)"]
    ),
    (
      "for c in customers.each {} do print(c.ownr) end",
      ["1:39 unknown-field customer has no 'ownr' (did you mean 'owner'?)"]
    ),
    (
      "for _, o in ipairs(orders.list {}) do print(o.staus) end",
      ["1:47 unknown-field order has no 'staus' (did you mean 'status'?)"]
    ),
    (
      "print(customers.find('C1').credit_limit.amuont)",
      ["1:41 unknown-field money has no 'amuont' (did you mean 'amount'?)"]
    ),
    ("customers.list { wher = {} }", ["1:18 unknown-field query has no 'wher' (did you mean 'where'?)"]),
    (
      "customers.list { where = { any = { { teir = 'gold' } } } }",
      ["1:38 unknown-field customer has no 'teir' (did you mean 'tier'?)"]
    ),
    (
      "customers.list { order = '-anual_revenue' }",
      ["1:26 unknown-field customer has no 'anual_revenue' (did you mean 'annual_revenue'?)"]
    ),
    (
      "customers.update('C1', { ownr = 'Li' })",
      ["1:26 unknown-field customer_fields has no 'ownr' (did you mean 'owner'?)"]
    ),
    ("dates.add(1, '1d')", ["1:11 wrong-type dates.add: 'date' must be a date such as \"2026-11-21\", got 1"]),
    ("customers.list 'gold'", ["1:16 wrong-type customers.list: 'query' must be a query table, or nil, got 'gold'"]),
    (
      "dates.start_of('2026-01-01', 'mnth')",
      ["1:30 wrong-type dates.start_of: 'period' cannot be \"mnth\" (did you mean 'month'?)"]
    ),
    (
      "customers.list { limit = 'ten' }",
      ["1:26 wrong-type customers.list: 'limit' must be an integer, or nil, got 'ten'"]
    ),
    ("dates.weekday('2026-01-01', 1)", ["1:29 too-many-arguments dates.weekday(date) takes 1 arguments, got 2"]),
    ("dates.add('2026-01-01')", ["1:1 missing-argument dates.add(date, span) needs 'span'"]),
    ("text.of { en = 'a' }", ["1:9 missing-field text_in_languages needs 'zh'"]),
    // What definitions hold is looked through, down to the innermost table.
    (
      "return score { name = 'a', inputs = {}, formula = print, bands = { { mni = 1, name = 'A' } } }",
      [
        "1:68 missing-field score_band needs 'min'", "1:70 unknown-field score_band has no 'mni' (did you mean 'min'?)",
      ]
    ),
    (
      "return credit_policy { name = 'a', score = print, grades = { { grade = 'F', min = '0' } } }",
      [
        "1:72 wrong-type credit_policy: 'grade' cannot be \"F\": it is one of A, B, C, D, E",
        "1:83 wrong-type credit_policy: 'min' must be a number, got '0'",
      ]
    ),
    (
      "print(credit_policy { name = 'a', score = function(c, i, k) return { character = k.brokn } end, grades = {}, check = { limit = { levels = { { ovr = 1 } } }, expired = 'hld' } })",
      [
        "1:84 unknown-field credit_facts has no 'brokn' (did you mean 'broken'?)",
        "1:143 unknown-field credit_check_level has no 'ovr' (did you mean 'over'?)",
        "1:168 wrong-type credit_policy: 'expired' cannot be \"hld\" (did you mean 'hold'?)",
      ]
    ),
    (
      "print(tier_policy { name = 'a', hold = { rsie = 1 }, tiers = { { name = 'b', from = { all = { { o = { net = { mn = 1 } } } } } } } })",
      [
        "1:42 unknown-field tier_hold has no 'rsie' (did you mean 'rise'?)",
        "1:111 unknown-field tier_bounds has no 'mn' (did you mean 'min'?)",
      ]
    ),
    (
      "print(points_program { name = 'p', stacking = { rate = 'bset' }, rules = { { name = 'r', points = function(x, m) return x.amuont, m.teir end } } })",
      [
        "1:56 wrong-type points_program: 'rate' cannot be \"bset\" (did you mean 'best'?)",
        "1:123 unknown-field points_event has no 'amuont' (did you mean 'amount'?)",
        "1:133 unknown-field customer has no 'teir' (did you mean 'tier'?)",
      ]
    ),
    ("local x = 1", ["1:7 unused-local 'x' is never used: take it away, or call it _x"]),
    ("local function f() end", ["1:16 unused-local function 'f' is never used: take it away, or call it _f"]),
    (
      "for c in customers.each {} do print(c.name, orders.count {}) end",
      ["1:45 query-in-loop orders.count asks the same in every turn of the loop: ask once before it"]
    ),
    (
      "for o in orders.each {} do print(customers.get(o.customer).name) end",
      [
        "1:34 query-in-loop customers.get asks the book once for each record: read customers into a table before the loop, with customers.each"
      ]
    ),
    (
      "local c = customers.get('C1')\nif c.credit_limit == 0 then print(c) end",
      ["2:19 money-and-number money never equals a number: compare m.amount, or with money(0)"]
    ),
    (
      "print(money(1) + money(2) < 3)",
      ["1:27 money-and-number money and a number do not compare with <: compare m.amount, or with money(0)"]
    ),
    ("for i = 1, 2 do break print(i) end", ["1:23 unreachable nothing comes here after break: take it away"]),
    (
      "if today() then error('a') else error('b') end\nprint(1)",
      ["2:1 unreachable nothing comes here after error(): take it away"]
    ),
  ])
  func `a finding says what, where and the way out`(_ source: String, _ expected: [String]) throws {
    #expect(try said(source) == expected)
  }

  @Test(arguments: [
    // Another value may come to a variable, a field or a function by another way.
    "local c = customers.get('C1')\nc = { nmae = 1 }\nprint(c.nmae)", "total = 1\nprint(total)",
    "local t = {}\nt.x = 1\nprint(t.y)", "local _ENV = { f = print }\nf(g)",
    // The last argument stands for as many as there are.
    "local function f() return '2026-01-01', 1 end\nprint(dates.add(f()))", "print(dates.add(...))",
    // A book may have fields that its operator added.
    "for c in customers.each {} do print(c.loyalty_card) end", "customers.update('C1', { kundennummer = 1 })",
    // A query may give something else after a change, or where it depends on the turn.
    "for c in customers.each {} do customers.update(c, { owner = 'Li' }) print(customers.count { where = { owner = 'Li' } }) end",
    "for i = 1, 3 do print(dates.add(today(), i)) end",
    "while customers.count {} < 3 do customers.create { code = 'x', name = 'y' } end",
    "for c in customers.each {} do print(credit.headroom(c)) end",
    "local open\nfor _, i in ipairs(invoices.open()) do open = i.open end\nprint(open)",
    "local a, b = next {}\nprint(b)", "local f <close> = nil", "local _unused = 1",
    "if today() then goto l end\ndo return end\n::l:: print(1)",
    "local m = money(1)\nprint(m == money(0), m.amount == 0, m / 2)",
    "print(('a'):upper(), (today()):sub(1, 4))", "customers.get(12)",
  ])
  func `what may be right is left alone`(_ source: String) throws {
    #expect(try said(source) == [])
  }

  @Test func `a formula knows what it is called with`() throws {
    let source = """
      return score {
        name = "s", inputs = { orders = orders.stats("365d") },
        formula = function(c, i) return c.anual_revenue and i.orders.count or 0 end,
      }
      """
    #expect(try said(source) == ["3:37 unknown-field customer has no 'anual_revenue' (did you mean 'annual_revenue'?)"])
  }

  @Test func `a definition that would be refused is a finding at its place`() throws {
    let source = """
      local width = { 0, 100 }
      return score {
        name = "s", inputs = { orders = orders.stats() }, range = width, decimals = 7,
        formula = function(c, i) return i.orders.count end,
      }
      """
    let findings = try findings(source)
    #expect(findings.map(\.code) == ["refused-definition"])
    #expect(findings.first?.line == 3 && findings.first?.reason.message.english.contains("has 7 as 'decimals'") == true)
  }

  @Test func `a syntax error is told with line, caret and way out in both languages`() throws {
    let finding = try #require(try findings("print（1)").first)
    #expect(
      finding.text(in: .english)
        == "s.lua:1:6: error syntax: full-width '（': write half-width ( instead\n  1 | print（1)\n    |      ^")
    #expect(
      finding.text(in: .chinese) == "s.lua:1:6: 错误 syntax: 用了全角“（”：请改用半角 (\n  1 | print（1)\n    |      ^")
  }

  @Test func `the caret stands below the name, behind Chinese too`() throws {
    let finding = try #require(try findings("print('上海', prnt)").first)
    #expect(finding.text(in: .english).hasSuffix("\n  1 | print('上海', prnt)\n    |               ^^^^"))
  }

  @Test func `findings are told in Chinese`() throws {
    #expect(try said("prnt(1)", in: .chinese) == ["1:1 unknown-global 没有 'prnt'（是否想写 'print'？）"])
    #expect(try said("local x = 1", in: .chinese) == ["1:7 unused-local 'x' 从未使用：请删除，或改名为 _x"])
  }

  @Test func `a comment silences its line, syntax excepted`() throws {
    #expect(try said("local x = 1 -- check: ignore unused-local") == [])
    #expect(try said("local x = prnt -- check: ignore unused-local, unknown-global") == [])
    #expect(try said("local x = 1 -- check: ignore unknown-global").count == 1)
    #expect(try said("-- check: ignore unused-local\nlocal x = 1").count == 1)
    #expect(try said("x = = 1 -- check: ignore syntax").count == 1)
  }
}
