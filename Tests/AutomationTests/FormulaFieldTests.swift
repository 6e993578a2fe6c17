import Automation
import Domain
import Storage
import Testing
import Wording

/// A formula is given the whole customer, by whatever way it asks.
@Suite struct FormulaFieldTests {
  private func book(_ formula: String) throws -> TradingBook {
    let book = try TradingBook { book in
      try book.define(
        try Field.custom("area", kind: "number", label: .init(verbatim: "Area"), choices: [], in: .customers),
        in: .customers)
      for (number, city) in ["上海", "Köln", "Lyon"].enumerated() {
        try book.customer(
          "C\(number)",
          ["city": .text(city), "country": .text("DE"), "area": .real(Double(number)), "employees": .integer(7)])
        try book.order("\(number)", "C\(number)", "2026-01-10", 100)
      }
    }
    try book.apply(
      """
      return score { name = "s", range = { 0, 1000 }, inputs = { sales = orders.stats() },
        formula = function(c, i) \(formula) end }
      """)
    return book
  }

  private func values(_ formula: String) throws -> [Double?] {
    let book = try book(formula)
    return try (0..<3).map { try book.value("C\($0)", "s") }
  }

  @Test func `a name that is put together at run time finds its field`() throws {
    // The bytes of each city's name, and the custom field.
    #expect(try values(#"return #c["cit" .. "y"] + c["are" .. "a"]"#) == [6, 6, 6])
  }

  @Test func `pairs and copies show every field that has a value`() throws {
    let count = #"local n = 0 for _ in pairs(%) do n = n + 1 end return n"#
    // id, code, name, city, country, currency, area, employees, and whatever a new customer has.
    let shown = try values(count.replacing("%", with: "c"))
    #expect(shown == (try values("c:copy() " + count.replacing("%", with: "c:copy()"))))
    let named = try values(
      "local all = c.city and c.country and c.employees and c.area " + count.replacing("%", with: "c"))
    #expect(shown == named)
    #expect(shown.allSatisfy { $0 ?? 0 >= 7 })
    #expect(
      try values(#"for name, value in pairs(c) do if name == "ar" .. "ea" then return value end end return 9"#) == [
        0, 1, 2,
      ])
  }

  @Test func `a field that does not exist is an error in every case`() throws {
    #expect(throws: DefinitionFault.self) { try values(#"return c["ci" .. "tie"] and 1 or 0"#) }
  }

  @Test func `what was asked for by another way than its name is evidence too`() throws {
    for formula in [#"return i.sales["n" .. "et"]"#, "return i.sales.net"] {
      let book = try book(formula)
      let explained = try book.place.explain(customer: "C1", score: "s")
      let fields = explained?.evidence.first?.values.map(\.field)
      #expect(fields == ["count", "net"])
    }
  }
}
