import GRDB

/// The indexes of an empty table, which are taken away while many rows are added, and made at the end in one go. A run
/// that ends early brings them back.
struct PostponedIndexes {
  private let db: Database
  private let statements: [String]

  /// Takes away the indexes of a table, without those that keep rows from being twice in it.
  init(_ db: Database, of table: String) throws {
    self.db = db
    let indexes = try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid
        """, arguments: [table])
    statements = indexes.map { $0["sql"] }
    for index in indexes { try db.execute(sql: "DROP INDEX \(quoted(index["name"] as String))") }
  }

  /// Makes them again.
  func restore() throws {
    for statement in statements { try db.execute(sql: statement) }
  }
}
