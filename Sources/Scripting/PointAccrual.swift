import Domain
import Interchange
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
  private let call: Call
  let program: PointsProgramTable
  private let version: DefinitionVersion
  private let customers: Entity
  /// What is left of budgets, by rule.
  var budgets: [String: Int64] = [:]
  /// The customer who was asked about last: orders come one customer after another.
  private var member: (id: Int64, rows: any RowStream)?
  private var writer = JSONWriter()
  private(set) var summary = Summary()

  init(_ program: PointsProgramTable, _ version: DefinitionVersion, _ session: ScriptSession, _ call: Call) throws {
    self.program = program
    self.version = version
    self.session = session
    self.call = call
    customers = try session.book.entity(Entity.customers.name)
  }

  deinit { member?.rows.close() }

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
        try write(outcome, of: .id(order.customer), reference: order.code, on: order.day, order: .id(order.id))
      }
    }
  }

  /// What each rule on orders and lines makes of an order.
  func outcomes(_ order: PointOrder) throws -> [RuleOutcome] {
    var paid: [(wallet: String, points: Int64)]?
    var lines: [PointLine]?
    var outcomes: [RuleOutcome] = []
    for rule in program.rules where rule.event == .order || rule.event == .line {
      if let known = try known(rule, reference: order.code) {
        outcomes.append(known)
        continue
      }
      guard order.status != "cancelled" else {
        outcomes.append(RuleOutcome(rule, reason: Phrase("the order is cancelled", zh: "订单已取消")))
        continue
      }
      guard rule.days.contains(order.day) else {
        outcomes.append(
          RuleOutcome(rule, reason: Phrase("the rule is not in force on \(order.day)", zh: "规则在 \(order.day) 不生效")))
        continue
      }
      var paidAmount: Int64 = 0
      if rule.excluded.contains(.points) {
        let spent = try paid ?? session.book.pointsSpent(onOrder: order.id)
        paid = spent
        paidAmount = try spent.reduce(0) { Int64(clamping: try Int128($0) + Int128(price(of: $1, in: order))) }
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
        outcomes.append(try ask(rule, order, base))
      } else {
        let known = try lines ?? session.book.pointLines(ofOrder: order.id)
        lines = known
        outcomes.append(try ask(rule, order, known, base, of: whole))
      }
    }
    return try limited(outcomes, customer: .id(order.customer), on: order.day)
  }

  private func ask(_ rule: PointRule, _ order: PointOrder, _ base: Int64) throws -> RuleOutcome {
    let amount = try inBase(base, order)
    let facts = Self.facts(order, amount)
    let (value, reason) = try ask(rule, facts, of: order.customer, about: order.code, customer: order.customerCode)
    return try outcome(rule, value, reason, base, facts + Self.member(order), customer: order.customerCode)
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
      let (value, reason) = try ask(rule, facts, of: order.customer, about: about, customer: order.customerCode)
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
    return try outcome(rule, sum, why, base, facts + Self.member(order), customer: order.customerCode)
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
    let rules = program.rules.filter { $0.event == .activity }
    if rules.isEmpty { return }
    try session.book.forEachPointActivity(selection) { activity in
      summary.events += 1
      try Stopped.check(at: summary.events)
      let day = activity.at.civilDate(in: session.zone)
      let facts: [(name: String, value: ScriptValue)] = [
        ("at", .string(activity.at.description)), ("formal", activity.isFormal.map { .boolean($0) } ?? .null),
        ("kind", .string(activity.kind)), ("minutes", activity.minutes.map { .integer($0) } ?? .null),
        ("on", .string(day.description)), ("topic", activity.topic.map { .string($0) } ?? .null),
      ]
      let subject = Subject(
        key: .id(activity.customer), id: activity.customer, code: activity.customerCode, day: day,
        reference: "interaction #\(activity.id)")
      try accrue(rules, facts, subject)
    }
  }

  /// Writes what referrals earn, once for each customer who came and paid.
  func accrueReferrals(_ selection: PointSelection) throws {
    let rules = program.rules.filter { $0.event == .referral }
    if rules.isEmpty { return }
    for referral in try session.book.pointReferrals() where selection.days.contains(referral.day) {
      summary.events += 1
      let amount = try session.book.convert(
        referral.amount, to: session.book.profile.baseCurrency, on: referral.day, age: ExchangeRate.usualAge)
      let facts: [(name: String, value: ScriptValue)] = [
        ("amount", .number(amount.amount)), ("customer", .string(referral.referee)),
        ("on", .string(referral.day.description)), ("order", .string(referral.order)),
      ]
      let subject = Subject(
        key: .id(referral.referrer), id: referral.referrer, code: referral.referrerCode, day: referral.day,
        reference: referral.referee)
      try accrue(rules, facts, subject)
    }
  }

  /// Who earns something, and for what.
  private struct Subject {
    let key: RecordKey
    let id: Int64
    let code: String
    let day: CivilDate
    let reference: String
  }

  private func accrue(_ rules: [PointRule], _ facts: [(name: String, value: ScriptValue)], _ subject: Subject) throws {
    var outcomes: [RuleOutcome] = []
    for rule in rules {
      if let known = try known(rule, reference: subject.reference) {
        outcomes.append(known)
      } else if rule.days.contains(subject.day) {
        let (value, reason) = try ask(
          rule, facts, of: subject.id, about: subject.reference, customer: subject.code)
        outcomes.append(try outcome(rule, value, reason, nil, facts, customer: subject.code))
      }
    }
    for outcome in try limited(outcomes, customer: subject.key, on: subject.day)
    where outcome.desired > 0 && outcome.movement == nil {
      try write(outcome, of: subject.key, reference: subject.reference, on: subject.day, order: nil)
    }
  }

  // MARK: Asking

  /// The customer's record.
  private func rows(of customer: Int64) throws -> any RowStream {
    if let member, member.id == customer { return member.rows }
    member?.rows.close()
    member = nil
    guard let rows = try session.book.row(.id(customer), of: customers) else {
      throw BookError.notFound(.id(customer), entity: customers)
    }
    member = (customer, rows)
    return rows
  }

  func source(_ rule: PointRule) -> String { "\(program.name)/\(rule.name)" }

  /// What a rule has earned already for something.
  private func known(_ rule: PointRule, reference: String) throws -> RuleOutcome? {
    let known = try session.book.pointMovement(
      .earn, source: source(rule), reference: reference, wallet: rule.wallet.name)
    guard let known else { return nil }
    var outcome = RuleOutcome(rule, reason: Phrase("accrued already", zh: "已计积分"))
    outcome.movement = known
    return outcome
  }

  /// Calls a rule's function: a number, or why there is none. It reads nothing but what it is given.
  private func ask(
    _ rule: PointRule, _ facts: [(name: String, value: ScriptValue)], of customer: Int64, about subject: String,
    customer code: String
  ) throws -> (value: Double?, reason: String?) {
    let member = try rows(of: customer)
    let access = session.access
    session.access = .none
    defer { session.access = access }
    do {
      return try unsafe call.lending(member.reader) {
        try call.call(rule.points, results: 2) { call in
          let table = call.beginTable(count: facts.count)
          for (name, value) in facts where value != .null {
            _ = try value.push(to: call)
            call.setField(name, of: table)
          }
          unsafe call.pushBorrowed(member.shape.layout)
          return 2
        } read: { call, index in
          let why = call.string(at: index + 1)
          switch try ScriptValue.read(call, at: index) {
          case .null, .boolean(false): return (nil, why)
          case .integer(let points): return (Double(points), why)
          case .number(let points): return (points, why)
          case .money(let minorUnits, let currency) where currency == rule.wallet.currency?.code:
            return (Double(minorUnits) / Double.powerOfTen(rule.wallet.currency?.decimals ?? 0), why)
          case let value:
            throw PointRuleError.value(program.name, rule.name, customer: code, given: value.literal)
          }
        }
      }
    } catch let raised as RaisedError {
      if Stopped.isDue { throw raised }
      throw PointRuleError.raised(
        program.name, rule.name, customer: code, subject: subject, message: call.message(of: raised))
    }
  }

  private func outcome(
    _ rule: PointRule, _ value: Double?, _ why: String?, _ base: Int64?, _ facts: [(name: String, value: ScriptValue)],
    customer: String
  ) throws -> RuleOutcome {
    guard let value else {
      let silence = Phrase("the rule returned nothing", zh: "规则没有返回积分")
      return RuleOutcome(rule, reason: why.map { Phrase(verbatim: $0) } ?? silence)
    }
    guard let points = rule.rounded(value) else {
      throw PointRuleError.value(program.name, rule.name, customer: customer, given: "\(value)")
    }
    guard points > 0 else {
      return RuleOutcome(rule, reason: Phrase("\(value) rounds to 0 points", zh: "\(value) 取整后为 0 分"))
    }
    var outcome = RuleOutcome(rule)
    outcome.desired = points
    outcome.granted = points
    outcome.base = base
    writer.removeAll()
    try writer.object { writer in
      for (name, value) in facts {
        writer.name(name)
        try writer.value(JSON(value))
      }
    }
    outcome.inputs = String(decoding: writer.bytes, as: UTF8.self)
    return outcome
  }

  private func write(
    _ outcome: RuleOutcome, of customer: RecordKey, reference: String, on day: CivilDate, order: RecordKey?
  ) throws {
    let rule = outcome.rule
    var request = PointRequest(
      customer, rule.wallet, outcome.desired, on: day, source: source(rule), reference: reference,
      by: session.operatorName)
    request.granted = outcome.granted
    request.order = order
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

extension Double {
  /// 10 raised to a power, 0 or above.
  static func powerOfTen(_ power: Int) -> Double {
    var result = 1.0
    for _ in 0..<power { result *= 10 }
    return result
  }
}
