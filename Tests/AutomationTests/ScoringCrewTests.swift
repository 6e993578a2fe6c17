import Analytics
import CSQLite
import Domain
import Foundation
import LuaRuntime
import Storage
import Synchronization
import Testing
import Wording

@testable import Automation

/// A book of customers with one to three orders each, whose scores are worked out in parts of sixteen customers.
private struct ManyCustomers {
  static let count = 400
  let book: TradingBook

  init() throws {
    book = try TradingBook { book in
      for number in 1...Self.count {
        try book.customer("C\(number)")
        for order in 0...(number % 3) {
          try book.order("\(number)-\(order)", "C\(number)", "2026-01-\(10 + number % 20)", Int64(number * 7 % 100))
        }
      }
    }
  }

  static let source = """
    local seen = 0
    return score {
      name = "s", range = { 0, 1e6 }, bands = { { min = 100, name = "A" }, { min = 0, name = "B" } },
      inputs = { orders = orders.stats("365d"), rank = quintile(orders.stats(), "net") },
      formula = function(c, i)
        seen = seen + 1
        if i.orders.net == 42 then return insufficient("by name " .. c.name) end
        if seen % 5 == 0 then print(c.code, seen) end
        return { net = i.orders.net, luck = math.random(), seen = seen, rank = i.rank or 0 }
      end,
    }
    """

  /// Scores everybody with so many threads; what the formula printed.
  @discardableResult
  func score(_ workers: Int, _ source: String = Self.source, limits: (inout Limits) -> Void = { _ in }) throws -> (
    report: RunReport<ApplyReport>, output: String
  ) {
    let output = Mutex<[UInt8]>([])
    var watch = ScoringWatch(output: { bytes in output.withLock { $0.append(contentsOf: bytes) } })
    watch.workers = workers
    watch.partSize = 16
    limits(&watch.limits)
    let report = try book.place.apply(
      [DefinitionFile(path: "test.lua", source: source)], title: "apply", mode: .live, watch: watch)
    return (report, String(decoding: output.withLock { $0 }, as: UTF8.self))
  }

  /// Every row of a query, as text with blobs in hexadecimal.
  func rows(_ sql: String) throws -> [String] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    try #require(sqlite3_open(book.place.bookPath, &database) == SQLITE_OK)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let columns = (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "null"
      }
      rows.append(columns.joined(separator: "|"))
    }
    return rows
  }
}

@Suite struct ScoringCrewTests {
  @Test func `any number of threads gives the same rows, prints and recorded changes`() throws {
    var first: (scores: [String], changes: [String], output: String, moves: ScoreMoves?)?
    for workers in [0, 1, 3] {
      let book = try ManyCustomers()
      let (report, output) = try book.score(workers)
      // One more order makes one customer move, with what the first run left as the scores before.
      try book.book.change { try $0.order("late", "C77", "2026-01-30", 500) }
      var watch = ScoringWatch()
      watch.workers = workers
      watch.partSize = 16
      let again = try book.book.place.score("s", mode: .live, watch: watch).result?.first?.moves
      #expect(watch.use.threads == workers)
      let scores = try book.rows("SELECT * FROM scores ORDER BY id")
      let changes = try book.rows(
        "SELECT run_id, table_id, first_key, last_key, count, hex(body) FROM changes ORDER BY rowid")
      let moves = report.result?.items.first?.scoring?.moves
      #expect(scores.count > ManyCustomers.count && output.contains("C5\t5\n"))
      #expect(again?.written == scores.count - ManyCustomers.count)
      guard let expected = first else {
        first = (scores, changes, output, moves)
        continue
      }
      #expect(scores == expected.scores, "\(workers) threads")
      #expect(changes == expected.changes, "\(workers) threads")
      #expect(output == expected.output, "\(workers) threads")
      #expect(moves == expected.moves, "\(workers) threads")
    }
  }

  @Test func `each customer has random numbers of its own, however the formula asks for them`() throws {
    let source = """
      return score { name = "s", inputs = {}, formula = function() return math["ran" .. "dom"]() * 100 end }
      """
    let book = try ManyCustomers()
    try book.score(2, source)
    let scores = try book.rows("SELECT value FROM scores")
    // As many values as scores that are rounded to one of 10,001 may have, give or take four deviations (birthdays).
    #expect(Set(scores).count > scores.count - scores.count * scores.count / 5_000)
  }

