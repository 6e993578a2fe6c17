import Domain
import Interchange
import ScriptModel

extension CreditWork {
  /// A change of what is agreed, with the profile and the reason that it keeps.
  func change(
    _ kind: CreditChange.Kind, of customer: RecordKey, reason: String, amount: Money? = nil, until: CivilDate? = nil,
    order: String? = nil, always: Bool = false, _ edit: (inout CreditProfile) throws -> Void
  ) throws -> ScriptValue {
    var profile = try session.book.creditProfile(of: customer)
    guard reason.contains(where: { !$0.isWhitespace }) else { throw CreditError.noReason(.customer(profile.customer)) }
    try edit(&profile)
    var change = CreditChange(
      kind, asOf: desk.asOf, at: session.now, by: session.operatorName, reason: reason,
      amount: amount ?? (kind == .limit ? profile.limit : nil), until: until, order: order)
    change.profile = try JSON(.table(ScriptTable(fields: profile.fields))).text()
    _ = try session.book.changeCredit(profile, change, always: always)
    return .table(ScriptTable(fields: profile.fields))
  }

  /// An amount as a script gives it, in the currency of a profile.
  func money(
    _ amount: AmountArgument, as field: String, of profile: CreditProfile, in currency: Currency? = nil
  ) throws -> Money {
    do throws(MoneyError) {
      return try amount.money(in: currency ?? profile.currency)
    } catch {
      throw CreditError.amount(error, field: field, .customer(profile.customer))
    }
  }

  func setLimit(_ customer: RecordKey, _ amount: AmountArgument, _ reason: String) throws -> ScriptValue {
    try change(.limit, of: customer, reason: reason) { profile in
      let limit = try money(amount, as: "limit", of: profile)
      if limit.isNegative { throw CreditError.negativeLimit(limit, .customer(profile.customer)) }
      try approval.check(limit, insteadOf: profile.limit, of: .customer(profile.customer))
      profile.limit = limit
    }
  }

  func propose(_ customer: RecordKey, _ amount: AmountArgument, _ reason: String) throws -> ScriptValue {
    let profile = try session.book.creditProfile(of: customer)
    let limit = try money(amount, as: "limit", of: profile)
    if limit.isNegative { throw CreditError.negativeLimit(limit, .customer(profile.customer)) }
    return try change(.proposal, of: customer, reason: reason, amount: limit, always: true) { _ in }
  }

  func release(_ customer: RecordKey, _ release: CreditRelease) throws -> ScriptValue {
    let profile = try session.book.creditProfile(of: customer)
    let amount = try money(release.amount, as: "amount", of: profile)
    if amount.minorUnits <= 0 {
      throw CreditError.negativeAmount(amount, field: "amount", customer: profile.customer)
    }
    if release.until.daysSinceEpoch < desk.asOf.daysSinceEpoch {
      throw CreditError.releaseOver(release.until, today: desk.asOf)
    }
    if let order = release.order, try session.book.customer(ofOrder: order) != profile.customer {
      throw CreditError.otherCustomer(order: order, customer: profile.customer)
    }
    return try change(
      .release, of: customer, reason: release.reason, amount: amount, until: release.until, order: release.order,
      always: true
    ) { _ in }
  }

  func approve(_ customer: RecordKey, _ reason: String) throws -> ScriptValue {
    let profile = try session.book.creditProfile(of: customer)
    let deciding: Set<CreditChange.Kind> = [.proposal, .approval, .limit, .assessment]
    guard
      let proposal = try session.book.creditChanges(of: customer, until: nil).first(where: {
        deciding.contains($0.kind)
      }), proposal.kind == .proposal, let limit = proposal.amount
    else { throw CreditError.nothingProposed(.customer(profile.customer)) }
    if proposal.operatorName == session.operatorName {
      throw CreditError.ownProposal(.customer(profile.customer), operatorName: session.operatorName)
    }
    try approval.check(limit, insteadOf: profile.limit, of: .customer(profile.customer), isSeconded: true)
    return try change(.approval, of: customer, reason: reason, amount: limit) { $0.limit = limit }
  }
}
