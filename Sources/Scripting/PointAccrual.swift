import Domain
import ScriptModel
import Wording

/// A program at work on orders, activities and referrals.
final class PointAccrual {
  /// What was accrued.
  struct Summary {
    var events = 0
    var movements = 0
    var capped = 0
    var points: [(wallet: PointWallet, points: Int64)] = []
  }

  let session: ScriptSession
  let program: PointsProgramTable
  private let version: DefinitionVersion
  private let inquiry: PointInquiry
  /// What is left of budgets, by rule.
  var budgets: [String: Int64] = [:]
  private(set) var summary = Summary()

  init(_ program: PointsProgramTable, _ version: DefinitionVersion, _ session: ScriptSession, _ call: Call) throws {
    self.program = program
    self.version = version
    self.session = session
    inquiry = try PointInquiry(program, session, call)
  }

  // MARK: Orders

  /// Writes what orders earn that have not earned it yet.
  func accrue(_ selection: PointSelection) throws {
    var selection = selection
    selection.isByDate = program.rules.contains { $0.cap.budget != nil }
    guard program.rules.contains(where: { $0.event == .order || $0.event == .line }) else { return }
    try session.book.forEachPointOrder(selection) { order in
      summary.events += 1
      try Stopped.check(at: summary.events)
      for outcome in try outcomes(order) where outcome.desired > 0 && outcome.movement == nil {
        try write(outcome, of: .id(order.customer), .order(order.id), on: order.day, order: order.id)
      }
    }
  }

  /// What each rule on orders and lines makes of an order.
  func outcomes(_ order: PointOrder) throws -> [RuleOutcome] {
    var paid: [(wallet: String, points: Int64)]?
    var lines: [PointLine]?
    var outcomes: [RuleOutcome] = []
    for rule in program.rules where rule.event == .order || rule.event == .line {
      if let known = try known(rule, [.order(order.id)]) {
        outcomes.append(known)
        continue
      }
      guard order.status != "cancelled" else {
        outcomes.append(RuleOutcome(rule, reason: Phrase("the order is cancelled", zh: "订单已取消")))
        continue
      }
      guard rule.days.contains(order.day) else {
        outcomes.append(RuleOutcome(rule, outside: order.day))
        continue
      }
      var paidAmount: Int64 = 0
      if rule.excluded.contains(.points) {
        let spent = try paid ?? session.book.pointsSpent(onOrder: order.id)
        paid = spent
        paidAmount = try naming(rule, order) {
          try spent.reduce(0) { Int64(clamping: try Int128($0) + Int128(price(of: $1, in: order))) }
        }
      }
      let whole = order.eligible(
        tax: !rule.excluded.contains(.tax), shipping: !rule.excluded.contains(.shipping),
        giftCards: !rule.excluded.contains(.giftCard), paid: 0)
      let base = max(0, whole - paidAmount)
      guard base > 0 else {
        outcomes.append(
          RuleOutcome(rule, reason: Phrase("nothing of the order earns points by it", zh: "订单中没有可计积分的金额")))
        continue
      }
      if rule.event == .order {
        outcomes.append(try naming(rule, order) { try ask(rule, order, base) })
      } else {
        let known = try lines ?? session.book.pointLines(ofOrder: order.id)
        lines = known
        outcomes.append(try naming(rule, order) { try ask(rule, order, known, base, of: whole) })
      }
    }
    return try limited(outcomes, customer: .id(order.customer), on: order.day)
  }

  private func ask(_ rule: PointRule, _ order: PointOrder, _ base: Int64) throws -> RuleOutcome {
    let amount = try inBase(base, order)
    let facts = Self.facts(order, amount)
    let (value, reason) = try inquiry.ask(
      rule, facts, of: order.customer, about: order.code, customer: order.customerCode)
    return try inquiry.outcome(rule, value, reason, base, facts + Self.member(order), customer: order.customerCode)
  }

