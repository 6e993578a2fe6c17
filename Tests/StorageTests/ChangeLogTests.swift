import Domain
import GRDB
import Testing
import Wording

@testable import Storage

@Suite struct ChangeLogTests {
  private let book: TestBook

  init() throws {
    book = try TestBook()
    try book.run { session in
      try session.addCustomer("C1", ["credit_limit": .text("1000")])
      try session.addCustomer("C2")
    }
  }

  @Test func `totals count rows by table and fields of rows that stood before`() throws {
    let run = try book.run { session in
      try session.updateCustomer("C1", ["tier": .text("gold"), "credit_limit": .text("1500.50")])
      try session.updateCustomer("C2", ["tier": .text("gold")])
      try session.addCustomer("C3", ["tier": .text("gold")])
      _ = try session.insert(
        ["code": .text("O1"), "customer": .text("C3"), "ordered_on": .text("2026-01-01")],
        into: session.entity("orders"))
    }
    let changes = try book.read { try $0.changes(ofRun: run, sample: 20) }
    #expect(changes.totals.map(\.entity) == ["customers", "orders"])
    #expect(changes.totals.first?.totals.updated == 2)
    #expect(changes.totals.first?.totals.inserted == 1)
    #expect(changes.totals.first?.totals.fields == ["tier": 2, "credit_limit": 1])
    #expect(changes.rowCount == 4)
  }

  @Test func `a run far longer than its memory counts each row once, by what became of it`() throws {
    book.file.changeMemory = 1
    let run = try book.run { session in
      for number in 10..<60 { try session.addCustomer("C\(number)", ["employees": .integer(0)]) }
      for pass in Int64(1)...3 {
        for number in 10..<60 { try session.updateCustomer("C\(number)", ["employees": .integer(pass)]) }
        try session.updateCustomer("C1", ["employees": .integer(pass)])
        // This one ends as it began.
        try session.updateCustomer("C2", ["tier": pass < 3 ? .text("t\(pass)") : .null])
      }
      try session.atomically { try session.db.execute(sql: "DELETE FROM customers WHERE code >= 'C50'") }
    }
    let (record, changes) = try book.read { (try $0.run(run), try $0.changes(ofRun: run, sample: 100)) }
    #expect(record.changeCount == 41)
    #expect(changes.rowCount == 41)
    #expect(changes.rows.count == 41)
    #expect(changes.totals.first?.totals.inserted == 40)
    #expect(changes.totals.first?.totals.fields == ["employees": 1])
  }

  @Test func `the end of a run gives the same figures as its log`() throws {
    try book.run { try $0.define(Field("seen", .integer, .init(verbatim: "seen"), isCustom: true), in: .customers) }
    var ended = ChangeSummary()
    let now = Instant(secondsSinceEpoch: 1_700_000_000)
    let run = try book.file.write { session in
      let id = try session.startRun(RunStart(title: "test", operatorName: "tester", startedAt: now))
      try session.addCustomer("C3", ["seen": .integer(1)])
      try session.updateCustomer("C1", ["tier": .text("gold"), "seen": .integer(2)])
      try session.atomically { try session.db.execute(sql: "DELETE FROM customers WHERE code = 'C2'") }
      ended = try session.finishRun(RunEnd(.succeeded, at: now))
      return (.commit, id)
    }
    let totals = try book.read { try $0.changes(ofRun: run, sample: 0) }
    #expect(ended == totals)
    #expect(ended.totals.map(\.entity) == ["customers"])
    // Two rows of custom fields are new: to people, parts of their records.
    #expect(ended.totals.first?.totals.inserted == 1)
    #expect(ended.totals.first?.totals.updated == 3)
    #expect(ended.totals.first?.totals.deleted == 1)
    #expect(ended.totals.first?.totals.fields == ["tier": 1, "seen": 2])
  }

  @Test func `a changed row shows its code, and amounts as money in its currency`() throws {
    let run = try book.run { try $0.updateCustomer("C1", ["credit_limit": .text("1500.50"), "referrer": .text("C2")]) }
    let rows = try book.read { try $0.changes(ofRun: run, sample: 20).rows }
    let yuan = { Money(minorUnits: $0, .cny) }
    #expect(
      rows == [
        RowChange(
          operation: .update, entity: "customers", id: 1, label: "C1",
          fields: [
            .init(field: "credit_limit", old: .money(yuan(100_000)), new: .money(yuan(150_050))),
            .init(field: "referrer", old: .null, new: .text("C2")),
          ])
      ])
  }

  @Test func `a row that is gone since shows the code that it had, also where others refer to it`() throws {
    let run = try book.run { session in
      try session.updateCustomer("C2", ["tier": .text("gold")])
      try session.updateCustomer("C1", ["referrer": .text("C2")])
    }
    try book.run(sql: "UPDATE customers SET referrer_id = NULL WHERE id = 1; DELETE FROM customers WHERE id = 2")
    let rows = try book.read { try $0.changes(ofRun: run, sample: 20).rows }
    #expect(rows.map(\.label) == ["C1", "C2"])
    #expect(rows.first?.fields == [.init(field: "referrer", old: .null, new: .text("C2"))])
  }

  @Test func `a sample is the first rows, and a visitor sees them all`() throws {
    let run = try book.run { session in for number in 1...30 { try session.addCustomer("N\(number)") } }
    var visited: [String] = []
    let changes = try book.read { try $0.changes(ofRun: run, sample: 5) { visited.append($0.label) } }
    #expect(changes.rows.map(\.label) == ["N1", "N2", "N3", "N4", "N5"])
    #expect(visited.count == 30)
  }

  @Test func `history goes back field by field, newest first`() throws {
    let first = try book.run { try $0.updateCustomer("C1", ["tier": .text("silver"), "note": .text("x")]) }
    let second = try book.run { try $0.updateCustomer("C1", ["tier": .text("gold")]) }
    let history = try book.read { session in
      try session.history(of: .code("C1"), in: session.entity("customers"), field: "tier")
    }
    #expect(history.map(\.run) == [second, first])
    #expect(history.map(\.change.new) == [.text("gold"), .text("silver")])
    #expect(history.map(\.change.old) == [.text("silver"), .null])
  }
}
