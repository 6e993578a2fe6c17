import Analytics
import Domain
import Interchange
import ScriptModel
import Wording

/// What a policy says of a customer, before it is written.
struct CreditAssessment {
  /// Whether the policy could say something.
  enum Status: String, CaseIterable {
    case assessed
    /// The limit waits for an approval.
    case proposed
    case insufficientData = "insufficient_data"
  }

  /// The profile before.
  let before: CreditProfile
  /// The profile that the policy asks for.
  var after: CreditProfile
  /// Whether the policy could say something.
  var status = Status.assessed
  /// Why not.
  var reason = ""
  /// The limit by the policy, in the currency of the profile.
  var limit: Money?
  /// The parts of the score by aspect; nil where there is none.
  var parts: [(name: String, value: Double)]?
  /// The share of weights that is known.
  var coverage: Double?
  /// What the limit was bounded by.
  var bounds: [(name: String, value: Money)]?
  /// The most for customers who never paid, where it applies.
  var firstOrderCap: Money?

  init(_ profile: CreditProfile) {
    before = profile
    after = profile
  }

  /// What it is based on, as changes keep it.
  var evidence: [(name: String, value: ScriptValue)] {
    var evidence: [(name: String, value: ScriptValue)] = []
    if let parts { evidence.append(("parts", .table(ScriptTable(fields: parts.map { ($0.name, .number($0.value)) })))) }
    if let coverage { evidence.append(("coverage", .number(coverage))) }
    if let bounds {
      evidence.append(("bounds", .table(ScriptTable(fields: bounds.map { ($0.name, .money($0.value)) }))))
    }
    if let firstOrderCap { evidence.append(("first_order_cap", .money(firstOrderCap))) }
    return evidence
  }
}

extension CreditWork {
  /// Assesses a customer, or all in one pass over the book, by the policy in force, whole or not at all.
  func assess(_ key: RecordKey?, _ call: Call) throws -> CreditAssessments {
    guard let (table, version) = declared else { throw DefinitionError.noneInForce(kind: CreditPolicyTable.kind) }
    return try session.book.atomically {
      let pass = try session.book.inputs(table.inputs, of: key, asOf: desk.asOf, zone: session.zone)
      defer { pass.close() }
      let files = try session.book.creditFiles(of: key, asOf: desk.asOf)
      var moves = CreditMoves(policy: table.name, version: version.number, on: desk.asOf)
      while try pass.next() {
        try Stopped.check(at: moves.customers)
        let functions = PolicyFunctions(
          table, customer: pass.customer, code: pass.code, inputs: table.given.values(of: pass), session, call)
        let assessment: CreditAssessment
        do {
          assessment = try assess(functions, files.file(of: pass.customer), table)
        } catch let refusal as any Refusal where !(refusal is CreditError) {
          // A missing rate, an amount too large: it says of whom.
          throw CreditError.policy(table.name, customer: pass.code, field: "limit", refusal.message)
        }
        try write(assessment, table, version)
        if key != nil { return .one(assessment) }
        try moves.note(assessment)
      }
      return .all(moves)
    }
  }

  private func assess(
    _ functions: PolicyFunctions, _ file: CreditFile, _ table: CreditPolicyTable
  ) throws -> CreditAssessment {
    let policy = desk.policy
    let (profile, documents) = (file.profile, file.documents)
    var functions = functions
    functions.facts = try facts(of: file)
    var assessment = CreditAssessment(profile)
    func insufficient(_ reason: String) -> CreditAssessment {
      assessment.status = .insufficientData
      assessment.reason = reason
      assessment.after = profile
      return assessment
    }
    let parts: [CreditGrading.Aspect: Double]
    switch try functions.score() {
    case .insufficient(let reason): return insufficient(reason)
    case .known(let known): parts = known
    }
    let (score, coverage) = policy.grading.score(parts)
    assessment.parts = parts.map { ($0.key.rawValue, $0.value.rounded(decimals: 4)) }
    assessment.coverage = coverage.rounded(decimals: 4)
    guard let score, let rule = policy.grading.rule(for: score.rounded(decimals: 2)) else {
      let missing = CreditGrading.Aspect.allCases.filter {
        parts[$0] == nil && (policy.grading.weights[$0] ?? 0) > 0
      }.map(\.rawValue)
      return insufficient(missing.joined(separator: ", "))
    }
    assessment.after.score = score.rounded(decimals: 2)
    assessment.after.grade = rule.grade
    assessment.after.termsDays = rule.termsDays
    assessment.after.prepayPercent = rule.prepayPercent
    guard let limit = try limit(rule, functions, documents, &assessment) else {
      return insufficient(assessment.reason)
    }
    assessment.limit = limit
    assessment.after.nextReviewOn = try nextReview(of: profile, rule)
    let raises = try profile.limit.map { try $0.isLess(than: limit) } ?? !limit.isZero
    let base = try desk.convert(limit, to: session.book.profile.baseCurrency)
    if raises, policy.approval(for: base) != nil, limit != profile.limit {
      assessment.status = .proposed
    } else {
      assessment.after.limit = limit
    }
    return assessment
  }

