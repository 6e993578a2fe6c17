import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// What customers owe, what is agreed with them, and whom to remind.
@Suite struct CreditTests {
  @Test func `exposure drills down to documents, and an advance payment counts against its order`() throws {
    let desk = try CreditBench.desk()
    let results = try desk.run(
      """
      orders.create { code = "O1", customer = "C1", ordered_on = "2026-11-01", amount = 50000 }
      payments.create { code = "Y1", customer = "C1", order = "O1", paid_on = "2026-11-02", amount = 15000 }
      invoices.create { code = "I1", customer = "C1", issued_on = "2026-10-01", due_on = "2026-10-31", amount = 20000 }
      acceptance_bills.create { code = "B1", customer = "C1", received_on = "2026-11-10", due_on = "2027-05-10", amount = 9000 }
      local e = credit.exposure("C1")
      local list = {}
      for _, d in ipairs(e.documents) do list[#list + 1] = d.part .. " " .. d.code .. " " .. tostring(d.value) end
      return e.total, table.concat(list, "; "), credit.headroom("C1"), credit.exposure("C1", { on = "2026-11-01" }).total
      """)
    #expect(
      results == [
        "64000.00 CNY",
        "undelivered O1 50000.00 CNY; prepaid Y1 -15000.00 CNY; invoices I1 20000.00 CNY; acceptance_bills B1 9000.00 CNY",
        "36000.00 CNY", "70000.00 CNY",
      ])
  }

  @Test func `another currency is turned by the rate of the day, and a missing one is named with its day`() throws {
    let desk = try CreditBench.desk()
    let source = """
      invoices.create { code = "I1", customer = "C1", issued_on = "2026-11-01", currency = "USD", amount = 1000 }
      """
    try desk.run(source)
    let failure = try #require(try desk.failure(of: #"return credit.exposure("C1")"#))
    #expect(failure.contains("USD") && failure.contains("2026-11-21"), "\(failure)")
    let results = try desk.run(
      """
      fx.set("USD", "2026-11-20", 7.1)
      local e = credit.exposure("C1")
      return e.total, e.documents[1].amount
      """)
    #expect(results == ["7100.00 CNY", "1000.00 USD"])
  }

  @Test func `companies of a group share its limit`() throws {
    let desk = try CreditBench.desk(
      """
      groups.create { code = "G", name = "集团", credit_limit = 60000 }
      for _, code in ipairs { "A", "B" } do
        customers.create { code = code, name = code, group = "G", credit_limit = 50000 }
        orders.create { code = "O" .. code, customer = code, ordered_on = "2026-11-01", amount = 25000 }
      end
      """)
    let results = try desk.run(
      """
      local g = credit.group("G")
      local c = credit.check("A", 11000)
      return g.total, g.headroom, #g.members, c.outcome, c.step, credit.preview("A", 10000).outcome
      """)
    #expect(results == ["50000.00 CNY", "10000.00 CNY", "2", "hold", "group_limit", "allow"])
  }

  @Test func `every change keeps who, why and the profile, and can be asked for at a past day`() throws {
    let desk = try CreditBench.desk()
    try desk.run(#"credit.set_limit("C1", 80000, "slow payer")"#)
    try desk.run(#"credit.hold("C1", "soft", "no statement")"#)
    let results = try desk.run(
      """
      local h = credit.history("C1")
      return #h, h[1].kind, h[1].reason, h[1].operator, h[2].amount, h[2].run, credit.profile("C1", "2026-11-21").hold,
        h[2].profile.limit, h[2].profile.hold, credit.profile("C1", "2026-11-20")
      """)
    #expect(
      results == ["3", "hold", "no statement", "tester", "80000.00 CNY", "2", "soft", "80000.00 CNY", "none", "nil"])
    #expect(try desk.failure(of: #"credit.set_limit("C1", 5, "  ")"#)?.contains("needs a reason") == true)
    #expect(
      try desk.failure(of: #"credit.set_limit("C1", -5, "x")"#)?.contains("customer C1: a credit limit is 0 or more")
        == true)
    #expect(try desk.failure(of: #"credit.set_limit("C1", money(5, "EUR"), "x")"#)?.contains("EUR") == true)
    #expect(try desk.failure(of: #"credit.check("C1", -1)"#)?.contains("'amount' is 0 or more") == true)
    #expect(try desk.run(#"return customers.get("C1").credit_limit"#) == ["80000.00 CNY"])
  }

  @Test func `undoing a run takes its change out of the history, unless another stands on it`() throws {
    let desk = try CreditBench.desk()
    try desk.run(#"credit.set_limit("C1", 80000, "a")"#)
    try desk.run(#"credit.set_limit("C1", 70000, "b")"#)
    #expect(throws: RunError.self) { try desk.place.undo(run: 2, customer: nil, mode: .live) }
    _ = try desk.place.undo(run: 3, customer: nil, mode: .live)
    #expect(try desk.run(#"return #credit.history("C1"), customers.get("C1").credit_limit"#) == ["2", "80000.00 CNY"])
    _ = try desk.place.undo(run: 2, customer: nil, mode: .live)
    #expect(try desk.run(#"return #credit.history("C1"), customers.get("C1").credit_limit"#) == ["1", "100000.00 CNY"])
  }

  @Test func `reminders come by level in the customer's language, and stop on dispute and promise`() throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + """
        customers.create { code = "D1", name = "Nordwind", country = "DE" }
        contacts.create { customer = "C1", name = "王", language = "zh" }
        local function invoice(code, customer, due, more)
          local fields = { code = code, customer = customer, issued_on = "2026-09-01", due_on = due, amount = 36500 }
          for name, value in pairs(more or {}) do fields[name] = value end
          invoices.create(fields)
        end
        invoice("I1", "C1", "2026-11-24")
        invoice("I2", "C1", "2026-11-01")
        invoice("I3", "C1", "2026-11-01", { disputed = true })
        invoice("I4", "C1", "2026-11-01")
        invoice("I5", "D1", "2026-11-11")
        invoice("I6", "D1", "2026-11-30")
        promises.create { code = "P", customer = "C1", invoice = "I4", made_on = "2026-11-20", due_on = "2026-11-25" }
        """,
      policy: CreditBench.policy(
        """
        dunning = {
          { days = -3, text = { en = "{invoice} soon", zh = "{invoice} 即将到期" } },
          { days = 10, text = { en = "{name}: {invoice} {open} {days}", zh = "{invoice} 逾期 {days} 天" } },
          { days = 20, text = { en = "{interest}", zh = "{invoice} 利息 {interest} 费用 {fee}" }, fee = 20, interest = 0.1 },
        },
        """))
    let source = """
      local list = {}
      for _, r in ipairs(credit.dunning(%)) do list[#list + 1] = r.invoice .. " " .. r.level .. " " .. r.text end
      return table.concat(list, "; ")
      """
    // 36,500 at 10 % a year for 20 days.
    let chinese = "I1 0 I1 即将到期; I2 2 I2 利息 200.00 CNY 费用 20.00 CNY"
    #expect(
      try desk.run(source.replacing("%", with: "")) == [chinese + "; I5 1 Nordwind: I5 36,500.00 CNY 10"])
    #expect(try desk.run(source.replacing("%", with: #""C1""#)) == [chinese])
    #expect(
      try desk.run(source.replacing("%", with: #""C1", { on = "2026-11-26" }"#))
        == ["I2 2 I2 利息 250.00 CNY 费用 20.00 CNY; I4 2 I4 利息 250.00 CNY 费用 20.00 CNY"], "I1 was due on the 24th")
  }

  /// 73,000 at 10 % for 40 days are 800; half is paid, so that 400 are left. Due on the 12th, a level of 10 days after the end
  /// of the month comes with the 10th of the next.
  @Test func `a level counts from the due date or the end of its month, over what is open, once a promise is over`()
    throws
  {
    let desk = try CreditBench.desk(
      CreditBench.customer + """
        invoices.create { code = "I1", customer = "C1", issued_on = "2026-09-01", due_on = "2026-10-12", amount = 73000 }
        payments.create { code = "Y1", customer = "C1", paid_on = "2026-10-20", amount = 36500 }
        payments.allocate("Y1", "I1")
        promises.create { code = "P", customer = "C1", made_on = "2026-11-01", due_on = "2026-11-08" }
        """,
      policy: CreditBench.policy(
        """
        dunning = {
          { days = 5, text = "first", channel = "email", fee = 5 },
          { days = 10, from = "month_end", text = "{interest} {fee}", channel = "letter", fee = 15.5, interest = 0.1 },
        },
        """))
    func reminder(on day: String) throws -> [String] {
      try desk.run(
        #"local r = credit.dunning("C1", { on = "\#(day)" })[1] return r and r.level, r and r.channel, r and r.text"#)
    }
    #expect(try reminder(on: "2026-10-16") == ["nil", "nil", "nil"])
    #expect(try reminder(on: "2026-10-17") == ["1", "email", "first"])
    // Promised until the 8th; what was promised and not paid is reminded of again.
    #expect(try reminder(on: "2026-11-08") == ["nil", "nil", "nil"])
    #expect(try reminder(on: "2026-11-09") == ["1", "email", "first"])
    #expect(try reminder(on: "2026-11-21") == ["2", "letter", "400.00 CNY 15.50 CNY"])
    #expect(try reminder(on: "2026-11-10") == ["2", "letter", "290.00 CNY 15.50 CNY"])
  }

  @Test func `a merge of two customers with profiles asks which one counts`() throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + """
        customers.create { code = "C2", name = "乙" }
        credit.set_terms("C1", { grade = "A" }, "x")
        credit.set_terms("C2", { grade = "D" }, "x")
        """)
    #expect(try desk.failure(of: #"customers.merge("C1", "C2")"#)?.contains("credit_profiles") == true)
    #expect(
      try desk.run(#"customers.merge("C1", "C2", { collisions = "into" }) return credit.profile("C1").grade"#) == ["D"])
  }
}
