import Analytics
import Automation
import Domain
import Storage
import Testing

/// What the book knew on a day: documents by their dates and by when they were recorded, fields by the change record.
@Suite struct HindsightTests {
  /// A book whose runs happen on the days that are asked for.
  private final class LiveBook {
    let book: TradingBook

    init() throws { book = try TradingBook() }

    func on(_ day: String, _ body: (BookSession) throws -> Void) throws {
      let date = try CivilDate(day)
      let start = RunStart(
        title: "day", operatorName: "tester",
        startedAt: Instant(secondsSinceEpoch: Int64(date.daysSinceEpoch) * 86_400 + 36_000))
      _ = try book.place.perform(start, mode: .live) { session in
        try body(session)
        return (RunEnd(.succeeded, at: start.startedAt), ())
      }
    }
  }

  /// A company of 2025: B comes in March, A's second order is entered a month late, A grows in April.
  private func company() throws -> TradingBook {
    let live = try LiveBook()
    try live.on("2025-01-10") {
      try $0.customer("A", ["employees": .integer(10)])
      try $0.order("1", "A", "2025-01-09", 100)
    }
    try live.on("2025-03-05") {
      try $0.customer("B", ["employees": .integer(5)])
      try $0.order("3", "B", "2025-03-05", 700)
    }
    try live.on("2025-03-20") { try $0.order("2", "A", "2025-02-15", 1000) }
    try live.on("2025-04-02") { session in
      let customers = try session.entity("customers")
      _ = try session.update(.code("A"), of: customers, ["employees": .integer(200)])
      _ = try session.update(.code("1"), of: session.entity("orders"), ["amount": .integer(150)])
    }
    return live.book
  }

  private func simulate(_ book: TradingBook, _ source: String, _ request: SimulationRequest) throws -> SimulationReport
  {
    try #require(try book.place.simulate(DefinitionFile(path: "d.lua", source: source), request).result)
  }

  private func request(_ from: String, _ to: String) throws -> SimulationRequest {
    SimulationRequest(from: try CivilDate(from), to: try CivilDate(to), step: try TimeSpan("1m"))
  }

  @Test func `a day sees what was recorded by then, with the values of then`() throws {
    let book = try company()
    let spending = """
      return tier_policy { name = "spending", inputs = { orders = orders.stats() }, qualify = "lifetime",
        measure = "orders.net", tiers = { { name = "low" }, { name = "mid", from = 500 }, { name = "high", from = 1120 } } }
      """
    let report = try simulate(book, spending, try request("2025-01-31", "2025-04-30"))
    // 31 January and 28 February: A with 100. 31 March: A with 1,100 and B with 700. 30 April: A's first order is 150.
    #expect(report.days.map { $0.counts["low"] ?? 0 } == [1, 1, 0, 0])
    #expect(report.days.map { $0.counts["mid"] ?? 0 } == [0, 0, 2, 1])
    #expect(report.days.map { $0.counts["high"] ?? 0 } == [0, 0, 0, 1])
    // B, and no order, was recorded later than its day as of the first; the order of A only as of the end of February.
    #expect(report.usedCurrent.isEmpty)
    // Nothing was kept, and nothing of the book was lost.
    #expect(try book.read { try $0.count(Query(try $0.entity("orders"))) } == 3)
  }

  @Test func `fields are what they were on the day`() throws {
    let book = try company()
    let source = """
      return tier_policy { name = "size", inputs = { orders = orders.stats() }, qualify = "lifetime",
        tiers = { { name = "small" }, { name = "big", from = function(c, i) return c.employees > 50 end } } }
      """
    let report = try simulate(book, source, try request("2025-03-31", "2025-04-30"))
    #expect(report.days.map { $0.counts["big"] ?? 0 } == [0, 1])
    var today = try request("2025-03-31", "2025-04-30")
    today.useCurrent = ["employees"]
    let current = try simulate(book, source, today)
    #expect(current.days.map { $0.counts["big"] ?? 0 } == [1, 1])
    #expect(current.usedCurrent == ["employees"])
  }

  @Test func `what is in force sees no later documents either, whatever the draft looks at`() throws {
    let book = try company()
    func score(_ inputs: String, _ formula: String) -> String {
      """
      return score { name = "s", inputs = { x = \(inputs).stats() }, range = { 0, 1e6 },
        bands = { { min = 500, name = "high" }, { min = 0, name = "low" } },
        formula = function(c, i) return \(formula) end }
      """
    }
    try book.apply(score("orders", "i.x.net"))
    let request = SimulationRequest(to: try CivilDate("2025-02-28"))
    let report = try simulate(book, score("interactions", "0"), request)
    // By then A had ordered 100: the 1,000 of February were entered in March. Nobody has interactions: no bands.
    #expect(!report.isBesideRecorded && report.matrix[.init(from: "low", to: nil)] == 1)
    #expect(report.matrix.keys.allSatisfy { $0.from != "high" })
  }

  @Test func `what was recorded late is told, and not seen before`() throws {
    let book = try company()
    let score = """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        formula = function(c, i) return i.o.net end }
      """
    let report = try #require(
      try book.place.backtest(
        DefinitionFile(path: "s.lua", source: score),
        BacktestRequest(label: "i.orders.count > 0", asOf: try CivilDate("2025-02-28"))
      ).result)
    #expect(report.late.map { "\($0.entity) \($0.count)" } == ["customers 1", "orders 1"])
    // B did not exist.
    #expect(report.leftOut == 1)
  }

  @Test func `what was forgotten of the change record is refused`() throws {
    let book = try company()
    _ = try book.place.prune(before: CivilDate("2025-03-10"))
    let score = """
      return score { name = "s", inputs = { o = orders.stats() }, range = { 0, 1e6 },
        formula = function(c, i) return i.o.net end }
      """
    let request = BacktestRequest(label: "i.orders.count > 0", asOf: try CivilDate("2025-02-28"))
    #expect(throws: SimulationError.undated("s", ["orders"])) {
      try book.place.backtest(DefinitionFile(path: "s.lua", source: score), request)
    }
    // Everything after the pruned runs is still known.
    let later = BacktestRequest(label: "i.orders.count > 0", asOf: try CivilDate("2025-03-31"))
    #expect(
      try book.place.backtest(DefinitionFile(path: "s.lua", source: score), later).result?.late.isEmpty == true)
  }
}
