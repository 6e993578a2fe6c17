import Automation
import LuaRuntime
import Testing
import Wording

/// Filters, orders and limits as scripts write them, against books made for them.
struct RecordQueryTests {
  /// Five customers whose fields cover what filters meet: empty fields, two currencies, Chinese, marks of SQL.
  private static let book = """
    local function add(fields) customers.create(fields) end
    add { code = "A", name = "Alpha", tier = "gold", size = "L", annual_revenue = 100, employees = 10, founded_on = "1999-12-31" }
    add { code = "B", name = "Beta_1", tier = "gold", size = "S", annual_revenue = 250.50, employees = 20, email_consent = true }
    add { code = "C", name = "100% Gamma", tier = "silver", currency = "JPY", annual_revenue = 200, founded_on = "2005-06-01" }
    add { code = "D", name = "上海贸易", currency = "EUR", annual_revenue = 100, email_consent = false, referrer = "A" }
    add { code = "E", name = "O'Brien\\"; DROP TABLE customers; --", employees = 20 }
    local function codes(query)
      local found = {}
      for c in customers.each(query) do table.insert(found, c.code) end
      assert(#found == customers.count(query) and #found == #customers.list(query))
      return table.concat(found, " ")
    end

    """

  private static func run(_ source: String) throws -> SampleBook.Result { try SampleBook.run(book + source) }

  private static func codes(_ query: String) throws -> String {
    // The sample's own customers come first: their codes begin with C004.
    let result = try run("return (codes(\(query)):gsub('C004%d ?', ''))")
    try #require(result.report.outcome == .succeeded, "\(result.failure?.rendering.english ?? "")")
    return result.report.results[0]
  }

