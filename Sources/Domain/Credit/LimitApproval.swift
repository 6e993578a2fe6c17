import Wording

/// Whose agreement a limit needs, by the policies in force.
public struct LimitApproval {
  private let desks: [CreditDesk]
  private let operatorName: String

  /// What policies say of limits that an operator sets on a business date.
  public init(_ policies: [CreditPolicy], in book: any Book, asOf date: CivilDate, by operatorName: String) {
    desks = policies.filter { !$0.approvals.isEmpty }.map { CreditDesk(book, policy: $0, asOf: date) }
    self.operatorName = operatorName
  }

  /// Whether no limit needs any.
  public var isEmpty: Bool { desks.isEmpty }

  /// Whether more may be owed than before: what is not raised needs no approval.
  ///
  /// - Parameters:
  ///   - limit: What may be owed.
  ///   - before: What it was; nil where there was no limit.
  public static func isRaised(_ limit: Money, from before: Money?) throws -> Bool {
    guard let before, before.currency == limit.currency else { return true }
    return try before.isLess(than: limit)
  }

  /// Refuses a limit that another person has to approve.
  ///
  /// - Parameters:
  ///   - limit: What may be owed.
  ///   - before: What it was; nil where there was no limit.
  ///   - holder: Who may owe it.
  ///   - isSeconded: Whether somebody else proposed it.
  public func check(
    _ limit: Money, insteadOf before: Money?, of holder: CreditHolder, isSeconded: Bool = false
  ) throws {
    guard try Self.isRaised(limit, from: before) else { return }
    for desk in desks {
      let base = try desk.convert(limit, to: desk.book.profile.baseCurrency)
      guard let approval = desk.policy.approval(for: base) else { continue }
      if approval.by.isEmpty {
        guard isSeconded else { throw CreditError.needsApproval(holder, limit: limit) }
      } else if !approval.by.contains(operatorName) {
        throw CreditError.notApprover(holder, operatorName: operatorName, approvers: approval.by)
      }
    }
  }
}
