import Domain
import GRDB

/// What the columns of a ledger or a history hold whose values are not of any kind: days, moments, words of a list.
struct LedgerColumns {
  /// A value that its column cannot hold.
  struct Fault {
    let table: String
    let row: Int64
    let column: String
    let value: String
  }

  private let table: String
  private let days: [String]
  private let moments: [String]
  private let words: [(column: String, values: [String])]

  private init(
    _ table: String, days: String, moments: String = "", _ words: [(column: String, values: [String])] = []
  ) {
    self.table = table
    self.days = days.split(separator: " ").map(String.init)
    self.moments = moments.split(separator: " ").map(String.init)
    self.words = words
  }

  private static func names<Name: CaseIterable & RawRepresentable<String>>(_ type: Name.Type) -> [String] {
    type.allCases.map(\.rawValue)
  }

  static let all: [LedgerColumns] = [
    LedgerColumns("scores", days: "as_of"),
    LedgerColumns(
      "credit_changes", days: "as_of valid_until", moments: "at", [("kind", names(CreditChange.Kind.self))]),
    LedgerColumns(
      "group_limits", days: "as_of", moments: "at",
      [("kind", [CreditChange.Kind.limit, .proposal, .approval].map(\.rawValue))]),
    LedgerColumns(
      "credit_checks", days: "as_of", moments: "at",
      [("stage", names(CreditChain.Stage.self)), ("outcome", names(CreditChain.Outcome.self))]),
    LedgerColumns("tier_changes", days: "as_of effective_on", [("kind", names(TierChange.Kind.self))]),
    LedgerColumns("tier_overrides", days: "made_on until_on"),
    LedgerColumns(
      "tier_standings",
      days: "since enrolled_on valid_until rising_on failing_since failing_on notice_on due_on override_until"),
    LedgerColumns("point_movements", days: "moved_on", [("kind", names(PointMovement.Kind.self))]),
    LedgerColumns("point_lots", days: "earned_on active_on expires_on"),
    LedgerColumns("point_uses", days: "used_on"),
    LedgerColumns("reward_events", days: "happened_on", [("event", names(RewardCode.State.self))]),
  ]

  /// The first column of a row that holds something else, in SQL; null where none does.
  private var fault: String {
    // SQLite takes the 31st of February for the 2nd of March: written anew, it is another text.
    let wrong =
      days.map { ($0, "strftime('%Y-%m-%d', \($0), '+0 days') IS NOT \($0)") }
      + moments.map { ($0, "strftime('%Y-%m-%dT%H:%M:%SZ', \($0), '+0 days') IS NOT \($0)") }
      + words.map { ($0.column, "\($0.column) NOT IN (\($0.values.map { "'\($0)'" }.joined(separator: ", ")))") }
    return "CASE \(wrong.map { "WHEN \($1) THEN '\($0)'" }.joined(separator: " ")) END"
  }

  /// The first faults of the table.
  func faults(in db: Database, limit: Int) throws -> [Fault] {
    try Row.fetchAll(
      db, sql: "SELECT *, \(fault) AS fault FROM \(table) WHERE fault IS NOT NULL ORDER BY id LIMIT ?",
      arguments: [limit]
    ).map { row in
      let column: String = row["fault"]
      return Fault(table: table, row: row["id"], column: column, value: row[column] ?? "")
    }
  }
}

extension BookSession {
  /// Values that columns of ledgers and histories cannot hold, the first of each table.
  func ledgerFaults(limit: Int = 100) throws -> [LedgerColumns.Fault] {
    try LedgerColumns.all.flatMap { try $0.faults(in: db, limit: limit) }
  }

  /// Changes of tiers that do not start where the one before ended, the first hundred.
  func brokenTierChanges() throws -> [(row: Int64, from: String?, former: String?)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, from_tier, former FROM (
          SELECT id, from_tier, lag(to_tier) OVER (PARTITION BY customer_id, definition_id ORDER BY id) AS former
          FROM tier_changes)
        WHERE from_tier IS NOT former ORDER BY id LIMIT 100
        """
    ).map { (row: $0["id"], from: $0["from_tier"], former: $0["former"]) }
  }
}
