import Domain
import GRDB
import Storage
import Testing
import Wording

/// Two customers of one company, each with records of every kind.
private func addTwins(to session: BookSession) throws {
  try session.add("groups", ["code": .text("G1"), "name": .text("Group")])
  for code in ["OLD", "NEW"] {
    try session.add("customers", ["code": .text(code), "name": .text("\(code) name")])
    let customer = FieldValue.text(code)
    let day = FieldValue.text("2026-03-01")
    try session.add("contacts", ["customer": customer, "name": .text("Person of \(code)")])
    try session.add(
      "orders", ["code": .text("O-\(code)"), "customer": customer, "ordered_on": day, "amount": .integer(10)])
    try session.add("deliveries", ["code": .text("D-\(code)"), "order": .text("O-\(code)"), "shipped_on": day])
    try session.add("returns", ["code": .text("R-\(code)"), "customer": customer, "returned_on": day])
    try session.add(
      "invoices", ["code": .text("I-\(code)"), "customer": customer, "issued_on": day, "amount": .integer(10)])
    try session.add(
      "payments", ["code": .text("P-\(code)"), "customer": customer, "paid_on": day, "amount": .integer(10)])
    try session.add(
      "allocations", ["payment": .text("P-\(code)"), "invoice": .text("I-\(code)"), "amount": .integer(10)])
    try session.add(
      "interactions",
      ["customer": customer, "kind": .text("call"), "at": .text("2026-03-0\(code == "OLD" ? 1 : 2)T01:00:00Z")])
  }
  try session.add("customers", ["code": .text("THIRD"), "name": .text("Third"), "referrer": .text("OLD")])
}

/// The one value that a query of customers finds.
private func value(_ field: String, of code: String, in book: BookOnDisk) throws -> String? {
  try book.sql("SELECT \(field) FROM customers WHERE code = '\(code)'")
}

