import Analytics
import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// A ladder by the net orders of a year: silver from 1,000, kept from 800; gold from 5,000.
private let ladder = """
  return tier_policy {
    name = "value", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
    tiers = {
      { name = "bronze" },
      { name = "silver", from = 1000, keep = 800, benefits = { discount = 0.02 } },
      { name = "gold", from = 5000, benefits = { discount = 0.05, services = { "training" } } },
    },
  }
  """

extension TradingBook {
  /// Runs a script on a business date and returns what it returned; throws what it failed with.
  @discardableResult
  fileprivate func run(_ source: String, on date: String = "2026-01-31", mode: RunMode = .live) throws -> [String] {
    try report(source, on: date, mode: mode).results
  }

  fileprivate func report(_ source: String, on date: String, mode: RunMode = .live) throws -> ScriptRun.Report {
    var place = place
    place.asOf = try CivilDate(date)
    let report = try ScriptRun(source: source, name: "test.lua", title: "test") { _ in }.execute(
      .write(mode), in: place)
    if case .failed(let failure) = report.outcome { throw ScriptError(description: failure.rendering.english) }
    return report
  }

  fileprivate func failure(of source: String, on date: String = "2026-01-31") throws -> String {
    do {
      try run(source, on: date)
      return ""
    } catch let error as ScriptError {
      return error.description
    }
  }
}

private func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as any Refusal {
    return error.message.english
  } catch {
    return "\(error)"
  }
}

@Suite struct TierTests {
  private func company() throws -> TradingBook {
    let book = try TradingBook { book in
      for code in ["A", "B", "C"] { try book.customer(code) }
      try book.order("1", "A", "2025-06-01", 900)
      try book.order("2", "A", "2025-12-01", 200)
      try book.order("3", "B", "2025-03-01", 6000)
    }
    try book.apply(ladder)
    return book
  }

  @Test func `evaluating everybody counts and lists who moves, and a second time nobody does`() throws {
    let book = try company()
    let evaluate = """
      local r = tiers.evaluate("value", "all")
      local list = {}
      for _, m in ipairs(r.moves) do list[#list + 1] = m.code .. (m.from or "-") .. m.to end
      return r.customers, r.changed, r.rows, r.tiers.bronze, r.tiers.silver, r.tiers.gold, table.concat(list, " ")
      """
    #expect(try book.run(evaluate) == ["3", "3", "3", "1", "1", "1", "A-silver B-gold C-bronze"])
    let again = try book.report(evaluate, on: "2026-01-31")
    #expect(again.results == ["3", "0", "0", "1", "1", "1", ""])
    #expect(again.run?.changes.rowCount == 0)
  }

  @Test
  func
    `a tier is in force from the day after the one that was judged, so that an order does not count for what it earns`()
    throws
  {
    // As in a report of 2018 to 2025 on a program that got it wrong (erpnext#33550): an order of 196,000 earns one point
    // for every 1,000, and lifts the customer to a tier that gives one for every 900. It is worth 196 points, not 217.
    let book = try TradingBook { try $0.customer("A") }
    try book.apply(
      """
      return tier_policy {
        name = "points", inputs = { orders = orders.stats() }, measure = "orders.net",
        tiers = { { name = "base", benefits = { unit = 1000 } }, { name = "high", from = 100000, benefits = { unit = 900 } } },
      }
      """)
    try book.run(#"tiers.evaluate("points", "all")"#, on: "2026-01-30")
    try book.change { try $0.order("1", "A", "2026-01-31", 196_000) }
    let points = """
      local units = { base = 1000, high = 900 }
      local o = orders.get("1")
      return o.amount.minor_units // 100 // units[tiers.at(o.customer, "points", o.ordered_on)]
      """
    #expect(try book.run(points) == ["196"])
    // Nor after the order has lifted the customer, whenever it is worked out.
    #expect(try book.run(#"return tiers.evaluate("points", "A").tiers.high"#) == ["1"])
    #expect(try book.run(points) == ["196"])
    #expect(
      try book.run(#"return tiers.at("A", "points", "2026-02-01"), tiers.benefits("A", "points").unit"#) == [
        "high", "900",
      ])
  }

