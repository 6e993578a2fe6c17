public import Analytics
public import Domain
import Interchange
import LuaRuntime
import Scripting
import Storage
public import Wording

/// How a customer's headroom came about: the limit, each document that counts, what stands behind it, and what would
/// change it.
public struct CreditExplanation: Sendable {
  /// Something that would change the headroom, and when, where that is known.
  public struct Prospect: Sendable {
    /// The day.
    public let on: CivilDate?
    /// What happens then.
    public let what: Phrase
  }

  /// What a policy made of the customer's figures.
  public struct Assessment: Sendable {
    /// The change that keeps it: a limit that was assessed, or proposed.
    public let change: CreditChange
    /// The score, 0 to 100.
    public let score: Double?
    /// Its grade.
    public let grade: String?
    /// The parts of the score, 0 to 100, by aspect.
    public let parts: [ScorePart]
    /// The share of the score that each part decides, 0 to 1; empty where another version is in force.
    public let shares: [String: Double]
    /// The share of weights that was known, 0 to 1.
    public let coverage: Double?
    /// What the limit was bounded by, as text; the least decides.
    public let bounds: [(name: String, amount: String)]
    /// The most for customers who never paid, where it applied.
    public let firstOrderCap: String?

    init(_ change: CreditChange, _ weights: [CreditGrading.Aspect: Double]) throws {
      let evidence = try JSON(parsing: change.evidence)
      let profile = try JSON(parsing: change.profile)
      self.change = change
      score = profile["score"]?.number
      grade = profile["grade"]?.text
      parts = (evidence["parts"]?.members ?? []).map { ScorePart($0.name, $0.value.number ?? 0) }
      let known = Dictionary(weights.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
      let all = parts.reduce(0) { $0 + (known[$1.name] ?? 0) }
      shares = all > 0 ? known.mapValues { $0 / all } : [:]
      coverage = evidence["coverage"]?.number
      bounds = (evidence["bounds"]?.members ?? []).map { ($0.name, $0.value.money ?? "–") }
      firstOrderCap = evidence["first_order_cap"]?.money
    }
  }

  /// What is agreed.
  public let profile: CreditProfile
  /// The limit in force; nil where there is none.
  public let limit: Money?
  /// What securities add to it.
  public let secured: Money
  /// What documents come to.
  public let exposure: Exposure
  /// What is left; below 0 where the limit is exceeded; nil without a limit.
  public let headroom: Money?
  /// The securities in force.
  public let securities: [Security]
  /// The group's code, its limit and its exposure, in its own currency; nil where the customer shares no limit.
  public let group: (code: String, limit: Money, exposure: Money)?
  /// The policy by which it counts: its name and version; nil where none is in force.
  public let policy: String?
  /// The last assessment; nil where no policy assessed the customer.
  public let assessment: Assessment?
  /// When what is agreed changed after the business date, of which the limit and the profile are not; nil for never.
  public let changedLater: CivilDate?
  /// The last changes of what is agreed, the latest first.
  public let changes: [CreditChange]
  /// The last checks, the latest first.
  public let checks: [CreditCheck]
  /// What would change it, the nearest day first.
  public let prospects: [Prospect]

  init(_ desk: CreditDesk, _ customer: String, policy: DefinitionVersion?) throws {
    let key = RecordKey.code(customer)
    profile = try desk.book.creditProfile(of: key)
    let documents = try desk.book.tradeDocuments(of: .customer(key), asOf: desk.asOf)
    limit = try desk.limit(of: profile, documents)
    secured = try desk.secured(documents, in: profile.currency)
    exposure = try desk.exposure(documents, in: profile.currency)
    headroom = try limit?.adding(secured).subtracting(exposure.total)
    securities = documents.securities
    group = try profile.group.flatMap { code in
      try desk.book.creditGroup(.code(code)).limit.map { limit in
        let documents = try desk.book.tradeDocuments(of: .group(.code(code)), asOf: desk.asOf)
        return (code, limit, try desk.exposure(documents, in: limit.currency).total)
      }
    }
    self.policy = policy.map { "\($0.name) \($0.number)" }
    let past = try desk.book.creditChanges(of: key, until: nil)
    changedLater = past.map(\.asOf).filter { desk.asOf < $0 }.min()
    let known = past.filter { $0.asOf <= desk.asOf }
    assessment = try known.first { $0.kind == .assessment || $0.kind == .proposal && $0.version != nil }.map { change in
      try Assessment(change, change.version == policy?.id ? desk.policy.grading.weights : [:])
    }
    changes = Array(known.prefix(3))
    checks = try desk.book.creditChecks(of: key, order: nil, limit: 3)
    prospects = try Self.prospects(profile, exposure, headroom, securities, desk)
  }

