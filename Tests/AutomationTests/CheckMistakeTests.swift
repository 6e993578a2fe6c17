import Automation
import Foundation
import Testing
import Wording

/// Mistakes that scripts fail of when they are run or applied.
struct CheckMistakeTests {
  private static let join = "add and compare money with money, multiply and divide it by a number"
  private static let own = "put what is yours into a table of your own"
  private static let operators = "use = ~= < <= > >=, \"in\" with a list, or like with a text"

  @Test(arguments: [
    ("customers:get('x')", "1:11 dot-or-colon customers.get is called with a dot, not with a colon"),
    ("customers()", "1:1 not-callable the module customers cannot be called: name a function of it"),
    (
      "for c in customers.list {} do print(c) end",
      "1:10 not-iterable for … in takes an iterator, not a list: write ipairs(…)"
    ),
    (
      "for c in customers.each do print(c) end",
      "1:10 not-iterable for … in takes an iterator, not the function: call it, customers.each()"
    ),
    ("expect(1):to_eqal(2)", "1:11 unknown-field expect has no 'to_eqal' (did you mean 'to_equal'?)"),
    ("expect(1).to_equal(1)", "1:1 dot-or-colon expect.to_equal is called with a colon, not with a dot"),
    ("expect(1).never.to_be_nil()", "1:1 dot-or-colon expect.to_be_nil is called with a colon, not with a dot"),
    ("expect(1):to_be_near(2)", "1:1 missing-argument to_be_near(expected, tolerance) needs 'tolerance'"),
    ("expect(1).never:to_be_nil(3)", "1:27 too-many-arguments to_be_nil() takes 0 arguments, got 1"),
    ("given { custmers = {} }", "1:9 unknown-field records has no 'custmers' (did you mean 'customers'?)"),
    (
      "given { customers = { { cde = 'x' } } }",
      "1:25 unknown-field customer_fields has no 'cde' (did you mean 'code'?)"
    ),
    ("given { customers = { { code = 5 } } }", "1:32 wrong-type given: 'code' must be a string, or nil, got 5"),
    ("print(money(1) + 2)", "1:16 money-and-number '+' does not join money and a number: \(join)"),
    ("print(money(1) * money(2))", "1:16 money-and-number '*' does not join money and money: \(join)"),
    ("print(3 / money(1))", "1:9 money-and-number '/' does not join a number and money: \(join)"),
    ("string.trim = 1", "1:7 read-only the module string is read-only: \(own)"),
    ("function customers.foo() end", "1:19 read-only the module customers is read-only: \(own)"),
    (
      "for c in customers.each {} do c.name = 'y' end", "1:32 read-only a customer is read-only: use customers.update"
    ),
    (
      "print(dates.add('2026-01-01', '1x'))",
      "1:31 wrong-type dates.add: 'span': “1x” is not a span of time: write a number from 1 to 99999 and d, w, m, q or y (days, weeks, months, quarters, years), such as 365d"
    ),
    (
      "print(orders.count { where = { status = 'shiped' } })",
      "1:41 wrong-type orders.count: 'status' cannot be \"shiped\" (did you mean 'shipped'?)"
    ),
    (
      "print(customers.count { where = { name = 5 } })",
      "1:42 wrong-type customers.count: 'name' must be a string, or nil, got 5"
    ),
    (
      "print(customers.count { where = { employees = { ['>>'] = 5 } } })",
      "1:50 bad-filter '>>' does not compare 'employees': \(operators)"
    ),
    (
      "print(customers.count { where = { employees = { like = '5' } } })",
      "1:49 bad-filter 'like' does not compare 'employees': \(operators)"
    ),
    (
      "local q = { where = { teir = 'gold' } }\nprint(customers.count(q))",
      "1:23 unknown-field customer has no 'teir' (did you mean 'tier'?)"
    ),
    (
      "local changes = { ownr = 'Li' }\ncustomers.update('C1', changes)",
      "1:19 unknown-field customer_fields has no 'ownr' (did you mean 'owner'?)"
    ),
  ])
  func `a mistake is told with its place and the way out`(_ source: String, _ expected: String) throws {
    #expect(try CheckDesk.said(source) == [expected])
    #expect(try CheckDesk.findings(source).first?.severity == .error)
  }

  @Test(arguments: [
    // A test may expect of a function that it fails.
    "expect(function() customers.foo = 1 end):to_raise('read-only')",
    "expect(function() return money(1) + 1 end):to_raise()",
    "local e = expect(1)\ne.to_equal(e, 1)", "expect(1).never:to_be_near(2, 0.5)",
    "given { customers = 'code,name\\nC1,x', orders = {} }",
    "for k, v in next, {} do print(k, v) end", "for word in ('a b'):gmatch('%a') do print(word) end",
    "local t = setmetatable({}, { __call = function() end })\nfor x in t do print(x) end",
    "local each = customers.each\nfor c in each {} do print(c) end",
    "print(2 * money(1), money(1) / 2, money(1) / money(2), -money(1), money(1) .. '', money(1) - money(2))",
    "print(customers.count { where = { owner = nil, group = groups.get('G1'), credit_limit = { ['>'] = 5 } } })",
    "print(customers.count { where = { name = { 'a', 'b' }, tier = null, city = { ['in'] = { 'x' }, like = '%x' } } })",
    "print(interactions.count { where = { at = { ['>='] = '2026-11-01T00:00:00Z' } } })",
    "local q = {}\nq.limit = 5\nq.where = { tier = 'gold' }\nprint(customers.count(q))",
    "print(dates.add(today(), '-3m'), dates.add(today(), 5))",
    "print(customers.list { order = '-id' }, dates.add(today(), '0m'))",
    "customers = { list = print }\ncustomers.foo = 5",
    "local c = { name = 'x' }\nc.name = 'y'\nprint(c)",
  ])
  func `what runs is left alone`(_ source: String) throws {
    #expect(try CheckDesk.said(source) == [])
  }