@Suite struct `Merging customers` {
  let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run(addTwins)
  }

  @Test func `the register counts the rows that reports count`() throws {
    let merge = try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices()) }.id
    let undo = try book.undo(merge)
    try book.file.read { session in
      for run in [merge, undo] {
        let rows = try session.changes(ofRun: run, sample: 0).rowCount
        #expect(try session.run(run).changeCount == rows)
      }
      #expect(try session.changes(ofRun: merge, sample: 0).rowCount > 0)
    }
    #expect(try book.file.examine().first { $0.check == "changes" }?.verdict == .ok)
  }

  @Test func `every record moves and the old code finds the one that stays`() throws {
    let id = try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices()) }.result
    for table in ["contacts", "orders", "returns", "invoices", "payments", "interactions"] {
      #expect(try book.sql("SELECT count(*) FROM \(table) WHERE customer_id = \(id)") == "2", "\(table)")
    }
    #expect(try book.sql("SELECT referrer_id FROM customers WHERE code = 'THIRD'") == "\(id)")
    try book.file.read { session in
      let row = try session.row(.code("OLD"), of: session.entity("customers"))
      #expect(row?.id == id)
      let query = Query(try session.entity("customers"))
      #expect(try session.count(query) == 2)
      let order = try #require(Entity.orders.field("customer"))
      #expect(try session.count(Query(.orders, where: .compare(order, .equal, .text("OLD")))) == 2)
    }
  }

  @Test func `a field keeps the value of the one that stays, takes the other's where that has none, or as it is told`()
    throws
  {
    try book.run { session in
      let customers = try session.entity("customers")
      let old: [String: FieldValue] = [
        "owner": .text("Li"), "city": .text("上海"), "phone": .text("1"), "note": .text("x"),
      ]
      _ = try session.update(.code("OLD"), of: customers, old)
      _ = try session.update(
        .code("NEW"), of: customers, ["owner": .text("Wang"), "phone": .text("2"), "team": .text("T")])
    }
    let choices = MergeChoices(winners: ["phone": .from, "team": .from, "note": .into])
    try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), choices) }
    #expect(try value("name", of: "NEW", in: book) == "NEW name")
    #expect(try value("owner", of: "NEW", in: book) == "Wang")
    #expect(try value("city", of: "NEW", in: book) == "上海")
    #expect(try value("phone", of: "NEW", in: book) == "1")
    #expect(try value("team", of: "NEW", in: book) == nil)
    #expect(try value("note", of: "NEW", in: book) == nil)
  }

  @Test func `amounts in another currency come with their currency or not at all`() throws {
    try book.run { session in
      let customers = try session.entity("customers")
      let values: [String: FieldValue] = [
        "currency": .text("USD"), "annual_revenue": .integer(500), "equity": .integer(7),
      ]
      _ = try session.update(.code("OLD"), of: customers, values)
      _ = try session.update(.code("NEW"), of: customers, ["annual_revenue": .integer(900)])
    }
    let before = try book.facts()
    #expect(throws: MergeError.currency(field: "equity", from: "USD", into: "CNY")) {
      try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["equity": .from])) }
    }
    #expect(try book.facts() == before)
    let kept = try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices()) }
    #expect(try value("annual_revenue || currency || ifnull(equity, '-')", of: "NEW", in: book) == "90000CNY-")
    try book.undo(kept.id)
    try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["currency": .from])) }
    #expect(try value("annual_revenue || currency || ifnull(equity, '-')", of: "NEW", in: book) == "50000USD700")
  }

  @Test func `records of the same key refuse the merge and are named, unless it is said whose count`() throws {
    try book.run { session in
      for (code, revenue) in [("OLD", 5), ("NEW", 6)] {
        let customer = FieldValue.text(code)
        try session.add(
          "statements", ["customer": customer, "year": .integer(2025), "revenue": .integer(Int64(revenue))])
        try session.add("documents", ["customer": customer, "kind": .text("licence"), "number": .text("L1")])
      }
    }
    let before = try book.facts()
    #expect(throws: MergeError.collisions(["documents licence L1", "statements 2025"], total: 2)) {
      try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices()) }
    }
    #expect(try book.facts() == before)
    for (side, revenue) in [(MergeChoices.Side.into, "600"), (.from, "500")] {
      let merge = try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(collisions: side)) }
      let sql = "SELECT group_concat(revenue) FROM statements WHERE customer_id = \(merge.result)"
      #expect(try book.sql(sql) == revenue)
      try book.run { try $0.unmerge(.code("OLD")) }
      #expect(try book.facts() == before)
    }
  }

  @Test func `parting restores every value and keeps what came after with the one that stayed`() throws {
    let before = try book.facts()
    try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["name": .from])) }
    let later = try book.run { session in
      try session.add("orders", ["code": .text("O-3"), "customer": .text("OLD"), "ordered_on": .text("2026-04-01")])
    }
    try book.run { try $0.unmerge(.code("OLD")) }
    let owner = "SELECT c.code FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.code = 'O-3'"
    #expect(try book.sql(owner) == "NEW")
    try book.undo(later.id)
    #expect(try book.facts() == before)
  }

  @Test func `parting is refused with the value that changed since`() throws {
    try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["name": .from])) }
    try book.run { try $0.update(.code("NEW"), of: $0.entity("customers"), ["name": .text("Another")]) }
    let before = try book.facts()
    let conflict = UndoConflict(row: "customers NEW", reason: .changed(field: "name"), laterRun: nil)
    #expect(throws: MergeError.changed("OLD", [conflict], total: 1)) { try book.run { try $0.unmerge(.code("OLD")) } }
    #expect(try book.facts() == before)
  }

  @Test func `customers do not part while one has paid for the other`() throws {
    try book.run { session in
      _ = try session.merge(.code("OLD"), into: .code("NEW"), MergeChoices())
      try session.add(
        "invoices",
        ["code": .text("I-3"), "customer": .text("NEW"), "issued_on": .text("2026-04-01"), "amount": .integer(5)])
      _ = try session.update(.code("P-OLD"), of: session.entity("payments"), ["amount": .integer(15)])
    }
    let settled = try book.run { session in
      try session.add(
        "allocations", ["payment": .text("P-OLD"), "invoice": .text("I-3"), "amount": .integer(5)])
    }
    let refusal = BookError.otherDebtor(payment: "P-OLD", payer: "OLD", invoice: "I-3", debtor: "NEW")
    #expect(throws: refusal) { try book.run { try $0.unmerge(.code("OLD")) } }
    #expect(try book.sql("SELECT count(*) FROM customers WHERE merged_into_id IS NOT NULL") == "1")
    try book.undo(settled.id)
    try book.run { try $0.unmerge(.code("OLD")) }
    #expect(try book.sql("SELECT count(*) FROM customers WHERE merged_into_id IS NOT NULL") == "0")
  }

  @Test func `a chain of merges resolves to its end and parts from the end only`() throws {
    try book.run { session in
      _ = try session.merge(.code("OLD"), into: .code("NEW"), MergeChoices())
      _ = try session.merge(.code("NEW"), into: .code("THIRD"), MergeChoices())
    }
    let third = try book.sql("SELECT id FROM customers WHERE code = 'THIRD'")
    let found = try book.file.read { try $0.row(.code("OLD"), of: $0.entity("customers"))?.id.description }
    #expect(found == third)
    #expect(throws: MergeError.self) { try book.run { try $0.unmerge(.code("OLD")) } }
    try book.run { session in
      _ = try session.unmerge(.code("NEW"))
      _ = try session.unmerge(.code("OLD"))
    }
    #expect(try book.sql("SELECT count(*) FROM customers WHERE merged_into_id IS NOT NULL") == "0")
  }

  @Test func `a customer is merged neither into itself nor twice, and nobody refers himself`() throws {
    #expect(throws: MergeError.itself("NEW")) {
      try book.run { try $0.merge(.code("NEW"), into: .code("NEW"), MergeChoices()) }
    }
    #expect(throws: MergeError.ownCode) {
      try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["code": .from])) }
    }
    #expect(throws: BookError.unknownField("colour", entity: .customers)) {
      try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices(winners: ["colour": .from])) }
    }
    try book.run { try $0.merge(.code("OLD"), into: .code("THIRD"), MergeChoices()) }
    #expect(try value("referrer_id", of: "THIRD", in: book) == nil)
    #expect(throws: MergeError.merged("OLD", into: "THIRD")) {
      try book.run { try $0.merge(.code("OLD"), into: .code("NEW"), MergeChoices()) }
    }
    #expect(throws: MergeError.itself("THIRD")) {
      try book.run { try $0.merge(.code("THIRD"), into: .code("OLD"), MergeChoices()) }
    }
    #expect(throws: MergeError.notMerged("NEW")) { try book.run { try $0.unmerge(.code("NEW")) } }
  }
}

