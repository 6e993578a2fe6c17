import Analytics
import Automation
import Domain
import Storage
import Testing
import Wording

/// Trying credit policies and points programs, and what an order came to.
@Suite struct WhatIfTests {
  private func simulate(
    _ book: TradingBook, _ source: String, _ request: SimulationRequest = SimulationRequest()
  ) throws -> SimulationReport {
    try #require(try book.place.simulate(DefinitionFile(path: "draft.lua", source: source), request).result)
  }

  private func figure(_ report: SimulationReport, _ name: String) -> [SimulationReport.Effect.Quantity?] {
    report.effects.filter { $0.name == name }.flatMap { [$0.inForce, $0.draft] }
  }

  private func run(_ book: TradingBook, _ source: String) throws -> [String] {
    try ScriptRun(source: source, name: "t", title: "t") { _ in }.execute(.write(.live), in: book.place).results
  }

  // MARK: Credit

  /// A limit of so much for each of 100 score: the score is half of the orders' count up to 2.
  private func policy(_ cap: Int, terms: Int, approval: String = "") -> String {
    """
    return credit_policy {
      name = "caps", inputs = { orders = orders.stats() },
      score = function(c, i, k)
        if i.orders.count == 0 then return insufficient("no orders") end
        return { character = math.min(100, 50 * i.orders.count) }
      end,
      weights = { character = 1 }, \(approval)
      grades = { { grade = "A", min = 90, cap = \(cap), terms_days = \(terms) }, { grade = "D", min = 0, cap = 1000 } },
    }
    """
  }