  // Loops.

  private static let asks = "print(orders.count { where = { customer = c.code } }) end"

  @Test(arguments: [
    "for day = 1, 3 do clock.advance('1d') expect(points.balance('C1')):to_equal(day) end",
    "for _, c in ipairs(customers.list { limit = 100 }) do \(asks)",
    "local few = 10\nlocal top = customers.list { order = 'code', limit = few }\nfor _, c in ipairs(top) do \(asks)",
    "for _, c in ipairs(customers.search('x')) do \(asks)",
    "for _, code in ipairs { 'C1', 'C2' } do print(customers.get(code).name) end",
    "return function(rows) for _, row in ipairs(rows) do if not customers.find(row.code) then customers.create(row) end end end",
    "for turn in coroutine.wrap(function() coroutine.yield(1) end) do print(turn, customers.count {}) end",
  ])
  func `a short loop may ask, and one that something changes in`(_ source: String) throws {
    #expect(try CheckDesk.said(source) == [])
  }

  @Test func `a longer loop is not to ask`() throws {
    #expect(
      try CheckDesk.said("for c in customers.each { limit = 101 } do \(Self.asks)") == [
        "1:50 query-in-loop orders.count asks the book once for each record: read orders into a table before the loop, with orders.each"
      ])
  }

  @Test func `a list of any length is not to be asked for one by one`() throws {
    #expect(
      try CheckDesk.said(
        "local function names(codes)\n  for _, code in ipairs(codes) do print(customers.get(code).name) end\nend\nreturn names"
      ) == [
        "2:41 query-in-loop customers.get asks the book once for each element: read what the list names before the loop, with customers.each { where = { … } }"
      ])
  }

  @Test func `spans of inputs and half-lives are read`() throws {
    let spans = [
      ("print(orders.stats('0d'))", "1:20 wrong-type orders.stats: 'window': “0d” is not a span of time"),
      ("print(decay(3, 'ninety'))", "1:16 wrong-type decay: 'half_life': “ninety” is not a span of time"),
      ("print(decay(3, '3m'))", "1:16 wrong-type decay: 'half_life': write days or weeks, such as 90d"),
    ]
    for (source, beginning) in spans {
      let said = try CheckDesk.said(source)
      #expect(said.count == 1 && said.first?.hasPrefix(beginning) == true, "\(said)")
    }
    #expect(try CheckDesk.said("print(decay(3, '12w'), decay(3, 90), orders.stats('1y'))") == [])
  }

  @Test func `a standing on one ladder has its fields, and all have them by their ladders`() throws {
    #expect(
      try CheckDesk.said("print(tiers.of('C1', 'value').teir)") == [
        "1:31 unknown-field tier_standing has no 'teir' (did you mean 'tier'?)"
      ])
    #expect(try CheckDesk.said("print(tiers.of('C1').value.teir)").count == 1)
    #expect(try CheckDesk.said("print(tiers.of('C1').value.tier, tiers.of('C1', (...)).teir)") == [])
  }

  // Definitions.

  private static let refused =
    "score { name = 's', inputs = { o = orders.stats() }, decimals = 7, formula = function(_, i) return i.o.count end }"

  @Test(arguments: [
    "local s = \(refused)\nreturn s", "return (\(refused))", "if true then return \(refused) end",
    "local function make() return \(refused) end\nreturn make()",
    "local kind = score\nreturn kind \(refused.dropFirst(6))",
  ])
  func `a definition that would be refused is found however it is returned`(_ source: String) throws {
    let findings = try CheckDesk.findings(source)
    #expect(findings.map(\.code) == ["refused-definition"])
    #expect(findings.first?.reason.message.english.contains("has 7 as 'decimals'") == true)
  }

  @Test(arguments: [
    "local function make() return \(refused) end\nreturn make",
    "local M = {}\nfunction M.make() return \(refused) end\nreturn M",
    "print(customers.count {})\nlocal function kind() return score end\nreturn kind()",
  ])
  func `a module or script that makes definitions is left alone`(_ source: String) throws {
    #expect(try CheckDesk.said(source) == [])
  }

  @Test func `a formula reads nothing but what it is given`() throws {
    let source = """
      return score {
        name = "s", inputs = { orders = orders.stats("365d") },
        formula = function(c) return customers.count {} end,
      }
      """
    #expect(
      try CheckDesk.said(source) == [
        "3:32 refused-definition customers.count cannot be called in a formula: declare what it needs under inputs"
      ])
  }

  // Files.

  @Test func `a link to nowhere and a pipe are findings among the others`() throws {
    let folder = try TestFolder()
    try folder.write("prnt(1)", to: "a.lua")
    try FileManager.default.createSymbolicLink(atPath: folder.path("b.lua"), withDestinationPath: "nowhere")
    #expect(mkfifo(folder.path("c.lua"), 0o600) == 0)
    let files = try ScriptCheck.scripts(at: [folder.url.path])
    let findings = try CheckDesk.check().findings(inFiles: files, searchPath: "")
    #expect(findings.map(\.code) == ["unknown-global", "no-file", "not-a-file"])
  }

  @Test func `the caret stands below the name, behind a control character too`() throws {
    let finding = try #require(try CheckDesk.findings("print('\u{1}', prnt)").first)
    #expect(finding.text(in: .english).hasSuffix("\n  1 | print('␁', prnt)\n    |            ^^^^"))
  }
}
