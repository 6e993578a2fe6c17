import Analytics
import Automation
import Domain
import Storage
import Testing
import Wording

@Suite struct SimulationTests {
  private func ladder(_ silver: Int, _ extra: String = "") -> String {
    """
    return tier_policy {
      name = "value", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net", \(extra)
      tiers = { { name = "bronze" }, { name = "silver", from = \(silver), benefits = { discount = 0.1 } } },
    }
    """
  }

  private func company() throws -> TradingBook {
    let book = try TradingBook { book in
      for code in ["A", "B"] { try book.customer(code) }
      try book.order("1", "A", "2025-06-15", 900)
      try book.order("2", "B", "2025-10-15", 400)
    }
    try book.apply(ladder(1000))
    _ = try ScriptRun(source: #"tiers.evaluate("value", "all")"#, name: "t", title: "t") { _ in }
      .execute(.write(.live), in: book.place)
    return book
  }

  private func simulate(
    _ book: TradingBook, _ source: String, _ request: SimulationRequest = SimulationRequest()
  ) throws -> SimulationReport {
    let report = try book.place.simulate(DefinitionFile(path: "draft.lua", source: source), request)
    return try #require(report.result)
  }

  @Test func `a draft shows who would be elsewhere and what it costs, and keeps nothing`() throws {
    let book = try company()
    let report = try simulate(book, ladder(500))
    #expect(report.inForce == 1 && report.changed == 1)
    #expect(report.matrix == [.init(from: "bronze", to: "silver"): 1, .init(from: "bronze", to: "bronze"): 1])
    // A tenth of 900.00.
    let mover = try #require(report.movers.first)
    #expect(report.movers.count == 1 && mover.code == "A" && mover.from == "bronze" && mover.to == "silver")
    #expect(mover.stake == 9000)
    #expect(report.stake == Money(minorUnits: 9000, .cny))
    #expect(try book.read { try $0.versions(of: "value").count } == 1)
    #expect(try book.read { try $0.tierStanding(of: .code("A"), on: "value")?.tier } == "bronze")
  }

  @Test func `a period is replayed day by day from nothing`() throws {
    let book = try company()
    let request = SimulationRequest(
      from: try CivilDate("2025-05-31"), to: try CivilDate("2025-11-30"), step: try TimeSpan("3m"))
    // The orders were recorded in 2026, all of them after the days that they are dated on.
    #expect(throws: SimulationError.undated("value", ["orders"])) {
      try simulate(book, ladder(500), request)
    }
    var allowed = request
    allowed.useCurrent = ["orders"]
    let report = try simulate(book, ladder(500), allowed)
    #expect(report.days.map(\.date.description) == ["2025-05-31", "2025-08-31", "2025-11-30"])
    #expect(report.days.map { $0.counts["silver"] ?? 0 } == [0, 1, 1])
    #expect(report.usedCurrent == ["orders"])
  }

  @Test func `a period refuses what is known only as it is today, unless that is taken`() throws {
    let book = try company()
    let draft = """
      return tier_policy { name = "f", inputs = { figures = customers.figures() },
        tiers = { { name = "a" }, { name = "b", from = { figures = { employees = 10 } } } } }
      """
    var request = SimulationRequest(from: try CivilDate("2025-01-31"))
    #expect(throws: SimulationError.undated("f", ["figures"])) { try simulate(book, draft, request) }
    request.useCurrent = ["figures"]
    #expect(try simulate(book, draft, request).usedCurrent == ["figures"])
    let reversed = SimulationRequest(from: try CivilDate("2027-01-01"))
    #expect(throws: SimulationError.self) { try simulate(book, ladder(1), reversed) }
    let endless = SimulationRequest(
      from: try CivilDate("0001-01-01"), step: try TimeSpan("1d"), useCurrent: ["orders"])
    #expect(throws: SimulationError.tooManyDays) { try simulate(book, ladder(1), endless) }
    #expect(SimulationError.tooManyDays.message.english.contains("more than 2000 evaluations"))
  }

  @Test func `a score is tried beside the one in force`() throws {
    let book = try company()
    func score(_ factor: Int) -> String {
      """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        bands = { { min = 500, name = "high" }, { min = 0, name = "low" } },
        formula = function(c, i) return i.o.net * \(factor) end }
      """
    }
    try book.apply(score(1))
    let report = try simulate(book, score(2))
    #expect(report.changed == 1 && report.matrix[.init(from: "low", to: "high")] == 1)
    #expect(try book.value("B", "s") == 400)
  }