  private func ask(
    _ rule: PointRule, _ order: PointOrder, _ lines: [PointLine], _ base: Int64, of whole: Int64
  ) throws -> RuleOutcome {
    var sum: Double?
    var why: String?
    for line in lines {
      if let exclusion = PointRule.Exclusion(rawValue: line.kind), rule.excluded.contains(exclusion) { continue }
      let full = line.amount(withTax: line.kind != "tax" && !rule.excluded.contains(.tax))
      guard full > 0 else { continue }
      // What was paid in points is shared by the lines.
      let part = base == whole ? full : Int64(clamping: Int128(full) * Int128(base) / Int128(max(1, whole)))
      let facts: [(name: String, value: ScriptValue)] =
        Self.facts(order, try inBase(part, order)) + [
          ("line", .integer(line.line)), ("product", line.product.map { .string($0) } ?? .null),
          ("category", line.category.map { .string($0) } ?? .null), ("kind", .string(line.kind)),
          ("quantity", line.quantity.map { .number($0) } ?? .null),
        ]
      let about = "\(order.code) \(line.line)"
      let (value, reason) = try inquiry.ask(
        rule, facts, of: order.customer, about: about, customer: order.customerCode)
      why = why ?? reason
      guard let value else { continue }
      guard rule.roundsLines else {
        sum = (sum ?? 0) + value
        continue
      }
      guard let rounded = rule.rounded(value) else {
        throw PointRuleError.value(program.name, rule.name, customer: order.customerCode, given: "\(value)")
      }
      sum = (sum ?? 0) + Double(rounded) / (rule.wallet.currency.map { Double.powerOfTen($0.decimals) } ?? 1)
    }
    let facts = Self.facts(order, try inBase(base, order)) + [("lines", .integer(Int64(lines.count)))]
    return try inquiry.outcome(rule, sum, why, base, facts + Self.member(order), customer: order.customerCode)
  }

  /// Says of which rule, customer and order it is that an amount cannot be turned into another currency.
  private func naming<Result>(_ rule: PointRule, _ order: PointOrder, _ body: () throws -> Result) throws -> Result {
    func fault(_ refusal: any Refusal) -> PointRuleError {
      .amount(
        program.name, rule.name, customer: order.customerCode, subject: "order \(order.code)", refusal.message)
    }
    do {
      return try body()
    } catch let error as ExchangeRateError {
      throw fault(error)
    } catch let error as MoneyError {
      throw fault(error)
    }
  }

  private static func facts(_ order: PointOrder, _ amount: Double) -> [(name: String, value: ScriptValue)] {
    [
      ("amount", .number(amount)), ("on", .string(order.day.description)), ("order", .string(order.code)),
      ("status", order.status.map { .string($0) } ?? .null),
    ]
  }

  private static func member(_ order: PointOrder) -> [(name: String, value: ScriptValue)] {
    [("customer", .string(order.customerCode)), ("tier", order.tier.map { .string($0) } ?? .null)]
  }

  /// An amount in minor units of an order's currency as a number in the base currency.
  private func inBase(_ amount: Int64, _ order: PointOrder) throws -> Double {
    let money = Money(minorUnits: amount, order.currency)
    let base = session.book.profile.baseCurrency
    if order.currency == base { return money.amount }
    return try session.book.convert(money, to: base, on: order.day, age: ExchangeRate.usualAge).amount
  }

  /// What points that an order was paid in are worth, in minor units of its currency.
  private func price(of spent: (wallet: String, points: Int64), in order: PointOrder) throws -> Int64 {
    guard let wallet = program.wallets.first(where: { $0.name == spent.wallet }) else { return 0 }
    let worth: Money
    if let currency = wallet.currency {
      worth = Money(minorUnits: spent.points, currency)
    } else if let value = wallet.value {
      worth = try value.multiplied(by: Int(clamping: spent.points))
    } else {
      return 0
    }
    return try session.book.convert(worth, to: order.currency, on: order.day, age: ExchangeRate.usualAge).minorUnits
  }