  private static func prospects(
    _ profile: CreditProfile, _ exposure: Exposure, _ headroom: Money?, _ securities: [Security], _ desk: CreditDesk
  ) throws -> [Prospect] {
    var dated: [Prospect] = []
    if let headroom, headroom.isNegative {
      let excess = try headroom.negated().groupedDescription
      dated.append(
        Prospect(
          on: nil,
          what: Phrase("a payment or a higher limit of \(excess) ends the excess", zh: "付款或提高额度 \(excess) 即不再超限")))
    }
    let largest = exposure.items.filter { $0.value.minorUnits > 0 }.sorted { $1.value.minorUnits < $0.value.minorUnits }
    for item in largest.prefix(3) {
      let value = item.value.groupedDescription
      let what =
        switch item.part {
        case .bills: Phrase("honouring bill \(item.code) frees \(value)", zh: "汇票 \(item.code) 兑付后释放 \(value)")
        case .invoices: Phrase("paying invoice \(item.code) frees \(value)", zh: "发票 \(item.code) 付清后释放 \(value)")
        default: Phrase("paying order \(item.code) frees \(value)", zh: "订单 \(item.code) 付款后释放 \(value)")
        }
      dated.append(Prospect(on: item.on, what: what))
    }
    for security in securities {
      guard let last = security.expiresOn, (desk.policy.secured[security.kind] ?? 0) > 0 else { continue }
      let amount = try desk.convert(security.amount, to: profile.currency)
        .multiplied(by: desk.policy.secured[security.kind] ?? 0).groupedDescription
      dated.append(
        Prospect(
          on: last,
          what: Phrase("security \(security.code) ends, with \(amount)", zh: "担保 \(security.code) 到期，减少 \(amount)")))
    }
    if let last = profile.validUntil {
      dated.append(Prospect(on: last, what: Phrase("the profile ends", zh: "信用档案到期")))
    }
    if let review = profile.nextReviewOn {
      dated.append(Prospect(on: review, what: Phrase("the next review is due", zh: "下次复审到期")))
    }
    return dated.sorted { ($0.on?.daysSinceEpoch ?? .min) < ($1.on?.daysSinceEpoch ?? .min) }
  }
}

extension JSON {
  fileprivate var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }

  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .string(let text): Double(text)
    default: nil
    }
  }

  /// An amount that is kept as decimal text with its currency.
  fileprivate var money: String? {
    guard let amount = self["amount"]?.text, let currency = self["currency"]?.text.flatMap({ Currency($0) }) else {
      return nil
    }
    return try? Money(exact: amount, currency).groupedDescription
  }
}

extension Workplace {
  /// How a customer's headroom came about, by the policy of that name, or the only one in force, if there is one.
  public func explainCredit(of customer: String, policy name: String?) throws -> CreditExplanation {
    try ScriptThread.run {
      try reading { session in
        let inForce = try session.activeDefinitions(CreditPolicyTable.kind)
        let version = try name.map { name in
          guard let named = inForce.first(where: { $0.name == name }) else {
            throw DefinitionError.unknown(name, suggestion: Suggestion.nearest(to: name, among: inForce.map(\.name)))
          }
          return named
        }
        if version == nil, inForce.count > 1 {
          throw DefinitionError.severalInForce(kind: CreditPolicyTable.kind, inForce.map(\.name))
        }
        let used = version ?? inForce.first
        let declared = try used.map { try LoadedDefinition($0, in: session, place: self, ScoringWatch()).declared }
        let policy = (declared as? CreditPolicyTable)?.policy ?? CreditPolicy()
        let desk = CreditDesk(session, policy: policy, asOf: try businessDate(of: session.profile))
        return try CreditExplanation(desk, customer, policy: used)
      }
    }
  }
}
