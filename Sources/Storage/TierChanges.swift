import GRDB

extension BookSession {
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
