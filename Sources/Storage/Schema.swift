import Domain
import GRDB

/// How the tables and indexes of a book differ from those that this program made.
struct Schema {
  /// What is missing or not as it was made, and triggers, which Patron makes none of: `table runs`.
  private(set) var faults: [String] = []
  /// What somebody else has added.
  private(set) var additions: [String] = []

  /// Examines what the book says of itself. It reads no record.
  init(of db: Database) throws {
    // In their order, the statements of a book that nobody has changed are the text that made it.
    let text = try String.fetchOne(
      db,
      sql: """
        SELECT group_concat(sql || ';', char(10))
        FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid)
        """)
    if text == Migrations.text { return }
    var missing = Migrations.statements
    let rows = try Row.fetchCursor(db, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    while let row = try rows.next() {
      guard let name = row[0] as String?, let sql = row[1] as String?, missing.remove(sql) == nil else { continue }
      if Self.varying.contains(name) || name.hasPrefix("sqlite_") { continue }
      if sql.hasPrefix("CREATE TRIGGER") {
        faults.append(Self.name(in: sql))
      } else {
        additions.append(Self.name(in: sql))
      }
    }
    faults += missing.map(Self.name).sorted()
  }

  /// The tables of custom fields, which differ from book to book.
  private static let varying = Set(Entity.all.map(CustomFieldTable.name))

  /// What a statement makes: `index orders_by_customer_id`.
  private static func name(in statement: String) -> String {
    let words = statement.split(maxSplits: 3, whereSeparator: \.isWhitespace).dropFirst().prefix(2)
    return words.joined(separator: " ").replacing(/^[A-Z]+/) { $0.output.lowercased() }
  }
}
