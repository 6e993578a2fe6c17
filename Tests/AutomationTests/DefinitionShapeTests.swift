import Automation
import LuaRuntime
import LuaSyntax
import Scripting
import Testing
import Wording

/// What is declared of definitions is what is accepted of them.
struct DefinitionShapeTests {
  /// Between them they have every field that definitions and the tables within them may have.
  private static let definitions = [
    """
    score {
      name = "s", description = { en = "a", zh = "甲" }, inputs = { o = orders.stats() },
      formula = function(c, i) return i.o.net end, range = { 0, 100 }, bands = { { min = 50, name = "A" } },
      floor = 0.5, as_of = "2026-11-21", decimals = 1,
    }
    """,
    """
    points_program {
      name = "p", description = { en = "a", zh = "甲" }, expiry = { kind = "rolling", after = "12m", from = "earning", through = "month" },
      pending = "14d", burn = "fifo", shortage = "debt", reinstatement = 3, stacking = { rate = "best" },
      wallets = {
        {
          name = "w", redeemable = true, value = money(1, "CNY"), expiry = { kind = "calendar", on = "12-31", years = 1 },
          pending = "event", burn = "lifo", shortage = "write_off", reinstatement = 1,
        },
        { name = "cash", currency = "CNY" },
      },
      rules = {
        {
          name = "r", on = "line", points = function(x, member) return x.amount end, wallet = "w", group = "rate",
          cap = { order = 1, day = 2, month = 3, year = 4, lifetime = 5, budget = 6 }, exclude = { "tax", "points" },
          rounding = "ceil", scope = "line", from = "2026-01-01", to = "2026-12-31",
        },
        { name = "q", on = "referral", points = function() return 5 end, refunds = "keep" },
      },
    }
    """,
    """
    tier_policy {
      name = "t", description = { en = "a", zh = "甲" }, inputs = { o = orders.stats() }, measure = "o.net",
      tiers = {
        { name = "S" },
        {
          name = "M", from = { all = { 3, { o = { net = { min = 4, max = 50 } } } } }, keep = { any = { 2, { o = { count = 1 } } } },
          benefits = { discount = 0.02, terms = 30, visit_interval = "3m" },
        },
        { name = "L", from = function(c, i) return i.o.net > 100 end },
      },
      qualify = "calendar_year", retain = "365d", hold = { rise = 1, fall = 2 }, grace = "30d", minimum_stay = "30d",
      downgrade = "one_step", notice = "10d", refunds = "recompute", writes = "size",
    }
    """,
    #"tier_policy { name = "v", validity = "12m", tiers = { { name = "S" } } }"#,
    """
    credit_policy {
      name = "c", description = { en = "a", zh = "甲" }, inputs = { o = orders.stats() },
      score = function(c, i, k) return { character = 50 } end,
      weights = { character = 1, capacity = 1, capital = 1, conditions = 1, collateral = 1 }, floor = 0.2,
      grades = {
        {
          grade = "A", min = 80, terms_days = 60, prepay_percent = 0, cap = 100, net_worth = 0.5, turnover = 0.08,
          secured = false, review = "12m",
        },
        { grade = "E", min = 0 },
      },
      figures = function(c, i, k) return { net_worth = 1 } end, peak = 2, round = 10,
      first_order_cap = 5, approval = { { above = 50, by = { "li" } } },
      exposure = { disputed = true, tax = true, rate_age = 31 },
      secured = { guarantee = 0.5, letter_of_credit = 1, credit_insurance = 0.9, deposit = 1 },
      check = {
        hold = { at = { "order", "delivery", "invoice" } }, expired = "hold", prepayment = { over = 0, outcome = "hold" },
        document_maximum = { over = 3 }, limit = { levels = { { over = 0.8, outcome = "warn" }, { over = 1 } } },
        horizon = { days = 7, over = 1 }, group_limit = { over = 1 }, oldest_open = { over = 30 },
        overdue_share = { days = 10, over = 0.3 }, last_payment = { over = 365 }, dunning_level = { over = 2 },
      },
      tolerance = 0.1,
      dunning = {
        { days = 10, from = "due", text = { en = "{name}", zh = "{name}" }, channel = "email", fee = 20, interest = 0.05 },
      },
    }
    """,
    """
    credit_policy {
      name = "own", score = function(c, i, k) return { character = 50 } end, limit = function(c, i, k) return 3 end,
      grades = { { grade = "E", min = 0 } },
    }
    """,
  ]

