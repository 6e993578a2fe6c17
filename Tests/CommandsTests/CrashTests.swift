import CSQLite
import Foundation
import Glibc
import Testing

/// Kills the program at random moments and looks at what is left of the book with SQLite alone.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil))
struct CrashTests {
  private static let rounds = 200
  private let folder: URL
  private let book: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    book = folder.appending(path: "book.db").path
    try patron(["init"]).finish()
    try run(
      """
      for i = 1, 500 do customers.create { code = "C" .. i, name = "Company " .. i, employees = 100 } end
      """)
  }

  @Test func `a killed script leaves all of its changes or none`() throws {
    // It moves employees about, so that their sum stays, and adds twenty customers without any.
    let script = try file(
      "write.lua",
      """
      local first = customers.count() + 1
      for i = 1, 500 do
        local from, to = "C" .. i, "C" .. (i % 500 + 1)
        customers.update(from, { employees = customers.get(from).employees - 7 })
        customers.update(to, { employees = customers.get(to).employees + 7 })
      end
      for i = first, first + 19 do customers.create { code = "C" .. i, name = "New", employees = 0 } end
      """)
    try check("script") { _ in
      ["run", script]
    } invariant: { state in
      state.employees == 50_000 && state.customers == 500 + 20 * state.count(of: "run \(script)")
    }
  }

  @Test func `a killed undo leaves all of its changes or none`() throws {
    try run("for c in customers.each() do customers.update(c, { employees = 1, note = 'changed' }) end")
    // Run 2 changed the customers; each round takes back what the last one did.
    try check("undo") { state in
      ["undo", "\(state.newestRun)"]
    } invariant: { state in
      let undos = state.runs.count { $0.hasPrefix("undo") }
      return state.employees == (undos.isMultiple(of: 2) ? 500 : 50_000) && state.customers == 500
    }
  }

  @Test func `a killed batch leaves whole parts, and goes on from there`() throws {
    let script = try file(
      "batch.lua",
      """
      batch { of = "customers", size = 50, work = function(c)
        local other = "C" .. (500 - c.id + 1)
        customers.update(c, { employees = customers.get(c.code).employees + 1 })
        customers.update(other, { employees = customers.get(other).employees - 1 })
      end }
      """)
    // Whatever is done moves an employee from one customer to another. What stopped goes on until it ends.
    try check("batch") { state in
      state.unfinished.map { ["run", script, "--resume", $0] } ?? ["run", script]
    } invariant: { state in
      state.employees == 50_000 && state.customers == 500 && state.done.allSatisfy { $0.hasSuffix("0") }
    }
  }

  @Test func `a killed batch of points leaves balances that are the sum of movements and of lots`() throws {
    let program = try file(
      "program.lua", "return points_program { name = 'p', expiry = { kind = 'rolling', after = '1y' } }")
    try patron(["apply", program, "--yes"]).finish()
    try run("for i = 1, 500 do points.earn('C' .. i, 10) end")
    let script = try file(
      "points.lua",
      """
      batch { of = "customers", size = 50, work = function(c)
        points.transfer(c, "C" .. (c.id % 500 + 1), 7)
        local spent = points.spend(c, 2)
        points.restore(spent.id)
      end }
      """)
    try check("points") { state in
      state.unfinished.map { ["run", script, "--resume", $0] } ?? ["run", script]
    } invariant: { state in
      state.points == 5_000 && state.done.allSatisfy { $0.hasSuffix("0") }
    }
  }

  @Test func `a killed scoring run leaves every score or none`() throws {
    // Two formulas come by turns; each gives everyone another score.
    let files = try (1...2).map { number in
      try file(
        "\(number).lua",
        """
        return score { name = "size", range = { 0, 1000 }, inputs = {}, formula = function(c)
          return { people = c.employees, extra = \(number) }
        end }
        """)
    }
    try check("scoring") { state in
      ["apply", files[state.scores.first == "102.0" ? 0 : 1], "--yes"]
    } invariant: { state in
      // Five hundred rows a run, the newest of each customer by one formula, which is the one in force.
      state.scoreRows == 500 * state.runs.count { $0.hasPrefix("apply") } && state.scores.count <= 1
    }
  }

  @Test func `a killed import leaves all of its records or none`() throws {
    // Two files of the same customers, with one employee each and with two, come by turns.
    var files: [String] = []
    for employees in 1...2 {
      let lines = (1...5_000).map { "C\($0),Company \($0),\(employees)" }
      files.append(try file("\(employees).csv", (["code,name,employees"] + lines).joined(separator: "\n")))
    }
    try patron(["import", "customers", files[1]]).finish()
    try check("import") { state in
      ["import", "customers", files[state.employees == 5_000 ? 1 : 0]]
    } invariant: { state in
      let isFirst = state.runs.last?.hasSuffix("1.csv") ?? false
      return state.customers == 5_000 && state.employees == (isFirst ? 5_000 : 10_000)
    }
  }

  /// Runs the program again and again, kills it at some moment, and checks the book after each time.
  private func check(
    _ kind: String, _ arguments: (BookState) -> [String], invariant: (BookState) -> Bool
  ) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = UInt64.random(in: .min ... .max)
    var generator = Seeded(state: seed)
    var state = try BookState(of: book)
    let clock = ContinuousClock()
    var length = try clock.measure { try patron(arguments(state)).finish() }
    var outcomes = (before: 0, after: 0, finished: 0)
    for round in 1...Self.rounds {
      state = try BookState(of: book)
      let child = try patron(arguments(state))
      let finished = child.kill(after: length * Double.random(in: 0...1.2, using: &generator))
      let left = try BookState(of: book)
      #expect(left.problems == [], "seed \(seed), round \(round)")
      #expect(invariant(left), "seed \(seed), round \(round): \(left)")
      // The machine may be busier than it was: half of the rounds and more should be killed on the way.
      length = length * (finished ? 0.95 : 1.02)
      if finished {
        outcomes.finished += 1
      } else if left.runs == state.runs {
        outcomes.before += 1
      } else {
        outcomes.after += 1
      }
      if !(left.problems.isEmpty && invariant(left)) { break }
    }
    print(
      """
      killed    rounds  nothing kept  all kept  ended before the kill  seed
      \(kind)  \(Self.rounds)  \(outcomes.before)  \(outcomes.after)  \(outcomes.finished)  \(seed)
      """)
  }

  private func patron(_ arguments: [String]) throws -> Patron {
    try Patron(arguments + ["--book", book, "--operator", "tester"])
  }

  private func run(_ source: String) throws {
    try patron(["run", try file("setup.lua", source)]).finish()
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder.appending(path: name)
    try text.write(to: path, atomically: true, encoding: .utf8)
    return path.path
  }
}

