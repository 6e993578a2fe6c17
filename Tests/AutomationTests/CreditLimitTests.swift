import Automation
import Domain
import LuaRuntime
import Storage
import Testing

/// Who may set limits, by whatever way, and what the history tells of it.
@Suite struct CreditLimitTests {
  private static let named = CreditBench.policy("approval = { { above = 50000, by = { \"li\" } } },")

  private func run(_ source: String, as operatorName: String, _ desk: ScriptDesk) throws -> [String] {
    var place = desk.place
    place.operatorName = operatorName
    return try ScriptRun(source: source, name: "t.lua", title: "t") { _ in }.execute(.write(.live), in: place).results
  }

  @Test(arguments: [
    #"credit.set_limit("C1", 50001, "x")"#, #"customers.update("C1", { credit_limit = 50001, city = "X" })"#,
    #"customers.create { code = "C2", name = "乙", credit_limit = 50001 }"#,
    #"customers.merge("C1", "C3", { winner = { credit_limit = "from" } })"#,
  ]) func `a limit above the threshold is set by an approver only`(_ change: String) throws {
    let desk = try CreditBench.desk(
      """
      customers.create { code = "C1", name = "甲", credit_limit = 40000 }
      customers.create { code = "C3", name = "丙", credit_limit = 30000 }
      """, policy: Self.named)
    if change.contains("merge") { _ = try run(#"credit.set_limit("C1", 60000, "x")"#, as: "li", desk) }
    let state = """
      local list = {}
      for c in customers.each() do
        list[#list + 1] = c.code .. " " .. tostring(c.credit_limit) .. (c.city or "") .. #credit.history(c)
      end
      return table.concat(list, ", ")
      """
    let before = try desk.run(state)
    let failure = try desk.failure(of: change) ?? ""
    #expect(failure.contains("approved by li, not by tester"), "\(failure)")
    #expect(try desk.run("pcall(function() \(change) end) \(state)") == before)
    let after = try run("\(change) \(state)", as: "li", desk)
    #expect(after != before && after.count == 1, "\(after)")
  }

  @Test func `a threshold without names takes two people: one proposes, another approves`() throws {
    let desk = try CreditBench.desk(policy: CreditBench.policy("approval = { { above = 150000 } },"))
    for change in [#"credit.set_limit("C1", 150001, "x")"#, #"customers.update("C1", { credit_limit = 150001 })"#] {
      let failure = try desk.failure(of: change) ?? ""
      #expect(failure.contains("150,001.00 CNY takes two people: credit.propose it"), "\(failure)")
    }
    #expect(try desk.run(#"return credit.set_limit("C1", 150000, "x").limit"#) == ["150000.00 CNY"])
    #expect(
      try desk.run(#"credit.propose("C1", 200000, "larger orders") return credit.profile("C1").limit"#)
        == ["150000.00 CNY"])
    #expect(try desk.failure(of: #"credit.approve("C1", "seen")"#)?.contains("tester proposed the limit") == true)
    #expect(try run(#"return credit.approve("C1", "seen").limit"#, as: "li", desk) == ["200000.00 CNY"])
    #expect(try desk.failure(of: #"credit.propose("C1", -1, "x")"#)?.contains("is 0 or more") == true)
  }

  @Test func `a group's limit needs a reason and the same approval, and keeps its history`() throws {
    let desk = try CreditBench.desk(
      #"groups.create { code = "G", name = "集团", credit_limit = 60000 }"#,
      policy: CreditBench.policy(#"approval = { { above = 80000, by = { "li" } } },"#))
    for change in [
      #"credit.set_group_limit("G", 80001, "x")"#, #"groups.update("G", { credit_limit = 80001 })"#,
      #"groups.create { code = "H", name = "x", credit_limit = 80001 }"#,
    ] {
      #expect(try desk.failure(of: change)?.contains("the limit is approved by li, not by tester") == true)
    }
    #expect(
      try desk.failure(of: #"credit.set_group_limit("G", -1, "x")"#)?.contains(
        "group G: a credit limit is 0 or more, got -1.00 CNY") == true)
    #expect(
      try desk.failure(of: #"groups.update("G", { credit_limit = -1 })"#)?.contains(
        "group G: a credit limit is 0 or more, got -1.00 CNY") == true)
    #expect(
      try desk.failure(of: #"credit.set_group_limit("G", 1, " ")"#)?.contains(
        "group G: a change of credit needs a reason") == true)
    _ = try run(#"credit.set_group_limit("G", 90000, "grows")"#, as: "li", desk)
    _ = try run(#"credit.propose_group_limit("G", 200000, "grows more")"#, as: "wang", desk)
    #expect(try desk.failure(of: #"credit.approve_group_limit("G", "ok")"#)?.contains("approved by li") == true)
    #expect(try desk.run("return groups.count(), groups.get('G').credit_limit") == ["1", "90000.00 CNY"])
    let told = """
      local list = {}
      for _, h in ipairs(credit.group_history("G")) do
        list[#list + 1] = table.concat({ h.kind, h.reason, tostring(h.amount), h.operator }, " ")
        assert(h.run > 0 and h.group == "G")
      end
      return table.concat(list, "; ")
      """
    #expect(
      try desk.run(told) == [
        "proposal grows more 200000.00 CNY wang; limit grows 90000.00 CNY li; limit groups.create 60000.00 CNY tester"
      ])
    #expect(try desk.place.examine(environment: [:]).first { $0.check == "credit" }?.verdict == .ok)
  }

  @Test func `a limit that comes with the record stands in the history, and a negative one nowhere`() throws {
    let desk = try CreditBench.desk(
      """
      customers.create { code = "C1", name = "甲", currency = "JPY", credit_limit = 5000 }
      customers.create { code = "C2", name = "乙" }
      """)
    try desk.run(#"customers.update("C1", { credit_limit = null }) customers.update("C1", { city = "X" })"#)
    let told = """
      local list = {}
      for _, h in ipairs(credit.history("C1")) do
        list[#list + 1] = table.concat({ h.kind, h.reason, tostring(h.amount), tostring(h.profile.limit), h.run, h.operator }, " ")
      end
      return table.concat(list, "; "), #credit.history("C2"), credit.profile("C1", today()).limit
      """
    #expect(
      try desk.run(told) == [
        "limit customers.update nil nil 2 tester; limit customers.create 5000 JPY 5000 JPY 1 tester", "0", "nil",
      ])
    for change in [
      #"customers.update("C2", { credit_limit = -5 })"#,
      #"customers.create { code = "C9", name = "x", credit_limit = -5 }"#,
    ] {
      #expect(try desk.failure(of: change)?.contains("a credit limit is 0 or more, got -5.00 CNY") == true)
    }
    #expect(try desk.run("return customers.count(), customers.get('C2').credit_limit") == ["2", "nil"])
  }

  @Test func `an import of limits and holds is told with its run and its file`() throws {
    let bench = try ImportBench(currency: "USD")
    try bench.load("customers", "code,name,currency,credit limit\n1,A,USD,21000.50\n2,B,EUR,\n3,C,JPY,700\n")
    try bench.load("customers", "code,name,currency,credit limit\n1,A,USD,21000.50\n2,B,EUR,1\n3,C,JPY,700\n")
    try bench.load("credit_profiles", "customer,grade,hold,prepay percent\n1,B,hard,30\n2,,,\n")
    let source = """
      local list = {}
      for _, code in ipairs { "1", "2", "3" } do
        for _, h in ipairs(credit.history(code)) do
          list[#list + 1] = code .. " " .. h.kind .. " " .. tostring(h.amount) .. " " .. h.run
          assert(h.reason:find("^import c") and h.profile.name == customers.get(code).name)
        end
      end
      local p = credit.profile("1", today())
      return table.concat(list, "; "), p.limit, p.hold, p.grade, p.prepay_percent
      """
    let report = try ScriptRun(source: source, name: "t.lua", title: "t") { _ in }.execute(.read, in: bench.place)
    #expect(
      report.results == [
        "1 hold nil 3; 1 limit 21000.50 USD 1; 2 limit 1.00 EUR 2; 3 limit 700 JPY 1", "21000.50 USD", "hard", "B",
        "30.0",
      ], "\(report.outcome)")
    #expect(try bench.place.examine(environment: [:]).first { $0.check == "credit" }?.verdict == .ok)
    #expect(throws: CreditError.negativeLimit(Money(minorUnits: -5, .init("USD") ?? .cny), .customer("4"))) {
      try bench.load("customers", "code,name,credit limit\n4,D,-0.05\n")
    }
  }