  @Test func `the first customer in order is named, whichever thread fails first`() throws {
    // C20, in the second part, takes long to fail; C300, in a later part, fails at once.
    let source = """
      return score { name = "s", inputs = {}, formula = function(c)
        if c.code == "C20" then for i = 1, 2e6 do end error("slow") end
        if c.code == "C300" then error("quick") end
        print(c.code)
        return 1
      end }
      """
    for workers in [0, 1, 2, 7] {
      let book = try ManyCustomers()
      let output = Mutex<[UInt8]>([])
      var watch = ScoringWatch(output: { bytes in output.withLock { $0.append(contentsOf: bytes) } })
      watch.workers = workers
      watch.partSize = 16
      let error = #expect(throws: DefinitionFault.self) {
        try book.book.place.apply(
          [DefinitionFile(path: "test.lua", source: source)], title: "apply", mode: .live, watch: watch)
      }
      #expect(error?.message.english.contains("customer C20") == true, "\(workers) threads")
      let printed = String(decoding: output.withLock { $0 }, as: UTF8.self)
      #expect(printed == (1...19).map { "C\($0)\n" }.joined(), "\(workers) threads")
      #expect(try book.rows("SELECT count(*) FROM scores") == ["0"])
    }
  }

  @Test func `threads share one budget of processor time`() throws {
    let source = """
      return score { name = "s", inputs = {}, formula = function(c)
        for i = 1, 2e5 do end
        if c.code > "C3" then while true do end end
        return 1
      end }
      """
    let book = try ManyCustomers()
    let error = #expect(throws: DefinitionFault.self) { try book.score(2, source) { $0.cpu = .milliseconds(400) } }
    #expect(error?.code == "limited" && error?.message.english.contains("test.lua:") == true)
    let used = try book.rows("SELECT cpu_ms FROM runs ORDER BY id DESC LIMIT 1").compactMap { Int($0) }
    #expect(used.allSatisfy { (400...900).contains($0) }, "\(used)")
    #expect(used.count == 1)
  }

  @Test func `where time by the clock is up, the line is named that a thread was at`() throws {
    let source = """
      return score { name = "s", inputs = {}, formula = function(c)
        while true do end
      end }
      """
    let book = try ManyCustomers()
    for milliseconds in [60, 90, 120, 150, 180] {
      let error = #expect(throws: DefinitionFault.self) {
        try book.score(2, source) { $0.wall = .milliseconds(milliseconds) }
      }
      #expect(error?.code == "limited" && error?.message.english.contains("--wall") == true)
      #expect(error?.message.english.contains("test.lua:2") == true, "\(error?.message.english ?? "")")
    }
  }

  @Test func `what threads print counts together`() throws {
    let source = """
      return score { name = "s", inputs = {}, formula = function(c) print(("x"):rep(99)) return 1 end }
      """
    for workers in [0, 2] {
      let book = try ManyCustomers()
      let error = #expect(throws: DefinitionFault.self) {
        try book.score(workers, source) { $0.output = 10_000 }
      }
      #expect(error?.code == "limited" && error?.message.english.contains("--output") == true)
    }
  }

  @Test func `cancelling stops every thread and keeps nothing`() throws {
    let source = """
      return score { name = "s", inputs = {}, formula = function(c)
        print("begun")
        while tonumber(c.code:sub(2)) > 15 do end
        return 1
      end }
      """
    for workers in [0, 1, 3] {
      let book = try ManyCustomers()
      let canceller = Mutex<Canceller?>(nil)
      var watch = ScoringWatch(
        output: { _ in canceller.withLock { $0 }?.cancel() },
        onStart: { started in canceller.withLock { $0 = started } })
      watch.workers = workers
      watch.partSize = 16
      let error = #expect(throws: DefinitionFault.self) {
        try book.book.place.apply(
          [DefinitionFile(path: "test.lua", source: source)], title: "apply", mode: .live, watch: watch)
      }
      #expect(error?.code == "cancelled", "\(workers) threads")
      #expect(try book.rows("SELECT count(*) FROM scores") == ["0"])
    }
  }

  @Test func `what the run itself has changed is scored`() throws {
    let book = try ManyCustomers()
    let start = RunStart(title: "test", operatorName: "tester", startedAt: book.book.place.now())
    let place = book.book.place
    try book.score(2)
    let value =
      try ScriptThread.run {
        try place.perform(start, mode: .live) { session in
          try session.order("new", "C3", "2026-01-30", 99_000)
          let version = try #require(try session.activeDefinition(named: "s"))
          var watch = ScoringWatch()
          watch.workers = 2
          watch.partSize = 16
          _ = try place.score(version, in: session, watch)
          #expect(watch.use.threads == 0, "others would not see the order")
          return (
            RunEnd(.succeeded, at: place.now()), try session.score(of: .code("C3"), by: "s")?.value
          )
        }
      }.result ?? nil
    #expect((value ?? 0) > 99_000)
  }
}