/// The program under test, as a process of its own.
private struct Patron {
  private let process = Process()

  init(_ arguments: [String]) throws {
    // The test bundle lies beside the program.
    process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "patron")
    if let bundle = ProcessInfo.processInfo.arguments.first(where: { $0.hasSuffix(".xctest") }) {
      process.executableURL = URL(filePath: bundle).deletingLastPathComponent().appending(path: "patron")
    }
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Waits for its end, which must be a good one.
  func finish() throws {
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(process.arguments ?? [])")
  }

  /// Kills it after a while; whether it had ended by then.
  func kill(after time: Duration) -> Bool {
    let (seconds, attoseconds) = time.components
    usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .exit
  }
}

/// What SQLite finds in a book.
private struct BookState: CustomStringConvertible {
  /// What its checks complain of.
  let problems: [String]
  let customers: Int
  let employees: Int
  /// The titles of runs that succeeded, oldest first.
  let runs: [String]
  let newestRun: Int
  /// The newest run that stopped after some part of a batch; nil where there is none.
  let unfinished: String?
  /// How many records each batch has done.
  let done: [String]
  let scoreRows: Int
  /// The sum of all balances of points.
  let points: Int
  /// The different values that customers' newest scores have.
  let scores: [String]

  init(of path: String) throws {
    var opened: OpaquePointer?
    try #require(sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK)
    defer { sqlite3_close(opened) }
    let database = opened
    func rows(_ sql: String) throws -> [String] {
      var statement: OpaquePointer?
      try #require(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
      defer { sqlite3_finalize(statement) }
      var rows: [String] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
      }
      return rows
    }
    problems =
      try rows("PRAGMA integrity_check").filter { $0 != "ok" } + rows("PRAGMA foreign_key_check")
      + rows(
        """
        SELECT 'points of ' || customer_id FROM point_balances b WHERE
          balance <> (SELECT sum(points) FROM point_movements m WHERE m.customer_id = b.customer_id AND m.wallet = b.wallet)
          OR balance + debt <> (
            SELECT coalesce(sum(remaining), 0) FROM point_lots l WHERE l.customer_id = b.customer_id AND l.wallet = b.wallet)
        """)
    points = Int(try rows("SELECT sum(balance) FROM point_balances").first ?? "") ?? -1
    customers = Int(try rows("SELECT count(*) FROM customers").first ?? "") ?? -1
    employees = Int(try rows("SELECT sum(employees) FROM customers").first ?? "") ?? -1
    runs = try rows("SELECT title FROM runs WHERE outcome = 'succeeded' AND parent_id IS NULL ORDER BY id")
    newestRun = Int(try rows("SELECT max(id) FROM runs WHERE outcome = 'succeeded'").first ?? "") ?? -1
    unfinished = try rows(
      "SELECT r.id FROM runs r JOIN batches b ON b.run_id = r.id WHERE r.outcome <> 'succeeded' ORDER BY r.id DESC LIMIT 1"
    ).first
    done = try rows("SELECT count FROM batches")
    scoreRows = Int(try rows("SELECT count(*) FROM scores").first ?? "") ?? -1
    scores = try rows(
      "SELECT DISTINCT value FROM scores s WHERE id = (SELECT max(id) FROM scores t WHERE t.customer_id = s.customer_id)"
    )
  }

  func count(of title: String) -> Int { runs.count { $0 == title } }

  var description: String { "\(customers) customers, \(employees) employees, \(runs.count) runs, \(problems)" }
}

private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
