import Automation
import Domain
import Storage
import Testing

/// What functions of policies and programs are given answers to the names that it may have, and to no other.
@Suite struct StrictTableTests {
  private static func credit(_ body: String) -> String {
    """
    return credit_policy {
      name = "usual", inputs = { paid = payments.stats("365d") },
      score = function(c, i, k) \(body) end, -- check: ignore unknown-field
      floor = 0.1, grades = { { grade = "A", min = 50 }, { grade = "E", min = 0 } },
    }
    """
  }

  private static func ladder(_ figure: String) -> String {
    """
    return tier_policy {
      name = "value", inputs = { orders = orders.stats() }, measure = function(c, i) return \(figure) end, -- check: ignore unknown-field
      tiers = { { name = "basic" }, { name = "silver", from = 1000 } },
    }
    """
  }

  private static func program(_ points: String) -> String {
    """
    return points_program {
      name = "trade", wallets = { { name = "points" } },
      rules = { { name = "goods", points = function(x, c) return \(points) end } }, -- check: ignore unknown-field
    }
    """
  }

  static let misspelt: [(definition: String, call: String, message: String)] = [
    (
      credit("return { character = i.paid.weighted_day_late and 50 }"), #"credit.assess("A")"#,
      "customer A, 'score': usual, version 1:3: paid has no field 'weighted_day_late' (did you mean 'weighted_days_late'?)"
    ),
    (
      credit("return { character = i.payd and 50 }"), #"credit.assess("A")"#,
      "customer A, 'score': usual, version 1:3: inputs has no field 'payd' (did you mean 'paid'?)"
    ),
    (
      credit("return { character = k.brokn and 50 }"), #"credit.assess("A")"#,
      "customer A, 'score': usual, version 1:3: credit_facts has no field 'brokn' (did you mean 'broken'?)"
    ),
    (
      ladder("i.orders.nett"), #"tiers.evaluate("value", "A")"#,
      "customer A, 'measure': value, version 1:2: orders has no field 'nett' (did you mean 'net'?)"
    ),
    (
      program("x.amont"), #"points.accrue("all")"#,
      "customer A, O1: trade, version 1:3: points_event has no field 'amont' (did you mean 'amount'?)"
    ),
  ]

  @Test(arguments: misspelt.indices) func `a name that is never there is an error, which says what was meant`(
    _ index: Int
  ) throws {
    let (definition, call, message) = Self.misspelt[index]
    let failure = try Self.desk(with: definition).failure(of: call) ?? "it is not refused"
    #expect(failure.contains(message), "\(failure)")
  }

  @Test func `a name without a value for this customer is nil`() throws {
    let desk = try Self.desk(
      with: Self.credit("return { character = i.paid.weighted_days_late == nil and k.grade == nil and 50 or 0 }"))
    #expect(try desk.run(#"return credit.assess("A").parts.character"#) == ["50.0"])
  }

  private static func desk(with definition: String) throws -> ScriptDesk {
    let desk = try ScriptDesk()
    try desk.run(
      """
      customers.create { code = "A", name = "A" }
      orders.create { code = "O1", customer = "A", ordered_on = "2026-11-01", amount = 10 }
      """)
    _ = try desk.place.apply([DefinitionFile(path: "policy.lua", source: definition)], title: "apply", mode: .live)
    return desk
  }
}
