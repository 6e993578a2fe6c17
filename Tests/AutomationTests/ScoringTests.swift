import Analytics
import Automation
import Domain
import Storage
import Testing
import Wording

/// What `score` gives for one input expression on a book, with the business date 2026-01-31.
private func values(_ inputs: String, _ formula: String, _ fill: (BookSession) throws -> Void) throws -> [String:
  Double]
{
  let book = try TradingBook(fill)
  try book.apply(
    """
    return score { name = "s", range = { -1e9, 1e9 }, decimals = 6, inputs = { x = \(inputs) },
      formula = function(c, i) return \(formula) end }
    """)
  return try book.read { session in
    Dictionary(
      uniqueKeysWithValues: try session.topScores(by: "s", limit: 100, lowestFirst: false).map {
        ($0.customer, $0.value ?? 0)
      })
  }
}

@Suite struct ScoreInputTests {
  @Test func `a window ends on the business date and begins the day after the span before it`() throws {
    // 30 days up to 2026-01-31 are 2026-01-02 … 2026-01-31.
    let found = try values(#"orders.stats("30d")"#, "i.x.net") { book in
      try book.customer("A")
      try book.order("1", "A", "2026-01-01", 1)
      try book.order("2", "A", "2026-01-02", 10)
      try book.order("3", "A", "2026-01-31", 100)
      try book.order("4", "A", "2026-02-01", 1000)
    }
    #expect(found == ["A": 110])
  }

  @Test func `cancelled orders do not count and returns are taken off`() throws {
    let found = try values("orders.stats()", "i.x.net * 10 + i.x.count") { book in
      try book.customer("A")
      try book.order("1", "A", "2025-12-01", 500)
      try book.order("2", "A", "2025-12-02", 900, ["status": .text("cancelled")])
      try book.order("3", "A", "2025-12-03", 100, ["status": .text("shipped")])
      try book.add(
        .returns,
        ["code": .text("R"), "customer": .text("A"), "returned_on": .text("2025-12-20"), "amount": .integer(50)])
    }
    // (500 + 100 - 50) · 10 + 2
    #expect(found == ["A": 5502])
  }

  @Test func `days, months and averages are those of the window`() throws {
    let found = try values(
      "orders.stats()", "i.x.days_since_first * 1e6 + i.x.days_since_last * 1e4 + i.x.months_active * 1e3 + i.x.average"
    ) { book in
      try book.customer("A")
      try book.order("1", "A", "2025-12-31", 100)
      try book.order("2", "A", "2026-01-01", 200)
      try book.order("3", "A", "2026-01-21", 300)
    }
    // From 2025-12-31 to 2026-01-31 are 31 days, from 01-21 are 10; December and January; 600 / 3.
    #expect(found == ["A": 31_102_200])
  }

  @Test func `a customer without documents has counts of 0 and no dates`() throws {
    let found = try values("orders.stats()", "i.x.days_since_last == nil and i.x.count + 7 or -1") {
      try $0.customer("A")
    }
    #expect(found == ["A": 7])
  }

  @Test func `amounts are converted at the newest rate on or before their day`() throws {
    let found = try values("orders.stats()", "i.x.net") { book in
      try book.customer("A")
      for (day, rate) in [("2025-01-01", 7.0), ("2025-06-01", 7.5)] {
        try book.add(.fxRates, ["currency": .text("USD"), "on": .text(day), "rate": .real(rate)])
      }
      try book.order("1", "A", "2025-05-31", 100, ["currency": .text("USD")])
      try book.order("2", "A", "2025-06-01", 10, ["currency": .text("USD")])
      try book.order("3", "A", "2025-06-02", 1)
    }
    // 100 · 7 + 10 · 7.5 + 1
    #expect(found == ["A": 776])
  }