  @Test(arguments: [
    (#"{ where = { tier = "gold", code = { ["<"] = "C" } } }"#, "A B"),
    (#"{ where = { code = { ["in"] = { "A", "C", "X" } } } }"#, "A C"),
    (#"{ where = { code = { "B", "D" } } }"#, "B D"),
    (#"{ where = { code = { ["in"] = {} } } }"#, ""),
    (#"{ where = { employees = 20 } }"#, "B E"),
    (#"{ where = { employees = { [">="] = 10, ["<"] = 20 } } }"#, "A"),
    (#"{ where = { employees = { ["~="] = 20 } } }"#, "A"),
    (#"{ where = { founded_on = { [">"] = "1999-12-31" } } }"#, "C"),
    (#"{ where = { email_consent = false } }"#, "D"),
    (#"{ where = { referrer = "A" } }"#, "D"),
    (#"{ where = { referrer = customers.get("A") } }"#, "D"),
    (#"{ where = { id = customers.get("B").id } }"#, "B"),
  ])
  func `a condition compares a field with a value`(_ query: String, _ expected: String) throws {
    #expect(try Self.codes(query) == expected)
  }

  @Test(arguments: [
    (#"{ where = { employees = null } }"#, "C D"),
    (#"{ where = { employees = { ["~="] = null } } }"#, "A B E"),
    (#"{ where = { tier = { ["in"] = { "silver", null } } } }"#, "C D E"),
    (#"{ where = { ["not"] = { tier = "gold" }, code = { [">="] = "A", ["<"] = "F" } } }"#, "C D E"),
  ])
  func `an empty field equals null only, and not takes it in`(_ query: String, _ expected: String) throws {
    #expect(try Self.codes(query) == expected)
  }

  @Test(arguments: [
    (#"{ where = { name = { like = "%贸易" } } }"#, "D"),
    (#"{ where = { name = { like = "beta_1" } } }"#, "B"),
    (#"{ where = { name = { like = "100%" } } }"#, "C"),
    (#"{ where = { name = { like = "' OR 1=1 --" } } }"#, ""),
  ])
  func `like compares texts by pattern`(_ query: String, _ expected: String) throws {
    #expect(try Self.codes(query) == expected)
  }

  @Test(arguments: [
    (#"{ where = { any = { { tier = "silver" }, { employees = 10 } } } }"#, "A C"),
    (#"{ where = { any = { tier = "silver", employees = 10 } } }"#, "A C"),
    (#"{ where = { any = {} } }"#, ""),
    (#"{ where = { all = { { tier = "gold" }, { size = "S" } } } }"#, "B"),
    (
      #"{ where = { tier = "gold", ["not"] = { any = { { size = "L" }, { size = "S" } } }, code = { ["<"] = "F" } } }"#,
      ""
    ),
    (
      #"{ where = { code = { ["<"] = "F" }, ["not"] = { ["not"] = { any = { { employees = 20 }, { ["not"] = { email_consent = null } } } } } } }"#,
      "B D E"
    ),
  ])
  func `any, all and not nest`(_ query: String, _ expected: String) throws {
    #expect(try Self.codes(query) == expected)
  }

  @Test func `a number compares with money in each record's own currency, money with its own only`() throws {
    #expect(try Self.codes(#"{ where = { annual_revenue = 100 } }"#) == "A D")
    // 200 JPY has no decimals: it lies between 100 and 250.50 of the others.
    #expect(try Self.codes(#"{ where = { annual_revenue = { [">"] = 100, ["<="] = 250.50 } } }"#) == "B C")
    #expect(try Self.codes(#"{ where = { annual_revenue = money(100, "EUR") } }"#) == "D")
    #expect(try Self.codes(#"{ where = { annual_revenue = { [">"] = money(100, "JPY") } } }"#) == "C")
  }

  @Test func `a value that looks like SQL is a value`() throws {
    #expect(try Self.codes(#"{ where = { name = "O'Brien\"; DROP TABLE customers; --" } }"#) == "E")
    #expect(try Self.codes(#"{ where = { code = "A' OR '1'='1" } }"#) == "")
    #expect(try Self.codes(#"{ where = { code = { ["in"] = { "A') OR 1=1 --" } } } }"#) == "")
  }

  @Test(arguments: [
    (#"{ where = { tire = "gold" } }"#, "customers have no field 'tire' (did you mean 'tier'?)"),
    (#"{ where = { ["code\" = 1 OR 1=1 --"] = "A" } }"#, "customers have no field"),
    (#"{ where = { employees = "many" } }"#, "field 'employees' takes an integer, got many"),
    (#"{ where = { annual_revenue = "12k" } }"#, "field 'annual_revenue' takes an amount such as 1250.50, got 12k"),
    (#"{ where = { founded_on = "2026-02-30" } }"#, "“2026-02-30” is not a date"),
    (#"{ where = { size = "XL" } }"#, #"field 'size' takes one of S, M, L, got "XL""#),
    (#"{ where = { email_consent = 1 } }"#, "field 'email_consent' takes true or false, got 1"),
    (#"{ where = { employees = { ["=>"] = 1 } } }"#, "'=>' does not compare 'employees'"),
    (#"{ where = { employees = { [">"] = null } } }"#, "'> null' does not compare 'employees'"),
    (#"{ where = { employees = { like = "1%" } } }"#, "like compares texts, and 'employees' is none"),
    (#"{ where = { "gold" } }"#, #"where takes fields by name, { tier = "gold" }, got "gold" without a name"#),
    (#"{ where = { any = { "gold" } } }"#, "got \"gold\" without a name"),
    (#"{ where = "tier = 'gold'" }"#, #"customers.each: argument 'query' has "tier = 'gold'" as 'where'"#),
    (#"{ order = "revenu" }"#, "customers have no field 'revenu'"),
    (#"{ order = "name; DROP TABLE customers" }"#, "customers have no field 'name; DROP TABLE customers'"),
    (#"{ order = { 1 } }"#, "has 1 as 'order[1]', which must be a string"),
    (#"{ limit = -1 }"#, "has -1 as 'limit'"),
    (#"{ limit = 1.5 }"#, "has 1.5 as 'limit'"),
  ])
  func `a condition that cannot be meant is refused`(_ query: String, _ message: String) throws {
    let failure = try #require(try Self.run("codes(\(query))").failure)
    #expect(failure.message.contains(message), "\(failure.message)")
  }

  @Test(arguments: [
    (#"{ where = { code = { ["<"] = "F" } }, order = "-employees" }"#, "B E A C D"),
    (#"{ where = { code = { ["<"] = "F" } }, order = { "tier", "-code" } }"#, "E D B A C"),
    (#"{ where = { code = { ["<"] = "F" } }, order = "-code", limit = 2 }"#, "E D"),
    (#"{ where = { code = { "A", "B", "C", "D", "E" } }, order = "-id" }"#, "E D C B A"),
    (#"{ where = { code = { "A", "B", "C", "D", "E" } }, order = { "-tier", "-id" }, limit = 3 }"#, "C B A"),
    (#"{ where = { code = { "A", "B", "C", "D", "E" } }, order = "id", limit = 2 }"#, "A B"),
    (#"{ limit = 0 }"#, ""),
  ])
  func `records come in the order asked for, ties in that of creation`(_ query: String, _ expected: String) throws {
    #expect(try Self.codes(query) == expected)
  }

  // MARK: Loops

  @Test func `a loop does not chase its own writes`() throws {
    let result = try Self.run(
      """
      local turns = 0
      for c in customers.each { where = { code = { ["<"] = "F" }, employees = { [">="] = 10 } } } do
        turns = turns + 1
        customers.update(c, { employees = c.employees + 100, code = c.code .. "x" })
        customers.create { code = "N" .. turns, name = "new", employees = 50 }
      end
      return turns, customers.count { where = { employees = { [">"] = 100 } } }
      """)
    #expect(result.report.results == ["3", "3"], "\(result.failure?.rendering.english ?? "")")
  }

  @Test func `a loop left early frees the book for the next`() throws {
    let result = try Self.run(
      """
      local first
      for round = 1, 300 do
        for c in customers.each { where = { code = { ["<"] = "C" } } } do first = c break end
        local ok = pcall(function() for c in customers.each() do error("out") end end)
        assert(not ok)
      end
      customers.update(first, { note = "kept" })
      return first.code, first.name
      """)
    #expect(result.report.results == ["A", "Alpha"], "\(result.failure?.rendering.english ?? "")")
  }

  @Test func `equal loops within each other keep their own places`() throws {
    let result = try Self.run(
      """
      local query, pairs = { where = { code = { "A", "B", "C" } }, order = "code" }, {}
      for a in customers.each(query) do
        for b in customers.each(query) do
          table.insert(pairs, a.code .. b.code)
          if b.code == a.code then break end
        end
      end
      return table.concat(pairs, " ")
      """)
    #expect(result.report.results == ["AA BA BB CA CB CC"], "\(result.failure?.rendering.english ?? "")")
  }

  @Test func `an iterator used after its loop says that the loop has ended`() throws {
    let failure = try #require(
      try Self.run(
        "local next = customers.each { limit = 1 }\nwhile next() do end\nlocal f, _, _, closer = customers.each()\ndo local c <close> = closer end\nf()"
      ).failure)
    #expect(failure.message.contains("this loop has ended"))
  }
}