  @Test(arguments: ["into", "from"])
  func `a merge keeps the stricter hold and both histories, and parting gives each its own`(_ side: String) throws {
    let desk = try CreditBench.desk(
      CreditBench.customer + """
        customers.create { code = "C2", name = "乙", credit_limit = 5 }
        credit.hold("\(side == "into" ? "C1" : "C2")", "hard", "fraud")
        credit.hold("\(side == "into" ? "C2" : "C1")", "soft", "late")
        credit.check("C1", 10)
        """)
    let told = """
      local list = {}
      for _, h in ipairs(credit.history("C2")) do list[#list + 1] = h.customer .. " " .. h.kind end
      return credit.profile("C2").hold, credit.profile("C2", today()).hold, #credit.checks("C2"), table.concat(list, "; ")
      """
    try desk.run(#"customers.merge("C1", "C2", { collisions = "\#(side)" })"#)
    let merged = try desk.run(told)
    #expect(merged.prefix(3) == ["hard", "hard", "1"])
    // Of the soft hold that became a hard one the history of the customer that stayed tells.
    #expect(merged.last == "\(side == "into" ? "C2 hold; C2 hold; C1 hold" : "C1 hold; C2 hold"); C2 limit; C1 limit")
    #expect(try desk.run(#"return credit.check("C1", 1).outcome"#) == ["reject"])
    try desk.run(#"customers.unmerge("C1")"#)
    #expect(
      try desk.run(
        #"return credit.profile("C1").hold, credit.profile("C2").hold, credit.profile("C2", today()).hold, credit.history("C2")[1].customer"#
      )
        == (side == "into" ? ["hard", "soft", "soft", "C2"] : ["soft", "hard", "hard", "C2"]))
  }
}
