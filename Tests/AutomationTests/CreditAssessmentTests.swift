import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// How a policy grades customers.
@Suite struct CreditAssessmentTests {
  /// The worked sample: grade B lends 35 % of a net worth of 80,000, or 5 % of a turnover of 700,000.
  private static let sample = """
    return credit_policy {
      name = "sample", inputs = { statement = statements.latest() },
      score = function(c, i, k)
        local s = i.statement
        if s.count == 0 then return insufficient("no statement") end
        return { capital = s.equity and 75, capacity = 75 }
      end,
      weights = { capital = 1, capacity = 1 },
      grades = {
        { grade = "A", min = 90, net_worth = 0.5, turnover = 0.1 },
        { grade = "B", min = 70, net_worth = 0.35, turnover = 0.05, terms_days = 45, prepay_percent = 10, review = "6m" },
        { grade = "E", min = 0, cap = 0 },
      },
      figures = function(c, i) return { net_worth = i.statement.equity, turnover = i.statement.revenue } end,
      approval = { { above = 50000 } },
    }
    """

  @Test func `a grade brings limit, terms and the next review`() throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + #"statements.create { customer = "C1", year = 2025, equity = 80000, revenue = 700000 }"#,
      policy: Self.sample)
    let results = try desk.run(
      """
      local a = credit.assess("C1")
      local p = credit.profile("C1")
      local h = credit.history("C1")[1]
      return a.status, p.grade, p.score, p.limit, p.terms_days, p.next_review_on, h.version, h.evidence.bounds.turnover
      """)
    #expect(
      results == ["assessed", "B", "75.0", "28000.00 CNY", "45", "2027-05-21", "sample 1", "35000.00 CNY"])
    // Once more changes nothing.
    #expect(try desk.run(#"credit.assess("C1") return #credit.history("C1")"#) == ["2"])
  }

  @Test func `missing figures are insufficient data and leave the customer as it is`() throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + """
        customers.create { code = "C2", name = "乙" }
        statements.create { customer = "C2", year = 2025, revenue = 700000 }
        """, policy: Self.sample)
    let results = try desk.run(
      """
      local one, two, all = credit.assess("C1"), credit.assess("C2"), credit.assess("all")
      return one.status, one.reason, two.reason, all.insufficient_data, credit.profile("C1").limit, #credit.history("C1")
      """)
    #expect(results == ["insufficient_data", "no statement", "capital", "2", "100000.00 CNY", "1"])
  }

  @Test func `assessing all in a dry run shows who gains and loses, and keeps nothing`() throws {
    let desk = try CreditBench.desk(
      """
      for code, limit in pairs { A = 10000, B = 28000, C = 40000 } do
        customers.create { code = code, name = code, credit_limit = limit }
        statements.create { customer = code, year = 2025, equity = 80000, revenue = 700000 }
      end
      """, policy: Self.sample)
    let source = """
      local all = credit.assess("all")
      local moves = {}
      for _, m in ipairs(all.changes) do moves[#moves + 1] = m.customer .. " " .. tostring(m.before) .. " " .. tostring(m.limit) end
      return all.raised, all.lowered, all.unchanged, table.concat(moves, "; ")
      """
    let expected = ["1", "1", "1", "A 10000.00 CNY 28000.00 CNY; C 40000.00 CNY 28000.00 CNY"]
    #expect(try desk.run(source, .write(.dry)) == expected)
    #expect(try desk.run(#"return customers.get("A").credit_limit, #credit.history("A")"#) == ["10000.00 CNY", "1"])
    #expect(try desk.run(source) == expected)
    #expect(try desk.run(#"return customers.get("A").credit_limit"#) == ["28000.00 CNY"])
  }

  /// All are assessed in one pass over the book, one by queries of its own.
  @Test func `assessing all says of everybody what assessing one does`() throws {
    let desk = try CreditBench.desk(
      """
      fx.set("EUR", "2026-11-01", 7.8)
      products.create { code = "P", name = "Bolt", price = 10 }
      for i = 1, 9 do
        local code, eur = "C" .. i, i % 3 == 0
        customers.create { code = code, name = "N" .. i, currency = eur and "EUR" or "CNY" }
        for n = 1, i % 4 do
          local o = code .. "-" .. n
          orders.create { code = o, customer = code, ordered_on = "2026-0" .. n .. "-1" .. n, currency = eur and "EUR" or "CNY" }
          order_lines.create { order = o, line = 1, product = "P", quantity = 10 * i, price = 10 + n, currency = eur and "EUR" or "CNY" }
          invoices.create {
            code = "I" .. o, customer = code, order = o, issued_on = "2026-0" .. n + 1 .. "-01", amount = 100 * i,
            currency = eur and "EUR" or "CNY", disputed = n == 2,
          }
          payments.create { code = "Y" .. o, customer = code, paid_on = "2026-0" .. n + 2 .. "-0" .. i, amount = 60 * i + n, currency = eur and "EUR" or "CNY" }
          if n % 2 == 1 then payments.allocate("Y" .. o, "I" .. o, 60 * i) end
          promises.create { code = "PR" .. o, customer = code, invoice = "I" .. o, made_on = "2026-08-01", due_on = "2026-08-0" .. i, amount = 5, kept = n == 1 or nil }
        end
        if i % 2 == 0 then
          credit_ratings.create { customer = code, agency = "Dagong", as_of = "2025-03-31", grade = "A" }
          credit_ratings.create { customer = code, agency = "Dagong", as_of = "2026-03-31", grade = "AA" }
          credit_ratings.create { customer = code, agency = "Atradius", as_of = "2026-01-31", grade = "3" }
          securities.create { code = "S" .. i, customer = code, kind = "guarantee", amount = 1000 * i, valid_from = "2026-01-01" }
        end
        if i % 5 == 0 then
          acceptance_bills.create { code = "B" .. i, customer = code, kind = "bank", received_on = "2026-10-01", due_on = "2027-02-01", amount = 777 }
        end
      end
      customers.create { code = "M", name = "merged" }
      customers.merge("M", "C1")
      """,
      policy: """
        return credit_policy {
          name = "all", weights = { character = 1 }, grades = { { grade = "A", min = 60 }, { grade = "B", min = 0 } },
          score = function(c, i, k) return { character = 50 + k.kept } end,
          limit = function(c, i, k)
            local sum = k.exposure + k.secured + 10 * k.kept + 100 * k.broken + 1000 * k.open + 10000 * k.disputed + #c.name
            for agency, grade in pairs(k.ratings) do sum = sum + #agency + #grade end
            return sum + (k.oldest_days_late or 0) + (k.days_since_payment or 0) + 100 * (k.overdue_share or 0)
          end,
        }
        """)
    let each = try desk.run(
      """
      local said = {}
      for c in customers.each { order = "code" } do said[#said + 1] = json.encode(credit.assess(c.code)) end
      return #said, table.concat(said, "\\n")
      """, .write(.dry))
    let all = try desk.run(
      """
      local said = {}
      for _, change in ipairs(credit.assess("all").changes) do said[#said + 1] = json.encode(change) end
      table.sort(said, function(a, b) return json.decode(a).customer < json.decode(b).customer end)
      return #said, table.concat(said, "\\n")
      """, .write(.dry))
    #expect(each == all)
    #expect(each.first == "9" && Set(each.last?.split(separator: "\n") ?? []).count == 9, "\(each)")
  }

  @Test func `a limit above the threshold waits for somebody else`() throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + #"statements.create { customer = "C1", year = 2025, equity = 800000, revenue = 7000000 }"#,
      policy: Self.sample)
    let results = try desk.run(
      """
      local a = credit.assess("C1")
      credit.assess("C1")
      return a.status, a.limit, credit.profile("C1").limit, credit.profile("C1").grade, #credit.history("C1")
      """)
    #expect(results == ["proposed", "280000.00 CNY", "100000.00 CNY", "B", "2"])
    #expect(try desk.failure(of: #"credit.approve("C1", "seen")"#)?.contains("tester proposed the limit") == true)
    var other = desk.place
    other.operatorName = "li"
    let approval = ScriptRun(source: #"return credit.approve("C1", "seen").limit"#, name: "a.lua", title: "a") { _ in }
    #expect(try approval.execute(.write(.live), in: other).results == ["280000.00 CNY"])
    #expect(try desk.failure(of: #"credit.approve("C1", "seen")"#)?.contains("no proposed limit") == true)
  }

  @Test func `first orders have a small limit until somebody paid`() throws {
    let desk = try CreditBench.desk(
      """
      customers.create { code = "N", name = "新" }
      """, policy: CreditBench.policy("first_order_cap = 3000,"))
    let results = try desk.run(
      """
      local before = credit.preview("N", 3001).outcome
      credit.assess("N")
      local first = credit.profile("N").limit
      payments.create { code = "Y", customer = "N", paid_on = today(), amount = 10 }
      credit.assess("N")
      return before, first, credit.profile("N").limit
      """)
    #expect(results == ["hold", "3000.00 CNY", "28000.00 CNY"])
  }

  @Test(arguments: [
    (
      "score = function(c) if c.code == 'C2' then error('no luck') end return { character = 75 } end", "'score'",
      "no luck"
    ),
    (
      "score = function(c, i, k) return { character = c.code == 'C2' and -1 or 75 } end", "'score.character'",
      "0 to 100"
    ),
    ("score = function(c) return { charm = 1 } end", "'score.charm'", "character"),
    ("limit = function(c) return c.code == 'C2' and 0 / 0 or 5 end", "'limit'", "a number from 0"),
    ("figures = function(c) return { net_wroth = 1 } end", "'figures.net_wroth'", "net_worth"),
    // The name is put together, so that the check does not know it.
    ("score = function(c) customers['up' .. 'date'](c, { name = 'x' }) end", "'score'", "cannot be called"),
  ]) func `a function that fails for one customer is named with the customer, and nothing is written`(
    _ function: String, _ field: String, _ reason: String
  ) throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + #"customers.create { code = "C2", name = "乙", credit_limit = 5 }"#)
    var source = CreditBench.policy("\(function),", name: "bad")
    if function.hasPrefix("score") {
      source = source.replacing("score = function(c, i, k) return { character = 75 } end, weights", with: "weights")
    }
    try CreditBench.apply(source, desk)
    let failure = try #require(try desk.failure(of: #"credit.assess("all")"#))
    #expect(failure.contains("credit_policy 'bad', customer C") && failure.contains(field), "\(failure)")
    #expect(failure.contains(reason), "\(failure)")
    #expect(try desk.run(#"return #credit.history("C1"), customers.get("C1").credit_limit"#) == ["1", "100000.00 CNY"])
  }

  @Test(arguments: [
    (#"grades = { { grade = "A", min = 70 }, { grade = "B", min = 70 }, { grade = "C", min = 0 } }"#, "grades[2].min"),
    (#"grades = { { grade = "B", min = 70 }, { grade = "A", min = 0 } }"#, "grades[2].grade"),
    (#"grades = { { grade = "A", min = 70 } }"#, "grades[1].min"),
    (#"grades = { { grade = "A", min = 70, cap = -1 }, { grade = "E", min = 0 } }"#, "grades[1].cap"),
    ("check = { limit = { levels = { { over = 1 }, { over = 0.8 } } } }", "check.limit.levels[2].over"),
    (
      #"check = { limit = { levels = { { over = 1, outcome = "reject" }, { over = 2, outcome = "warn" } } } }"#,
      "check.limit.levels[2].outcome"
    ),
    (#"check = { limit = { over = 1, at = { "ordr" } } }"#, "check.limit.at"),
    ("check = { overdue_share = { over = 1 } }", "check.overdue_share.days"), ("chek = {}", "chek"),
    ("approval = { { above = 5 }, { above = 5 } }", "approval[2].above"),
    (#"dunning = { { days = 5, text = "a" }, { days = 5, text = "b" } }"#, "dunning[2].days"),
    (#"dunning = { { days = 5, text = "{invoce}" } }"#, "{invoce}"), ("first_order_cap = -1", "first_order_cap"),
    ("weights = { charakter = 1 }", "weights.charakter"), ("secured = { guarantee = 2 }", "secured.guarantee"),
    ("tolerance = 0 / 0", "tolerance"),
  ]) func `a policy that cannot be meant is refused by its field`(_ field: String, _ named: String) throws {
    let desk = try CreditBench.desk()
    let name = field.prefix { $0 != " " }
    var source = CreditBench.policy("\(field),")
    if name == "grades" {
      source = source.replacing(
        #"grades = { { grade = "B", min = 70, cap = 28000 }, { grade = "D", min = 0, cap = 0 } },"#, with: "")
    }
    if name == "weights" { source = source.replacing("weights = { character = 1 },", with: "") }
    var message = ""
    do {
      try CreditBench.apply(source, desk)
    } catch let refusal as any Refusal {
      message = refusal.message.english
    }
    #expect(message.contains(named), "\(message)")
    #expect(try desk.place.open(for: .read).read { try $0.definitions() }.isEmpty)
  }
}
