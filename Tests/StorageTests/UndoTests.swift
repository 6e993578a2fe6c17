import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct UndoTests {
  private let book: TestBook

  init() throws {
    book = try TestBook()
    try book.run { session in
      for code in ["C1", "C2", "C3"] { try session.addCustomer(code, ["tier": .text("gold")]) }
    }
  }

  // MARK: Values that only one row may have

  @Test func `codes that were swapped go back`() throws {
    let before = try book.dump()
    let run = try book.run(
      sql: """
        UPDATE customers SET code = 'x' WHERE id = 1; UPDATE customers SET code = 'C1', tier = 'a' WHERE id = 2;
        UPDATE customers SET code = 'C2' WHERE id = 1
        """)
    try book.undo(run)
    #expect(try book.dump() == before)
  }

  @Test func `codes that went round, to rows that came and from rows that went, go back`() throws {
    let before = try book.dump()
    let run = try book.run(
      sql: """
        UPDATE customers SET code = 'x' WHERE id = 1; UPDATE customers SET code = 'C1' WHERE id = 3;
        DELETE FROM customers WHERE id = 2; UPDATE customers SET code = 'C2' WHERE id = 1;
        INSERT INTO customers (id, code, name, currency) VALUES (-5, 'C3', 'new', 'CNY')
        """)
    let after = try book.dump()
    let undo = try book.undo(run)
    #expect(try book.dump() == before)
    try book.undo(undo)
    #expect(try book.dump() == after)
  }

  @Test func `swapped codes go back under rows that refer to them`() throws {
    try book.run { session in
      for code in ["C1", "C2"] {
        _ = try session.insert(
          ["code": .text("O-\(code)"), "customer": .text(code), "ordered_on": .text("2026-01-01")],
          into: session.entity("orders"))
      }
    }
    let before = try book.dump()
    let run = try book.run(
      sql: """
        UPDATE customers SET code = 'x' WHERE id = 1; UPDATE customers SET code = 'C1' WHERE id = 2;
        UPDATE customers SET code = 'C2' WHERE id = 1; DELETE FROM orders WHERE customer_id = 1
        """)
    try book.undo(run)
    #expect(try book.dump() == before)
    #expect(try !book.hasBrokenReferences())
  }

  @Test func `a code that another record has taken since is named with it`() throws {
    let run = try book.run { try $0.updateCustomer("C1", ["code": .text("K1")]) }
    let later = try book.run { try $0.addCustomer("C1") }
    let conflicts = try refused(run)
    #expect(conflicts == [.init(row: "customers K1", reason: .taken(by: "customers C1"), laterRun: later)])
  }

  // MARK: Conflicts

  @Test func `a field that changed since is named with the row and the run`() throws {
    let run = try book.run { session in
      for code in ["C1", "C2"] { try session.updateCustomer(code, ["tier": .text("silver"), "team": .text("A")]) }
    }
    try book.run { try $0.updateCustomer("C1", ["note": .text("does not matter")]) }
    let later = try book.run { try $0.updateCustomer("C1", ["team": .text("B")]) }
    #expect(try refused(run) == [.init(row: "customers C1", reason: .changed(field: "team"), laterRun: later)])
  }

  @Test func `the run is named whose value stands, not one that put it back`() throws {
    let run = try book.run { try $0.updateCustomer("C1", ["note": .text("first")]) }
    let standing = try book.run { try $0.updateCustomer("C1", ["note": .text("second")]) }
    try book.run { try $0.updateCustomer("C1", ["tier": .text("silver")]) }
    let undone = try book.run { try $0.updateCustomer("C1", ["note": .text("third")]) }
    let undo = try book.undo(undone)
    #expect(try refused(run) == [.init(row: "customers C1", reason: .changed(field: "note"), laterRun: standing)])
    try book.undo(undo)
    #expect(try refused(run) == [.init(row: "customers C1", reason: .changed(field: "note"), laterRun: undone)])
  }

  @Test func `undoing the later runs first makes way`() throws {
    let before = try book.dump()
    let first = try book.run { try $0.updateCustomer("C1", ["tier": .text("silver")]) }
    let second = try book.run { try $0.updateCustomer("C1", ["tier": .text("bronze")]) }
    _ = try refused(first)
    try book.undo(second)
    try book.undo(first)
    #expect(try book.dump() == before)
  }

  @Test func `a row that is gone is named by the code that it had`() throws {
    let run = try book.run { try $0.updateCustomer("C2", ["tier": .text("silver")]) }
    let later = try book.run(sql: "DELETE FROM customers WHERE code = 'C2'")
    #expect(try refused(run) == [.init(row: "customers C2", reason: .gone, laterRun: later)])
  }

  @Test func `a row that is there again is named`() throws {
    let run = try book.run(sql: "DELETE FROM customers WHERE id = 2")
    let later = try book.run(sql: "INSERT INTO customers (id, code, name, currency) VALUES (2, 'N', 'new', 'CNY')")
    #expect(try refused(run) == [.init(row: "customers C2", reason: .present, laterRun: later)])
  }

  @Test func `a row that refers to one that would go is named`() throws {
    let run = try book.run { try $0.addCustomer("C4") }
    let later = try book.run { session in
      _ = try session.insert(
        ["code": .text("O1"), "customer": .text("C4"), "ordered_on": .text("2026-01-01")],
        into: session.entity("orders"))
    }
    #expect(try refused(run) == [.init(row: "orders O1", reason: .refers(to: "customers C4"), laterRun: later)])
  }

  @Test func `a row whose later column has a value does not go in silence`() throws {
    let run = try book.run { try $0.addCustomer("C4") }
    try book.file.write { session in
      try session.db.execute(sql: "ALTER TABLE customers ADD COLUMN extra TEXT")
      return (.commit, ())
    }
    let later = try book.run(sql: "UPDATE customers SET extra = 'x' WHERE code = 'C4'")
    #expect(try refused(run) == [.init(row: "customers C4", reason: .changed(field: "extra"), laterRun: later)])
    try book.undo(later)
    try book.undo(run)
    #expect(try book.read { try $0.customer("C4", "id") } == nil)
  }

  @Test func `many conflicts are counted, and the first twenty told`() throws {
    let run = try book.run { session in for number in 1...50 { try session.addCustomer("N\(number)") } }
    try book.run(sql: "UPDATE customers SET tier = 'x' WHERE code LIKE 'N%'")
    do {
      try book.undo(run)
      Issue.record("nothing was refused")
    } catch RunError.conflicts(run, let conflicts, total: 50) {
      #expect(conflicts.count == 20)
    }
  }

  // MARK: Undo of undo

  @Test func `an undo is undone, and that again`() throws {
    let before = try book.dump()
    let first = try book.run { session in
      try session.updateCustomer("C1", ["tier": .text("silver")])
      try session.addCustomer("C4")
    }
    let after = try book.dump()
    let second = try book.undo(first)
    #expect(try undoneBy(first) == second)
    let third = try book.undo(second)
    #expect(try book.dump() == after)
    #expect(try undoneBy(first) == nil)
    #expect(try undoneBy(second) == third)
    let fourth = try book.undo(third)
    #expect(try book.dump() == before)
    #expect(try undoneBy(first) == second)
    #expect(try undoneBy(second) == nil)
    #expect(try undoneBy(third) == fourth)
    #expect(throws: RunError.undone(first, by: second)) { try book.undo(first) }
  }

  @Test func `a run that was brought back can be undone anew`() throws {
    let before = try book.dump()
    let first = try book.run { try $0.updateCustomer("C1", ["tier": .text("silver")]) }
    try book.undo(try book.undo(first))
    let again = try book.undo(first)
    #expect(try undoneBy(first) == again)
    #expect(try book.dump() == before)
  }

  @Test func `runs that are unknown, empty or pruned are refused`() throws {
    #expect(throws: RunError.unknown(99)) { try book.undo(99) }
    let empty = try book.run { _ in }
    #expect(throws: RunError.nothingToUndo(empty, .succeeded)) { try book.undo(empty) }
    let run = try book.run { try $0.updateCustomer("C1", ["tier": .text("silver")]) }
    _ = try book.file.write { (.commit, try $0.pruneRuns(endedBefore: Instant(secondsSinceEpoch: 1_800_000_000))) }
    #expect(throws: RunError.pruned(run)) { try book.undo(run) }
  }

  // MARK: One customer

  @Test func `undo narrowed to a customer takes back what belongs to it, and nothing else`() throws {
    try book.run { session in
      for code in ["C1", "C2"] {
        _ = try session.insert(
          ["code": .text("O-\(code)"), "customer": .text(code), "ordered_on": .text("2026-01-01")],
          into: session.entity("orders"))
      }
    }
    let run = try book.run { session in
      for code in ["C1", "C2"] {
        try session.updateCustomer(code, ["tier": .text("silver")])
        _ = try session.insert(
          ["order": .text("O-\(code)"), "line": .integer(1), "quantity": .integer(2)],
          into: session.entity("order_lines"))
        _ = try session.update(.code("O-\(code)"), of: session.entity("orders"), ["note": .text("new")])
      }
      try session.db.execute(sql: "UPDATE products SET name = name")
    }
    try book.undo(run, customer: "C1")
    #expect(try book.read { try $0.customer("C1", "tier") } == "gold".databaseValue)
    #expect(try book.read { try $0.customer("C2", "tier") } == "silver".databaseValue)
    #expect(try book.read { try String.fetchAll($0.db, sql: "SELECT code FROM orders WHERE note IS NULL") } == ["O-C1"])
    #expect(try book.read { try Int.fetchAll($0.db, sql: "SELECT order_id FROM order_lines") } == [2])
    #expect(try undoneBy(run) == nil)
    try book.undo(run, customer: "C2")
    #expect(try book.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM order_lines") } == 0)
    #expect(throws: RunError.nothingOfCustomer(run, "C3")) { try book.undo(run, customer: "C3") }
    #expect(throws: BookError.self) { try book.undo(run, customer: "nobody") }
  }

  @Test func `a customer that a run took away comes back alone, with its orders`() throws {
    try book.run { session in
      _ = try session.insert(
        ["code": .text("O1"), "customer": .text("C1"), "ordered_on": .text("2026-01-01")],
        into: session.entity("orders"))
      _ = try session.insert(["order": .text("O1"), "line": .integer(1)], into: session.entity("order_lines"))
    }
    let before = try book.dump()
    let run = try book.run(sql: "DELETE FROM order_lines; DELETE FROM orders; DELETE FROM customers")
    try book.undo(run, customer: "C1")
    let after = try book.dump()
    #expect(after["orders"] == before["orders"])
    #expect(after["order_lines"] == before["order_lines"])
    #expect(after["customers"]?.count == 1)
  }

  // MARK: Long runs

  @Test func `a run far longer than its memory is undone, with swaps in it`() throws {
    book.file.changeMemory = 4_000
    let before = try book.dump()
    let run = try book.run { session in
      for round in 1...4 {
        for number in 1...40 {
          if round == 1 { try session.addCustomer("N\(number)") }
          try session.updateCustomer("N\(number)", ["note": .text("round \(round)")])
        }
        try session.db.execute(
          sql:
            "UPDATE customers SET code = 'x' || id WHERE id > 1; UPDATE customers SET code = 'N' || (44 - id) WHERE id > 3"
        )
      }
    }
    // 40 rows are new; two that stood before have another code, again and again.
    #expect(try book.read { try $0.run(run).changeCount } == 42)
    let after = try book.dump()
    let undo = try book.undo(run)
    #expect(try book.dump() == before)
    try book.undo(undo)
    #expect(try book.dump() == after)
  }

  @Test func `a payment does not go back to a customer whose invoices it does not settle`() throws {
    try book.run { session in
      for (entity, day) in [("payments", "paid_on"), ("invoices", "issued_on")] {
        let values: [String: FieldValue] = [day: .text("2026-01-01"), "amount": .integer(100)]
        let code = entity == "payments" ? "P" : "I"
        let customer = entity == "payments" ? "C1" : "C2"
        _ = try session.insert(
          values.merging(["code": .text(code), "customer": .text(customer)]) { $1 }, into: session.entity(entity))
      }
    }
    let moved = try book.run { session in
      _ = try session.update(.code("P"), of: session.entity("payments"), ["customer": .text("C2")])
    }
    let settled = try book.run { session in
      _ = try session.insert(
        ["payment": .text("P"), "invoice": .text("I"), "amount": .integer(100)], into: session.entity("allocations"))
    }
    let before = try book.dump()
    #expect(throws: BookError.otherDebtor(payment: "P", payer: "C1", invoice: "I", debtor: "C2")) {
      try book.undo(moved)
    }
    #expect(try book.dump() == before)
    try book.undo(settled)
    try book.undo(moved)
  }

  @Test func `a payment does not go back below what has been allocated of it`() throws {
    try book.run { session in
      for (code, entity, day) in [("P", "payments", "paid_on"), ("I", "invoices", "issued_on")] {
        _ = try session.insert(
          ["code": .text(code), "customer": .text("C1"), day: .text("2026-01-01"), "amount": .integer(100)],
          into: session.entity(entity))
      }
    }
    let raised = try book.run { session in
      for (code, entity) in [("P", "payments"), ("I", "invoices")] {
        _ = try session.update(.code(code), of: session.entity(entity), ["amount": .integer(200)])
      }
    }
    try book.run { session in
      _ = try session.insert(
        ["payment": .text("P"), "invoice": .text("I"), "amount": .integer(150)], into: session.entity("allocations"))
    }
    #expect(throws: BookError.self) { try book.undo(raised) }
  }

  private func undoneBy(_ run: Int64) throws -> Int64? {
    try book.read { try $0.run(run).undoneBy }
  }

  /// The conflicts of an undo, which must leave the book as it was.
  private func refused(_ run: Int64) throws -> [UndoConflict] {
    let before = try book.dump()
    var found: [UndoConflict] = []
    do {
      try book.undo(run)
      Issue.record("nothing was refused")
    } catch RunError.conflicts(run, let conflicts, total: let total) {
      #expect(total == conflicts.count)
      found = conflicts
    }
    #expect(try book.dump() == before)
    return found
  }
}
