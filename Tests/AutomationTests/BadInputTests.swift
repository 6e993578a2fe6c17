import Automation
import Domain
import Foundation
import Storage
import Testing
import Wording

/// What credit, tiers and points refuse: each message names the definition, the customer and the field, and nothing is
/// written.
@Suite struct BadInputTests {
  /// A call that is refused, and how.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// A definition that is put in force first.
    var definition = ""
    /// What is entered first.
    var facts = ""
    let call: String
    let message: String

    var testDescription: String { name }
  }

  private static let program = """
    return points_program {
      name = "trade", wallets = { { name = "points", expiry = { kind = "fixed", on = "2026-11-30" } },
        { name = "cash", currency = "CNY" }, { name = "late", pending = "60d", expiry = { kind = "rolling", after = "30d" } } },
      rules = {
        { name = "goods", points = function(x, c)
          if c.code == "B" then return x.amount * c.note end
          return x.amount
        end },
        { name = "friend", on = "referral", points = function() return 1 end },
      },
    }
    """
  private static let ladder = """
    return tier_policy {
      name = "value", inputs = { orders = orders.stats() }, qualify = "365d",
      measure = function(c, i) if c.code == "B" then return i.orders.net * c.note end return i.orders.net end,
      tiers = { { name = "bronze" }, { name = "silver", from = 1000 } },
    }
    """
  private static let policy = """
    return credit_policy {
      name = "usual", inputs = { orders = orders.stats() },
      score = function(c, i)
        if c.code == "B" then return { character = i.orders.net * c.note } end
        return { character = 75 }
      end,
      weights = { character = 1 }, grades = { { grade = "B", min = 70, cap = 1000 }, { grade = "D", min = 0, cap = 0 } },
    }
    """
  private static let orders = """
    orders.create { code = "O1", customer = "A", ordered_on = "2026-11-01", amount = 100 }
    orders.create { code = "O2", customer = "B", ordered_on = "2026-11-02", amount = 100 }
    """
  private static let foreign = """
    orders.create { code = "O3", customer = "C", ordered_on = "2026-11-01", amount = 50, currency = "XXQ" }
    """

  static let cases: [Case] = [
    // Negative amounts.
    Case(
      name: "points below 0 earned", definition: program, call: #"points.earn("A", -5)"#,
      message: "points program 'trade', wallet 'points', customer A: points are above 0, got -5"),
    Case(
      name: "points below 0 spent", definition: program, call: #"points.spend("A", -5)"#,
      message: "points program 'trade', wallet 'points', customer A: points are above 0, got -5"),
    Case(
      name: "money below 0 transferred", definition: program,
      call: #"points.transfer("A", "B", money("-0.05", "CNY"), { wallet = "cash" })"#,
      message: "points program 'trade', wallet 'cash', customer A: points are above 0, got -0.05 CNY"),
    Case(
      name: "a limit below 0", definition: policy, call: #"credit.set_limit("A", -5, "why")"#,
      message: "customer A: a credit limit is 0 or more, got -5.00 CNY"),
    Case(
      name: "an amount below 0 checked", definition: policy, call: #"credit.check("A", -5)"#,
      message: "customer A: 'amount' is 0 or more, got -5.00 CNY"),
    Case(
      name: "a release below 0", definition: policy,
      call: #"credit.release("A", { amount = -5, valid_until = "2026-12-31", reason = "why" })"#,
      message: "customer A: 'amount' is 0 or more, got -5.00 CNY"),

    // Unknown currency.
    Case(
      name: "points in a currency that the wallet does not hold", definition: program,
      call: #"points.earn("A", money(5, "XXQ"), { wallet = "cash" })"#,
      message:
        "points program 'trade', wallet 'cash', customer A: the wallet holds CNY, got 5.00 XXQ: give the amount in CNY"),
    Case(
      name: "points for an order in an unknown currency", definition: program, facts: foreign,
      call: #"points.accrue("all")"#,
      message:
        "points program 'trade', rule 'goods', customer C, order O3: there is no rate of XXQ in CNY for 2026-11-01, 31 days old at most"
    ),
    Case(
      name: "a limit in an unknown currency", definition: policy,
      call: #"credit.set_limit("A", money(5, "XXQ"), "why")"#,
      message: "customer A, 'limit': “5.00 XXQ” is not written in CNY"
    ),
    Case(
      name: "an amount in an unknown currency", definition: policy, call: #"credit.check("A", money(5, "XXQ"))"#,
      message: "customer A: 'amount' is in XXQ, which ISO 4217 does not list and the book has no rate of"),
    Case(
      name: "exposure to documents in an unknown currency", definition: policy, facts: foreign,
      call: #"credit.exposure("C")"#, message: "customer C: there is no rate of XXQ in CNY for 2026-11-21"),
    Case(
      name: "a tier by an order in an unknown currency", definition: ladder, facts: foreign,
      call: #"tiers.evaluate("value", "C")"#,
      message: "ladder 'value', customer C, 'orders': there is no exchange rate of XXQ on or before 2026-11-01"),

    // Expiry before earning.
    Case(
      name: "points that have expired when they are earned", definition: program,
      call: #"points.earn("A", 5, { on = "2026-12-05" })"#,
      message:
        "points program 'trade', wallet 'points', customer A: points earned on 2026-12-05 would have expired on 2026-11-30: give the wallet a later 'expiry'"
    ),
    Case(
      name: "points that expire before they become active", definition: program,
      call: #"points.earn("A", 5, { on = "2026-11-01", wallet = "late" })"#,
      message:
        "points program 'trade', wallet 'late', customer A: points that become active on 2026-12-31 would have expired on 2026-12-01: shorten 'pending', or count the 'expiry' from activation"
    ),
    Case(
      name: "an adjustment without a reason", definition: program, call: #"points.adjust("A", 5)"#,
      message: "points program 'trade', wallet 'points', customer A: an adjustment needs a 'reason'"),
    Case(
      name: "an adjustment by nothing", definition: program, call: #"points.adjust("A", 0, { reason = "why" })"#,
      message:
        "points program 'trade', wallet 'points', customer A: points are not 0: above 0 adds them, below 0 takes them"),

    // Circular referral.
    Case(
      name: "customers who referred each other", definition: program,
      facts: #"customers.update("A", { referrer = "C" }) customers.update("C", { referrer = "A" })"#,
      call: #"points.accrue("all")"#,
      message:
        "points program 'trade', customer A: referred by C, who leads back to A: correct the field 'referrer' of one of them"
    ),

    // A formula that raises for one customer.
    Case(
      name: "a rule that raises for one customer", definition: program, facts: orders, call: #"points.accrue("all")"#,
      message:
        "points program 'trade', rule 'goods', customer B, O2: trade, version 1:6: attempt to perform arithmetic on a nil value (field 'note')"
    ),
    Case(
      name: "a measure that raises for one customer", definition: ladder, facts: orders,
      call: #"tiers.evaluate("value", "all")"#,
      message:
        "ladder 'value', customer B, 'measure': value, version 1:3: attempt to perform arithmetic on a nil value (field 'note')"
    ),
    Case(
      name: "a score that raises for one customer", definition: policy, facts: orders,
      call: #"credit.assess("all")"#,
      message:
        "credit_policy 'usual', customer B, 'score': usual, version 1:4: attempt to perform arithmetic on a nil value (field 'note')"
    ),
  ]

  @Test(arguments: cases) func `is refused by definition, customer and field, and writes nothing`(_ bad: Case) throws {
    let desk = try ScriptDesk()
    try desk.run(
      """
      for _, code in ipairs { "A", "B", "C" } do customers.create { code = code, name = code } end
      \(bad.facts)
      """)
    _ = try desk.place.apply(
      [DefinitionFile(path: "policy.lua", source: bad.definition)], title: "apply", mode: .live)
    let failure = try desk.failure(of: bad.call) ?? "it is not refused"
    #expect(failure.hasPrefix("test.lua:1: \(bad.message)"))
    // Nothing is left of it either where a script goes on.
    let report = try desk.execute("pcall(function() return \(bad.call) end)")
    #expect(report.run?.changes == ChangeSummary())
  }

  @Test(arguments: [
    ("points", "5", "6", "movement #2: 6 points are to come back, and 5 of what was spent have not yet"),
    (
      "cash", #"money(3, "CNY")"#, #"money(4, "CNY")"#,
      "movement #2: 4.00 CNY are to come back, and 3.00 CNY of what was spent have not yet"
    ),
    (
      "points", "5", #""1""#,
      "points.restore: argument 'amount' must be a whole number of points of wallet 'points', got \"1\""
    ),
  ])
  func `what cannot come back is said as the wallet counts it`(
    _ wallet: String, _ spent: String, _ asked: String, _ message: String
  ) throws {
    let desk = try ScriptDesk()
    try desk.run(#"customers.create { code = "A", name = "A" }"#)
    _ = try desk.place.apply(
      [DefinitionFile(path: "policy.lua", source: Self.program)], title: "apply", mode: .live)
    try desk.run(
      """
      points.earn("A", \(spent), { wallet = "\(wallet)" }) points.spend("A", \(spent), { wallet = "\(wallet)" })
      """)
    let failure = try desk.failure(of: "points.restore(2, { amount = \(asked) })") ?? "it is not refused"
    #expect(failure.hasPrefix("test.lua:1: \(message)"), "\(failure)")
  }

  /// A definition that is refused, and how.
  static let definitions: [(source: String, message: String)] = [
    (
      ladder.replacing(#"{ name = "silver", from = 1000 }"#, with: #"{ name = "silver", from = 1000, keep = 2000 }"#),
      "tier_policy: argument 'policy' of 'value' asks 2000 to keep 'silver' and 1000 to reach it as 'tiers[2].keep.measure': what keeps a tier is no more than what reaches it"
    ),
    (
      ladder.replacing("from = 1000 }", with: #"from = 1000 }, { name = "gold", from = 900 }"#),
      "tier_policy: argument 'policy' of 'value' asks 900 of 'gold' and 1000 of 'silver' below it as 'tiers[3].from.measure': thresholds do not fall from tier to tier"
    ),
    (
      policy.replacing("min = 0,", with: "min = 80,"),
      "credit_policy: argument 'definition' of 'usual' has 80 as 'grades[2].min', which must be less than the 70 of grade B, or the two overlap"
    ),
    (
      program.replacing(#"currency = "CNY""#, with: #"currency = "QQQ""#),
      #"points_program: argument 'definition' of 'trade' has "QQQ" as 'wallets[2].currency', which must be an ISO 4217 code such as "CNY""#
    ),
    (
      program.replacing("rules = {", with: "rules = { { name = 'x', points = function() end, cap = { day = -3 } },"),
      "points_program: argument 'definition' of 'trade' has -3 as 'rules[1].cap.day', which must be an integer from 0 "
    ),
  ]

  @Test(arguments: definitions.indices)
  func `a definition whose thresholds overlap, or with an unknown currency or a cap below 0, is refused by its name`(
    _ index: Int
  ) throws {
    let (source, message) = Self.definitions[index]
    let desk = try ScriptDesk()
    do {
      _ = try desk.place.apply([DefinitionFile(path: "policy.lua", source: source)], title: "apply", mode: .live)
      Issue.record("it is not refused")
    } catch let error as any Refusal {
      let text = error.message.english
      #expect(text.contains(message), "\(text)")
    }
    let book = try BookFile.open(desk.place.bookPath, for: .read)
    #expect(try book.read { try $0.definitions() }.isEmpty)
  }
}