  @Test func `a missing rate names customer, document, currency and date and keeps nothing`() throws {
    let book = try TradingBook { book in
      try book.customer("A")
      try book.order("1", "A", "2025-05-31", 100, ["currency": .text("USD")])
    }
    let error = #expect(throws: InputFault.self) {
      try book.apply(
        #"return score { name = "s", inputs = { x = orders.stats() }, formula = function(c, i) return 1 end }"#)
    }
    #expect(
      error?.message.english.contains("customer A, 'orders': there is no exchange rate of USD on or before 2025-05-31")
        == true)
    #expect(try book.read { try $0.definitions() }.isEmpty)
  }

  @Test func `days late are weighted by amount, oldest invoice first`() throws {
    let found = try values(#"payments.stats("365d")"#, "i.x.weighted_days_late * 1000 + i.x.late_share") { book in
      try book.customer("A")
      try book.invoice("1", "A", "2025-10-01", due: "2025-10-31", 100)
      try book.invoice("2", "A", "2025-11-01", due: "2025-12-01", 300)
      try book.payment("1", "A", "2025-11-10", 200)
      try book.payment("2", "A", "2025-12-21", 200)
    }
    // 100 are 10 days late, 100 early, 200 are 20 days late: (1000 + 0 + 4000) / 400 = 12.5; 300 of 400 late.
    #expect(found == ["A": 12500.75])
  }

  @Test func `open invoices are overdue after their due date or the terms`() throws {
    let found = try values(
      "invoices.stats(nil, { terms = 10 })", "i.x.open * 1e6 + i.x.overdue * 1e3 + i.x.oldest_overdue_days"
    ) { book in
      try book.customer("A")
      try book.invoice("1", "A", "2026-01-01", 50)
      try book.invoice("2", "A", "2026-01-21", 30)
      try book.payment("1", "A", "2026-01-15", 10)
    }
    // Invoice 1 was due on 01-11, 20 days ago, with 40 open; invoice 2 is due today, so it is open and not overdue.
    #expect(found == ["A": 70_040_020])
  }

  @Test func `interactions fall on business days of the book's zone`() throws {
    let found = try values(#"interactions.stats("1d")"#, "i.x.count * 10 + i.x.formal") { book in
      try book.customer("A")
      for (at, formal) in [
        ("2026-01-30T23:59:59Z", true), ("2026-01-31T00:00:00Z", true), ("2026-01-31T23:59:59Z", false),
      ] {
        try book.add(
          .interactions, ["customer": .text("A"), "kind": .text("call"), "at": .text(at), "formal": .boolean(formal)])
      }
      try book.add(
        .interactions, ["customer": .text("A"), "kind": .text("call"), "at": .text("2026-02-01T00:00:00Z")])
    }
    #expect(found == ["A": 21])
  }

  @Test func `the newest statement and the customer's figures come in the base currency`() throws {
    let found = try values("statements.latest()", "i.x.year * 1000 + i.x.revenue + (c.employees or 0)") { book in
      try book.customer("A", ["employees": .integer(7)])
      for (year, revenue) in [(2023, 900), (2024, 500)] as [(Int64, Int64)] {
        try book.add(.statements, ["customer": .text("A"), "year": .integer(year), "revenue": .integer(revenue)])
      }
    }
    #expect(found == ["A": 2_024_507])
  }

  @Test func `quintiles rank everybody with orders and leave ties together`() throws {
    let found = try values(#"quintile(orders.stats(), "net")"#, "i.x or -1") { book in
      for (code, net) in [("A", 10), ("B", 20), ("C", 20), ("D", 30), ("E", 40)] as [(String, Int64)] {
        try book.customer(code)
        try book.order(code, code, "2026-01-01", net)
      }
      try book.customer("F")
    }
    // Of five: ranks 0, 1, 1, 3, 4.
    #expect(found == ["A": 1, "B": 2, "C": 2, "D": 4, "E": 5, "F": -1])
  }
}

@Suite struct ScoringTests {
  private static let source = """
    return score {
      name = "s", bands = { { min = 50, name = "A" }, { min = 0, name = "B" } }, floor = 0.5,
      inputs = { orders = orders.stats("365d"), paid = payments.stats("365d") },
      formula = function(c, i)
        if i.orders.count == 0 then return insufficient("no orders in a year") end
        return { amount = math.min(60, i.orders.net / 10), activity = 10 * i.orders.count }
      end,
    }
    """

  private func book() throws -> TradingBook {
    try TradingBook { book in
      for code in ["A", "B", "C"] { try book.customer(code) }
      try book.order("1", "A", "2026-01-01", 250)
      try book.order("2", "A", "2026-01-02", 150)
      try book.order("3", "B", "2026-01-03", 90)
    }
  }