  /// Whether each of some expressions is refused, run in one script.
  private static func refusals(of expressions: [String]) throws -> [Bool] {
    let lines = expressions.map { "print(pcall(function() return \($0) end))" }
    let result = try SampleBook.runEmpty(lines.joined(separator: "\n"))
    #expect(result.failure == nil, "\(result.failure?.rendering.english ?? "")")
    let said = result.printed.split(separator: "\n").filter { $0.hasPrefix("true") || $0.hasPrefix("false") }
    try #require(said.count == expressions.count, "\(result.printed)")
    return said.map { $0.hasPrefix("false") }
  }

  private static func annotations() throws -> Annotations { try Annotations(Manual(in: .english).metaFile) }

  /// A definition with a piece of it replaced.
  private static func replacing(_ range: Range<Int>, in definition: String, with text: String) -> String {
    var bytes = Array(definition.utf8)
    bytes.replaceSubrange(range, with: Array(text.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The tables in a definition; places count from its beginning.
  private static func tables(in definition: String, _ annotations: Annotations) -> [WrittenTables.Found] {
    let written = WrittenTables(returnedBy: "return " + definition, annotations)
    #expect(written.faults == [], "\(definition)")
    return written.tables
  }

  @Test func `every field that is declared of a definition is accepted`() throws {
    for (definition, isRefused) in zip(Self.definitions, try Self.refusals(of: Self.definitions)) {
      #expect(!isRefused, "\(definition)")
    }
    let annotations = try Self.annotations()
    var used: [String: Set<String>] = [:]
    for table in Self.definitions.flatMap({ Self.tables(in: $0, annotations) }) {
      used[table.name, default: []].formUnion(table.items.compactMap(\.name?.text))
    }
    var names = DefinitionKinds.all.map { $0.kind }
    var seen: Set<String> = []
    while let name = names.popLast() {
      guard seen.insert(name).inserted, let described = annotations.classes[name], described.base == nil,
        name != "input", name != "money"
      else { continue }
      #expect(Set(described.fields.map(\.name)).subtracting(used[name] ?? []) == [], "\(name)")
      names += described.fields.compactMap(\.shape).flatMap(\.heldNames) + (described.others?.heldNames ?? [])
    }
    #expect(seen.count > 20)
  }

  @Test func `a field that is not declared is refused wherever it stands`() throws {
    let annotations = try Self.annotations()
    var cases: [(place: String, text: String)] = []
    for definition in Self.definitions {
      for table in Self.tables(in: definition, annotations)
      where annotations.classes[table.name]?.others == .named("no_such_field") {
        let place = table.range.lowerBound + 1 - "return ".utf8.count
        cases.append((table.name, Self.replacing(place..<place, in: definition, with: " zz = 1,")))
      }
    }
    #expect(cases.count > 30)
    for (test, isRefused) in zip(cases, try Self.refusals(of: cases.map(\.text))) {
      #expect(isRefused, "\(test.place): \(test.text)")
    }
  }

  @Test func `a field that is declared as needed is needed`() throws {
    let annotations = try Self.annotations()
    var cases: [(place: String, text: String)] = []
    for definition in Self.definitions {
      for table in Self.tables(in: definition, annotations) {
        for field in annotations.classes[table.name]?.fields ?? [] where field.isRequired {
          guard let item = table.items.first(where: { $0.name?.text == field.name }), let key = item.name else {
            continue
          }
          let shift = "return ".utf8.count
          let range = key.range.lowerBound - shift..<item.value.range.upperBound - shift
          cases.append(("\(table.name).\(field.name)", Self.replacing(range, in: definition, with: "[1000] = nil")))
        }
      }
    }
    #expect(cases.count > 25)
    for (test, isRefused) in zip(cases, try Self.refusals(of: cases.map(\.text))) {
      #expect(isRefused, "\(test.place): \(test.text)")
    }
  }
}
