import GRDB

/// The book's schema, one step a version. A released step never changes.
enum Migrations {
  /// "Patr", so that `file` and SQLite tell a book from another database.
  static let applicationID: Int32 = 0x5061_7472

  /// The newest version that this program knows.
  static let newest: Int32 = 1

  /// Brings an empty or older book to the newest version, inside the caller's transaction.
  static func apply(to db: Database, from version: Int32) throws {
    if version < 1 {
      for step in version1 { try db.execute(sql: step) }
    }
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(newest)")
  }

  /// The text that makes a book of the newest version, each statement as SQLite keeps it.
  static var text: String { version1.joined(separator: "\n") }

  /// Every statement that makes something in a book of the newest version, as SQLite keeps it.
  static var statements: Set<String> {
    var statements: Set<String> = []
    for step in version1 {
      for statement in step.utf8.split(separator: UInt8(ascii: ";")) {
        let text = statement.drop { $0 == UInt8(ascii: "\n") }
        if !text.isEmpty { statements.insert(String(decoding: text, as: UTF8.self)) }
      }
    }
    return statements
  }

  private static let version1 = [
    BookTables.version1, RunTables.version1, OperatorsTable.version1, GroupsTable.version1, ProductsTable.version1,
    CustomersTable.version1, ContactsTable.version1, DocumentsTable.version1, OrdersTable.version1,
    OrderLinesTable.version1, DeliveriesTable.version1, ReturnsTable.version1, InvoicesTable.version1,
    PaymentsTable.version1, AllocationsTable.version1, StatementsTable.version1, InteractionsTable.version1,
    ExchangeRatesTable.version1, ImportTables.version1, MergesTable.version1, DefinitionTables.version1,
    ScoreTables.version1, RewardTables.version1, PointTables.version1, TierTables.version1, CreditTables.version1,
  ]
}