@Suite struct `Random merges` {
  /// Customers with random values and records whose keys often collide.
  private func populate(_ session: BookSession, _ random: inout SplitMix) throws {
    let area = try Field.custom("area", kind: "number", label: .init(verbatim: "Area"), choices: [], in: .customers)
    try session.define(area, in: .customers)
    for number in 0..<6 {
      var values: [String: FieldValue] = ["code": .text("C\(number)"), "name": .text("Name \(number)")]
      if random.chance() { values["phone"] = .text("\(random.below(100))") }
      if random.chance() { values["currency"] = .text("USD") }
      if random.chance() { values["equity"] = .integer(Int64(random.below(100))) }
      if random.chance() { values["area"] = .real(Double(random.below(100))) }
      if number > 0, random.chance() { values["referrer"] = .text("C\(random.below(number))") }
      try session.add("customers", values)
      for order in 0..<random.below(3) {
        let code = FieldValue.text("O\(number)-\(order)")
        try session.add("orders", ["code": code, "customer": .text("C\(number)"), "ordered_on": .text("2026-01-01")])
      }
      for year in 2023..<(2023 + random.below(3)) {
        let revenue = FieldValue.integer(Int64(random.below(100)))
        try session.add(
          "statements", ["customer": .text("C\(number)"), "year": .integer(Int64(year)), "revenue": revenue])
      }
    }
  }

  @Test(arguments: 1...(UndoPropertyTests.isSlow ? 100 : 8))
  func `undone or parted leave exactly what was there before`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let book = try BookOnDisk()
    try book.run { try populate($0, &random) }
    var states: [(ended: String, before: [String])] = []
    for step in 0..<12 {
      let before = try book.facts()
      if let last = states.last, random.below(4) == 0 {
        try book.run { try $0.unmerge(.code(last.ended)) }
        #expect(try book.facts() == last.before, "seed \(seed), step \(step): unmerge")
        states.removeLast()
        continue
      }
      let from = "C\(random.below(6))"
      var choices = MergeChoices(collisions: random.chance() ? (random.chance() ? .from : .into) : nil)
      for field in ["name", "phone", "area", "referrer"] where random.chance() {
        choices.winners[field] = random.chance() ? .from : .into
      }
      if random.chance() { choices.winners["currency"] = .from }
      let into = "C\(random.below(6))"
      do {
        let merge = try book.run { try $0.merge(.code(from), into: .code(into), choices) }
        let after = try book.facts()
        let undo = try book.undo(merge.id)
        #expect(try book.facts() == before, "seed \(seed), step \(step): undo")
        try book.undo(undo)
        #expect(try book.facts() == after, "seed \(seed), step \(step): undo of the undo")
        states.append((from, before))
      } catch is MergeError {
        #expect(try book.facts() == before, "seed \(seed), step \(step): refused")
      }
    }
    for state in states.reversed() {
      try book.run { try $0.unmerge(.code(state.ended)) }
      #expect(try book.facts() == state.before, "seed \(seed): parting \(state.ended)")
    }
    #expect(try book.sql("SELECT count(*) FROM pragma_foreign_key_check") == "0")
  }
}

/// Sebastiano Vigna's SplitMix64, so that a seed gives the same test everywhere.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func chance() -> Bool { next() & 1 == 0 }
}