  @Test func `a file installs and scores everyone in one run`() throws {
    let book = try book()
    let report = try book.apply(Self.source)
    // A: 400 / 10 + 20 = 60. B: 9 + 10 = 19. C has no orders.
    #expect(try book.value("A", "s") == 60)
    #expect(try book.value("B", "s") == 19)
    #expect(try book.value("C", "s") == nil)
    let scoring = try #require(report.result?.items.first?.scoring)
    #expect((scoring.moves.scored, scoring.moves.insufficient, scoring.moves.gained) == (2, 1, 2))
    #expect(scoring.missing.map(\.customers) == [1, 3])
    #expect(scoring.coverage == 2.0 / 6)
    let why = try #require(try book.place.explain(customer: "A", score: "s"))
    #expect(why.parts == [ScorePart("activity", 20), ScorePart("amount", 40)])
    #expect(why.missing == ["paid"])
    #expect(why.score.band == "A")
    #expect(why.score.coverage == 0.5)
    #expect(try book.place.explain(customer: "C", score: "s")?.score.reason == "no orders in a year")
  }

  @Test func `below the floor of coverage there is no band`() throws {
    let book = try book()
    try book.apply(Self.source.replacing("floor = 0.5", with: "floor = 0.6"))
    let why = try #require(try book.place.explain(customer: "A", score: "s"))
    #expect(why.score.value == 60)
    #expect(why.score.band == nil)
  }

  @Test func `scoring again adds rows only where something changed`() throws {
    let book = try book()
    try book.apply(Self.source)
    let again = try #require(try book.place.score("s", mode: .live).result?.first)
    #expect(again.moves.written == 0)
    try book.change { try $0.order("4", "B", "2026-01-04", 10) }
    let after = try #require(try book.place.score(nil, mode: .live).result?.first)
    #expect(after.moves.written == 1)
    #expect(after.moves.rose == 1)
    // 100 / 10 + 20
    #expect(try book.value("B", "s") == 30)
  }

  @Test func `a dry run tells what the run does and keeps nothing`() throws {
    let book = try book()
    let dry = try book.apply(Self.source, mode: .dry)
    #expect(dry.id == nil)
    #expect(try book.read { try $0.definitions() }.isEmpty)
    let live = try book.apply(Self.source)
    #expect(dry.result == live.result)
    #expect(dry.changes.totals.map(\.entity) == live.changes.totals.map(\.entity))
  }

  @Test func `a changed formula shows who moves`() throws {
    let book = try book()
    try book.apply(Self.source)
    let report = try book.apply(Self.source.replacing("10 * i.orders.count", with: "-10 * i.orders.count"), mode: .dry)
    let item = try #require(report.result?.items.first)
    #expect(item.status == .changed)
    #expect((item.before, item.version) == (1, 2))
    let moves = try #require(item.scoring?.moves)
    // A: 60 → 20 and from band A to B. B: 19 → -1, held at 0.
    #expect((moves.fell, moves.rose, moves.changedBand) == (2, 0, 1))
    #expect(moves.largest.map(\.code) == ["A", "B"])
    #expect(moves.largest.map(\.after.value) == [20, 0])
    #expect(try book.value("A", "s") == 60)
  }

  @Test func `the same file again is unchanged`() throws {
    let book = try book()
    try book.apply(Self.source)
    let report = try book.apply(Self.source)
    #expect(report.result?.isUnchanged == true)
    #expect(try book.read { try $0.versions(of: "s") }.count == 1)
  }

  @Test func `undo takes a scoring run back and brings the definition's state back`() throws {
    let book = try book()
    try book.apply(Self.source)
    let run = try #require(try book.apply(Self.source.replacing("10 * i", with: "20 * i")).id)
    #expect(try book.value("A", "s") == 80)
    _ = try book.place.undo(run: run, customer: nil, mode: .live)
    #expect(try book.value("A", "s") == 60)
    #expect(try book.read { try $0.versions(of: "s") }.map(\.state) == [.active])
  }

