import Automation
import Domain
import Foundation
import Storage
import Testing

@Suite struct BatchTests {
  private let desk: ScriptDesk

  /// Ten customers with one employee each.
  init() throws {
    desk = try ScriptDesk()
    try desk.run(
      "for i = 1, 10 do customers.create { code = string.format('C%02d', i), name = 'N', employees = 1 } end")
  }

  @Test func `a batch does its work once for each record, in parts that are runs of their own`() throws {
    let report = try desk.execute(Self.script(size: 4))
    let run = try #require(report.run)
    #expect(report.results == ["10"])
    #expect(run.partCount == 3)
    #expect(run.changes.rowCount == 10)
    #expect(try employees() == [Int](repeating: 2, count: 10))
    #expect(try parts(of: 2) == [["test (1)", "4"], ["test (2)", "4"], ["test (3)", "2"]])
    #expect(try runs().map(\.changeCount) == [10, 10])
  }

  @Test func `a part that fails is taken back, the parts before it stay, and the run can be resumed`() throws {
    let stopped = try desk.execute(Self.script(size: 4, failsAt: "C06"))
    #expect(stopped.run?.end.outcome == .failed)
    #expect(stopped.run?.partCount == 1)
    #expect(try employees() == [2, 2, 2, 2, 1, 1, 1, 1, 1, 1])

    // What stood in the way is gone; the same script goes on.
    try desk.run("customers.update('C06', { note = 'cleared' })")
    let resumed = try resume(Self.script(size: 4, failsAt: "C06"), 2)
    #expect(resumed.results == ["10"])
    #expect(resumed.run?.id == 2)
    #expect(resumed.run?.partCount == 3)
    #expect(try employees() == [Int](repeating: 2, count: 10))
  }

  @Test func `undo takes the parts back in reverse, and undo of that brings them back`() throws {
    // Each part changes the first customer too, so that another order would be a conflict.
    let script = """
      batch { of = 'customers', size = 3, work = function(c)
        customers.update(c, { employees = c.employees + 1 })
        customers.update('C01', { note = c.code })
      end }
      customers.update('C01', { note = 'end' })
      """
    let before = try dump()
    try desk.run(script)
    let after = try dump()
    let undo = try desk.place.undo(run: 2, customer: nil, mode: .live)
    #expect(try dump() == before)
    _ = try desk.place.undo(run: try #require(undo.id), customer: nil, mode: .live)
    #expect(try dump() == after)
  }

  @Test func `one part can be undone, and the undo of the run then leaves it alone`() throws {
    try desk.run(Self.script(size: 5))
    let part = try #require(try parts(of: 2, \.id).last)
    _ = try desk.place.undo(run: part, customer: nil, mode: .live)
    #expect(try employees() == [2, 2, 2, 2, 2, 1, 1, 1, 1, 1])
    _ = try desk.place.undo(run: 2, customer: nil, mode: .live)
    #expect(try employees() == [Int](repeating: 1, count: 10))
    #expect(throws: RunError.undone(part, by: part + 1)) {
      try desk.place.undo(run: part, customer: nil, mode: .live)
    }
  }

