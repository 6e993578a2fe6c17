import Domain
import GRDB

/// An index by which an import finds records where the book has none for its key. It lasts as long as the import and
/// follows what the import writes; a run that ends early takes it along.
struct ImportKeyIndex {
  private let db: Database
  private let names: [String]

  /// Makes an index over fields of an entity; those of the side table get one of their own.
  init(_ db: Database, _ entity: Entity, key: [Field]) throws {
    self.db = db
    let parts = [
      (entity.name, key.filter { !$0.isCustom }), (CustomFieldTable.name(for: entity), key.filter(\.isCustom)),
    ]
    names = try parts.filter { !$0.1.isEmpty }.map { table, fields in
      let name = quoted("import_key_of_\(table)")
      let columns = fields.map { quoted($0.column) }.joined(separator: ", ")
      try db.execute(sql: "CREATE INDEX \(name) ON \(quoted(table)) (\(columns))")
      return name
    }
  }

  /// Takes the index away.
  func drop() throws {
    for name in names { try db.execute(sql: "DROP INDEX \(name)") }
  }
}
