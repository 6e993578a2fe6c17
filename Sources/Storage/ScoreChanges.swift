import GRDB

extension BookSession {
  /// What a row of scores says: the definition, the customer, the value. Nil where the row is gone.
  func scoreLabel(_ id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT d.name || ' ' || c.code || coalesce(' ' || s.value, '') FROM scores s
          JOIN definitions d ON d.id = s.definition_id JOIN customers c ON c.id = s.customer_id WHERE s.id = ?
          """), arguments: [id])
  }

  /// The next score of the same customer and definition by another run: it keeps this one from being taken back.
  func scoreAfter(_ id: Int64, notOf run: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT later.id FROM scores s
          JOIN scores later ON later.customer_id = s.customer_id AND later.definition_id = s.definition_id
          WHERE s.id = ? AND later.id > s.id AND later.run_id <> ? ORDER BY later.id LIMIT 1
          """), arguments: [id, run])
  }
}
