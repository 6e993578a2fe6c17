import Automation
import Domain
import Testing

/// A book with a program and what it works on.
private struct LoyalBook {
  let desk: ScriptDesk

  init(_ program: String) throws {
    desk = try ScriptDesk()
    try desk.run(
      """
      products.create { code = "P1", name = "Bolt", category = "fasteners" }
      products.create { code = "G1", name = "Gift card" }
      customers.create { code = "A", name = "A", tier = "gold" }
      customers.create { code = "B", name = "B", referrer = "A" }
      orders.create { code = "O1", customer = "A", ordered_on = "2026-03-01", amount = 196000 }
      orders.create { code = "O2", customer = "B", ordered_on = "2026-03-02", status = "shipped" }
      order_lines.create { order = "O2", line = 1, product = "P1", quantity = 10, price = 113, tax_included = true, tax = 130 }
      order_lines.create { order = "O2", line = 2, kind = "shipping", amount = 80 }
      order_lines.create { order = "O2", line = 3, kind = "gift_card", product = "G1", amount = 500 }
      order_lines.create { order = "O2", line = 4, product = "P1", quantity = 1, price = 99 }
      orders.create { code = "O3", customer = "B", ordered_on = "2026-03-03", status = "cancelled", amount = 1000 }
      """)
    try desk.apply(program)
  }

  func value(_ expression: String) throws -> String { try desk.run("return \(expression)").joined(separator: " ") }
}

extension ScriptDesk {
  /// Puts a points program in force.
  func apply(_ program: String) throws {
    _ = try place.apply(
      [DefinitionFile(path: "program.lua", source: "return points_program { \(program) }")], title: "apply",
      mode: .live)
  }
}

@Suite struct PointsProgramTests {
  /// ERPNext issue 33550: 196,000 at a point for each 1,000 of the member's tier is 196 points, not the 217 of the next
  /// tier's 900: a rule sees the tier as it is before the order counts for another.
  @Test func `a rule sees the tier that the customer has, not the one that the order leads to`() throws {
    let book = try LoyalBook(
      """
      name = "p", rules = { { name = "tiers", points = function(x, member)
        return x.amount / (member.tier == "platinum" and 900 or 1000)
      end } }
      """)
    #expect(try book.value(#"points.accrue("O1").points.points"#) == "196")
    #expect(try book.value(#"points.history("A")[1].inputs"#).contains(#""amount":196000"#))
  }

  @Test func `tax, shipping, gift cards and what was paid in points earn nothing unless a rule says so`() throws {
    let book = try LoyalBook(
      """
      name = "p", wallets = { { name = "points", value = money(0.10, "CNY") } },
      rules = {
        { name = "net", points = function(x) return x.amount end },
        { name = "gross", exclude = {}, points = function(x) return x.amount end },
        { name = "paid", exclude = { "points" }, points = function(x) return x.amount end },
      }
      """)
    try book.desk.run(#"points.earn("B", 500) points.spend("B", 400, { order = "O2" }) points.accrue("O2")"#)
    // Goods 1000 + 99, tax 130, shipping 80, gift card 500; 400 points paid 40.
    #expect(
      try book.value(
        """
        (function() local t = {} for _, m in ipairs(points.history("B")) do
          if m.rule then t[m.rule] = m.points end end return t.net .. " " .. t.gross .. " " .. t.paid end)()
        """) == "1059 1809 1769")
  }

