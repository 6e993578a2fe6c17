import Automation
import Domain
import Interchange
import LuaRuntime
import ScriptModel
import Scripting
import Testing
import Wording

/// The tables that functions return: their fields are declared, and they answer to no other names.
@Suite struct ResultTests {
  // MARK: What is declared

  @Test func `no function returns a table whose fields nobody declared`() {
    for function in Manual.catalog.functions {
      #expect(!Self.isVague(function.result.type), "\(function.name)")
      for table in function.result.tables {
        for field in table.fields { #expect(!Self.isVague(field.type), "\(table.name).\(field.name)") }
      }
    }
  }

  private static func isVague(_ type: ScriptType) -> Bool {
    switch type {
    case .table: true
    case .list(let inner), .optional(let inner), .iterator(let inner), .dictionary(let inner): isVague(inner)
    case .union(let types): types.contains(where: isVague)
    default: false
    }
  }

  @Test func `a name is that of one table`() {
    for table in Manual.catalog.functions.flatMap(\.result.tables) {
      let known = Manual.catalog.records.filter { $0.name == table.name }
      #expect(known.map(\.title) == [table.title] && known.map(\.names) == [table.names], "\(table.name)")
    }
    let titles = Manual.catalog.records.map(\.title)
    #expect(Set(titles).count == titles.count)
  }

  @Test func `all that is agreed on credit is declared`() throws {
    let table = try #require(Manual.catalog.records.first { $0.name == "customer_credit" })
    let profile = CreditProfile(customer: "", name: "", currency: .cny)
    #expect(Set(profile.facts.map(\.name)).subtracting(table.names) == [])
  }

  // MARK: What is returned

  /// What stands behind the calls, on the sample book.
  private static let definitions = [
    DefinitionFile(
      path: "points.lua",
      source: """
        return points_program {
          name = "sample points",
          wallets = {
            { name = "points", value = money(0.01, "CNY") }, { name = "cash", currency = "CNY" },
            { name = "later", pending = "event" },
          },
          rules = { { name = "goods", points = function(x) return x.amount / 10 end } },
        }
        """),
    SampleBook.definitions[1],
    DefinitionFile(
      path: "credit.lua",
      source: """
        return credit_policy {
          name = "usual", inputs = { paid = payments.stats("365d") },
          score = function(c, i, k) return { character = 80 } end, weights = { character = 1 },
          figures = function() return { forecast = 120000 } end,
          grades = { { grade = "A", min = 50, terms_days = 60, cap = 90000 }, { grade = "E", min = 0, cap = 0 } },
          approval = { { above = 800000, by = { "tester" } } },
          dunning = { { days = 10, text = "{invoice}" } },
        }
        """),
    DefinitionFile(
      path: "score.lua",
      source: """
        return score {
          name = "quality", inputs = { orders = orders.stats() }, bands = { { min = 0, name = "any" } },
          formula = function(c, i) return { size = i.orders.count or 0, rest = capped(5, { a = 1 }) } end,
        }
        """),
  ]

  private static func desk() throws -> ScriptDesk {
    let desk = try ScriptDesk()
    let days = #""2026-01-01", "2026-10-15", "2026-11-01""#
    try desk.run(SampleBook.script + "for _, day in ipairs { \(days) } do fx.set('EUR', day, 7.8) end")
    _ = try desk.place.apply(definitions, title: "apply", mode: .live)
    return desk
  }

  /// Calls in the order in which they are made; what stands before `=` is kept for those after it.
  private static let calls = [
    #"points.earn("C0042", 300, { reference = "welcome" })"#,
    #"points.earn("C0042", money(5, "CNY"), { wallet = "cash" })"#,
    #"earned = points.earn("C0042", 10, { wallet = "later" })"#, "points.activate(earned.id)",
    #"spent = points.spend("C0042", 50)"#, "points.restore(spent.id, { amount = 10 })",
    #"points.adjust("C0042", -5, { reason = "typing error" })"#, #"points.transfer("C0042", "C0043", 20)"#,
    #"points.accrue("O1")"#, #"points.reverse("O1", { amount = money(50, "CNY"), reference = "R1" })"#,
    #"points.why("O1")"#,
    #"points.why_activity(interactions.create { customer = "C0042", kind = "visit", at = now() })"#,
    #"points.wallets("C0042")"#, #"points.lots("C0042")"#, #"points.history("C0042")"#, "points.liability()",
    "points.forecast()", "points.breakage()", "points.expire()", "points.rebuild()",
    #"code = rewards.redeem("C0042", "W1")"#, "rewards.use(code.code)",
    #"rewards.cancel(rewards.redeem("C0042", "W1").code)"#, #"rewards.codes("C0042")"#,
    #"rebates.statement("all", rebate)"#, #"rebates.settle("C0042", rebate)"#,
    #"tiers.evaluate("value", "all")"#, #"tiers.of("C0042", "value")"#, #"tiers.of("C0042")"#,
    #"tiers.needed("C0042", "value")"#,
    #"tiers.override("C0043", "value", "gold", { reason = "partner", ends_on = "2027-03-31" })"#,
    #"tiers.history("C0043")"#, #"tiers.lift_override("C0043", "value", "contract ended")"#, "tiers.notices()",
    #"tiers.benefits("C0043", "value")"#,
    #"scores.of("C0042")"#, #"scores.top("quality", 10)"#, #"scores.explain("C0042", "quality")"#,
    #"credit.assess("C0042")"#, #"credit.assess("all")"#, #"credit.profile("C0042")"#,
    #"credit.set_limit("C0042", 600000, "pays early")"#, #"credit.profile("C0042", today())"#,
    #"credit.propose("C0042", 700000, "more")"#, #"credit.set_terms("C0042", { terms_days = 60 }, "review")"#,
    #"credit.hold("C0042", "soft", "overdue")"#,
    #"credit.release("C0042", { reason = "promised", amount = 10000, valid_until = "2026-11-30" })"#,
    #"credit.check("C0042", 8000)"#, #"credit.preview("C0042", 8000)"#, "credit.pending()", "credit.recheck()",
    #"credit.checks("C0042")"#, #"credit.history("C0042")"#, #"credit.exposure("C0042")"#, #"credit.group("G1")"#,
    #"credit.set_group_limit("G1", 700000, "fewer")"#, #"credit.propose_group_limit("G1", 800000, "more")"#,
    #"credit.group_history("G1")"#, "credit.aging()", "credit.dso()", #"credit.headroom("C0042")"#, "credit.dunning()",
    #"altman(statement)"#, "altman({ ebit = 1 })", "ratios(statement)", #"insufficient("no orders")"#,
    "capped(40, { size = 30 })", #"fields.list("customers")"#, #"customers.timeline("C0042")"#, "dates.parts(today())",
    "invoices.open()", #"csv.parse("code\nC1\n")"#, #"csv.parse("1;2\n", { header = false, delimiter = ";" })"#,
    #"analytics.scorecard(cases, { bad = "late", count = "n", inputs = { "account", { name = "days", breaks = { 30 } } } })"#,
  ]

  private static let head = """
    local earned, spent, code
    local rebate = { name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } } }
    local statement = {
      current_assets = 600, current_liabilities = 300, retained_earnings = 200, ebit = 100, equity = 500,
      total_assets = 1000, total_liabilities = 500, revenue = 1500, net_profit = 50,
    }
    local cases = {
      { account = "none", days = 1, late = false, n = 348 }, { account = "none", days = 40, late = true, n = 46 },
      { account = "low", days = 50, late = false, n = 139 }, { account = "low", days = 2, late = true, n = 135 },
      { account = "low", days = 60, late = true, n = 50 },
    }
    local function show(value) print(json.encode(value)) end

    """

  @Test func `what functions return has the fields that are declared, of their types, and no others`() throws {
    let desk = try Self.desk()
    let lines = Self.calls.map { call in
      let parts = call.split(separator: " = ", maxSplits: 1)
      return parts.count == 2 && parts[0].allSatisfy(\.isLetter)
        ? "\(call) show(\(parts[0]))" : "show(\(call))"
    }
    let run = try SampleBook.perform(
      Self.head + lines.joined(separator: "\n"), .write(.live), .english, book: desk.place.bookPath)
    #expect(run.failure == nil)
    let results = run.printed.split(separator: "\n")
    try #require(results.count == Self.calls.count)
    var called: Set<String> = []
    for (call, result) in zip(Self.calls, results) {
      let name = try #require(call.firstMatch(of: /^(?:\w+ = )?([\w.]+)\(/)).output.1
      let function = try #require(Manual.catalog.function(named: String(name)))
      called.insert(function.name)
      #expect(Self.faults(in: try JSON(parsing: String(result)), function.result.type, at: call) == [])
    }
    // What another function of the same table shows; who proposes a limit may not approve it.
    let alike: Set = ["credit.approve", "credit.approve_group_limit"]
    let tabular = PatronCatalog.ofScripts.functions.filter { !$0.result.tables.isEmpty }.map(\.name)
    #expect(tabular.count > 60 && Set(tabular).subtracting(called) == alike)
  }

  /// What in a result is not as it is declared.
  private static func faults(in value: JSON, _ type: ScriptType, at place: String) -> [String] {
    switch (type, value) {
    case (.any, _), (.optional, .null), (.boolean, .bool), (.integer, .integer), (.number, .integer),
      (.number, .number), (.string, .string):
      return []
    case (.optional(let inner), _): return faults(in: value, inner, at: place)
    case (.date, .string(let text)): return (try? CivilDate(text)) == nil ? ["\(place): \(text)"] : []
    case (.choice(let names), .string(let text)): return names.contains(text) ? [] : ["\(place): \(text)"]
    case (.money, .object): return value["amount"] != nil && value["currency"] != nil ? [] : ["\(place): no money"]
    // A table without anything in it is an object, since nothing says that it is a list.
    case (.list, .object([])): return []
    case (.list(let element), .array(let elements)):
      return elements.flatMap { faults(in: $0, element, at: "\(place)[]") }
    case (.dictionary(let inner), .object(let members)):
      return members.flatMap { faults(in: $0.value, inner, at: "\(place).\($0.name)") }
    case (.union(let types), _):
      let all = types.map { faults(in: value, $0, at: place) }
      return all.contains([]) ? [] : all.flatMap { $0 }
    case (.record(let name), .object(let members)):
      guard let table = Manual.catalog.records.first(where: { $0.name == name }) else { return ["\(place): \(name)"] }
      let missing = table.fields.filter { field in
        !field.isOptional && !members.contains { $0.name == field.plainName }
      }
      return missing.map { "\(place): no \($0.name)" }
        + members.flatMap { member in
          guard let field = table.fields.first(where: { $0.plainName == member.name }) else {
            return ["\(place): \(member.name) is not declared"]
          }
          return faults(in: member.value, field.type, at: "\(place).\(member.name)")
        }
    default: return ["\(place): \(value) is no \(type.annotation)"]
    }
  }

  // MARK: What scripts can ask

  @Test(arguments: [
    (#"credit.exposure("C0042").totl"#, "credit.exposure(…) has no field 'totl' (did you mean 'total'?)"),
    (
      #"credit.exposure("C0042").documents[1].vlaue"#,
      "credit.exposure(…).documents has no field 'vlaue' (did you mean 'value'?)"
    ),
    (#"points.earn("C0042", 5).pionts"#, "points.earn(…) has no field 'pionts' (did you mean 'points'?)"),
    (#"points.history("C0042")[1].wallett"#, "points.earn(…) has no field 'wallett' (did you mean 'wallet'?)"),
    (#"points.wallets("C0042").points.usabel"#, "points.wallets(…) has no field 'usabel' (did you mean 'usable'?)"),
    (#"altman({}).zones"#, "altman(…) has no field 'zones' (did you mean 'zone'?)"),
    (#"dates.parts(today()).zzz"#, "dates.parts(…) has no field 'zzz'"),
  ])
  func `a misspelt field of a result is an error, which says what was meant`(
    _ source: String, _ message: String
  ) throws {
    let failure = try #require(try SampleBook.run("points.earn('C0042', 1)\nlocal _ = \(source)").failure)
    let suggestion = failure.suggestion.map { " (did you mean '\($0)'?)" } ?? ""
    #expect(failure.message + (failure.message.hasSuffix(")") ? "" : suggestion) == message)
    #expect(failure.line == 2)
  }

  @Test func `a declared field without a value is nil, and a result is a table like any other besides`() throws {
    let run = try SampleBook.run(
      """
      local m = points.earn("C0042", 5)
      assert(m.order == nil and m.reason == nil)
      local names = {}
      for name in pairs(m) do names[#names + 1] = name end
      assert(table.concat(names, " ") == "customer desired id kind on operator points run source version wallet")
      assert(next(m) and #m == 0 and m == m and m ~= points.earn("C0042", 5) and m[1] == nil)
      m.note = "mine"
      assert(m.note == "mine" and rawget(m, "totl") == nil)
      local list = points.history("C0042")
      assert(#list == 2 and list[3] == nil and list.note == nil)
      table.sort(list, function(a, b) return a.id < b.id end)
      assert(list[1].id == m.id)
      """)
    #expect(run.failure == nil, "\(run.failure?.rendering.english ?? "")")
  }

  // MARK: What is found before

  @Test(arguments: [
    ("print(credit.exposure('C1').totl)", "1:29 unknown-field customer_exposure has no 'totl' (did you mean 'total'?)"),
    (
      "local e = credit.exposure('C1')\nfor _, d in ipairs(e.documents) do print(d.vlaue) end",
      "2:44 unknown-field exposure_document has no 'vlaue' (did you mean 'value'?)"
    ),
    (
      "for _, r in ipairs(credit.dunning()) do print(r.days_lat) end",
      "1:49 unknown-field reminder has no 'days_lat' (did you mean 'days_late'?)"
    ),
    (
      "print(points.lots('C1')[1].remaning)",
      "1:28 unknown-field point_lot has no 'remaning' (did you mean 'remaining'?)"
    ),
    (
      "for name, w in pairs(points.wallets('C1')) do print(name, w.usabel) end",
      "1:61 unknown-field point_balance has no 'usabel' (did you mean 'usable'?)"
    ),
    (
      "print(credit.assess('C1').grad)",
      "1:27 unknown-field credit_assessment|credit_assessments has no 'grad' (did you mean 'grade'?)"
    ),
    ("print(credit.headroom('C1').amuont)", "1:29 unknown-field money has no 'amuont' (did you mean 'amount'?)"),
  ])
  func `check finds a misspelt field of a result`(_ source: String, _ finding: String) throws {
    #expect(try CheckDesk.said(source) == [finding])
  }

  @Test(arguments: [
    "local r = credit.dunning()[1]\nr.note = 'mine'\nprint(r.note)",
    "for _, r in ipairs(credit.dunning()) do r['note'], r.sent = 'mine', true end\nprint(credit.dunning()[1].sent)",
    "local r = credit.dunning()[1]\nrawset(r, 'note', 'mine')\nprint(r.note)",
    "print(credit.assess('C1').grade, credit.assess('all').customers)",
    "print(tiers.of('C1', 'value').tier, tiers.of('C1').value.tier, tiers.benefits('C1', 'value').discount)",
    "print(csv.parse('a\\n1')[1].a, scores.explain('C1', 'q').inputs.orders)",
  ])
  func `check says nothing of what scripts add, and of what is by names of theirs`(_ source: String) throws {
    #expect(try CheckDesk.said(source) == [])
  }

  // MARK: What is shown

  @Test func `help lists the fields of a result in the session's language`() throws {
    let english = try SampleBook.run("help(credit.exposure)").printed
    #expect(english.contains("  customer_exposure:\n") && english.contains("  exposure_document:\n"))
    #expect(english.contains("exposure_document[]  What each document adds."))
    let chinese = try SampleBook.run("help(credit.exposure)", language: .chinese).printed
    #expect(chinese.contains("每张单据的敞口。"))
    #expect(try SampleBook.run("help('exposure_document')").printed.contains("credit.exposure(…).documents\n"))
    let known = try Manual(in: .english).lines(on: "exposure_document").map { try JSON(parsing: $0)["from"] }
    #expect(known == [.string("credit.exposure(…).documents")])
    #expect(Manual.files.first { $0.path == "en/credit.md" }?.text.contains("## exposure_document\n") == true)
  }
}
