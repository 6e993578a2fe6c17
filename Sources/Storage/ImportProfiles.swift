import GRDB

extension BookSession {
  /// The options saved under a name, and the entity they are for; nil for a name that is not known.
  public func importProfile(_ name: String) throws -> (entity: String, options: String)? {
    try Row.fetchOne(db, sql: "SELECT entity, options FROM import_profiles WHERE name = ?", arguments: [name])
      .map { ($0["entity"], $0["options"]) }
  }

  /// Every name with the entity that it is for and its options, in the order of names.
  public func importProfiles() throws -> [(name: String, entity: String, options: String)] {
    try Row.fetchAll(db, sql: "SELECT name, entity, options FROM import_profiles ORDER BY name")
      .map { ($0["name"], $0["entity"], $0["options"]) }
  }

  /// The names that options are saved under, in alphabetical order.
  public func importProfileNames() throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name FROM import_profiles ORDER BY name")
  }

  /// Saves options under a name, in place of what it named before.
  public func saveImportProfile(_ name: String, entity: String, options: String) throws {
    try db.execute(
      sql: """
        INSERT INTO import_profiles (name, entity, options) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET entity = excluded.entity, options = excluded.options
        """, arguments: [name, entity, options])
  }
}