  @Test func `a draft that mends what is in force is tried beside what was recorded`() throws {
    let book = try company()
    func score(_ formula: String) -> String {
      """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        bands = { { min = 500, name = "high" }, { min = 0, name = "low" } },
        formula = function(c, i) return \(formula) end }
      """
    }
    try book.change { session in
      for code in ["A", "B"] {
        _ = try session.update(.code(code), of: session.entity("customers"), ["employees": .integer(1)])
      }
    }
    try book.apply(score("i.o.net // c.employees"))
    // A newcomer of whom nobody has counted the employees.
    try book.change { try $0.customer("C") }
    #expect(throws: DefinitionFault.self) { try book.place.score("s", mode: .dry) }
    let report = try simulate(book, score("2 * (i.o.net or 0) // (c.employees or 1)"))
    // 900 and 400 were recorded; 1800 and 800 by the draft. Without an order C has no band.
    #expect(report.isBesideRecorded && report.inForce == 1 && report.movers.map(\.code) == ["B"])
    #expect(
      report.matrix == [
        .init(from: "high", to: "high"): 1, .init(from: "low", to: "high"): 1, .init(from: nil, to: nil): 1,
      ])
    // The draft's own failure is told as the draft's.
    #expect(throws: DefinitionFault.self) { try simulate(book, score("i.o.net // c.employees")) }
    #expect(try book.value("A", "s") == 900)
  }

  @Test func `a tier draft that mends what is in force is tried beside where everybody stands`() throws {
    let book = try company()
    func ladder(_ measure: String) -> String {
      self.ladder(500).replacing(#"measure = "orders.net""#, with: "measure = function(c, i) return \(measure) end")
    }
    try book.apply(ladder("i.orders.net // 1"))
    _ = try ScriptRun(source: #"tiers.evaluate("value", "all")"#, name: "t", title: "t") { _ in }
      .execute(.write(.live), in: book.place)
    try book.apply(ladder("i.orders.net // c.employees"))
    let report = try simulate(book, ladder("2 * i.orders.net // (c.employees or 1)"))
    #expect(report.isBesideRecorded && report.inForce == 3)
    #expect(report.matrix == [.init(from: "silver", to: "silver"): 1, .init(from: "bronze", to: "silver"): 1])
  }

  @Test func `nobody moves for the time that has passed alone`() throws {
    let book = try company()
    let score = """
      return score { name = "s", inputs = { o = orders.stats("365d") }, range = { 0, 1e6 },
        bands = { { min = 500, name = "high" }, { min = 0, name = "low" } },
        formula = function(c, i) return i.o.net end }
      """
    try book.apply(score)
    // A's 900 of 2025-06-15 are out of the window by then.
    var later = book.place
    later.asOf = try CivilDate("2026-07-31")
    for (draft, moves) in [(score, 0), (score.replacing("min = 500", with: "min = 300"), 1)] {
      let report = try #require(
        try later.simulate(DefinitionFile(path: "draft.lua", source: draft), SimulationRequest()).result)
      // B's 400 are still in it.
      #expect(
        report.changed == moves && report.movers.map(\.code) == (moves == 0 ? [] : ["B"]) && !report.isBesideRecorded)
    }
    #expect(try book.value("A", "s") == 900)
    // Silver by 800 in the year up to January, and by nothing in the year up to July.
    let ladder = ladder(800)
    try book.apply(ladder)
    _ = try ScriptRun(source: #"tiers.evaluate("value", "all")"#, name: "t", title: "t") { _ in }
      .execute(.write(.live), in: book.place)
    let report = try #require(
      try later.simulate(DefinitionFile(path: "draft.lua", source: ladder), SimulationRequest()).result)
    #expect(report.changed == 0 && report.matrix == [.init(from: "bronze", to: "bronze"): 2])
    #expect(try book.read { try $0.tierStanding(of: .code("A"), on: "value")?.tier } == "silver")
  }

  @Test func `a credit draft says that it stands beside what was recorded on another day`() throws {
    let book = try company()
    let policy = """
      return credit_policy { name = "p", score = function() return { capacity = 50 } end, weights = { capacity = 1 },
        grades = { { grade = "C", min = 0, terms_days = 30, cap = 100 } }, limit = function() return 100 end }
      """
    try book.apply(policy)
    _ = try ScriptRun(source: #"credit.assess("all")"#, name: "t", title: "t") { _ in }
      .execute(.write(.live), in: book.place)
    var later = book.place
    later.asOf = try CivilDate("2026-07-31")
    let draft = DefinitionFile(path: "draft.lua", source: policy)
    #expect(try later.simulate(draft, SimulationRequest()).result?.isBesideRecorded == true)
    #expect(try book.place.simulate(draft, SimulationRequest()).result?.isBesideRecorded == false)
  }

  @Test func `a backtest holds a score of a past day against what came true`() throws {
    let book = try TradingBook { book in
      for (place, code) in ["A", "B", "C", "D"].enumerated() {
        try book.customer(code)
        try book.order("1\(code)", code, "2025-06-15", Int64(100 * (place + 1)))
      }
      // Those with the highest score order again.
      for code in ["C", "D"] { try book.order("2\(code)", code, "2025-12-01", 1) }
    }
    let draft = """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        formula = function(c, i) return i.o.net end }
      """
    var request = BacktestRequest(label: "i.orders.count > 0", asOf: try CivilDate("2025-06-30"))
    // Recorded after the day: to use it would be to know what was not known.
    #expect(throws: SimulationError.undated("s", ["orders"])) { try backtest(book, draft, request) }
    request.useCurrent = ["orders"]
    let report = try backtest(book, draft, request)
    #expect(report.result?.count == 4 && report.result?.positives == 2 && report.leftOut == 0)
    #expect(report.result?.auc.value == 1 && report.usedCurrent == ["orders"])
    // What happened later is not seen: the score of D is 400, not 401.
    #expect(report.result?.tenths.map(\.meanScore).max() == 400)
    for access in [
      "c.employees", #"c["employees"]"#, #"c["emp" .. "loyees"]"#, "(function(x) return x.employees end)(c)",
      #"(pcall(function() return c.employees end) and 1)"#,
      "(function() for k, v in pairs(c) do if k == 'employees' then return v end end end)()", "c:copy().employees",
    ] {
      let undated = draft.replacing("return i.o.net", with: "return \(access) or 0")
      #expect(throws: SimulationError.self, "\(access)") { try backtest(book, undated, request) }
    }
    let unread = draft.replacing("return i.o.net", with: "-- c.employees is not read\n return i.o.net")
    #expect(try backtest(book, unread, request).usedCurrent == ["orders"])
    request.useCurrent = ["orders", "employees"]
    let read = draft.replacing("return i.o.net", with: "local x = c.employees return i.o.net")
    #expect(try backtest(book, read, request).usedCurrent == ["employees", "orders"])
  }

  @Test func `a backtest refuses what makes no sense, and says what would`() throws {
    let book = try TradingBook { book in
      try book.customer("A")
      try book.order("1", "A", "2025-06-15", 100)
    }
    let draft = """
      return score { name = "s", inputs = { o = orders.stats() }, formula = function(c, i) return i.o.net end }
      """
    let day = try CivilDate("2025-06-30")
    func refusal(_ change: (inout BacktestRequest) -> Void) -> String {
      var request = BacktestRequest(label: "i.orders.count > 0", asOf: day, useCurrent: ["orders"])
      change(&request)
      do {
        _ = try backtest(book, draft, request)
        return ""
      } catch {
        return (error as? any Refusal)?.message.english ?? "\(error)"
      }
    }
    #expect(refusal { $0.label = "churned" }.contains("'churned' is no field of customers: a label is one of"))
    #expect(refusal { $0.label = "email_consnt" }.contains("did you mean 'email_consent'?"))
    #expect(refusal { $0.label = "tier" }.contains("compare it"))
    #expect(refusal { $0.label = "i.order.count" }.contains("did you mean 'orders'?"))
    #expect(refusal { $0.label = "\"yes\"" }.contains("a label is true or false, or a number, got string"))
    #expect(refusal { $0.label = "end end" }.contains("--label"))
    #expect(refusal { $0.cutoff = .nan }.contains("--cutoff must be a finite number"))
    #expect(refusal { $0.cutoff = .infinity }.contains("--cutoff must be a finite number"))
    #expect(refusal { $0.useCurrent = ["oders"] }.contains("did you mean 'orders'?"))
    #expect(refusal { $0.until = CivilDate.range.upperBound }.contains("is after 2026-01-31, the business date"))
    #expect(refusal { $0.until = CivilDate.range.lowerBound }.contains("has no day"))
    #expect(refusal { $0.until = $0.asOf }.contains("has no day"))
    #expect(refusal { $0 = BacktestRequest(label: $0.label, asOf: CivilDate.range.lowerBound) } != "crash")
  }

  private func backtest(_ book: TradingBook, _ source: String, _ request: BacktestRequest) throws -> BacktestReport {
    try #require(try book.place.backtest(DefinitionFile(path: "s.lua", source: source), request).result)
  }
}
