import Domain
import Storage
import Testing
import Wording

@Suite struct `Custom fields` {
  let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      for code in ["C1", "C2", "C3"] { try session.add("customers", ["code": .text(code), "name": .text(code)]) }
    }
  }

  private func define(_ name: String, _ kind: String, _ choices: [String] = []) throws -> Int64 {
    try book.run { session in
      let entity = try session.entity("customers")
      let label = Phrase("Label", zh: "标签")
      try session.define(Field.custom(name, kind: kind, label: label, choices: choices, in: entity), in: entity)
    }.id
  }

  @Test func `hold values that filter and order like the built-in ones`() throws {
    _ = try define("area", "number")
    _ = try define("visited", "date")
    try book.run { session in
      let customers = try session.entity("customers")
      _ = try session.update(.code("C1"), of: customers, ["area": .real(12.5), "owner": .text("Li")])
      _ = try session.update(.code("C2"), of: customers, ["area": .integer(90)])
      _ = try session.update(.code("C3"), of: customers, ["visited": .text("2026-01-02")])
    }
    try book.file.read { session in
      let customers = try session.entity("customers")
      let area = try #require(customers.field("area"))
      #expect(area.label == Phrase("Label", zh: "标签"))
      #expect(area.kind == .real)
      var query = Query(customers, where: .not(.isNull(area)))
      query.order = [Query.Order(area, descending: true)]
      #expect(try session.ids(session.rows(query)) == [2, 1])
      let visited = try #require(customers.field("visited"))
      #expect(try session.count(Query(customers, where: .compare(visited, .greater, .text("2026-01-01")))) == 1)
    }
  }

  @Test func `refuse a value of another type and change nothing`() throws {
    _ = try define("employees_abroad", "integer")
    _ = try define("rating", "choice", ["A", "B"])
    let before = try book.facts()
    for (field, value) in [
      ("employees_abroad", FieldValue.text("many")), ("employees_abroad", .real(1.5)), ("rating", .text("C")),
    ] {
      #expect(throws: BookError.self) {
        try book.run { try $0.update(.code("C1"), of: $0.entity("customers"), ["name": .text("New"), field: value]) }
      }
    }
    #expect(try book.facts() == before)
  }

  @Test func `are those that the book has now, whoever added them or took them back`() throws {
    func fields() throws -> [String] {
      try book.file.read { session in try session.entity("customers").fields.filter(\.isCustom).map(\.name) }
    }
    func set(_ field: String) throws {
      try book.run { _ = try $0.update(.code("C1"), of: $0.entity("customers"), [field: .real(1)]) }
    }
    #expect(try fields() == [])
    // Another program, and then what this one tries and drops.
    let other = try BookFile.open(book.file.path, for: .write)
    let number = try BookOnDisk.run(in: other) { session in
      let entity = try session.entity("customers")
      let label = Phrase("Area", zh: "面积")
      try session.define(Field.custom("area", kind: "number", label: label, choices: [], in: entity), in: entity)
    }.id
    #expect(try fields() == ["area"])
    try set("area")
    let another = try BookOnDisk.run(in: other) { session in
      let entity = try session.entity("customers")
      let label = Phrase("Zone", zh: "区")
      try session.define(Field.custom("zone", kind: "number", label: label, choices: [], in: entity), in: entity)
    }.id
    try set("zone")
    #expect(try book.sql("SELECT area || ' ' || zone FROM customer_fields") == "1.0 1.0")
    try book.undo(another + 1)
    try book.undo(another)
    try book.file.write { session in
      _ = try session.startRun(
        RunStart(title: "tried", operatorName: "tester", startedAt: Instant("2026-11-21T08:00:00Z")))
      let entity = try session.entity("customers")
      let label = Phrase("Depth", zh: "深度")
      try session.define(Field.custom("depth", kind: "number", label: label, choices: [], in: entity), in: entity)
      #expect(try session.entity("customers").field("depth") != nil)
      return (.rollback, ())
    }
    #expect(try fields() == ["area"])
    #expect(throws: BookError.self) { try set("depth") }
    try book.run { session in
      let customers = try session.entity("customers")
      #expect(throws: BookError.self) {
        try session.atomically {
          let label = Phrase("Depth", zh: "深度")
          try session.define(
            Field.custom("depth", kind: "number", label: label, choices: [], in: customers), in: customers)
          throw BookError.unknownEntity("depth")
        }
      }
      #expect(try session.entity("customers").field("depth") == nil)
      _ = try session.update(.code("C2"), of: customers, ["area": .real(2)])
    }
    try book.undo(another + 4)
    // Undoing leaves the column; the field is gone for everybody.
    try book.undo(number + 1)
    try book.undo(number)
    #expect(try fields() == [])
    #expect(throws: BookError.self) { try set("area") }
  }

  @Test func `change with a history and are restored by undo, in the run that defines them too`() throws {
    let define = try book.run { session in
      let entity = try session.entity("customers")
      try session.define(
        Field.custom("area", kind: "number", label: .init(verbatim: "A"), choices: [], in: entity), in: entity)
      _ = try session.update(.code("C1"), of: session.entity("customers"), ["area": .real(1)])
    }
    let defined = try book.facts()
    let change = try book.run { session in
      try session.update(.code("C1"), of: session.entity("customers"), ["area": .real(2), "owner": .text("Li")])
    }
    try book.file.read { session in
      let history = try session.history(of: .code("C1"), in: session.entity("customers"), field: "area")
      #expect(history.map(\.change.old) == [.real(1), .null])
      #expect(history.map(\.change.new) == [.real(2), .real(1)])
    }
    #expect(throws: RunError.self) { try book.undo(define.id) }
    let changed = try book.facts()
    let undo = try book.undo(change.id)
    #expect(try book.facts() == defined)
    try book.undo(undo)
    #expect(try book.facts() == changed)
  }

  @Test func `stay while values stand that came later, and the run that wrote them is named`() throws {
    let run = try define("color", "text")
    let values = try book.run { session in
      try session.update(.code("C2"), of: session.entity("customers"), ["color": .text("red")])
    }.id
    let before = try book.facts()
    let conflict = UndoConflict(row: "customers C2", reason: .changed(field: "color"), laterRun: values)
    #expect(throws: RunError.conflicts(run, [conflict], total: 1)) { try book.undo(run) }
    #expect(try book.facts() == before)
    try book.undo(values)
    try book.undo(run)
    #expect(try book.file.read { try $0.entity("customers").field("color") } == nil)
  }

  @Test func `go with the run that defined them, and their names serve again for any kind`() throws {
    func take(_ value: FieldValue) throws -> Int64 {
      try book.run { try $0.update(.code("C1"), of: $0.entity("customers"), ["area": value]) }.id
    }
    func codes(_ value: FieldValue) throws -> [Int64] {
      try book.file.read { session in
        let customers = try session.entity("customers")
        let area = try #require(customers.field("area"))
        return try session.ids(session.rows(Query(customers, where: .compare(area, .equal, value))))
      }
    }
    let mistyped = try define("area", "text")
    let written = try take(.text("large"))
    try book.undo(written)
    try book.undo(mistyped)
    #expect(try book.file.read { try $0.entity("customers").field("area") } == nil)
    let number = try define("area", "number")
    let value = try take(.real(2.5))
    #expect(try codes(.real(2.5)) == [1])
    try book.undo(value)
    #expect(try codes(.real(2.5)) == [])
    try book.undo(number)
    _ = try define("area", "number")
    try book.run { try $0.update(.code("C1"), of: $0.entity("customers"), ["area": .real(3)]) }
    #expect(try codes(.real(3)) == [1])
  }

  @Test func `hold exact amounts in the record's currency`() throws {
    _ = try define("deposit", "money")
    try book.run { session in
      let customers = try session.entity("customers")
      _ = try session.update(.code("C1"), of: customers, ["currency": .text("JPY"), "deposit": .integer(500)])
      _ = try session.update(.code("C2"), of: customers, ["deposit": .real(12.5)])
    }
    #expect(try book.sql("SELECT group_concat(deposit) FROM customer_fields") == "500,1250")
    try book.file.read { session in
      let customers = try session.entity("customers")
      let deposit = try #require(customers.field("deposit"))
      #expect(
        try session.ids(session.rows(Query(customers, where: .compare(deposit, .greater, .integer(12))))) == [1, 2])
    }
  }

  @Test(arguments: ["", "Area", "1st", "a b", "面积", String(repeating: "a", count: 41), "a-b", "_a"])
  func `refuse names that scripts could not write`(name: String) {
    #expect(throws: CustomFieldError.name(name)) {
      try Field.custom(name, kind: "text", label: .init(verbatim: ""), choices: [], in: .customers)
    }
  }

  @Test(arguments: ["name", "id", "referrer_id", "merged_into_id", "any", "group"])
  func `refuse names that are taken`(name: String) {
    #expect(throws: CustomFieldError.taken(name, entity: "customers")) {
      try Field.custom(name, kind: "text", label: .init(verbatim: ""), choices: [], in: .customers)
    }
  }

  @Test func `refuse an unknown kind, a choice without choices, and money where there is no currency`() {
    func make(_ kind: String, _ choices: [String] = [], in entity: Entity = .customers) throws {
      _ = try Field.custom("x", kind: kind, label: .init(verbatim: ""), choices: choices, in: entity)
    }
    #expect(throws: CustomFieldError.kind("numbr")) { try make("numbr") }
    #expect(CustomFieldError.kind("numbr").description.contains("did you mean 'number'?"))
    for choices in [[], ["A", "A"], [""], ["A\nB"]] {
      #expect(throws: CustomFieldError.choices("x")) { try make("choice", choices) }
    }
    #expect(throws: CustomFieldError.choices("x")) { try make("text", ["A"]) }
    #expect(throws: CustomFieldError.noCurrency("x", entity: "contacts")) { try make("money", in: .contacts) }
  }

  @Test func `number two hundred for one entity at the most`() throws {
    let fields = (0..<200).map { Field("f\($0)", .text, .init(verbatim: ""), isCustom: true) }
    #expect(throws: CustomFieldError.tooMany(entity: "customers")) {
      try Field.custom("x", kind: "text", label: .init(verbatim: ""), choices: [], in: Entity.customers.adding(fields))
    }
  }
}

