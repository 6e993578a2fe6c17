public import Domain
import GRDB

/// The limits that companies of a group share, and the history of each, to which rows are only added.
extension BookSession {
  public func groupLimitHistory(of group: RecordKey) throws -> [CreditChange] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT h.*, g.code AS group_code FROM group_limits h JOIN groups g ON g.id = h.group_id WHERE h.group_id = ?
          ORDER BY h.id DESC
          """), arguments: [try groupID(group)]
    ).compactMap { row in
      guard let kind = CreditChange.Kind(rawValue: row["kind"]) else { return nil }
      let currency = Currency(row["currency"] as String)
      var change = CreditChange(
        kind, asOf: try CivilDate(row["as_of"] as String), at: try Instant(row["at"] as String), by: row["operator"],
        reason: row["reason"],
        amount: currency.flatMap { currency in
          (row["amount"] as Int64?).map { Money(minorUnits: $0, currency) }
        })
      change.id = row["id"]
      change.run = row["run_id"]
      change.customer = row["group_code"]
      return change
    }
  }

  public func changeGroupLimit(_ group: RecordKey, _ change: CreditChange) throws {
    let id = try groupID(group)
    try atomically {
      if change.kind != .proposal {
        _ = try update(
          .id(id), of: entity(Entity.groups.name), ["credit_limit": change.amount.map { .money($0) } ?? .null])
      }
      try db.cachedStatement(
        sql: """
          INSERT INTO group_limits (group_id, kind, run_id, as_of, at, operator, reason, currency, amount)
          SELECT id, ?, ?, ?, ?, ?, ?, currency, ? FROM groups WHERE id = ?
          """
      ).execute(arguments: [
        change.kind.rawValue, runID, "\(change.asOf)", "\(change.at)", change.operatorName, change.reason,
        change.amount?.minorUnits, id,
      ])
    }
  }

  public func noteGroupLimits(of group: Int64?, _ change: CreditChange) throws {
    let scope = group == nil ? "g.updated_run_id = :run" : "g.id = :group"
    let row = try Row.fetchOne(
      db, sql: "SELECT g.code, g.currency, g.credit_limit FROM groups g WHERE \(scope) AND g.credit_limit < 0 LIMIT 1",
      arguments: group.map { ["group": $0] } ?? ["run": runID])
    if let row, let currency = Currency(row[1] as String) {
      throw CreditError.negativeLimit(Money(minorUnits: row[2], currency), .group(row[0]))
    }
    var arguments: StatementArguments = [
      "run": runID, "day": "\(change.asOf)", "at": "\(change.at)", "operator": change.operatorName,
      "reason": change.reason,
    ]
    if let group { arguments += ["group": group] }
    try atomically {
      try db.execute(
        sql: """
          INSERT INTO group_limits (group_id, kind, run_id, as_of, at, operator, reason, currency, amount)
          SELECT g.id, 'limit', :run, :day, :at, :operator, :reason, g.currency, g.credit_limit FROM groups g
          WHERE \(scope) AND \(Self.unnotedGroup)
          """, arguments: arguments)
    }
  }

  /// Groups whose limit is not what its history says, by their codes.
  func unnotedGroupLimits() throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT g.code FROM groups g WHERE \(Self.unnotedGroup) ORDER BY g.id LIMIT 100")
  }

  /// Whether a group `g` has another limit than the last one that was set.
  private static let unnotedGroup = """
    (g.credit_limit, CASE WHEN g.credit_limit IS NOT NULL THEN g.currency END) IS NOT (
      SELECT h.amount, CASE WHEN h.amount IS NOT NULL THEN h.currency END FROM (SELECT 1)
      LEFT JOIN group_limits h ON h.id = (
        SELECT max(id) FROM group_limits WHERE group_id = g.id AND kind <> 'proposal'))
    """

  /// What a row of the history is called: the group and what happened. Nil where the row is gone.
  func groupLimitLabel(_ id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT g.code || ' ' || h.kind FROM group_limits h JOIN groups g ON g.id = h.group_id WHERE h.id = ?"),
      arguments: [id])
  }

  /// The next change of the same group's limit by another run: it keeps this one from being taken back.
  func groupLimitAfter(_ id: Int64, notOf run: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT later.id FROM group_limits h JOIN group_limits later ON later.group_id = h.group_id
          WHERE h.id = ? AND later.id > h.id AND later.run_id <> ? ORDER BY later.id LIMIT 1
          """), arguments: [id, run])
  }

  private func groupID(_ group: RecordKey) throws -> Int64 {
    guard let id = try id(of: group, in: .groups) else { throw BookError.notFound(group, entity: .groups) }
    return id
  }
}