  @Test func `undo is refused where a later run scored the customer, and names that run`() throws {
    let book = try book()
    let first = try #require(try book.apply(Self.source).id)
    try book.change { try $0.order("4", "B", "2026-01-04", 10) }
    let second = try #require(try book.place.score("s", mode: .live).id)
    let error = #expect(throws: RunError.self) { try book.place.undo(run: first, customer: nil, mode: .live) }
    #expect(error?.message.english.contains("run \(second)") == true)
    #expect(try book.value("B", "s") == 30)
  }

  @Test func `activate, roll back and retire change which version is in force`() throws {
    let book = try book()
    try book.apply(Self.source)
    let changed = Self.source.replacing("10 * i", with: "20 * i")
    try book.apply(changed, draft: true)
    #expect(try book.value("A", "s") == 60)
    _ = try book.place.activate("s", version: nil, mode: .live)
    #expect(try book.value("A", "s") == 80)
    _ = try book.place.rollBack("s", mode: .live)
    #expect(try book.value("A", "s") == 60)
    _ = try book.place.retire("s", mode: .live)
    #expect(throws: DefinitionError.self) { try book.place.score("s", mode: .live) }
    let versions = try book.read { try $0.versions(of: "s") }
    #expect(versions.map(\.state) == [.retired, .retired])
    #expect(versions.map(\.source) == [changed, Self.source])
    #expect(try book.value("A", "s") == 60)
  }
}

@Suite struct FormulaFaultTests {
  private func book() throws -> TradingBook {
    try TradingBook { book in for code in ["A", "B", "C"] { try book.customer(code) } }
  }

  private func fault(_ formula: String) throws -> String {
    let book = try book()
    let error = #expect(throws: DefinitionFault.self) {
      try book.apply("return score { name = \"s\", inputs = {}, formula = function(c, i)\n\(formula)\nend }")
    }
    #expect(try book.read { try $0.definitions() }.isEmpty)
    return error?.message.english ?? ""
  }

  @Test func `a result that is no number names the customer and the value`() throws {
    #expect(try fault(#"return c.code == "B" and "12k" or 1"#).contains(#"customer B: the formula returned "12k""#))
    #expect(try fault("return c.code == 'B' and 0/0 or 1").contains("customer B"))
    #expect(try fault("return c.code == 'B' and 1/0 or 1").contains("customer B"))
    #expect(try fault("if c.code ~= 'B' then return 1 end").contains("customer B: the formula returned nil"))
    #expect(try fault("return { a = 1, b = c.code == 'B' and 'x' or 2 }").contains(#"customer B: part 'b' is "x""#))
  }

  @Test func `an error in the formula names the customer and the line`() throws {
    // The name is put together, so that the check cannot know it.
    let text = try fault(#"return c["nm" .. "ae"] and 1"#)
    #expect(text.contains("customer A") && text.contains("test.lua:2") && text.contains("did you mean 'name'"))
  }

  @Test func `a formula cannot read or change the book`() throws {
    #expect(try fault(#"return customers.get("A") and 1"#).contains("cannot be called in a formula"))
    #expect(try fault(#"customers.update("A", { name = "x" }) return 1"#).contains("cannot be called in a formula"))
  }

  @Test func `a misspelt input and a misspelt field are errors`() throws {
    let book = try book()
    for formula in ["i.ordes.count", "i.orders.cuont"] {
      let error = #expect(throws: DefinitionFault.self) {
        try book.apply(
          "return score { name = \"s\", inputs = { orders = orders.stats() }, formula = function(c, i) return \(formula) end }"
        )
      }
      #expect(error?.message.english.contains("did you mean") == true)
    }
  }

  @Test func `records kept after the call raise`() throws {
    #expect(try fault("kept = kept or c return #kept.name").contains("copy"))
  }

  @Test func `a misspelt field of the definition is found out`() throws {
    let book = try book()
    let error = #expect(throws: DefinitionFault.self) {
      try book.apply("return score {\n name = \"s\", inputs = {}, formla = function() return 1 end }")
    }
    #expect(error?.message.english.contains("did you mean 'formula'") == true)
    #expect(error?.message.english.contains("test.lua:2") == true)
  }

  @Test func `a file that returns no definition is refused`() throws {
    let book = try book()
    #expect(throws: DefinitionFault.self) { try book.apply("return 1") }
    #expect(throws: DefinitionFault.self) { try book.apply("local x = ") }
  }
}
