import Domain
import ScriptModel

/// The limit that companies of a group share: set as a customer's is, with a reason, by who may, and with its history.
extension CreditWork {
  func setGroupLimit(_ group: RecordKey, _ amount: AmountArgument, _ reason: String) throws -> GroupExposure {
    let (code, before) = try session.book.creditGroup(group)
    let limit = try groupLimit(amount, group, code)
    try approval.check(limit, insteadOf: before, of: .group(code))
    return try changeGroup(.limit, group, limit, reason)
  }

  func proposeGroupLimit(_ group: RecordKey, _ amount: AmountArgument, _ reason: String) throws -> GroupExposure {
    let code = try session.book.creditGroup(group).code
    return try changeGroup(.proposal, group, groupLimit(amount, group, code), reason)
  }

  func approveGroupLimit(_ group: RecordKey, _ reason: String) throws -> GroupExposure {
    let (code, before) = try session.book.creditGroup(group)
    guard let proposal = try session.book.groupLimitHistory(of: group).first, proposal.kind == .proposal,
      let limit = proposal.amount
    else { throw CreditError.nothingProposed(.group(code)) }
    if proposal.operatorName == session.operatorName {
      throw CreditError.ownProposal(.group(code), operatorName: session.operatorName)
    }
    try approval.check(limit, insteadOf: before, of: .group(code), isSeconded: true)
    return try changeGroup(.approval, group, limit, reason)
  }

  private func groupLimit(_ amount: AmountArgument, _ group: RecordKey, _ code: String) throws -> Money {
    let currency = try session.book.currency(of: group, in: session.book.entity("groups"))
    do {
      let limit = try amount.money(in: currency)
      if limit.isNegative { throw CreditError.negativeLimit(limit, .group(code)) }
      return limit
    } catch let error as MoneyError {
      throw CreditError.amount(error, field: "limit", .group(code))
    }
  }

  private func changeGroup(
    _ kind: CreditChange.Kind, _ group: RecordKey, _ limit: Money, _ reason: String
  ) throws -> GroupExposure {
    let code = try session.book.creditGroup(group).code
    guard reason.contains(where: { !$0.isWhitespace }) else { throw CreditError.noReason(.group(code)) }
    try session.book.changeGroupLimit(
      group,
      CreditChange(
        kind, asOf: desk.asOf, at: session.now, by: session.operatorName, reason: reason, amount: limit))
    return try self.group(group)
  }
}