  @Test func `a part does not come back while its run is undone`() throws {
    try desk.run(Self.script(size: 5))
    let part = try #require(try parts(of: 2, \.id).last)
    let undonePart = try #require(try desk.place.undo(run: part, customer: nil, mode: .live).id)
    let undone = try #require(try desk.place.undo(run: 2, customer: nil, mode: .live).id)
    #expect(throws: RunError.undone(2, by: undone)) {
      try desk.place.undo(run: undonePart, customer: nil, mode: .live)
    }
    #expect(try employees() == [Int](repeating: 1, count: 10))
  }

  @Test func `a conflict names the run that is to blame, not another part`() throws {
    try desk.run(Self.script(size: 5))
    try desk.run("customers.update('C02', { employees = 7 })")
    do {
      _ = try desk.place.undo(run: 2, customer: nil, mode: .live)
      Issue.record("it was undone")
    } catch RunError.conflicts(_, let conflicts, let total) {
      #expect(total == 1)
      #expect(conflicts.first?.laterRun == 5)
    }
  }

  @Test func `a dry run shows the changes of every part and keeps nothing`() throws {
    let report = try desk.execute(Self.script(size: 4), .write(.dry))
    #expect(report.run?.changes.rowCount == 10)
    #expect(report.run?.partCount == 0)
    #expect(try employees() == [Int](repeating: 1, count: 10))
    #expect(try runs().count == 1)
  }

  @Test func `a batch does not chase records that its work adds`() throws {
    let results = try desk.run(
      """
      return batch { of = 'customers', size = 3, work = function(c)
        customers.create { code = c.code .. '-copy', name = c.name, employees = 0 }
      end }
      """)
    #expect(results == ["10"])
    #expect(try employees().count == 20)
  }

  @Test func `a condition is judged when the part begins`() throws {
    let results = try desk.run(
      """
      return batch { of = 'customers', where = { employees = 1 }, size = 2, work = function(c)
        if c.code == 'C01' then customers.update('C09', { employees = 5 }) end
      end }
      """)
    #expect(results == ["9"])
  }

  @Test func `a record of a part that failed does not name a row that came later`() throws {
    let results = try desk.run(
      """
      pcall(function()
        batch { of = "customers", size = 2, work = function(c)
          kept = customers.create { code = "B" .. c.code, name = "n" }
          error("no")
        end }
      end)
      customers.create { code = "ZZ9", name = "Z" }
      return pcall(customers.update, kept, { owner = "hit" }) == false, customers.get("ZZ9").owner
      """)
    #expect(results == ["true", "nil"])
  }

  @Test func `an error that the script catches leaves the finished parts and lets it go on`() throws {
    let results = try desk.run(
      """
      local ok = pcall(batch, { of = 'customers', size = 4, work = function(c)
        customers.update(c, { employees = 3 })
        if c.code == 'C05' then error('no') end
      end })
      customers.update('C10', { employees = 9 })
      return ok
      """)
    #expect(results == ["false"])
    #expect(try employees() == [3, 3, 3, 3, 1, 1, 1, 1, 1, 9])
    _ = try desk.place.undo(run: 2, customer: nil, mode: .live)
    #expect(try employees() == [Int](repeating: 1, count: 10))
  }

  @Test(arguments: [
    ("customers.update('C01', { employees = 2 }) batch { of = 'customers', work = print }", "before it"),
    ("for c in customers.each() do batch { of = 'customers', work = print } end", "inside a loop"),
    ("batch { of = 'customers', work = function() batch { of = 'orders', work = print } end }", "another batch"),
    ("for i = 1, 2 do batch { of = 'customers', work = type } end", "a name of its own"),
    ("batch { of = 'custmers', work = print }", "did you mean 'customers'"),
    ("batch { of = 'customers' }", "needs 'work'"),
    ("batch { of = 'customers', size = 0, work = print }", "has 0 as 'size'"),
    ("batch { of = 'customers', where = { nmae = 'x' }, work = print }", "did you mean 'name'"),
  ])
  func `a batch that cannot be kept in parts is refused`(_ script: String, _ reason: String) throws {
    for mode in [RunMode.dry, .live] {
      let message = try desk.failure(of: script, .write(mode))
      #expect(message?.contains(reason) == true, "\(mode): \(message ?? "it ran")")
    }
    #expect(try employees() == [Int](repeating: 1, count: 10))
  }

  @Test func `a mended script goes on with what the run began with, and no other script does`() throws {
    var place = desk.place
    place.asOf = try CivilDate("2026-01-31")
    var script = ScriptRun(source: Self.script(size: 4, failsAt: "C06"), name: "test.lua", title: "test") { _ in }
    script.arguments = ["one"]
    script.seed = 7
    _ = try script.execute(.write(.live), in: place)

    let mended = """
      local argument = ...
      return batch { of = 'customers', size = 4, work = function(c)
        customers.update(c, { note = argument .. ' ' .. today() .. ' ' .. math.random(1000000) })
      end }
      """
    script = ScriptRun(source: mended, name: "test.lua", title: "test") { _ in }
    script.resumes = 2
    script.arguments = ["two"]
    #expect(throws: RunError.resumedOtherwise(2, option: "two")) { try script.execute(.write(.live), in: desk.place) }
    script.arguments = []
    #expect(try script.execute(.write(.live), in: desk.place).results == ["10"])
    let notes = try desk.run("return customers.get('C04').note, customers.get('C05').note", .read)
    #expect(notes[0] == "nil" && notes[1].hasPrefix("one 2026-01-31 "))
    #expect(try Set(parts(of: 2) { $0.start.scriptHash }).count == 2)

    script.title = "other"
    #expect(throws: RunError.notResumable(2, .succeeded)) { try script.execute(.write(.live), in: desk.place) }
    _ = try desk.execute(Self.script(size: 4, failsAt: "C06"))
    script.resumes = try #require(try runs().first?.id)
    #expect(throws: RunError.self) { try script.execute(.write(.live), in: desk.place) }
  }

  @Test func `what a stopped run changed is not pruned while it can go on`() throws {
    _ = try desk.execute(Self.script(size: 4, failsAt: "C06"))
    try desk.place.open(for: .write).write { session -> (BookFile.Verdict, Void) in
      _ = try session.pruneRuns(endedBefore: Instant("2030-01-01T00:00:00Z"))
      return (.commit, ())
    }
    try desk.run("customers.update('C06', { note = 'cleared' })")
    _ = try resume(Self.script(size: 4, failsAt: "C06"), 2)
    _ = try desk.place.undo(run: 2, customer: nil, mode: .live)
    #expect(try employees() == [Int](repeating: 1, count: 10))
  }

  // MARK: What the tests ask

  private static func script(size: Int, failsAt code: String = "") -> String {
    """
    return batch { of = 'customers', size = \(size), work = function(c)
      customers.update(c, { employees = c.employees + 1 })
      if c.code == '\(code)' and not c.note then error('stop') end
    end }
    """
  }

  @discardableResult
  private func resume(_ source: String, _ run: Int64) throws -> ScriptRun.Report {
    var script = ScriptRun(source: source, name: "test.lua", title: "test") { _ in }
    script.resumes = run
    return try script.execute(.write(.live), in: desk.place)
  }

  private func employees() throws -> [Int] {
    try desk.run(
      """
      local all = {}
      for c in customers.each { order = 'code' } do all[#all + 1] = c.employees end
      return table.unpack(all)
      """, .read
    ).map { try #require(Int($0)) }
  }

  private func dump() throws -> [String] {
    try desk.run(
      """
      local all = {}
      for c in customers.each { order = 'code' } do all[#all + 1] = c.code .. c.employees .. tostring(c.note) end
      return table.unpack(all)
      """, .read)
  }

  private func runs() throws -> [RunRecord] {
    try desk.place.open(for: .read).read { try $0.runs(limit: 100) }
  }

  private func parts<Value>(of run: Int64, _ value: (RunRecord) -> Value) throws -> [Value] {
    try desk.place.open(for: .read).read { try $0.parts(ofRun: run).map(value) }
  }

  private func parts(of run: Int64) throws -> [[String]] {
    try parts(of: run) { [$0.start.title, "\($0.changeCount)"] }
  }
}