  @Test func `a rule on lines is rounded by line or by their sum, in the manner that it says`() throws {
    let rules = ["floor", "half_even", "ceil"].flatMap { rounding in
      ["line", "order"].map { scope in
        """
        { name = "\(rounding) \(scope)", on = "line", rounding = "\(rounding)", scope = "\(scope)",
          points = function(x) return x.category == "fasteners" and x.amount / 40 or nil end }
        """
      }
    }
    let book = try LoyalBook("name = \"p\", rules = { \(rules.joined(separator: ", ")) }")
    // 1000 / 40 = 25 and 99 / 40 = 2.475.
    #expect(
      try book.value(
        """
        (function() local t = {} for _, r in ipairs(points.why("O2")) do t[#t + 1] = r.points end
        return table.concat(t, " ") end)()
        """) == "27 27 27 27 28 28")
    #expect(try book.value(#"points.why("O3")[1].why"#) == "the order is cancelled")
  }

  @Test func `of a group the first, the best or the least counts, and the others say why not`() throws {
    for (mode, expected) in [("first", "10"), ("best", "30"), ("least", "5"), ("all", "45")] {
      let book = try LoyalBook(
        """
        name = "p", stacking = { promo = "\(mode)" }, rules = {
          { name = "a", group = "promo", points = function() return 10 end },
          { name = "b", group = "promo", points = function() return 30 end },
          { name = "c", group = "promo", points = function() return 5 end },
          { name = "d", group = "promo", points = function() return nil, "not this week" end },
        }
        """)
      #expect(try book.value(#"points.accrue("O1").points.points"#) == expected, "\(mode)")
      #expect(try book.value(#"points.accrue("O1").movements"#) == "0", "\(mode)")
    }
    let book = try LoyalBook(
      """
      name = "p", stacking = { promo = "best" }, rules = {
        { name = "a", group = "promo", points = function() return 10 end },
        { name = "b", group = "promo", points = function() return 30 end },
        { name = "d", points = function() return nil, "not this week" end },
      }
      """)
    let why = try book.value(#"(function() local w = points.why("O1") return w[1].why .. "; " .. w[3].why end)()"#)
    #expect(why == "of group 'promo' rule 'b' counts; not this week")
  }

  @Test func `caps keep what was desired beside what was granted, also where that is 0`() throws {
    let book = try LoyalBook(
      """
      name = "p", rules = {
        { name = "once", cap = { order = 40 }, points = function() return 100 end },
        { name = "daily", cap = { day = 150 }, points = function() return 100 end },
        { name = "all", cap = { budget = 120 }, points = function() return 100 end },
      }
      """)
    try book.desk.run(
      """
      orders.create { code = "O4", customer = "A", ordered_on = "2026-03-01", amount = 10 }
      orders.create { code = "O5", customer = "A", ordered_on = "2026-03-01", amount = 10 }
      """)
    #expect(try book.value(#"points.accrue("all", { customer = "A" }).capped"#) == "7")
    #expect(
      try book.value(
        """
        (function() local t = {} for _, m in ipairs(points.history("A")) do
          if m.points < m.desired then t[#t + 1] = m.rule .. m.points .. "/" .. m.desired end end
        table.sort(t) return table.concat(t, " ") end)()
        """) == "all0/100 all20/100 daily0/100 daily50/100 once40/100 once40/100 once40/100")
  }

  @Test func `a return takes back its share of what was earned then, whatever the rule says by now`() throws {
    func rule(_ amount: Int) -> String {
      "name = \"p\", rules = { { name = \"r\", points = function(x) return x.amount / \(amount) end } }"
    }
    let book = try LoyalBook(rule(1000))
    try book.desk.run(#"points.accrue("O1")"#)
    try book.desk.apply(rule(10))
    try book.desk.run(
      """
      returns.create { code = "R1", customer = "A", order = "O1", returned_on = "2026-04-01", amount = 98000 }
      points.reverse("O1") points.reverse("O1")
      """)
    #expect(try book.value(#"points.balance("A")"#) == "98")
    try book.desk.run(#"orders.update("O1", { status = "cancelled" }) points.reverse("O1")"#)
    #expect(try book.value(#"points.balance("A")"#) == "0")
  }

  @Test func `a referral is paid once, after the first paid order, and not in a circle`() throws {
    let book = try LoyalBook(
      """
      name = "p", rules = { { name = "friend", on = "referral", points = function(x, member)
        return member.code == "A" and 200 or 1
      end } }
      """)
    #expect(try book.value(#"points.accrue("all").movements"#) == "0")
    try book.desk.run(
      """
      invoices.create { code = "I2", customer = "B", order = "O2", issued_on = "2026-03-05", amount = 1809 }
      payments.create { code = "Y2", customer = "B", paid_on = "2026-03-20", amount = 1809 }
      """)
    #expect(try book.value(#"points.accrue("all").movements"#) == "0")
    try book.desk.run(#"payments.allocate("Y2", "I2")"#)
    #expect(try book.value(#"points.accrue("all").movements"#) == "1")
    #expect(try book.value(#"points.accrue("all").movements"#) == "0")
    #expect(try book.value(#"points.history("A")[1].on .. " " .. points.history("A")[1].points"#) == "2026-03-20 200")
    try book.desk.run(#"customers.update("A", { referrer = "B" })"#)
    let failure = try book.desk.failure(of: #"points.accrue("all")"#)
    #expect(failure?.contains("leads back to") == true, "\(failure ?? "")")
  }

  @Test func `an order, a return and a customer mean the same after their codes changed`() throws {
    let book = try LoyalBook(
      """
      name = "p", rules = {
        { name = "net", points = function(x) return x.amount end },
        { name = "friend", on = "referral", points = function() return 200 end },
      }
      """)
    try book.desk.run(
      """
      invoices.create { code = "I2", customer = "B", order = "O2", issued_on = "2026-03-05", amount = 1809 }
      payments.create { code = "Y2", customer = "B", paid_on = "2026-03-20", amount = 1809 }
      payments.allocate("Y2", "I2")
      returns.create { code = "R1", customer = "A", order = "O1", returned_on = "2026-04-01", amount = 1000 }
      """)
    #expect(try book.value(#"points.accrue("all").movements, #points.reverse("O1")"#) == "3 1")
    let balances = #"points.balance("A"), points.balance(customers.find("B2") and "B2" or "B")"#
    // 196,000 less 1,000 and 200 for the friend; 1,099 of goods.
    #expect(try book.value(balances) == "195200 1099")
    try book.desk.run(
      """
      customers.update("B", { code = "B2" })
      orders.update("O1", { code = "O1-A" })
      orders.update("O2", { code = "O2-A" })
      returns.update("R1", { code = "R1-A" })
      """)
    #expect(try book.value(#"points.accrue("all").movements"#) == "0")
    try book.desk.run(#"points.reverse("O1-A")"#)
    #expect(try book.value(balances) == "195200 1099")
    // A code that is free again is another order's.
    try book.desk.run(#"orders.create { code = "O1", customer = "A", ordered_on = "2026-05-01", amount = 50 }"#)
    #expect(try book.value(#"points.accrue("all").points.points"#) == "50")
  }

  @Test func `a referral stays paid once when the customer who came is merged`() throws {
    let book = try LoyalBook(
      #"name = "p", rules = { { name = "friend", on = "referral", points = function() return 200 end } }"#)
    try book.desk.run(
      """
      invoices.create { code = "I2", customer = "B", order = "O2", issued_on = "2026-03-05", amount = 1809 }
      payments.create { code = "Y2", customer = "B", paid_on = "2026-03-20", amount = 1809 }
      payments.allocate("Y2", "I2")
      points.accrue("all")
      customers.create { code = "BB", name = "B again", referrer = "A" }
      customers.merge("B", "BB")
      """)
    #expect(try book.value(#"points.accrue("all").movements, points.balance("A")"#) == "0 200")
  }

  @Test(arguments: ["cancelled", "returned", "in part", "kept"])
  func `a referral's reward goes back when the order that it was for does, unless its rule keeps it`(_ fate: String)
    throws
  {
    let book = try LoyalBook(
      """
      name = "p", rules = { { name = "friend", on = "referral", refunds = "\(fate == "kept" ? "keep" : "reverse")",
        points = function() return 200 end } }
      """)
    try book.desk.run(
      """
      orders.create { code = "O4", customer = "B", ordered_on = "2026-03-02", amount = 1000 }
      invoices.create { code = "I4", customer = "B", order = "O4", issued_on = "2026-03-05", amount = 1000 }
      payments.create { code = "Y4", customer = "B", paid_on = "2026-03-20", amount = 1000 }
      payments.allocate("Y4", "I4")
      points.accrue("all")
      """)
    #expect(try book.value(#"points.balance("A")"#) == "200")
    if fate == "cancelled" || fate == "kept" {
      try book.desk.run(#"orders.update("O4", { status = "cancelled" })"#)
    } else {
      try book.desk.run(
        """
        returns.create { code = "R1", customer = "B", order = "O4", returned_on = "2026-04-01", amount = 400 }
        \(fate == "returned"
          ? #"returns.create { code = "R2", customer = "B", order = "O4", returned_on = "2026-04-02", amount = 600 }"# : "")
        """)
    }
    for _ in 1...2 {
      try book.desk.run(#"points.reverse("all")"#)
      let isGone = fate == "cancelled" || fate == "returned"
      #expect(try book.value(#"points.balance("A")"#) == (isGone ? "0" : "200"))
    }
    // Once is once, whatever became of it.
    #expect(try book.value(#"points.accrue("all").movements"#) == "0")
  }

  @Test func `one customer and some days are taken for activities and referrals too, by the book's own midnight`()
    throws
  {
    let book = try LoyalBook(
      """
      name = "p", rules = {
        { name = "call", on = "activity", points = function(x) return x.kind == "call" and 1 or nil, "no call" end },
        { name = "march", on = "activity", to = "2026-03-31", points = function() return 2 end },
        { name = "friend", on = "referral", points = function() return 200 end },
      }
      """)
    // Midnight in Shanghai is 16:00 UTC.
    try book.desk.run(
      """
      interactions.create { customer = "A", kind = "call", at = "2026-04-30T15:59:00Z" }
      interactions.create { customer = "A", kind = "call", at = "2026-04-30T16:00:00Z" }
      interactions.create { customer = "A", kind = "visit", at = "2026-04-30T16:00:00Z" }
      invoices.create { code = "I2", customer = "B", order = "O2", issued_on = "2026-03-05", amount = 1809 }
      payments.create { code = "Y2", customer = "B", paid_on = "2026-03-20", amount = 1809 }
      payments.allocate("Y2", "I2")
      """)
    let why = """
      local list = {}
      for _, r in ipairs(%) do list[#list + 1] = r.rule .. " " .. tostring(r.fired) .. " " .. tostring(r.why) end
      return table.concat(list, "; ")
      """
    #expect(
      try book.desk.run(why.replacing("%", with: "points.why_activity(interactions.list()[3])")) == [
        "call false no call; march false the rule is not in force on 2026-05-01"
      ])
    #expect(try book.desk.run(why.replacing("%", with: #"points.why("O2")"#)) == ["friend true nil"])
    #expect(try book.value(#"points.accrue("all", { customer = "B" }).movements"#) == "0")
    #expect(
      try book.value(#"points.accrue("all", { since = "2026-05-01" }).movements, points.history("A")[1].on"#)
        == "1 2026-05-01")
  }

  @Test func `activities earn, in a wallet of their own, of money too`() throws {
    let book = try LoyalBook(
      """
      name = "p", wallets = {
        { name = "points" }, { name = "status", redeemable = false }, { name = "cash", currency = "CNY" } },
      rules = {
        { name = "visit", on = "activity", wallet = "status", points = function(x) return x.kind == "visit" and 5 or nil end },
        { name = "back", wallet = "cash", points = function(x) return x.amount * 0.001 end },
      }
      """)
    try book.desk.run(
      """
      interactions.create { customer = "A", kind = "visit", at = "2026-03-01T02:00:00Z" }
      interactions.create { customer = "A", kind = "call", at = "2026-03-01T03:00:00Z" }
      points.accrue("all")
      """)
    #expect(try book.value(#"points.balance("A", "status")"#) == "5")
    #expect(try book.value(#"points.balance("A", "cash")"#) == "196.00 CNY")
    #expect(try book.value(#"points.spend("A", money(0.5, "CNY"), { wallet = "cash" }).points"#) == "-0.50 CNY")
    #expect(try book.desk.failure(of: #"points.spend("A", 1, { wallet = "status" })"#)?.contains("redeemable") == true)
  }

  @Test func `a faulty rule names program, rule and customer, and nothing is written`() throws {
    for (body, part) in [
      ("return nil + 1", "arithmetic"), ("return -1", "-1"), ("return 0/0", "nan"), ("return \"x\"", "\"x\""),
      // The name is put together, so that the check does not know it.
      ("return customers['g' .. 'et']('A') and 1", "cannot be called in a formula"),
    ] {
      let book = try LoyalBook(
        "name = \"p\", rules = { { name = \"r\", points = function(x) if x.order == 'O2' then \(body) end return 1 end } }"
      )
      let failure = try book.desk.failure(of: #"points.accrue("all")"#) ?? ""
      #expect(failure.contains("'p'") && failure.contains("'r'") && failure.contains("customer B"), "\(failure)")
      #expect(failure.lowercased().contains(part), "\(failure)")
      #expect(try book.value(#"points.balance("A")"#) == "0")
      #expect(
        try book.value(#"(function() pcall(points.accrue, "all") return points.balance("A") end)()"#) == "0")
    }
  }

  @Test(arguments: [
    (#"name = "p", expiry = { kind = "rolling" }"#, "after"),
    (#"name = "p", expiry = { kind = "fixed", on = "soon" }"#, "on"),
    (#"name = "p", wallets = { { name = "a" }, { name = "a" } }"#, #"has "a" as 'wallets[2].name'"#),
    (#"name = "p", rules = { { name = "r" } }"#, "points"),
    (#"name = "p", rules = { { name = "r", points = function() end, group = "g" } }"#, "stacking"),
    (#"name = "p", rules = { { name = "r", points = function() end, cap = { week = 3 } } }"#, "cap.week"),
    (#"name = "p", rules = { { name = "r", points = function() end, cap = { day = -3 } } }"#, "cap.day"),
    (#"name = "p", rules = { { name = "r", points = function() end, from = "2026-02-01", to = "x" } }"#, "to"),
    (#"name = "p", wallets = { { name = "c", currency = "XQX" } }"#, "currency"),
    (#"name = "p", brn = "fifo""#, "burn"),
    (#"name = "p", burn = "fast""#, "burn"),
  ])
  func `a faulty program is refused with the field that is wrong`(_ program: String, _ part: String) throws {
    let desk = try ScriptDesk()
    let error = #expect(throws: (any Error).self) {
      try desk.apply(program)
    }
    #expect("\(String(describing: error))".contains(part), "\(String(describing: error))")
  }
}
