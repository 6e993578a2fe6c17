import GRDB

/// Histories whose rows stand on each other, by customer and definition: the newest says what is now.
enum HistoryTables {
  /// What a row of each says besides its definition and its customer.
  static let values = ["scores": "s.value", "tier_changes": "s.to_tier"]
}

extension BookSession {
  /// What a row says that belongs to a definition and a customer; nil for other tables, and where the row is gone.
  func historyLabel(_ id: Int64, in table: String) throws -> String? {
    let values = HistoryTables.values.merging(["tier_standings": "s.tier", "tier_overrides": "s.tier"]) { $1 }
    guard let value = values[table] else { return nil }
    return try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT d.name || ' ' || c.code || coalesce(' ' || \(value), '') FROM \(table) s
          JOIN definitions d ON d.id = s.definition_id JOIN customers c ON c.id = s.customer_id WHERE s.id = ?
          """), arguments: [id])
  }

  /// The next row of the same customer and definition by another run, in a history: it keeps this one from being taken
  /// back.
  func follower(of id: Int64, in table: String, notOf run: Int64) throws -> Int64? {
    guard HistoryTables.values[table] != nil else { return nil }
    return try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT later.id FROM \(table) s
          JOIN \(table) later ON later.customer_id = s.customer_id AND later.definition_id = s.definition_id
          WHERE s.id = ? AND later.id > s.id AND later.run_id <> ? ORDER BY later.id LIMIT 1
          """), arguments: [id, run])
  }
}