  /// The limit in the customer's currency; nil, with the reason in the assessment, where figures are missing.
  private func limit(
    _ rule: CreditGrading.Rule, _ functions: PolicyFunctions, _ documents: TradeDocuments,
    _ assessment: inout CreditAssessment
  ) throws -> Money? {
    let base = session.book.profile.baseCurrency
    let grading = desk.policy.grading
    let figures: PolicyFunctions.Answer<CreditGrading.Figures>
    switch try functions.limit(rule) {
    case nil: figures = try functions.figures()
    case .insufficient(let reason)?: figures = .insufficient(reason)
    case .known(let own)?: figures = .known(.init(own: own))
    }
    guard case .known(let known) = figures else {
      if case .insufficient(let reason) = figures { assessment.reason = reason }
      return nil
    }
    let found = try grading.limit(rule, known, secured: desk.covered(documents, in: base), in: base)
    assessment.bounds = found.bounds
    guard var amount = found.amount else {
      assessment.reason = found.missing.joined(separator: ", ")
      return nil
    }
    if documents.lastPaidOn == nil, let cap = desk.policy.firstOrderCap {
      let most = try Money(exact: "1", base).multiplied(by: cap)
      assessment.firstOrderCap = most
      if try most.isLess(than: amount) { amount = try grading.rounded(most) }
    }
    let limit = try desk.convert(amount, to: assessment.after.currency)
    if limit.currency == base { return limit }
    // A limit is a round sum in every currency.
    let unit = try Money(exact: "1", limit.currency).minorUnits
    return Money(minorUnits: limit.minorUnits - limit.minorUnits % unit, limit.currency)
  }

  /// The next review counts from the day on which one was due; what is not due keeps its day.
  private func nextReview(of profile: CreditProfile, _ rule: CreditGrading.Rule) throws -> CivilDate? {
    guard let span = rule.review else { return profile.nextReviewOn }
    guard let due = profile.nextReviewOn else { return try span.after(desk.asOf) }
    if due.daysSinceEpoch > desk.asOf.daysSinceEpoch, profile.grade == rule.grade { return due }
    let next = try span.after(due.daysSinceEpoch < desk.asOf.daysSinceEpoch ? due : desk.asOf)
    return next.daysSinceEpoch > desk.asOf.daysSinceEpoch ? next : try span.after(desk.asOf)
  }

  /// What functions of a policy see of a customer's credit, in the base currency.
  private func facts(of file: CreditFile) throws -> ScriptTable {
    let base = session.book.profile.baseCurrency
    let (profile, documents, promises) = (file.profile, file.documents, file.promises)
    let exposure = try desk.exposure(documents, in: base)
    let aging = try desk.aging(documents, terms: profile.termsDays, in: base)
    let open = aging.items.filter { $0.open.minorUnits > 0 }
    var securities: [(name: String, value: ScriptValue)] = []
    for kind in Security.Kind.allCases {
      let sum = try Money.sum(
        documents.securities.filter { $0.kind == kind }.map { try desk.convert($0.amount, to: base) }, in: base)
      securities.append((kind.rawValue, .number(sum.amount)))
    }
    var fields: [(name: String, value: ScriptValue)] = [
      ("exposure", .number(try exposure.total.amount)), ("securities", .table(ScriptTable(fields: securities))),
      ("secured", .number(try desk.covered(documents, in: base).amount)), ("kept", .integer(Int64(promises.kept))),
      ("broken", .integer(Int64(promises.broken))), ("disputed", .integer(Int64(open.count(where: \.isDisputed)))),
      ("open", .integer(Int64(open.count))), ("hold", .string(profile.hold.rawValue)),
    ]
    fields.append(("ratings", .table(ScriptTable(fields: file.ratings.map { ($0.agency, .string($0.grade)) }))))
    if let days = aging.oldestDaysLate { fields.append(("oldest_days_late", .integer(Int64(days)))) }
    if let share = aging.overdueShare(over: 0) { fields.append(("overdue_share", .number(share))) }
    if let last = documents.lastPaidOn {
      fields.append(("days_since_payment", .integer(Int64(desk.asOf.days(since: last)))))
    }
    if let grade = profile.grade { fields.append(("grade", .string(grade.rawValue))) }
    if let limit = profile.limit { fields.append(("limit", .number(try desk.convert(limit, to: base).amount))) }
    return ScriptTable(fields: fields, shape: CreditPolicyTable.factsShape)
  }

  private func write(
    _ assessment: CreditAssessment, _ table: CreditPolicyTable, _ version: DefinitionVersion
  ) throws {
    guard assessment.status != .insufficientData else { return }
    let isProposal = assessment.status == .proposed
    if isProposal, assessment.after == assessment.before {
      // The same proposal waits already.
      let last = try session.book.creditChanges(of: .code(assessment.before.customer), until: nil).first {
        $0.kind != .hold && $0.kind != .release && $0.kind != .terms
      }
      if last?.kind == .proposal, last?.amount == assessment.limit { return }
    }
    var change = CreditChange(
      isProposal ? .proposal : .assessment, asOf: desk.asOf, at: session.now, by: session.operatorName,
      reason: "\(table.name) \(version.number)", amount: assessment.limit, version: version.id,
      evidence: try JSON(.table(ScriptTable(fields: assessment.evidence))).text())
    change.profile = try JSON(.table(ScriptTable(fields: assessment.after.fields))).text()
    _ = try session.book.changeCredit(assessment.after, change, always: isProposal)
  }
}
