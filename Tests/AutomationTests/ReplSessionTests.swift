import CSQLite
import Domain
import Foundation
import LuaRuntime
import ScriptModel
import Storage
import Testing
import Wording

@testable import Automation

@Suite struct ReplSessionTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try Self.fill(desk)
  }

  /// Two customers and a points program.
  static func fill(_ desk: ScriptDesk) throws {
    try desk.run("customers.create { code = 'C1', name = '上海贸易' } customers.create { code = 'C2', name = 'Two' }")
    let program = DefinitionFile(
      path: "p.lua",
      source: "return points_program { name = 'p', rules = { { name = 'r', points = function(x) return 3 end } } }")
    _ = try desk.place.apply([program], title: "apply", mode: .live)
  }

  private func name(of code: String) throws -> [String] { try desk.run("return customers.get('\(code)').name", .read) }

  private func runCount() throws -> Int { try desk.place.open(for: .read).read { try $0.runs(limit: 100).count } }

  // MARK: Preview

  @Test func `changes are seen by the next line, and by nobody else until they are committed as one run`() throws {
    let before = try runCount()
    try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'One' })")
      try session.succeed("customers.create { code = 'C3', name = 'Three' }")
      #expect(try session.value("customers.get('C1').name .. customers.get('C3').name") == .plain(.string("OneThree")))
      #expect(session.gathered.summary.rowCount == 2)
      #expect(try name(of: "C1") == ["上海贸易"])
      #expect(try desk.run("return customers.find('C3')", .read) == ["nil"])
      let report = try #require(try session.commit())
      #expect(report.changes.rowCount == 2)
      #expect(session.gathered.isEmpty)
    }
    #expect(try name(of: "C1") == ["One"])
    #expect(try name(of: "C3") == ["Three"])
    #expect(try runCount() == before + 1)
  }

  @Test func `new rows keep their ids from preview to commit`() throws {
    try desk.inSession { session in
      try session.succeed("a = customers.create { code = 'C8', name = 'Eight' }.id")
      try session.succeed("b = orders.create { code = 'O1', customer = 'C8', ordered_on = '2026-11-01' }.id")
      let ids = try session.value("{ a, b }")
      _ = try session.commit()
      #expect(try session.value("{ customers.get('C8').id, orders.get('O1').id }") == ids)
    }
  }

  @Test func `a run that was committed can be undone`() throws {
    let run = try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'One' })")
      try session.succeed("points.earn('C1', 300, { reason = 'fair', reference = 'k' })")
      return try #require(try session.commit()?.id)
    }
    _ = try desk.place.undo(run: run, customer: nil, mode: .live)
    #expect(try name(of: "C1") == ["上海贸易"])
    #expect(try desk.run("return points.balance('C1')", .read) == ["0"])
  }

  @Test func `a line that fails, is stopped or is refused leaves the earlier ones`() throws {
    try desk.inSession(limits: Limits(memory: 64 << 20, cpu: .milliseconds(200))) { session in
      try session.succeed("customers.update('C1', { name = 'One' })")
      let failed = try session.run("customers.update('C2', { name = 'Zwei' }) error('no')")
      guard case .failed = failed.outcome else {
        Issue.record("\(failed.outcome)")
        return
      }
      let endless = try session.run("x = 7 customers.update('C2', { name = 'Zwei' }) while true do end")
      guard case .limited(.cpu, _) = endless.outcome else {
        Issue.record("\(endless.outcome)")
        return
      }
      #expect(session.gathered.summary.rowCount == 1)
      #expect(
        try session.value("customers.get('C1').name .. customers.get('C2').name .. x") == .plain(.string("OneTwo7")))
    }
  }

  @Test func `rollback drops what was gathered`() throws {
    try desk.inSession { session in
      try session.succeed("customers.create { code = 'C3', name = 'Three' }")
      session.rollback()
      #expect(try session.value("customers.count()") == .plain(.integer(2)))
      #expect(try session.commit() == nil)
    }
  }

  @Test func `a change and its reversal leave nothing to commit`() throws {
    try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'One' })")
      try session.succeed("customers.update('C1', { name = '上海贸易' })")
      #expect(session.gathered.isEmpty)
    }
  }

  // MARK: What is seen of a preview

  @Test func `codes complete as the preview would leave them`() throws {
    try desk.inSession { session in
      try session.succeed("customers.create { code = 'C0', name = '新客户' } customers.update('C2', { code = 'D2' })")
      let codes = try session.codes(of: "customers", beginningWith: "C", limit: 10)
      #expect(codes.map(\.code) == ["C0", "C1"])
      #expect(codes.map(\.name) == ["新客户", "上海贸易"])
      #expect(try session.codes(of: "customers", beginningWith: "C", limit: 1).map(\.code) == ["C0"])
      // What was worked out for one Tab is of no use after the next line.
      try session.succeed("customers.create { code = 'C00', name = '更新' } customers.update('D2', { code = 'C2' })")
      let later = try session.codes(of: "customers", beginningWith: "C", limit: 10)
      #expect(later.map(\.code) == ["C0", "C00", "C1", "C2"])
      let (kept, lines) = (session.gathered, session.gatheredLines)
      session.rollback()
      #expect(try session.codes(of: "customers", beginningWith: "C0", limit: 10).map(\.code) == [])
      session.resume(kept, by: lines)
      #expect(try session.codes(of: "customers", beginningWith: "C0", limit: 10).map(\.code) == ["C0", "C00"])
      session.rollback()
      #expect(try session.codes(of: "customers", beginningWith: "", limit: 10).map(\.code) == ["C1", "C2"])
    }
  }

  @Test func `an explanation sees the preview`() throws {
    try desk.inSession { session in
      try session.succeed("points.earn('C1', 300, { reason = 'fair', reference = 'k' })")
      var place = desk.place
      #expect(try place.explainPoints(customer: "C1", wallet: nil) == nil)
      place.preview = session.gathered
      #expect(try place.explainPoints(customer: "C1", wallet: nil)?.balances.map(\.balance) == [300])
    }
  }

  @Test func `as many elements of a list are read as are asked for`() throws {
    try desk.inSession { session in
      try session.succeed("t = {} for i = 1, 300 do t[i] = { n = i, inner = {} } end t[1].inner = t")
      guard case .table(let some)? = try session.value("t") else { return }
      #expect(some.list.count == 50)
      session.elementLimit = 200
      guard case .table(let more)? = try session.value("t"), case .table(let first)? = more.list.first,
        case .table(let inner)? = first.fields.first?.value
      else {
        Issue.record("no table")
        return
      }
      #expect(more.list.count == 200 && more.count == 300)
      #expect(inner.list.count == 50 && inner.count == 300)
    }
  }

  @Test func `a value that holds much is shown in part`() throws {
    try desk.inSession { session in
      try session.succeed(
        "s = string.rep('x', 1000000) t = {} for i = 1, 50 do t[i] = s end u = {} for i = 1, 50 do u[i] = t end")
      let value = try session.value("{ u, u, u }")
      #expect("\(value as Any)".utf8.count < 20_000_000)
    }
  }

  @Test func `a line that only reads does not wait for a writer`() throws {
    var place = desk.place
    place.patience = BookFile.Patience(seconds: 0)
    try desk.place.open(for: .write).write { _ in
      try ScriptThread.run {
        let session = try ReplSession(
          in: place, mode: .preview, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
        #expect(try session.value("customers.count()") == .plain(.integer(2)))
        guard case .failed(let failure) = try session.run("customers.update('C2', { name = 'x' })").outcome else {
          Issue.record("two wrote at once")
          return
        }
        #expect(failure.code == "busy")
      }
      return (.rollback, ())
    }
  }

  // MARK: One state

  @Test func `a file requires what stands beside it`() throws {
    let folder = try TestFolder()
    try folder.write("return 'beside'", to: "near.lua")
    try desk.inSession { session in
      let answer = try session.run("return (require 'near')", from: folder.path("main.lua"))
      #expect(answer.results == [.plain(.string("beside"))])
    }
  }

  @Test func `each file has the modules that stand beside it, as they are now`() throws {
    let (one, other) = (try TestFolder(), try TestFolder())
    for (folder, text) in [(one, "one"), (other, "other")] { try folder.write("return { '\(text)' }", to: "lib.lua") }
    try desk.inSession { session in
      let source = "return require 'lib', require('lib')[1]"
      func lib(_ folder: TestFolder) throws -> ShownValue? {
        try session.run(source, from: folder.path("main.lua")).results.last
      }
      #expect(try lib(one) == .plain(.string("one")))
      try session.succeed("first = out[1]")
      #expect(try lib(other) == .plain(.string("other")))
      #expect(try lib(one) == .plain(.string("one")))
      #expect(try session.value("first == out[3]") == .plain(.boolean(true)))
      try other.write("return { 'mended' }", to: "lib.lua")
      #expect(try lib(other) == .plain(.string("mended")))
    }
  }

  @Test func `a module that fails to compile is no more what it was before`() throws {
    let folder = try TestFolder()
    try desk.inSession { session in
      func value() throws -> ReplSession.Answer {
        try session.run("return require('mod').v", from: folder.path("main.lua"))
      }
      try folder.write("return { v = 1 }", to: "mod.lua")
      #expect(try value().results == [.plain(.integer(1))])
      try folder.write("return {{{", to: "mod.lua")
      for _ in 0..<2 { #expect(try value().outcome != .succeeded) }
      try folder.write("return { v = 2 }", to: "mod.lua")
      #expect(try value().results == [.plain(.integer(2))])
    }
  }

  @Test func `results are kept as _ and in out, and records outlive their line`() throws {
    try desk.inSession { session in
      try session.succeed("customers.get('C1')")
      try session.succeed("_.name")
      #expect(try session.value("out[2] .. out[1].code") == .plain(.string("上海贸易C1")))
    }
  }

  @Test func `a loop that an earlier line began says so`() throws {
    try desk.inSession { session in
      try session.succeed("step, state, at = customers.each()")
      try session.succeed("first = 1")
      let answer = try session.run("step(state, at)")
      guard case .failed(let failure) = answer.outcome else {
        Issue.record("\(answer.outcome)")
        return
      }
      #expect(failure.message.contains("read by an earlier line"))
    }
  }

  @Test func `a definition that was replaced between two lines is used as it is now`() throws {
    try desk.run(
      """
      orders.create { code = 'O1', customer = 'C1', ordered_on = '2026-11-01', status = 'shipped' }
      order_lines.create { order = 'O1', line = 1, amount = 100 }
      orders.create { code = 'O2', customer = 'C1', ordered_on = '2026-11-02', status = 'shipped' }
      order_lines.create { order = 'O2', line = 1, amount = 100 }
      """)
    try desk.inSession(.auto) { session in
      try session.succeed("points.accrue('O1')")
      let other = DefinitionFile(
        path: "p.lua",
        source: "return points_program { name = 'p', rules = { { name = 'r', points = function(x) return 5 end } } }")
      _ = try desk.place.apply([other], title: "apply", mode: .live)
      try session.succeed("points.accrue('O2')")
      #expect(try session.value("points.balance('C1', nil, '2027-01-01')") == .plain(.integer(8)))
    }
  }

  // MARK: Other modes

  @Test func `each line of an automatic session is a run; one that changes nothing is none`() throws {
    let before = try runCount()
    try desk.inSession(.auto) { session in
      try session.succeed("customers.count()")
      let answer = try session.run("customers.update('C1', { name = 'One' })")
      #expect(answer.run?.changes.rowCount == 1)
      #expect(try name(of: "C1") == ["One"])
    }
    #expect(try runCount() == before + 1)
  }

  @Test func `a custom field is refused in a preview, and made in an automatic session`() throws {
    let line = "fields.define('customers', 'vip', 'boolean', { label = 'VIP' })"
    try desk.inSession { session in
      #expect(throws: PreviewError.customFields) { try session.run(line) }
      try session.change(to: .auto)
      try session.succeed(line)
      try session.succeed("customers.update('C1', { vip = true })")
    }
    #expect(try desk.run("return customers.get('C1').vip", .read) == ["true"])
  }

  @Test func `a session that reads refuses to write, and to be made one that writes`() throws {
    try desk.inSession(.reading) { session in
      guard case .failed(let failure) = try session.run("customers.update('C1', { name = 'x' })").outcome else {
        Issue.record("a reading session wrote")
        return
      }
      #expect(failure.code == "read-only-session")
      #expect(failure.message.contains("without --read-only"))
      #expect(throws: ReplError.reading) { try session.change(to: .auto) }
    }
  }

  @Test func `the statements of a line are counted where that is asked for`() throws {
    try desk.inSession { session in
      session.countsStatements = true
      let answer = try session.run("for i = 1, 3 do customers.get('C1') end")
      let reads = answer.statements.filter { $0.sql.contains("customers") && $0.count == 3 }
      #expect(!reads.isEmpty, "\(answer.statements)")
      try session.succeed("customers.update('C1', { name = 'One' })")
      let again = try session.run("customers.get('C1')")
      #expect(!again.statements.contains { $0.sql.hasPrefix("UPDATE") }, "\(again.statements)")
    }
  }

  // MARK: Any lines

  /// The facts of a book, without what says which run wrote them.
  private static func facts(_ path: String) throws -> [String] {
    var db: OpaquePointer?
    try #require(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    defer { sqlite3_close_v2(db) }
    func rows(_ sql: String) -> [[String]] {
      var statement: OpaquePointer?
      sqlite3_prepare_v2(db, sql, -1, &statement, nil)
      defer { sqlite3_finalize(statement) }
      var rows: [[String]] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
          })
      }
      return rows
    }
    let bookkeeping: Set = ["created_run_id", "updated_run_id", "run_id"]
    let tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map { $0[0] }
    return tables.filter { !["runs", "changes", "batches"].contains($0) }.flatMap { table in
      let columns = rows("PRAGMA table_info(\"\(table)\")").map { $0[1] }.filter { !bookkeeping.contains($0) }
      let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      return rows(
        "SELECT \(list) FROM \"\(table)\" ORDER BY \(columns.indices.map { "\($0 + 1)" }.joined(separator: ", "))"
      )
      .map { "\(table): \($0.joined(separator: "|"))" }
    }
  }

  @Test(arguments: 1...(ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 3 : 200))
  func `lines in a preview leave the book as the same lines do one by one`(seed: Int) throws {
    let other = try ScriptDesk()
    try Self.fill(other)
    var random = SeededRandom(seed: UInt64(seed))
    var serial = 0
    func line() -> String {
      serial += 1
      let code = "C\(Int.random(in: 1...6, using: &random))"
      let amount = Int.random(in: 1...90, using: &random)
      return switch Int.random(in: 0..<10, using: &random) {
      case 0: "customers.create { code = '\(code)', name = 'N\(serial)' }"
      case 1: "customers.update('\(code)', { name = 'U\(serial)', city = '上海' })"
      case 2: "customers.update('\(code)', { name = 'V\(serial)', city = null })"
      case 3: "orders.create { code = 'O\(serial)', customer = '\(code)', ordered_on = '2026-11-01' }"
      case 4: "points.earn('\(code)', \(amount), { reference = 'k\(serial)' })"
      case 5: "points.spend('\(code)', \(amount), { reference = 'k\(serial)' })"
      case 6: "customers.merge('\(code)', 'C\(Int.random(in: 1...6, using: &random))')"
      case 7: "credit.set_limit('\(code)', \(amount * 100), 'r\(serial)')"
      case 8: "customers.update('\(code)', { code = 'C\(Int.random(in: 1...6, using: &random))' })"
      default:
        "invoices.create { code = 'I\(serial)', customer = '\(code)', issued_on = '2026-11-01', amount = \(amount) }"
      }
    }
    let lines = (0..<25).map { _ in line() }
    try ScriptThread.run {
      func session(_ place: Workplace, _ mode: ReplSession.Mode) throws -> ReplSession {
        try ReplSession(in: place, mode: mode, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
      }
      let preview = try session(desk.place, .preview)
      let direct = try session(other.place, .auto)
      for (place, line) in lines.enumerated() {
        let first = try preview.run(line).outcome == .succeeded
        let second = try direct.run(line).outcome == .succeeded
        #expect(first == second, "seed \(seed), line \(place): \(line)")
        if Int.random(in: 0..<8, using: &random) == 0 { _ = try preview.commit() }
      }
      _ = try preview.commit()
    }
    #expect(try Self.facts(desk.place.bookPath) == Self.facts(other.place.bookPath), "seed \(seed)")
  }
}

/// Numbers that a seed repeats: SplitMix64, https://prng.di.unimi.it/splitmix64.c.
private struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
