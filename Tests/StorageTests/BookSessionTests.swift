import Dispatch
import Domain
import Foundation
import GRDB
import Synchronization
import Testing
import Wording

@testable import Storage

@Suite struct BookSessionTests {
  private let book: TestBook

  init() throws {
    book = try TestBook()
    try book.run { session in
      try session.addCustomer("C1", ["credit_limit": .text("1000.50"), "tier": .text("gold")])
      try session.addCustomer("C2", ["tier": .text("gold")])
      try session.addCustomer("C3", ["tier": .text("silver")])
    }
  }

  // MARK: Stopping

  @Test(.timeLimit(.minutes(1))) func `a query that would take for ever ends within 100 ms of being stopped`() throws {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    var quickest = Duration.seconds(60)
    // Somebody else's work may come between once, but not five times.
    for _ in 0..<5 where quickest >= .milliseconds(100) {
      let isUnderWay = DispatchSemaphore(value: 0)
      let pressed = Mutex<ContinuousClock.Instant?>(nil)
      Thread.detachNewThread {
        isUnderWay.wait()
        pressed.withLock { $0 = .now }
      }
      _ = try book.read { session in
        #expect(throws: DatabaseError.self) {
          try session.stopping(when: {
            isUnderWay.signal()
            return pressed.withLock { $0 != nil }
          }) {
            try session.statements[endless].using { try $0.firstInteger() }
          }
        }
      }
      if let start = pressed.withLock({ $0 }) { quickest = min(quickest, .now - start) }
    }
    #expect(quickest < .milliseconds(100))
  }

  // MARK: Values

  @Test func `an amount is stored in minor units of the record's currency`() throws {
    try book.run { try $0.addCustomer("J", ["currency": .text("JPY"), "credit_limit": .integer(500)]) }
    #expect(try book.read { try $0.customer("C1", "credit_limit") } == 100_050.databaseValue)
    #expect(try book.read { try $0.customer("J", "credit_limit") } == 500.databaseValue)
  }

  @Test func `an amount with more decimals than its currency is refused, and nothing is written`() throws {
    try refuses("too-many-decimals") {
      try $0.updateCustomer("C1", ["credit_limit": .text("10.005"), "tier": .text("x")])
    }
    #expect(try book.read { try $0.customer("C1", "tier") } == "gold".databaseValue)
  }

  @Test func `an amount in another currency is refused`() throws {
    let dollars = Money(minorUnits: 100, try #require(Currency("USD")))
    try refuses(nil) { try $0.updateCustomer("C1", ["credit_limit": .money(dollars)]) }
  }

  @Test func `a currency that holds amounts changes only together with them`() throws {
    try refuses("amount-in-other-currency") { try $0.updateCustomer("C1", ["currency": .text("USD")]) }
    try book.run { try $0.updateCustomer("C1", ["currency": .text("USD"), "credit_limit": .text("140")]) }
    #expect(try book.read { try $0.customer("C1", "credit_limit") } == 14_000.databaseValue)
    try book.run { try $0.updateCustomer("C2", ["currency": .text("USD")]) }
    #expect(try book.read { try $0.customer("C2", "currency") } == "USD".databaseValue)
  }

  @Test func `an unknown currency is refused`() throws {
    try refuses("unknown-currency") { try $0.addCustomer("X", ["currency": .text("yuan")]) }
  }

  @Test func `an unknown field is refused with a guess`() throws {
    #expect(throws: BookError.self) { try book.run { try $0.updateCustomer("C1", ["teir": .text("x")]) } }
    do {
      try book.run { try $0.updateCustomer("C1", ["teir": .text("x")]) }
    } catch let error as BookError {
      #expect(error.message.english.contains("did you mean 'tier'?"))
    }
  }

  @Test func `a required field cannot be left out or emptied`() throws {
    try refuses("missing-field") { _ = try $0.insert(["code": .text("X")], into: $0.entity("customers")) }
    try refuses("missing-field") { try $0.updateCustomer("C1", ["name": .null]) }
  }

  @Test func `a value of the wrong type, choice or date is refused`() throws {
    for values: [String: FieldValue] in [
      ["employees": .text("many")], ["employees": .real(1.5)], ["size": .text("huge")],
      ["founded_on": .text("2026-02-30")],
      ["email_consent": .integer(1)], ["tier": .integer(1)],
    ] {
      try refuses(nil) { try $0.updateCustomer("C1", values) }
    }
  }

  @Test func `text keeps every character, and holds no zero that other programs would end it at`() throws {
    try refuses(nil) { try $0.updateCustomer("C1", ["note": .text("华东机械\u{0}有限公司")]) }
    for text in ["", "华东机械有限公司", "🧧 e\u{301}"] {
      try book.run { try $0.updateCustomer("C1", ["note": .text(text)]) }
      let stored = try book.read {
        try Data.fetchOne($0.db, sql: "SELECT CAST(note AS BLOB) FROM customers WHERE code = 'C1'")
      }
      #expect(stored == Data(text.utf8))
    }
  }

  // MARK: Keys and references

  @Test func `a code that is taken is refused, for a new record and for an old one`() throws {
    try refuses("already-exists") { try $0.addCustomer("C1") }
    try refuses("already-exists") { try $0.updateCustomer("C1", ["code": .text("C2")]) }
  }

  @Test func `a natural key of several fields is refused the second time`() throws {
    try refuses("already-exists") { session in
      for _ in 1...2 {
        _ = try session.insert(
          ["customer": .text("C1"), "year": .integer(2025), "revenue": .integer(5)], into: session.entity("statements"))
      }
    }
  }

  @Test func `a reference is given by code and stored by id`() throws {
    try book.run { try $0.updateCustomer("C2", ["referrer": .text("C1")]) }
    #expect(try book.read { try $0.customer("C2", "referrer_id") } == book.read { try $0.customer("C1", "id") })
    try refuses("unknown-reference") { try $0.updateCustomer("C2", ["referrer": .text("nobody")]) }
    try book.run { try $0.updateCustomer("C2", ["referrer": .null]) }
    #expect(try book.read { try $0.customer("C2", "referrer_id") } == .null)
  }

  @Test func `the code of a merged customer finds the one it was merged into`() throws {
    try book.run(
      sql: "UPDATE customers SET merged_into_id = 2 WHERE id = 1; UPDATE customers SET merged_into_id = 3 WHERE id = 2")
    try book.read { session in
      let customers = try session.entity("customers")
      #expect(try session.id(of: .code("C1"), in: customers) == 3)
      #expect(try session.id(of: .id(1), in: customers) == 3)
      #expect(try session.id(of: .code("nobody"), in: customers) == nil)
      #expect(try session.count(Query(customers)) == 1)
    }
  }

  // MARK: Writing

  @Test func `the same values again change nothing`() throws {
    let run = try book.run { try $0.updateCustomer("C1", ["tier": .text("gold"), "credit_limit": .text("1000.50")]) }
    #expect(try book.read { try $0.run(run).changeCount } == 0)
  }

  @Test func `changes that belong together leave nothing when one fails`() throws {
    struct Stop: Error {}
    let before = try book.dump()
    let run = try book.run { session in
      try? session.atomically {
        try session.updateCustomer("C1", ["tier": .text("x")])
        try session.addCustomer("C9")
        try? session.atomically {
          try session.updateCustomer("C2", ["tier": .text("y")])
          throw Stop()
        }
        throw Stop()
      }
    }
    #expect(try book.dump() == before)
    #expect(try book.read { try $0.run(run).changeCount } == 0)
  }

  @Test func `what fails inside does not take with it what went well around it`() throws {
    struct Stop: Error {}
    let run = try book.run { session in
      try session.atomically {
        try session.updateCustomer("C1", ["tier": .text("x")])
        try? session.atomically {
          try session.updateCustomer("C1", ["tier": .text("y"), "note": .text("y")])
          throw Stop()
        }
      }
    }
    #expect(try book.read { try $0.customer("C1", "tier") } == "x".databaseValue)
    #expect(try book.read { try $0.changes(ofRun: run, sample: 9).totals.first?.totals.fields } == ["tier": 1])
  }

  @Test func `a strict table refuses what its columns do not hold, also in the middle of a statement`() throws {
    let before = try book.dump()
    try book.run { session in
      #expect(throws: DatabaseError.self) {
        try session.atomically {
          try session.db.execute(sql: "UPDATE customers SET employees = CASE id WHEN 2 THEN 'many' ELSE 5 END")
        }
      }
    }
    #expect(try book.dump() == before)
  }

  @Test func `a reading session refuses to write`() throws {
    #expect(throws: BookFileError.self) { try book.read { try $0.updateCustomer("C1", ["tier": .text("x")]) } }
  }

  // MARK: Loops

  @Test func `a loop that writes does not chase its own writes`() throws {
    try book.run { session in
      let customers = try session.entity("customers")
      let tier = try #require(customers.field("tier"))
      let rows = try session.rows(Query(customers, where: .compare(tier, .equal, .text("gold"))))
      var turns = 0
      while try rows.next() {
        turns += 1
        try session.addCustomer("N\(turns)", ["tier": .text("gold")])
      }
      #expect(turns == 2)
    }
  }

  @Test(arguments: [false, true]) func `a loop inside an equal loop moves on its own`(writing: Bool) throws {
    func pairs(_ session: BookSession) throws -> Int {
      let customers = try session.entity("customers")
      var pairs = 0
      let outer = try session.rows(Query(customers))
      while try outer.next() {
        let inner = try session.rows(Query(customers))
        while try inner.next() { pairs += 1 }
      }
      return pairs
    }
    var found = 0
    if writing {
      try book.run { found = try pairs($0) }
    } else {
      found = try book.read(pairs)
    }
    #expect(found == 9)
  }

  @Test func `two records of one kind are read side by side`() throws {
    try book.read { session in
      let customers = try session.entity("customers")
      let first = try #require(try session.row(.code("C1"), of: customers))
      let second = try #require(try session.row(.code("C2"), of: customers))
      #expect(id(of: first) == 1)
      #expect(id(of: second) == 2)
      first.close()
      let third = try #require(try session.row(.code("C3"), of: customers))
      #expect(id(of: second) == 2)
      #expect(id(of: third) == 3)
    }
  }

  @Test func `what a loop left open is closed at the end, and says so to who goes on`() throws {
    let left = try book.read { session in
      let rows = try session.rows(Query(session.entity("customers")))
      _ = try rows.next()
      return rows
    }
    #expect(throws: BookError.rowsGone) { try left.next() }
    left.close()
  }

  @Test func `a limit and an order hold for rows and for their count`() throws {
    try book.read { session in
      var query = Query(try session.entity("customers"))
      query.order = [.init(try #require(query.entity.field("code")), descending: true)]
      query.limit = 2
      let rows = try session.rows(query)
      var ids: [Int64?] = []
      while try rows.next() { ids.append(id(of: rows)) }
      #expect(ids == [3, 2])
      #expect(try session.count(query) == 2)
    }
  }

  /// The id of the row that a stream stands on.
  private func id(of rows: any RowStream) -> Int64? {
    (rows as? StatementCursor)?.statement.integer(0)
  }

  /// Expects a refusal of that code, and that nothing was changed.
  private func refuses(_ code: String?, _ body: (BookSession) throws -> Void) throws {
    let before = try book.dump()
    do {
      try book.run(body)
      Issue.record("nothing was refused")
    } catch let error as BookError {
      if let code { #expect(error.code == code) }
    }
    #expect(try book.dump() == before)
  }
}
