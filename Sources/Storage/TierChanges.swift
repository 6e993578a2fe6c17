import GRDB

/// What the history of tiers has to say of standings.
enum TierHistory {
  /// Defines `untold`: standings that are not what the history says last, and histories of standings that are gone.
  static func untold(_ scope: String) -> String {
    """
    WITH last AS (
      SELECT t.customer_id, t.definition_id, t.to_tier FROM tier_changes t WHERE \(scope) AND t.id = (
        SELECT max(l.id) FROM tier_changes l
        WHERE l.customer_id = t.customer_id AND l.definition_id = t.definition_id)
    ), untold AS (
      SELECT t.customer_id, t.definition_id, last.to_tier AS told, t.tier FROM tier_standings t
        LEFT JOIN last ON last.customer_id = t.customer_id AND last.definition_id = t.definition_id
        WHERE \(scope) AND t.tier IS NOT last.to_tier
      UNION ALL SELECT last.customer_id, last.definition_id, last.to_tier, NULL FROM last
        WHERE last.to_tier IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tier_standings s
          WHERE s.customer_id = last.customer_id AND s.definition_id = last.definition_id)
    )
    """
  }
}

extension BookSession {
  /// Standings that are not what the history says last: the ladder and the customer.
  func untoldTiers() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        \(TierHistory.untold("1")) SELECT d.name || ' ' || c.code FROM untold u
        JOIN definitions d ON d.id = u.definition_id JOIN customers c ON c.id = u.customer_id
        WHERE c.merged_into_id IS NULL ORDER BY c.id, d.id LIMIT 100
        """)
  }

  /// What a row about tiers says: the ladder, the customer, the tier. Nil where the row is gone.
  func tierLabel(_ id: Int64, in table: String) throws -> String? {
    let tier = table == "tier_changes" ? "to_tier" : "tier"
    return try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT d.name || ' ' || c.code || coalesce(' ' || t.\(tier), '') FROM \(table) t
          JOIN definitions d ON d.id = t.definition_id JOIN customers c ON c.id = t.customer_id WHERE t.id = ?
          """), arguments: [id])
  }

  /// The next change of the same customer on the same ladder by another run: it keeps this one from being taken back.
  func tierChangeAfter(_ id: Int64, notOf run: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT later.id FROM tier_changes t
          JOIN tier_changes later ON later.customer_id = t.customer_id AND later.definition_id = t.definition_id
          WHERE t.id = ? AND later.id > t.id AND later.run_id <> ? ORDER BY later.id LIMIT 1
          """), arguments: [id, run])
  }
}
