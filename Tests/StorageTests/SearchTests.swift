import Domain
import Storage
import Testing

@Suite struct `Searching customers` {
  let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      let names = [
        ("C1", "上海贸易有限公司"), ("C2", "北京上海路商店"), ("C3", "上海"), ("C4", "Shmy Ltd"), ("上海", "Code in Chinese"),
        ("C6", "浦东进出口"), ("C7", "ＡＢＣ有限公司"),
      ]
      for (code, name) in names { try session.add("customers", ["code": .text(code), "name": .text(name)]) }
      _ = try session.update(
        .code("C6"), of: session.entity("customers"), ["phone": .text("021 6234 5678"), "legal_name": .text("上海")])
      try session.add("contacts", ["customer": .text("C7"), "name": .text("欧阳娜娜"), "mobile": .text("138 0013 8000")])
    }
  }

  private func codes(_ text: String, limit: Int = 20) throws -> [String] {
    let pattern = try #require(SearchPattern(text))
    return try book.file.read { session in
      let ids = try session.ids(session.search(pattern, limit: limit))
      return try ids.map { try book.sql("SELECT code FROM customers WHERE id = \($0)") ?? "" }
    }
  }

  @Test func `the whole comes first, then beginnings, then parts, each in the order of creation`() throws {
    #expect(try codes("上海") == ["C3", "上海", "C1", "C2", "C6"])
    #expect(try codes("上海", limit: 2) == ["C3", "上海"])
    #expect(try codes("shmy") == ["C4", "C1"])
  }

  @Test func `codes, telephones and contacts are searched too`() throws {
    #expect(try codes("c7") == ["C7"])
    #expect(try codes("62345678") == ["C6"])
    #expect(try codes("欧阳") == ["C7"])
    #expect(try codes("oynn") == ["C7"])
    #expect(try codes("13800138000") == ["C7"])
    #expect(try codes("abc") == ["C7"])
  }

  @Test func `a change, a merge and an undo are seen at once`() throws {
    let rename = try book.run { try $0.update(.code("C3"), of: $0.entity("customers"), ["name": .text("天津")]) }
    #expect(try codes("天津") == ["C3"])
    try book.undo(rename.id)
    #expect(try codes("天津") == [])
    try book.run { try $0.merge(.code("C7"), into: .code("C1"), MergeChoices()) }
    #expect(try codes("欧阳") == ["C1"])
    #expect(try codes("abc") == [])
  }

  @Test func `nothing is noted in a run`() throws {
    let before = try book.facts()
    let run = try book.run { try $0.ids($0.search(try #require(SearchPattern("上海")), limit: 3)) }
    #expect(try book.file.read { try $0.run(run.id).changeCount } == 0)
    #expect(try book.facts() == before)
  }
}

@Suite struct `A customer's timeline` {
  let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      for code in ["C1", "C2"] { try session.add("customers", ["code": .text(code), "name": .text(code)]) }
      let customer = FieldValue.text("C1")
      func day(_ text: String) -> FieldValue { .text("2026-0\(text)") }
      try session.add(
        "orders", ["code": .text("O1"), "customer": customer, "ordered_on": day("1-05"), "amount": .integer(12)])
      try session.add("orders", ["code": .text("O2"), "customer": customer, "ordered_on": day("3-05")])
      try session.add("orders", ["code": .text("OX"), "customer": .text("C2"), "ordered_on": day("3-06")])
      try session.add(
        "deliveries",
        ["code": .text("D1"), "order": .text("O1"), "shipped_on": day("1-07"), "delivered_on": day("1-09")])
      try session.add("deliveries", ["code": .text("D2"), "order": .text("O2")])
      try session.add("returns", ["code": .text("R1"), "customer": customer, "returned_on": day("2-01")])
      try session.add(
        "invoices", ["code": .text("I1"), "customer": customer, "issued_on": day("1-07"), "amount": .integer(12)])
      try session.add(
        "payments", ["code": .text("P1"), "customer": customer, "paid_on": day("2-07"), "amount": .integer(12)])
      try session.add(
        "interactions", ["customer": customer, "kind": .text("call"), "at": .text("2026-01-07T03:00:00Z")])
      try session.add(
        "documents",
        [
          "customer": customer, "kind": .text("licence"), "number": .text("L1"), "issued_on": day("1-01"),
          "expires_on": day("9-01"),
        ])
      try session.add("statements", ["customer": customer, "year": .integer(2025), "revenue": .integer(1000)])
    }
  }

  private let expected = [
    "2026-09-01 expiry L1", "2026-03-05 order O2", "2026-02-07 payment P1", "2026-02-01 return R1",
    "2026-01-09 delivery D1",
    "2026-01-07T03:00:00Z interaction call", "2026-01-07 invoice I1", "2026-01-05 order O1", "2026-01-01 document L1",
    "2025-12-31 statement 2025",
  ]

  private func lines(_ entries: [TimelineEntry]) -> [String] {
    entries.map { "\($0.place.at) \($0.place.kind) \($0.title)" }
  }

  @Test func `unites all dated records, the latest first`() throws {
    let entries = try book.file.read { try $0.timeline(of: .code("C1"), after: nil, limit: 50) }
    #expect(lines(entries) == expected)
    #expect(entries.last?.amount == Money(minorUnits: 100_000, .cny))
    #expect(entries.first?.amount == nil)
  }

  @Test(arguments: 1...11) func `is the same in pages of any size`(size: Int) throws {
    var pages: [TimelineEntry] = []
    try book.file.read { session in
      while true {
        let page = try session.timeline(of: .code("C1"), after: pages.last?.place, limit: size)
        #expect(page.count <= size)
        if page.isEmpty { break }
        pages += page
      }
    }
    #expect(lines(pages) == expected)
  }

  @Test func `a page goes on where the last ended although records were added before it`() throws {
    let first = try book.file.read { try $0.timeline(of: .code("C1"), after: nil, limit: 4) }
    try book.run { session in
      try session.add("orders", ["code": .text("O9"), "customer": .text("C1"), "ordered_on": .text("2026-08-01")])
    }
    let second = try book.file.read { try $0.timeline(of: .code("C1"), after: first.last?.place, limit: 50) }
    #expect(lines(first + second) == expected)
  }
}