  @Test func `history tells why, by what evidence, and the tier of any past day`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2026-06-15")
    let found = try book.run(
      """
      local h = tiers.history("A", "value")
      return #h, h[1].kind, h[1].from, h[1].to, h[1].as_of, h[1].effective_on, h[1].evidence.qualify.orders.net, h[1].version,
        h[2].kind, tiers.at("A", "value", "2026-01-31"), tiers.at("A", "value", "2026-06-15"), tiers.at("A", "value", "2026-06-16")
      """)
    // Of the year up to 2026-06-15 only the 200 of December are left.
    #expect(
      found == [
        "2", "fell", "silver", "bronze", "2026-06-15", "2026-06-16", "200.0", "1", "entered", "nil", "silver", "bronze",
      ])
  }

  @Test func `windows apart: who rose within a year stays by what was ever ordered`() throws {
    let book = try company()
    try book.apply(ladder.replacing(#"qualify = "365d""#, with: #"qualify = "365d", retain = "lifetime""#))
    try book.run(#"tiers.evaluate("value", "all")"#)
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2026-12-31")
    #expect(
      try book.run(
        #"return tiers.of("A", "value").tier, tiers.needed("A", "value").stay.needs[1].has"#, on: "2026-12-31")
        == ["silver", "1100.0"])
  }

  @Test func `by calendar years the year so far or the whole one before keeps a tier`() throws {
    let book = try company()
    try book.apply(ladder.replacing("365d", with: "calendar_year"))
    // Of 2026 there is nothing; of 2025 there are 1,100 and 6,000.
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2025-12-31")
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2026-12-31")
    #expect(try book.run(#"return tiers.of("A", "value").tier, tiers.of("B", "value").tier"#) == ["silver", "gold"])
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2027-01-01")
    #expect(try book.run(#"return tiers.of("A", "value").tier, tiers.of("B", "value").tier"#) == ["bronze", "bronze"])
  }

  @Test func `a merge moves a tier where the customer that stays has none, and parting gives it back`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "A") tiers.evaluate("value", "B")"#)
    let state = #"""
      local function tell(code)
        local s, list = tiers.of(code, "value"), {}
        for _, h in ipairs(tiers.history(code, "value")) do list[#list + 1] = h.customer .. "-" .. h.kind .. "-" .. tostring(h.to) end
        return tostring(s and s.tier) .. " " .. table.concat(list, " ")
      end

      """#
    // C has none: it takes the silver of A, from the next day on; B keeps its gold beside that.
    try book.run(#"customers.merge("A", "C")"#, on: "2026-02-01")
    #expect(
      try book.run(
        state + #"return tell("C"), tiers.at("C", "value", "2026-02-01"), tiers.at("C", "value", "2026-02-02")"#)
        == ["silver C-merged-silver A-entered-silver", "nil", "silver"])
    try book.run(#"customers.merge("C", "B")"#, on: "2026-02-02")
    #expect(try book.run(state + #"return tell("B")"#) == ["gold C-merged-silver B-entered-gold A-entered-silver"])
    #expect(try book.place.examine(environment: [:]).first { $0.check == "tiers" }?.verdict == .ok)
    try book.run(#"customers.unmerge("C") customers.unmerge("A")"#, on: "2026-02-03")
    #expect(
      try book.run(state + #"return tell("A"), tell("B"), tell("C")"#)
        == ["silver A-entered-silver", "gold B-entered-gold", "nil C-merged-nil C-merged-silver"])
    #expect(try book.place.examine(environment: [:]).first { $0.check == "tiers" }?.verdict == .ok)
  }

  @Test func `an override is lifted before its day, for a reason, and figures count again at once`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    let options = #"{ reason = "key account", ends_on = "2026-12-31" }"#
    try book.run(#"tiers.override("C", "value", "gold", \#(options))"#, on: "2026-02-01")
    #expect(try book.failure(of: #"tiers.lift_override("C", "value", " ")"#, on: "2026-02-02").contains("says why"))
    #expect(
      try book.run(
        """
        local s = tiers.lift_override("C", "value", "left")
        local h = tiers.history("C", "value")[1]
        return s.tier, s.override, h.kind, h.from, h.reason, h.effective_on
        """, on: "2026-02-02") == ["bronze", "nil", "override_ended", "gold", "left", "2026-02-03"])
    for customer in ["A", "C"] {
      let failure = try book.failure(of: #"tiers.lift_override("\#(customer)", "value", "x")"#, on: "2026-02-03")
      #expect(failure.contains("no override is in force"), "\(failure)")
    }
  }

  @Test func `the doctor finds a tier that its history does not tell of`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    func verdict() throws -> Finding? { try book.place.examine(environment: [:]).first { $0.check == "tiers" } }
    #expect(try verdict()?.verdict == .ok)
    try book.sql("UPDATE tier_standings SET tier = 'gold' WHERE tier = 'bronze'")
    #expect(try verdict()?.verdict == .fail)
    #expect(try verdict()?.fact.english == "value C")
  }

  @Test func `returns undo a rise at once where the policy says so`() throws {
    for (refunds, expected) in [("recompute", "bronze"), ("keep_until_end", "silver")] {
      let book = try company()
      try book.apply(
        ladder.replacing("tiers = {\n", with: "refunds = \"\(refunds)\", minimum_stay = \"90d\", tiers = {\n"))
      try book.run(#"tiers.evaluate("value", "all")"#)
      try book.change { session in
        try session.add(
          .returns,
          ["code": .text("R"), "customer": .text("A"), "returned_on": .text("2026-02-01"), "amount": .integer(500)])
      }
      try book.run(#"tiers.evaluate("value", "all")"#, on: "2026-02-02")
      #expect(try book.run(#"return tiers.of("A", "value").tier"#) == [expected])
    }
  }

  @Test func `a function of the policy may decide or measure`() throws {
    let book = try company()
    try book.apply(
      """
      return tier_policy {
        name = "f", inputs = { orders = orders.stats() },
        measure = function(c, i) if i.orders.count == 0 then return insufficient("no orders") end return i.orders.net / 10 end,
        tiers = {
          { name = "one" }, { name = "two", from = 110 },
          { name = "three", from = function(c, i) return c.code == "B" and i.orders.count == 1 end },
        },
      }
      """)
    #expect(
      try book.run(
        """
        local r = tiers.evaluate("f", "all")
        return r.tiers.two, r.tiers.three, r.insufficient, tiers.of("A", "f").tier, tiers.of("C", "f")
        """) == ["1", "1", "1", "two", "nil"])
  }

  @Test
  func `a function that raises or answers nonsense for one customer is named with its place, and nothing is written`()
    throws
  {
    let book = try company()
    func apply(_ function: String) throws {
      try book.apply(
        """
        return tier_policy {
          name = "f", inputs = { orders = orders.stats() },
          tiers = { { name = "one" }, { name = "two", from = function(c, i) \(function) end } },
        }
        """)
    }
    try apply(#"if c.code == "B" then error("out of paper") end return true"#)
    let raised = try book.failure(of: #"tiers.evaluate("f", "all")"#)
    #expect(raised.contains("ladder 'f', customer B, 'tiers[2].from': "))
    #expect(raised.contains("out of paper"))
    #expect(try book.run(#"return tiers.of("A", "f")"#) == ["nil"])
    try apply("return 7")
    let nonsense = try book.failure(of: #"tiers.evaluate("f", "A")"#)
    #expect(nonsense.contains("the function returned 7, where true or false"))
    // What one caught leaves nothing behind either.
    try apply(#"if c.code == "C" then error("late") end return true"#)
    #expect(
      try book.run(#"return (pcall(tiers.evaluate, "f", "all")), tiers.of("A", "f")"#) == ["false", "nil"])
  }

  @Test func `a function of a policy cannot read or write the book`() throws {
    let book = try company()
    try book.apply(
      """
      return tier_policy {
        name = "f",
        tiers = { { name = "one" }, { name = "two", from = function(c) customers["up" .. "date"](c, { note = "x" }) return true end } },
      }
      """)
    #expect(try book.failure(of: #"tiers.evaluate("f", "A")"#).contains("cannot be called in a formula"))
  }

  @Test(arguments: [
    (
      #"{ name = "a" }, { name = "b", from = 100, keep = 120 }"#,
      "'tiers[2].keep.orders.net': what keeps a tier is no more"
    ),
    (
      #"{ name = "a" }, { name = "b", from = 100 }, { name = "c", from = 50 }"#,
      "thresholds do not fall from tier to tier"
    ),
    (#"{ name = "a" }, { name = "b", from = 100 }, { name = "c", from = 100 }"#, "their thresholds overlap"),
    (#"{ name = "a" }, { name = "b" }"#, "'tiers[2].from'"),
    (#"{ name = "a" }, { name = "a", from = 1 }"#, "'tiers[2].name'"),
    (#"{ name = "a" }, { name = "b", from = { order = { net = 1 } } }"#, "did you mean 'orders'?"),
    (#"{ name = "a" }, { name = "b", from = { orders = { nett = 1 } } }"#, "did you mean 'net'?"),
    (#"{ name = "a" }, { name = "b", from = { orders = { net = { min = 5, max = 1 } } } }"#, "above its 'max'"),
    (#"{ name = "a" }, { name = "b", from = 0/0 }"#, "'tiers[2].from'"),
    (#"{ name = "a", benefits = { discount = 3 } }"#, "'tiers[1].benefits.discount'"),
    (#"{ name = "a", form = 3 }"#, "did you mean 'tiers[1].from'?"),
    ("", "'tiers'"),
  ])
  func `a ladder that cannot be meant is refused by its field`(_ tiers: String, _ words: String) throws {
    let book = try TradingBook { _ in }
    let message = refusal {
      try book.apply(
        """
        return tier_policy {
          name = "bad", inputs = { orders = orders.stats() }, measure = "orders.net", tiers = { \(tiers) },
        }
        """)
    }
    #expect(message?.contains(words) == true, "\(message ?? "accepted")")
    #expect(try book.read { try $0.definitions().isEmpty })
  }

  @Test(arguments: [
    (#"qualify = "fortnight""#, "'qualify'"), (#"grace = "soon""#, "'grace'"), ("hold = 0", "'hold'"),
    (#"downgrade = "down""#, "'downgrade'"), (#"writes = "owner""#, "'writes'"),
    (#"writes = "size""#, "which takes S, M, L and not 'bronze'"), ("windw = 1", "windw"),
  ])
  func `settings that cannot be meant are refused by their field`(_ setting: String, _ words: String) throws {
    let book = try TradingBook { _ in }
    let message = refusal {
      try book.apply(#"return tier_policy { name = "bad", tiers = { { name = "bronze" } }, \#(setting) }"#)
    }
    #expect(message?.contains(words) == true, "\(message ?? "accepted")")
  }

  @Test(arguments: [
    (
      #"tiers.override("A", "value", "diamond", { reason = "x", ends_on = "2026-12-31" })"#,
      "ladder 'value' has no tier 'diamond'"
    ),
    (
      #"tiers.override("A", "value", "gold", { reason = "  ", ends_on = "2026-12-31" })"#,
      "customer A: an override, and lifting one, needs a 'reason'"
    ),
    (#"tiers.override("A", "value", "gold", { ends_on = "2026-12-31" })"#, "needs 'reason'"),
    (
      #"tiers.override("A", "value", "gold", { reason = "x", ends_on = "2026-01-30" })"#,
      "customer A: 'ends_on' is 2026-01-30, which is before 2026-01-31"
    ),
    (#"tiers.override("A", "valu", "gold", { reason = "x", ends_on = "2026-12-31" })"#, "did you mean 'value'?"),
    (
      #"tiers.override("Z", "value", "gold", { reason = "x", ends_on = "2026-12-31" })"#,
      "there is no record Z in customers"
    ),
    (#"tiers.at("A", "vale", "2026-01-01")"#, "there is no ladder 'vale' (did you mean 'value'?)"),
  ])
  func `an override that cannot be is refused and nothing is written`(_ call: String, _ words: String) throws {
    let book = try company()
    let message = try book.failure(of: call)
    #expect(message.contains(words), "\(message)")
    #expect(try book.run(#"return tiers.of("A", "value"), #tiers.history("A")"#) == ["nil", "0"])
  }

  @Test func `an override holds at once and to its day, with reason and who, and gives way to figures`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    try book.run(
      #"tiers.override("C", "value", "gold", { reason = "launch partner", ends_on = "2026-03-31" })"#, on: "2026-02-01")
    #expect(
      try book.run(
        """
        tiers.evaluate("value", "all")
        local h = tiers.history("C", "value")[1]
        return tiers.of("C", "value").tier, tiers.at("C", "value", "2026-02-01"), h.reason, h.operator, h.kind
        """, on: "2026-03-31") == ["gold", "gold", "launch partner", "tester", "overridden"])
    #expect(
      try book.run(
        #"tiers.evaluate("value", "C") return tiers.of("C", "value").tier, tiers.history("C")[1].kind"#,
        on: "2026-04-01")
        == ["bronze", "override_ended"])
  }

  @Test func `a date before the present tier is refused by customer and day`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    let message = try book.failure(of: #"tiers.evaluate("value", "all")"#, on: "2026-01-30")
    #expect(message.contains("ladder 'value', customer A: the present tier was given on 2026-01-31"))
  }

  @Test func `a ladder writes a copy to the field that it names, and undo takes both back`() throws {
    let book = try company()
    try book.apply(ladder.replacing(#"name = "value","#, with: #"name = "value", writes = "tier","#))
    let report = try book.report(#"tiers.evaluate("value", "all")"#, on: "2026-01-31")
    #expect(try book.run(#"return customers.get("A").tier, customers.get("C").tier"#) == ["silver", "bronze"])
    let run = try #require(report.run?.id)
    _ = try book.place.undo(run: run, customer: nil, mode: .live)
    #expect(
      try book.run(#"return customers.get("A").tier, tiers.of("A", "value"), #tiers.history("A")"#) == [
        "nil", "nil", "0",
      ])
  }

  @Test func `a run whose tiers another run has changed since is not undone`() throws {
    let book = try company()
    let first = try #require(try book.report(#"tiers.evaluate("value", "all")"#, on: "2026-01-31").run?.id)
    try book.run(#"tiers.evaluate("value", "all")"#, on: "2026-06-15")
    let message = refusal { _ = try book.place.undo(run: first, customer: nil, mode: .live) }
    #expect(message?.contains("value A silver") == true, "\(message ?? "undone")")
    #expect(try book.run(#"return tiers.of("A", "value").tier"#) == ["bronze"])
  }

  @Test func `scores can be what a ladder asks about`() throws {
    let book = try company()
    try book.apply(
      """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        formula = function(c, i) if i.o.count == 0 then return insufficient("none") end return i.o.net end }
      """)
    try book.apply(
      """
      return tier_policy { name = "l", inputs = { s = scores.latest("s") }, measure = "s.value",
        tiers = { { name = "low" }, { name = "high", from = 2000 } } }
      """)
    #expect(
      try book.run(
        """
        local r = tiers.evaluate("l", "all")
        return tiers.of("A", "l").tier, tiers.of("B", "l").tier, tiers.of("C", "l"), r.insufficient
        """) == ["low", "high", "nil", "1"])
  }

  @Test func `notice names who is to fall and what is needed to stay`() throws {
    let book = try company()
    try book.apply(ladder.replacing("tiers = {\n", with: #"notice = "30d", tiers = {"# + "\n"))
    try book.run(#"tiers.evaluate("value", "all")"#)
    #expect(
      try book.run(
        """
        tiers.evaluate("value", "all")
        local n = tiers.notices("value")[1]
        return #tiers.notices(), n.code, n.tier, n.due_on, tiers.needed("A", "value").stay.needs[1].lacking
        """, on: "2026-06-15") == ["2", "A", "silver", "2026-07-15", "600.0"])
  }

  @Test func `explain tells the standing, the evidence and what would change it`() throws {
    let book = try company()
    try book.run(#"tiers.evaluate("value", "all")"#)
    let explanation = try #require(try book.place.explain(customer: "A", tier: "value"))
    #expect(explanation.standing.tier == "silver" && explanation.changes.map(\.kind) == [.entered])
    #expect(explanation.rise?.tier == "gold" && explanation.rise?.needs.first?.need.lacking == 3900)
    #expect(explanation.stay?.needs.first?.need.lacking == 0)
    #expect(explanation.changes.first?.evidence.contains(#""net":1100"#) == true)
  }
}
