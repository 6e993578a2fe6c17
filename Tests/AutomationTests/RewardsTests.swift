import Testing

@Suite struct RewardsTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try desk.apply("name = 'p'")
    try desk.run(
      """
      customers.create { code = "A", name = "A", tier = "gold" }
      customers.create { code = "B", name = "B" }
      points.earn("A", 1000) points.earn("B", 1000)
      rewards.create { code = "W", name = "Box", points = 80, stock = 3, per_member = 2 }
      rewards.create { code = "G", name = "Trip", points = 900, tier = "gold" }
      rewards.create { code = "L", name = "Late", points = 1, from_on = "2026-12-01" }
      """)
  }

  private func failure(_ source: String) throws -> String { try desk.failure(of: source) ?? "" }

  @Test func `stock, limit, tier, days and points decide who gets a reward, and nothing is spent where they say no`()
    throws
  {
    try desk.run(#"rewards.redeem("A", "W") rewards.redeem("A", "W")"#)
    #expect(try failure(#"rewards.redeem("A", "W")"#).contains("as many as one may"))
    try desk.run(#"rewards.redeem("B", "W")"#)
    #expect(try failure(#"rewards.redeem("B", "W")"#).contains("all 3 of reward W are gone"))
    #expect(try failure(#"rewards.redeem("B", "G")"#).contains("tier 'gold'"))
    #expect(try failure(#"rewards.redeem("A", "L")"#).contains("not to be had on 2026-11-21"))
    #expect(try failure(#"rewards.redeem("A", "G")"#).contains("900 points are needed and 840"))
    #expect(try desk.run(#"return points.balance("A"), points.balance("B")"#) == ["840", "920"])
  }

  @Test func `a code whose points came back cannot be used, and gives stock back when it is cancelled`() throws {
    let codes = try desk.run(
      """
      local r = rewards.redeem("A", "W")
      points.restore(r.movement)
      return r.code, points.balance("A")
      """)
    #expect(codes[1] == "1000")
    #expect(try failure("rewards.use('\(codes[0])')").contains("came back"))
    #expect(try desk.run("return rewards.cancel('\(codes[0])').state, points.balance('A')") == ["cancelled", "1000"])
    try desk.run(#"rewards.redeem("A", "W") rewards.redeem("A", "W")"#)
  }

  @Test func `a code is used once or cancelled once, and a cancelled one gives points and stock back`() throws {
    let codes = try desk.run(
      #"return rewards.redeem("A", "W").code, rewards.redeem("A", "W").code"#)
    #expect(codes[0] != codes[1] && codes.allSatisfy { $0.wholeMatch(of: /[0-9A-F]{16}/) != nil })
    #expect(
      try desk.run("return rewards.use('\(codes[0])').state, rewards.cancel('\(codes[1])').state") == [
        "used", "cancelled",
      ])
    #expect(try desk.run(#"return points.balance("A")"#) == ["920"])
    for attempt in ["use", "cancel"] {
      for code in codes { #expect(try failure("rewards.\(attempt)('\(code)')").contains("already")) }
    }
    #expect(try failure("rewards.use('nonsense')").contains("no reward code 'nonsense'"))
    try desk.run(#"rewards.redeem("A", "W")"#)
    #expect(try desk.run(#"return #rewards.codes("A"), rewards.codes("A")[3].state"#) == ["3", "used"])
  }
}

@Suite struct RebatesTests {
  private let desk: ScriptDesk

  init() throws {
    desk = try ScriptDesk()
    try desk.run(
      """
      customers.create { code = "A", name = "A" }
      orders.create { code = "O1", customer = "A", ordered_on = "2026-02-01", amount = 90000 }
      orders.create { code = "O2", customer = "A", ordered_on = "2026-03-01", amount = 70000 }
      orders.create { code = "O3", customer = "A", ordered_on = "2026-03-02", amount = 50000, status = "cancelled" }
      orders.create { code = "O4", customer = "A", ordered_on = "2025-12-31", amount = 50000 }
      returns.create { code = "R1", customer = "A", order = "O2", returned_on = "2026-04-01", amount = 10000 }
      """)
  }

  private func rebate(_ mode: String, _ steps: String = "{ min = 50000, rate = 0.01 }, { min = 100000, rate = 0.02 }")
    -> String
  {
    #"{ name = "y", from = "2026-01-01", to = "2026-12-31", mode = "\#(mode)", steps = { \#(steps) } }"#
  }

  /// 90,000 + 70,000 − 10,000 = 150,000: 2 % of all of it, or 1 % of 50,000 and 2 % of 50,000.
  @Test func `the volume without returns and cancelled orders has the rate of its step, or of each step its part`()
    throws
  {
    for (mode, expected) in [("whole", "3000.00 CNY"), ("marginal", "1500.00 CNY")] {
      #expect(
        try desk.run("local s = rebates.statement('A', \(rebate(mode)))[1] return s.volume, s.rebate")
          == ["150000.00 CNY", expected])
    }
  }

  @Test func `a rebate is settled once, as an invoice below 0`() throws {
    for _ in 1...2 {
      #expect(try desk.run("return rebates.settle('all', \(rebate("whole")))[1].invoice") == ["REBATE-y-A"])
    }
    #expect(try desk.run("return invoices.count(), invoices.get('REBATE-y-A').amount") == ["1", "-3000.00 CNY"])
    let failure = try desk.failure(of: "rebates.settle('A', \(rebate("marginal")))") ?? ""
    #expect(failure.contains("REBATE-y-A") && failure.contains("1,500.00 CNY"), "\(failure)")
  }

  @Test func `a rebate stays settled when codes change, and another customer of the code has one of its own`() throws {
    try desk.run("rebates.settle('A', \(rebate("whole")))")
    try desk.run(
      """
      customers.update("A", { code = "A2" })
      customers.create { code = "A", name = "Another" }
      orders.create { code = "O9", customer = "A", ordered_on = "2026-02-01", amount = 150000 }
      """)
    let settled = try desk.run(
      """
      local s = rebates.settle("all", \(rebate("whole")))
      return s[1].customer, s[1].invoice, s[2].customer, s[2].invoice, invoices.count()
      """)
    #expect(settled == ["A", "REBATE-y-A-2", "A2", "REBATE-y-A", "2"])
    #expect(try desk.run("return invoices.get('REBATE-y-A-2').customer") == ["A"])
    // An invoice by hand of that code settles nothing.
    try desk.run(
      """
      customers.create { code = "B", name = "B" }
      orders.create { code = "OB", customer = "B", ordered_on = "2026-02-01", amount = 150000 }
      invoices.create { code = "REBATE-y-B", customer = "A", issued_on = "2026-02-01", amount = -3000 }
      """)
    #expect(try desk.run("return rebates.settle('B', \(rebate("whole")))[1].invoice") == ["REBATE-y-B-2"])
  }

  /// Each settled 3,000 on 150,000; together they have 300,000 and 6,000.
  @Test func `merged customers have what both were given, and no more of it`() throws {
    try desk.run(
      """
      customers.create { code = "B", name = "B" }
      orders.create { code = "OB", customer = "B", ordered_on = "2026-02-01", amount = 150000 }
      rebates.settle("all", \(rebate("whole")))
      customers.merge("B", "A")
      """)
    #expect(
      try desk.run(
        "local s = rebates.settle('all', \(rebate("whole"))) return #s, s[1].rebate, s[1].invoice, invoices.count()")
        == ["1", "6000.00 CNY", "REBATE-y-A", "2"])
    #expect(try desk.run("return rebates.statement('A', \(rebate("whole")))[1].invoice") == ["REBATE-y-A"])
  }

  @Test func `steps that overlap or are no shares are refused`() throws {
    for steps in [
      "{ min = 5, rate = 0.1 }, { min = 5, rate = 0.2 }", "{ min = 5, rate = 1.5 }", "{ min = -1, rate = 0.1 }", "",
    ] {
      #expect(
        try desk.failure(of: "rebates.statement('A', \(rebate("whole", steps)))")?.contains("steps") == true, "\(steps)"
      )
    }
  }
}
