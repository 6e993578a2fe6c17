import Domain
import Interchange
import ScriptModel
import Wording

/// Asks the rules of a program, one customer after another.
final class PointInquiry {
  private let program: PointsProgramTable
  private let session: ScriptSession
  private let call: Call
  private let customers: Entity
  /// The customer who was asked about last: orders come one customer after another.
  private var member: (id: Int64, rows: any RowStream)?
  private var writer = JSONWriter()

  init(_ program: PointsProgramTable, _ session: ScriptSession, _ call: Call) throws {
    self.program = program
    self.session = session
    self.call = call
    customers = try session.book.entity(Entity.customers.name)
  }

  deinit { member?.rows.close() }

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

  /// Calls a rule's function: a number, or why there is none. It reads nothing but what it is given.
  func ask(
    _ rule: PointRule, _ facts: [(name: String, value: ScriptValue)], of customer: Int64, about subject: String,
    customer code: String
  ) throws -> (value: Double?, reason: String?) {
    let member = try rows(of: customer)
    do {
      return try unsafe call.lending(member.reader) {
        try session.pure(rule.points, results: 2, for: call) { call in
          let table = call.beginTable(count: facts.count)
          for (name, value) in facts where value != .null {
            _ = try value.push(to: call)
            call.setField(name, of: table)
          }
          call.setShape(PointSubject.shape)
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
            throw PointRuleError.value(program.name, rule.name, customer: code, given: value.written)
          }
        }
      }
    } catch let failure as PolicyFailure {
      throw PointRuleError.raised(
        program.name, rule.name, customer: code, subject: subject, message: failure.message)
    }
  }

  /// What a rule's answer comes to.
  func outcome(
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
}

extension Double {
  /// 10 raised to a power, 0 or above.
  static func powerOfTen(_ power: Int) -> Double {
    var result = 1.0
    for _ in 0..<power { result *= 10 }
    return result
  }
}