  /// A has two orders, B one, C none.
  private func debtors() throws -> TradingBook {
    let book = try TradingBook { book in
      for code in ["A", "B", "C"] { try book.customer(code) }
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "A", "2025-10-15", 400)
      try book.order("3", "B", "2025-10-15", 400)
    }
    try book.apply(policy(20_000, terms: 30))
    #expect(try run(book, #"return credit.assess("all").raised"#) == ["2"])
    return book
  }

  @Test func `a credit policy shows who gains and loses limit, and keeps nothing`() throws {
    let book = try debtors()
    let report = try simulate(book, policy(50_000, terms: 60))
    #expect(report.inForce == 1 && report.changed == 1)
    #expect(
      report.matrix == [
        .init(from: "A", to: "A"): 1, .init(from: "D", to: "D"): 1, .init(from: nil, to: nil): 1,
      ])
    let mover = try #require(report.movers.first)
    #expect(mover.code == "A" && mover.stake == 3_000_000)
    #expect(mover.detail == "20,000.00 CNY → 50,000.00 CNY; 30 d → 60 d")
    // 20,000 and 1,000 are agreed.
    #expect(
      figure(report, "limits")
        == [.money(Money(minorUnits: 2_100_000, .cny)), .money(Money(minorUnits: 5_100_000, .cny))])
    #expect(figure(report, "raised") == [nil, .count(1)] && figure(report, "lowered") == [nil, .count(0)])
    #expect(figure(report, "other_terms") == [nil, .count(1)])
    #expect(figure(report, "insufficient_data") == [nil, .count(1)])
    #expect(report.stake == Money(minorUnits: 3_000_000, .cny))
    #expect(
      try run(book, #"return credit.profile("A").limit, credit.profile("A").terms_days"#) == ["20000.00 CNY", "30"])
    #expect(try book.read { try $0.versions(of: "caps").count } == 1)
    // Limits that wait for an approval are at stake as well.
    let waiting = try simulate(book, policy(50_000, terms: 60, approval: "approval = { { above = 30000 } },"))
    #expect(waiting.stake == report.stake && figure(waiting, "proposed") == [nil, .count(1)])
    let lower = try simulate(book, policy(5_000, terms: 30))
    #expect(figure(lower, "lost") == [nil, .money(Money(minorUnits: 1_500_000, .cny))])
  }

  @Test func `a credit policy is replayed over days that have passed`() throws {
    let book = try debtors()
    var request = SimulationRequest(
      from: try CivilDate("2025-06-30"), to: try CivilDate("2025-12-31"), step: try TimeSpan("6m"))
    #expect(throws: SimulationError.undated("caps", ["credit_limit", "credit_profiles", "orders"])) {
      try simulate(book, policy(50_000, terms: 60), request)
    }
    request.useCurrent = ["orders", "credit_profiles", "credit_limit"]
    let report = try simulate(book, policy(50_000, terms: 60), request)
    // In June A had one order and B none; at the end of December, and on its last day, they are what they are now.
    #expect(report.days.map { $0.counts["A"] ?? 0 } == [0, 1, 1])
    #expect(report.days.map { $0.counts["D"] ?? 0 } == [2, 1, 1])
    #expect(report.stake == Money(minorUnits: 3_000_000, .cny))
  }

  @Test func `a credit policy is held against what came true`() throws {
    let book = try TradingBook { book in
      for (place, code) in ["A", "B", "C", "D"].enumerated() {
        try book.customer(code)
        for number in 0...place { try book.order("\(code)\(number)", code, "2025-06-1\(number)", 100) }
      }
      for code in ["C", "D"] { try book.order("2\(code)", code, "2025-12-01", 1) }
    }
    let draft = policy(1000, terms: 30).replacing("math.min(100, 50 * i.orders.count)", with: "10 * i.orders.count")
    let request = BacktestRequest(
      label: "i.orders.count > 0", asOf: try CivilDate("2025-06-30"),
      useCurrent: ["orders", "credit_limit"])
    let report = try #require(
      try book.place.backtest(DefinitionFile(path: "c.lua", source: draft), request).result)
    #expect(report.result?.count == 4 && report.result?.auc.value == 1)
    #expect(report.result?.tenths.map(\.meanScore).max() == 40)
    #expect(try run(book, #"return credit.profile("A").score"#) == ["nil"])
  }

  // MARK: Points

  private func program(_ divisor: Int, _ extra: String = "") -> String {
    """
    return points_program {
      name = "trade", expiry = { kind = "rolling", after = "6m" },
      wallets = { { name = "points", value = money(0.01, "CNY") } },
      rules = {
        { name = "goods", points = function(x) return x.amount / \(divisor) end }, \(extra)
      },
    }
    """
  }

  @Test func `a points program is replayed from an empty ledger beside the one in force`() throws {
    let book = try TradingBook { book in
      for code in ["A", "B"] { try book.customer(code) }
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "A", "2025-10-15", 400)
      try book.order("3", "B", "2025-10-15", 300)
    }
    try book.apply(program(10))
    _ = try run(book, #"points.accrue("2") points.spend("A", 5)"#)
    let bonus =
      #"{ name = "bonus", points = function(x) if x.amount < 350 then return nil, "small" end return 7 end },"#
    let report = try simulate(book, program(5, bonus))
    // 180 + 80 + 60 for goods, 7 + 7 for two orders; by 31 January the 187 points of June are over.
    #expect(figure(report, "points/granted") == [.count(160), .count(334)])
    #expect(figure(report, "points/expired") == [.count(90), .count(187)])
    #expect(figure(report, "points/rule goods") == [.count(160), .count(320)])
    #expect(figure(report, "points/rule bonus") == [nil, .count(14)])
    // A point costs a fen: 70 and 147 are left.
    #expect(
      figure(report, "cost") == [.money(Money(minorUnits: 70, .cny)), .money(Money(minorUnits: 147, .cny))])
    #expect(report.stake == Money(minorUnits: 77, .cny) && report.changed == 2)
    #expect(report.movers.map(\.code) == ["A", "B"] && report.movers.map(\.stake) == [47, 30])
    #expect(report.movers.map(\.from) == ["40", "30"] && report.movers.map(\.to) == ["87", "60"])
    #expect(try run(book, #"return points.balance("A")"#) == ["35"])
  }

  @Test func `what came back and what was spent is replayed on its day, and what is not covered is told`() throws {
    let book = try TradingBook { book in
      try book.customer("A")
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "A", "2025-10-15", 400)
    }
    try book.apply(program(10))
    _ = try run(
      book,
      #"""
      returns.create { code = "R1", order = "1", customer = "A", returned_on = "2025-09-01", amount = 300 }
      points.accrue("all")
      points.spend("A", 60, { on = "2025-08-01" })
      points.reverse("all")
      points.restore(points.spend("A", 10, { on = "2025-11-01" }).id, { on = "2025-11-05" })
      points.adjust("A", 7, { reason = "sorry" })
      """#)
    let before = try run(book, #"return points.balance("A")"#)
    let report = try simulate(book, program(20))
    // In force: 90 in June, less 60 spent in August and 30 taken back in September; 40 in October, 10 of them spent and given
    // back. The draft: 45 in June, all spent in August; 15 owed in September, 20 in October that pay them, and 5 to spend.
    #expect(figure(report, "points/granted") == [.count(130), .count(65)])
    #expect(figure(report, "points/returned") == [.count(30), .count(15)])
    #expect(figure(report, "points/spent") == [.count(60), .count(45)])
    #expect(figure(report, "points/short") == [.count(0), .count(20)])
    #expect(figure(report, "points/expired") == [.count(0), .count(0)])
    #expect(
      figure(report, "cost") == [.money(Money(minorUnits: 100, .cny)), .money(Money(minorUnits: 50, .cny))])
    #expect(report.movers.map(\.from) == ["100"] && report.movers.map(\.to) == ["50"])
    #expect(report.notReplayed.map(\.kind) == ["adjust"] && report.notReplayed.map(\.count) == [1])
    // By month it comes to the same.
    let monthly = try simulate(
      book, program(20),
      SimulationRequest(
        from: try CivilDate("2025-01-01"), to: try CivilDate("2026-01-31"), useCurrent: ["orders", "returns"]))
    #expect(monthly.effects.map(\.draft) == report.effects.map(\.draft))
    #expect(try run(book, #"return points.balance("A")"#) == before)
  }

  @Test func `a points program is replayed month by month`() throws {
    let book = try TradingBook { book in
      try book.customer("A")
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "A", "2025-10-15", 400)
    }
    var request = SimulationRequest(
      from: try CivilDate("2025-06-01"), to: try CivilDate("2025-12-31"), step: try TimeSpan("3m"),
      useCurrent: ["orders"])
    request.moverLimit = .max
    let report = try simulate(book, program(10), request)
    #expect(report.inForce == nil)
    #expect(report.days.map { $0.granted["points"] ?? .count(0) } == [.count(0), .count(90), .count(130), .count(130)])
    let csv = String(decoding: try report.csv, as: UTF8.self)
    #expect(csv == "customer,name,from,to,stake,currency,detail\nA,Company A,,40,0.40,CNY,\n")
  }

  /// A hundredth of 900 and of 400 as money, a tenth as points without a value: B has more of the numbers, A of the money.
  @Test func `money that a program grants is told as money, and units are not mixed in the ranking`() throws {
    let book = try TradingBook { book in
      for code in ["A", "B", "C"] { try book.customer(code) }
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "B", "2025-06-15", 400)
      try book.order("3", "C", "2025-06-15", 400)
    }
    let program = """
      return points_program {
        name = "back", wallets = { { name = "cash", currency = "CNY" }, { name = "stamps" } },
        rules = {
          { name = "share", wallet = "cash", points = function(x) return x.amount / 100 end },
          { name = "stamp", wallet = "stamps", points = function(x, m) return m.code == "C" and 2 or m.code == "B" and 5000 end },
        },
      }
      """
    var request = SimulationRequest(
      from: try CivilDate("2025-06-01"), to: try CivilDate("2025-12-31"), step: try TimeSpan("6m"),
      useCurrent: ["orders"])
    request.moverLimit = 2
    let report = try simulate(book, program, request)
    #expect(report.days.last?.granted["cash"] == .money(Money(minorUnits: 1700, .cny)))
    #expect(report.movers.map(\.code) == ["A", "B"])
    #expect(report.movers.map(\.to) == ["9.00 CNY", "cash 4.00 CNY, stamps 5000"])
    let csv = String(decoding: try report.csv, as: UTF8.self)
    #expect(csv.contains("B,Company B,,\"cash 4.00 CNY, stamps 5000\",4.00,CNY,"))
  }

  // MARK: An order

  @Test func `an order tells its checks, its points and what it counts for`() throws {
    let book = try debtors()
    try book.apply(program(10, #"{ name = "large", points = function(x) return nil, "too small" end },"#))
    try book.apply(
      """
      return tier_policy { name = "value", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
        tiers = { { name = "bronze" }, { name = "silver", from = 1000 } } }
      """)
    _ = try run(
      book,
      #"""
      points.accrue("all") tiers.evaluate("value", "all") credit.check("A", nil, { order = "2" })
      """#)
    let explanation = try book.place.explain(order: "2")
    #expect(explanation.customer == "A" && explanation.goods == Money(minorUnits: 40_000, .cny))
    #expect(explanation.checks.count == 1 && explanation.checks[0].outcome.rawValue == "allow")
    #expect(explanation.movements.map(\.points) == [40] && explanation.lots.map(\.remaining) == [40])
    #expect(explanation.rules.map(\.name) == ["goods", "large"])
    #expect(explanation.rules.map(\.hasFired) == [true, false] && explanation.rules[1].why == "too small")
    let part = try #require(explanation.contributions.first)
    // 365 days from 15 October 2025, the day itself included, end on 14 October 2026.
    #expect(part.counts && part.until?.description == "2026-10-14" && part.tier == "silver")
    #expect(part.change?.to == "silver")
    #expect(throws: BookError.self) { try book.place.explain(order: "nothing") }
  }
}
