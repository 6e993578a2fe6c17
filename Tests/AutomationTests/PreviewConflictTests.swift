import Domain
import LuaRuntime
import ScriptModel
import Storage
import Testing
import Wording

@testable import Automation

/// Previews of a book that others change meanwhile.
@Suite struct PreviewConflictTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try ReplSessionTests.fill(desk)
  }

  private func name(of code: String) throws -> [String] { try desk.run("return customers.get('\(code)').name", .read) }

  @Test func `what somebody else changed meanwhile is named, and nothing is committed`() throws {
    try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'Mine' })")
      try session.succeed("customers.update('C2', { name = 'Mine too' })")
      try desk.run("customers.update('C1', { name = 'Theirs' })")
      let refusal = #expect(throws: PreviewError.self) { try session.commit() }
      #expect(
        refusal?.message.english.contains("customers C1: 'name' was changed (run 3)") == true, "\(refusal as Any)")
      #expect(try name(of: "C2") == ["Two"])
      session.rollback()
      #expect(try session.value("customers.get('C1').name") == .plain(.string("Theirs")))
    }
  }

  @Test func `a number that went to somebody else's row is named`() throws {
    try desk.inSession { session in
      try session.succeed("customers.create { code = 'C3', name = 'Mine' }")
      try desk.run("customers.create { code = 'C4', name = 'Theirs' }")
      let refusal = #expect(throws: PreviewError.self) { try session.commit() }
      #expect(
        refusal?.message.english.contains("customers C3 is new, and customers C4 has its number 3 now") == true,
        "\(refusal as Any)")
      #expect(refusal?.code == "preview-numbers")
    }
  }

  @Test func `a new row whose key somebody else has taken is named by it`() throws {
    try desk.run("orders.create { code = 'O1', customer = 'C1', ordered_on = '2026-11-01', status = 'shipped' }")
    try desk.inSession { session in
      for code in ["C3", "Z2"] { try session.succeed("customers.create { code = '\(code)', name = 'Mine' }") }
      for line in 1...2 { try session.succeed("order_lines.create { order = 'O1', line = \(line), amount = 100 }") }
      try desk.run(
        """
        customers.create { code = 'Z2', name = 'Theirs' }
        order_lines.create { order = 'O1', line = 2, amount = 100 }
        """)
      let refusal = #expect(throws: PreviewError.self) { try session.commit() }
      let message = refusal?.message.english ?? ""
      #expect(message.contains("customers Z2: customers Z2 has its key now"), "\(message)")
      #expect(message.contains("order_lines O1 2: order_lines O1 2 has its key now"), "\(message)")
    }
  }

  @Test func `new rows are told as what they are, also where somebody else's have their numbers`() throws {
    try desk.inSession { session in
      try session.succeed("customers.create { code = 'C3', name = 'Mine' }")
      try session.succeed("contacts.create { customer = 'C3', name = 'Li' }")
      try session.succeed("credit.hold('C3', 'soft', 'new')")
      try session.succeed("customers.update('C1', { name = 'Mine too' })")
      try desk.run(
        """
        customers.create { code = 'C4', name = 'Theirs' }
        contacts.create { customer = 'C4', name = 'Bo' }
        credit.hold('C4', 'soft', 'new')
        """)
      let (summary, obstacle) = try session.changes(sample: 10)
      #expect(summary.rows.map(\.label).contains("C3 Li"))
      #expect(summary.rows.first { $0.entity == "contacts" }?.fields.first?.new == .text("C3"))
      #expect(!"\(summary.rows)".contains("C4"))
      #expect(
        obstacle?.message.english.contains("contacts C3 Li is new, and contacts C4 Bo has its number 1 now") == true)
    }
  }

  @Test func `a custom field beside a preview leaves it as it was`() throws {
    try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'One' })")
      let define = "fields.define('customers', 'vip', 'boolean')"
      let refusal = #expect(throws: PreviewError.self) { try session.run(define) }
      #expect(refusal == .customFields)
      #expect(session.gathered.summary.rowCount == 1)
      try desk.run(define)
      try session.succeed("customers.update('C1', { vip = true })")
      #expect(try session.commit()?.changes.rowCount == 2)
    }
    #expect(try desk.run("local c = customers.get('C1') return c.name, c.vip", .read) == ["One", "true"])
  }

  @Test func `points that somebody else has spent cannot be spent again`() throws {
    try desk.run("points.earn('C1', 100, { reference = 'g' })")
    try desk.inSession { session in
      try session.succeed("points.spend('C1', 100, { reference = 'a' })")
      try desk.run("points.spend('C1', 100, { reference = 'b' })")
      #expect(throws: PreviewError.self) { try session.commit() }
    }
    #expect(try desk.run("return points.balance('C1')", .read) == ["0"])
  }

  @Test func `rules that somebody else's changes would break are checked again`() throws {
    try desk.run(
      """
      invoices.create { code = 'I1', customer = 'C1', issued_on = '2026-11-01', amount = 100 }
      payments.create { code = 'Y1', customer = 'C1', paid_on = '2026-11-02', amount = 100 }
      """)
    try desk.inSession { session in
      try session.succeed("payments.allocate('Y1', 'I1', 100)")
      try desk.run("invoices.update('I1', { amount = 10 })")
      let refusal = #expect(throws: BookError.self) { try session.commit() }
      #expect(refusal?.code == "over-allocated")
    }
  }

  @Test func `records of a customer that was merged away meanwhile are named, either way`() throws {
    try desk.inSession { session in
      try session.succeed("orders.create { code = 'O1', customer = 'C1', ordered_on = '2026-11-01' }")
      try desk.run("customers.create { code = 'C5', name = 'Five' } customers.merge('C1', 'C2')")
      #expect(throws: PreviewError.self) { try session.commit() }
      session.rollback()
      try session.succeed("customers.merge('C2', 'C5')")
      try desk.run("orders.create { code = 'O2', customer = 'C2', ordered_on = '2026-11-01' }")
      let refusal = #expect(throws: PreviewError.self) { try session.commit() }
      #expect(refusal?.message.english.contains("orders O2 refers to customers C2") == true, "\(refusal as Any)")
    }
  }

  @Test func `beside changes that stand in the way, the book is read, the preview shown, and nothing written`() throws {
    try desk.inSession { session in
      try session.succeed("customers.update('C1', { name = 'Mine' })")
      try desk.run("customers.update('C1', { name = 'Theirs' })")
      let answer = try session.run("customers.get('C1').name")
      #expect(answer.results == [.plain(.string("Theirs"))])
      #expect(answer.obstacle?.code == "preview-conflict")
      guard case .failed(let failure) = try session.run("customers.update('C2', { name = 'x' })").outcome else {
        Issue.record("a line wrote beside a preview that cannot be kept")
        return
      }
      #expect(failure.code == "preview-conflict")
      let (summary, obstacle) = try session.changes(sample: 10)
      #expect(summary.rows.map(\.label) == ["C1"])
      #expect(obstacle?.message.english.contains("customers C1: 'name' was changed") == true)
    }
    #expect(try name(of: "C2") == ["Two"])
  }

  @Test func `a line that neither reads nor writes the book waits for nobody`() throws {
    var place = desk.place
    place.patience = BookFile.Patience(seconds: 0)
    try ScriptThread.run {
      let session = try ReplSession(
        in: place, mode: .preview, limits: Limits(), seed: 1, root: ".", output: { _ in }, onLog: { _ in })
      try session.succeed("c = customers.update('C1', { name = 'One' })")
      try desk.place.open(for: .write).write { _ in
        #expect(try session.value("c.name") == .plain(.string("One")))
        guard case .failed(let failure) = try session.run("customers.count()").outcome else {
          Issue.record("changes were made again without the writer's place")
          return (.rollback, ())
        }
        #expect(failure.code == "busy")
        return (.rollback, ())
      }
      #expect(try session.value("customers.get('C1').name") == .plain(.string("One")))
    }
  }
}