@Suite struct `Exchange rates` {
  private let usd = Currency("USD")
  private let eur = Currency("EUR")

  private func withRates<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    let book = try BookOnDisk()
    let usd = try #require(usd)
    let eur = try #require(eur)
    try book.run { session in
      try session.setExchangeRate(ExchangeRate(7, on: CivilDate("2026-01-01")), of: usd)
      try session.setExchangeRate(ExchangeRate(7.1, on: CivilDate("2026-01-10")), of: usd)
      try session.setExchangeRate(ExchangeRate(7.2, on: CivilDate("2026-01-10")), of: usd)
      try session.setExchangeRate(ExchangeRate(8, on: CivilDate("2026-01-10")), of: eur)
    }
    return try book.run(body).result
  }

  @Test(arguments: [
    ("2026-01-01", 7.0), ("2026-01-09", 7), ("2026-01-10", 7.2), ("2026-02-10", 7.2),
  ]) func `the latest on or before a day counts for a month`(day: String, rate: Double) throws {
    let usd = try #require(usd)
    #expect(try withRates { try $0.rate(of: usd, on: CivilDate(day), age: ExchangeRate.usualAge) } == rate)
  }

  @Test func `none before, or one that is too old, is an error that names currency and day`() throws {
    let usd = try #require(usd)
    try withRates { session in
      for (day, latest) in [("2025-12-31", nil), ("2026-02-11", "2026-01-10")] {
        let day = try CivilDate(day)
        let error = ExchangeRateError.missing(
          usd, base: .cny, day: day, age: 31, latest: try latest.map { try CivilDate($0) })
        #expect(throws: error) { try session.rate(of: usd, on: day, age: 31) }
        #expect(error.description.contains("USD") && error.description.contains(day.description))
      }
      #expect(try session.rate(of: usd, on: CivilDate("2026-02-11"), age: 32) == 7.2)
      #expect(try session.rate(of: .cny, on: CivilDate("2000-01-01"), age: 0) == 1)
    }
  }

  @Test func `amounts convert to the base currency, from it, and across it`() throws {
    let usd = try #require(usd)
    let eur = try #require(eur)
    let day = try CivilDate("2026-01-10")
    try withRates { session throws in
      #expect(
        try session.convert(Money(minorUnits: 10_000, usd), to: .cny, on: day, age: 31)
          == Money(minorUnits: 72_000, .cny))
      #expect(
        try session.convert(Money(minorUnits: 72_000, .cny), to: usd, on: day, age: 31)
          == Money(minorUnits: 10_000, usd))
      // 100.00 EUR × 8 ÷ 7.2 = 111.111… USD
      #expect(
        try session.convert(Money(minorUnits: 10_000, eur), to: usd, on: day, age: 31) == Money(minorUnits: 11_111, usd)
      )
    }
  }

  @Test func `a rate is above 0 and not of the base currency`() throws {
    let usd = try #require(usd)
    let day = try CivilDate("2026-01-10")
    try withRates { session in
      for value in [0, -1, Double.nan, .infinity] {
        #expect(throws: ExchangeRateError.self) { try session.setExchangeRate(ExchangeRate(value, on: day), of: usd) }
      }
      #expect(throws: ExchangeRateError.base(.cny)) { try session.setExchangeRate(ExchangeRate(1, on: day), of: .cny) }
    }
  }
}