  // MARK: Activities and referrals

  /// Writes what activities earn.
  func accrueActivities(_ selection: PointSelection) throws {
    guard program.rules.contains(where: { $0.event == .activity }) else { return }
    try session.book.forEachPointActivity(selection) { activity in
      let subject = PointSubject(activity, in: session)
      if selection.days.contains(subject.day) { try accrue(subject) }
    }
  }

  /// Writes what referrals earn, once for each customer who came and paid.
  func accrueReferrals(_ selection: PointSelection) throws {
    guard program.rules.contains(where: { $0.event == .referral }) else { return }
    let customers = try session.book.entity(Entity.customers.name)
    let only = try selection.customer.map { key in
      guard let code = try session.book.code(of: key, in: customers) else {
        throw BookError.notFound(key, entity: customers)
      }
      return code
    }
    for referral in try session.book.pointReferrals(for: program.name)
    where selection.days.contains(referral.day) && (only ?? referral.referrerCode) == referral.referrerCode {
      try accrue(PointSubject(referral, in: session))
    }
  }

  private func accrue(_ subject: PointSubject) throws {
    summary.events += 1
    try Stopped.check(at: summary.events)
    for outcome in try outcomes(subject) where outcome.desired > 0 && outcome.movement == nil {
      guard let reference = subject.references.first else { return }
      let order = outcome.rule.keepsReward ? nil : subject.order
      try write(outcome, of: .id(subject.id), reference, on: subject.day, order: order)
    }
  }

  /// What each rule on activities or referrals makes of one.
  func outcomes(_ subject: PointSubject) throws -> [RuleOutcome] {
    let outcomes = try program.rules.filter { $0.event == subject.event }.map { rule in
      if let known = try known(rule, subject.references) { return known }
      guard rule.days.contains(subject.day) else { return RuleOutcome(rule, outside: subject.day) }
      let (value, reason) = try inquiry.ask(
        rule, subject.facts, of: subject.id, about: subject.references.first?.description ?? "", customer: subject.code)
      let base = rule.keepsReward ? nil : subject.base
      return try inquiry.outcome(rule, value, reason, base, subject.facts, customer: subject.code)
    }
    return try limited(outcomes, customer: .id(subject.id), on: subject.day)
  }

  // MARK: Writing

  func source(_ rule: PointRule) -> String { "\(program.name)/\(rule.name)" }

  /// What a rule has earned already for something, by any of the records that it is known by.
  private func known(_ rule: PointRule, _ references: [PointReference]) throws -> RuleOutcome? {
    for reference in references {
      let known = try session.book.pointMovement(
        .earn, source: source(rule), reference: reference.description, wallet: rule.wallet.name)
      guard let known else { continue }
      var outcome = RuleOutcome(rule, reason: Phrase("accrued already", zh: "已计积分"))
      outcome.movement = known
      return outcome
    }
    return nil
  }

  private func write(
    _ outcome: RuleOutcome, of customer: RecordKey, _ reference: PointReference, on day: CivilDate, order: Int64?
  ) throws {
    let rule = outcome.rule
    var request = PointRequest(
      customer, rule.wallet, outcome.desired, on: day, source: source(rule), reference: reference.description,
      by: session.operatorName)
    request.granted = outcome.granted
    request.order = order.map { .id($0) }
    request.base = outcome.base
    request.rule = rule.name
    request.version = version.id
    request.inputs = outcome.inputs
    request.reason = outcome.reason?.english
    request.isProven = true
    _ = try session.book.earn(request)
    if let left = budgets[rule.name] { budgets[rule.name] = left - outcome.granted }
    summary.movements += 1
    if outcome.granted < outcome.desired { summary.capped += 1 }
    if let place = summary.points.firstIndex(where: { $0.wallet.name == rule.wallet.name }) {
      summary.points[place].points += outcome.granted
    } else {
      summary.points.append((rule.wallet, outcome.granted))
    }
  }
}
