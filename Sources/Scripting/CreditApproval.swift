import Domain
import ScriptModel

/// Who may set a limit, and the history of limits that records carry.
struct CreditApproval {
  let session: ScriptSession
  let call: Call

  /// Refuses a limit that a policy in force wants another person to approve.
  ///
  /// - Parameters:
  ///   - limit: What may be owed.
  ///   - before: What it was; a limit that is not raised needs no approval.
  ///   - isSeconded: Whether somebody else proposed it.
  func check(_ limit: Money, insteadOf before: Money?, of holder: CreditHolder, isSeconded: Bool = false) throws {
    guard try LimitApproval.isRaised(limit, from: before) else { return }
    let policies = try session.book.activeDefinitions(CreditPolicyTable.kind).map { version in
      try session.definition(CreditPolicyTable.self, named: version.name, for: call).table.policy
    }
    try LimitApproval(policies, in: session.book, asOf: session.today, by: session.operatorName)
      .check(limit, insteadOf: before, of: holder, isSeconded: isSeconded)
  }

  /// Writes a customer's record; a limit that it sets is checked and noted as one that `credit.set_limit` sets.
  func writing(_ key: RecordKey?, _ values: [String: FieldValue], _ write: () throws -> Int64) throws -> Int64 {
    guard values["credit_limit"] != nil else { return try write() }
    return try noting(key, reason: key == nil ? "customers.create" : "customers.update", write)
  }

  /// Changes customers, and checks and notes what became of the credit of the one that comes of it.
  func noting(_ key: RecordKey?, reason: String, _ change: () throws -> Int64) throws -> Int64 {
    try session.book.atomically {
      let before = try key.map { try session.book.creditProfile(of: $0) }
      let id = try change()
      let after = try session.book.creditProfile(of: .id(id))
      if let limit = after.limit, limit != before?.limit {
        if limit.isNegative { throw CreditError.negativeLimit(limit, .customer(after.customer)) }
        try check(limit, insteadOf: before?.limit, of: .customer(after.customer))
      }
      try note(id, reason: reason)
      return id
    }
  }

  func note(_ customer: Int64, reason: String) throws {
    try session.book.noteCredit(of: customer, change(reason))
  }

  private func change(_ reason: String) -> CreditChange {
    CreditChange(.limit, asOf: session.today, at: session.now, by: session.operatorName, reason: reason)
  }

  /// Writes a group's record; a limit that it sets is checked and noted as one that `credit.set_group_limit` sets.
  func writingGroup(_ key: RecordKey?, _ values: [String: FieldValue], _ write: () throws -> Int64) throws -> Int64 {
    guard values["credit_limit"] != nil else { return try write() }
    return try session.book.atomically {
      let before = try key.flatMap { try session.book.creditGroup($0).limit }
      let id = try write()
      let (code, limit) = try session.book.creditGroup(.id(id))
      if let limit, limit != before {
        if limit.isNegative { throw CreditError.negativeLimit(limit, .group(code)) }
        try check(limit, insteadOf: before, of: .group(code))
      }
      try session.book.noteGroupLimits(of: id, change(key == nil ? "groups.create" : "groups.update"))
      return id
    }
  }
}
