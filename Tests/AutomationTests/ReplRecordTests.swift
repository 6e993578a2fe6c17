import Automation
import LuaRuntime
import ScriptModel
import Testing

/// What records are good for once the changes that made them were dropped.
@Suite struct ReplRecordTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try ReplSessionTests.fill(desk)
  }

  private func name(of code: String) throws -> [String] { try desk.run("return customers.get('\(code)').name", .read) }

  @Test func `what was gathered comes back where it was dropped to be made anew`() throws {
    try desk.inSession { session in
      try session.succeed("customers.create { code = 'C9', name = 'Nine' }")
      let (gathered, lines) = (session.gathered, session.gatheredLines)
      session.rollback()
      try session.succeed("customers.create { code = 'C8', name = 'Eight' }")
      session.resume(gathered, by: lines)
      #expect(try session.value("customers.get('C9').name") == .plain(.string("Nine")))
      #expect(try session.value("customers.find('C8') == nil") == .plain(.boolean(true)))
    }
  }

  @Test func `a record of a line that failed does not name a row that came later`() throws {
    try desk.inSession { session in
      #expect(try session.run("x = customers.create { code = 'F1', name = 'F' } error('no')").outcome != .succeeded)
      try session.succeed("customers.create { code = 'G1', name = 'G' }")
      #expect(try session.run("customers.update(x, { owner = 'hit' })").outcome != .succeeded)
      #expect(try session.value("customers.get('G1').owner == nil") == .plain(.boolean(true)))
    }
  }

  @Test func `a record of changes that were dropped does not name a row that came later`() throws {
    try desk.inSession { session in
      try session.succeed("old = customers.get('C1')")
      try session.succeed("c = customers.create { code = 'C3', name = 'Mine' }")
      try session.succeed("seen = customers.get('C1')")
      session.rollback()
      try desk.run("customers.create { code = 'C4', name = 'Theirs' }")
      guard case .failed(let failure) = try session.run("customers.update(c, { name = 'x' })").outcome else {
        Issue.record("a record that is gone was changed")
        return
      }
      #expect(failure.message.contains("C3"), "\(failure.message)")
      #expect(try session.value("c.name") == .plain(.string("Mine")))
      try session.succeed("customers.update(old, { region = 'a' }) customers.update(seen, { city = 'b' })")
      try session.succeed("orders.create { code = 'O1', customer = seen, ordered_on = '2026-11-01' }")
      _ = try session.commit()
    }
    #expect(try name(of: "C4") == ["Theirs"])
    #expect(try desk.run("local c = customers.get('C1') return c.region, c.city", .read) == ["a", "b"])
  }
}
