public import Analytics
public import Domain
import Interchange
import LuaRuntime
import Scripting
import Storage

/// What an order came to: its credit checks, the points that it earned or did not, and what it counts for on ladders of
/// tiers.
public struct OrderExplanation: Sendable {
  /// What a rule of a points program says of the order.
  public struct Rule: Sendable {
    /// The program.
    public let program: String
    /// The rule.
    public let name: String
    /// The wallet.
    public let wallet: String
    /// Whether it gave points.
    public let hasFired: Bool
    /// How many; minor units of a wallet of money.
    public let points: Int64
    /// Why it did not, or gave less.
    public let why: String?
  }

  /// What the order counts for on a ladder.
  public struct Contribution: Sendable {
    /// The ladder.
    public let ladder: String
    /// Which documents count for rising.
    public let window: TierWindow
    /// Whether the order is in the window on the business date.
    public let counts: Bool
    /// The last day on which it is; nil for ever, and where it is not.
    public let until: CivilDate?
    /// The tier now; nil for none.
    public let tier: String?
    /// The first change of the tier that was judged with the order; nil where there was none yet.
    public let change: TierChange?
  }

  /// The order's code.
  public let order: String
  /// The customer's code.
  public let customer: String
  /// The customer's name.
  public let customerName: String
  /// When it was ordered.
  public let orderedOn: CivilDate
  /// Its status.
  public let status: String?
  /// Its goods without tax.
  public let goods: Money
  /// The same in the base currency on the day of the order; nil where there is no rate.
  public let goodsInBase: Money?
  /// The business date.
  public let asOf: CivilDate
  /// Its credit checks, the latest first.
  public let checks: [CreditCheck]
  /// Why it has to be checked again; nil where it need not be.
  public let unchecked: UncheckedOrder.Reason?
  /// What of it counts as exposure now.
  public let exposure: [Exposure.Item]
  /// The movements of points that belong to it, the oldest first.
  public let movements: [PointMovement]
  /// What is left of the lots that it earned.
  public let lots: [PointLot]
  /// What the rules of the programs in force say of it now.
  public let rules: [Rule]
  /// What it counts for on the ladders in force.
  public let contributions: [Contribution]
}

/// What reads the parts of an explanation.
private struct OrderReading {
  let session: BookSession
  let place: Workplace
  let asOf: CivilDate

  func explanation(of code: String) throws -> OrderExplanation {
    var selection = PointSelection()
    selection.order = .code(code)
    var found: PointOrder?
    try session.forEachPointOrder(selection) { found = $0 }
    guard let order = found else { throw BookError.notFound(.code(code), entity: try session.entity("orders")) }
    let goods = Money(minorUnits: order.goods, order.currency)
    let key = RecordKey.id(order.customer)
    let movements = try session.pointMovements(ofOrder: .code(code))
    let ids = Set(movements.map(\.id))
    let policy = try creditPolicy()
    let desk = CreditDesk(session, policy: policy, asOf: asOf)
    let profile = try session.creditProfile(of: key)
    let documents = try session.tradeDocuments(of: .customer(key), asOf: asOf)
    return OrderExplanation(
      order: order.code, customer: order.customerCode, customerName: profile.name, orderedOn: order.day,
      status: order.status, goods: goods,
      goodsInBase: try? session.convert(
        goods, to: session.profile.baseCurrency, on: order.day, age: ExchangeRate.usualAge),
      asOf: asOf, checks: try session.creditChecks(of: nil, order: code, limit: 20),
      unchecked: try session.uncheckedOrders(
        tolerance: policy.tolerance, tax: policy.exposure.countsTax, on: asOf
      ).first { $0.order == order.code }?.reason,
      exposure: try desk.exposure(documents, in: profile.currency).items.filter {
        $0.entity == Entity.orders.name && $0.code == order.code
      }, movements: movements, lots: try session.pointLots(of: key, wallet: nil).filter { ids.contains($0.movement) },
      rules: try rules(order), contributions: try contributions(order))
  }

  /// The only credit policy in force, or the usual one.
  private func creditPolicy() throws -> CreditPolicy {
    let inForce = try session.activeDefinitions(CreditPolicyTable.kind)
    guard inForce.count == 1, let only = inForce.first else { return CreditPolicy() }
    let loaded = try LoadedDefinition(only, in: session, place: place, ScoringWatch())
    return (loaded.declared as? CreditPolicyTable)?.policy ?? CreditPolicy()
  }

  /// What rules say, asked as scripts ask.
  private func rules(_ order: PointOrder) throws -> [OrderExplanation.Rule] {
    try session.activeDefinitions(PointsProgramTable.kind).flatMap { program -> [OrderExplanation.Rule] in
      let source = "return json.encode { rules = points.why(\(order.code.inLua), \(program.name.inLua)) }"
      let script = ScriptRun(source: source, name: "explain", title: "explain") { _ in }
      let ended = try script.run(in: session, place: place, access: .read)
      guard ended.outcome == .succeeded, let text = ended.results.first else {
        throw DefinitionFault(ended.outcome, of: program.name, customer: nil)
      }
      return (try JSON(parsing: text)["rules"]?.elements ?? []).compactMap { rule in
        guard let name = rule.text("rule"), let wallet = rule.text("wallet") else { return nil }
        var points: Int64 = 0
        if case .integer(let count)? = rule["points"] { points = count }
        if let money = rule["points"], let amount = money.text("amount"),
          let currency = money.text("currency").flatMap({ Currency($0) }),
          let exact = try? Money(exact: amount, currency)
        {
          points = exact.minorUnits
        }
        return OrderExplanation.Rule(
          program: program.name, name: name, wallet: wallet, hasFired: rule["fired"] == .bool(true), points: points,
          why: rule.text("why"))
      }
    }
  }

  private func contributions(_ order: PointOrder) throws -> [OrderExplanation.Contribution] {
    try session.activeDefinitions(TierPolicyTable.kind).compactMap { version in
      let policy = try LoadedDefinition(version, in: session, place: place, ScoringWatch()).ladder().policy
      guard let input = policy.inputs.first(where: { $0.source == .orders }) else { return nil }
      let window = input.window.map { TierWindow.rolling($0) } ?? policy.qualify
      let standing = try session.tierStanding(of: .id(order.customer), on: version.name)
      let changes = try session.tierHistory(of: .id(order.customer), on: version.name, limit: .max)
      func counts(on date: CivilDate) -> Bool {
        guard order.status != "cancelled", order.day <= date else { return false }
        return (try? window.days(asOf: date, enrolled: standing?.enrolledOn).contains(order.day.daysSinceEpoch))
          ?? false
      }
      let isCounted = counts(on: asOf)
      return OrderExplanation.Contribution(
        ladder: version.name, window: window, counts: isCounted,
        until: isCounted && window != .lifetime ? last(from: asOf, where: counts) : nil, tier: standing?.tier,
        change: changes.last { $0.asOf >= order.day && counts(on: $0.asOf) })
    }
  }

  /// The last day on which something holds that holds on a day and then ends; nil where it does not end in ten years.
  private func last(from day: CivilDate, where holds: (CivilDate) -> Bool) -> CivilDate? {
    var last = day
    for _ in 0..<3660 {
      guard let next = try? last.adding(days: 1) else { return nil }
      guard holds(next) else { return last }
      last = next
    }
    return nil
  }
}

extension Workplace {
  /// What an order came to.
  public func explain(order code: String) throws -> OrderExplanation {
    try ScriptThread.run {
      try reading { session in
        try OrderReading(session: session, place: self, asOf: businessDate(of: session.profile)).explanation(of: code)
      }
    }
  }
}
