public import Domain
import GRDB
import Wording

/// The side table that holds an entity's custom fields as real columns, one to one with its records.
enum CustomFieldTable {
  static func name(for entity: Entity) -> String { "\(entity.singular)_fields" }
}

extension BookSession {
  /// The custom fields of an entity, in the order in which they were added.
  func customFields(of entity: Entity) throws -> [Field] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT name, kind, english, chinese, choices FROM custom_fields WHERE entity = ? ORDER BY id"),
      arguments: [entity.name])
    return rows.compactMap { row in
      let choices = (row["choices"] as String?)?.split(separator: "\n").map(String.init) ?? []
      return Field.Kind(customName: row["kind"], choices: choices).map {
        Field(row["name"], $0, .init(row["english"], zh: row["chinese"]), isCustom: true)
      }
    }
  }

  public func define(_ field: Field, in entity: Entity) throws {
    let table = CustomFieldTable.name(for: entity)
    guard let tracked = TrackedTable.all.first(where: { $0.name == table }) else {
      throw BookError.unknownEntity(entity.name)
    }
    try atomically {
      try makeRoom(for: field, of: entity, in: table)
      try db.execute(
        sql: """
          INSERT INTO custom_fields (entity, name, kind, english, chinese, choices, created_run_id, updated_run_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          entity.name, field.name, field.kind.name, field.label.english, field.label.chinese,
          field.kind.choices.isEmpty ? nil : field.kind.choices.joined(separator: "\n"), runID, runID,
        ])
      try recorder?.track(tracked)
    }
    forgetSchema()
  }

  /// Sees to it that there is an empty column for a field. One that is left of a definition that was taken back serves
  /// again, if it is of the same kind.
  private func makeRoom(for field: Field, of entity: Entity, in table: String) throws {
    let column = quoted(field.column)
    let type = field.kind.columnType
    guard try db.tableExists(table) else {
      return try db.execute(
        sql: """
          CREATE TABLE \(quoted(table)) (
            id INTEGER PRIMARY KEY REFERENCES \(quoted(entity.name)) (id),
            \(column) \(type)
          ) STRICT
          """)
    }
    guard let left = try db.columns(in: table).first(where: { $0.name == field.column }) else {
      return try db.execute(sql: "ALTER TABLE \(quoted(table)) ADD COLUMN \(column) \(type)")
    }
    guard left.type == type else { throw CustomFieldError.otherKind(field.name, entity: entity.name) }
    try db.execute(sql: "UPDATE \(quoted(table)) SET \(column) = NULL WHERE \(column) IS NOT NULL")
  }
}

extension Field.Kind {
  /// The type of a column that holds it.
  fileprivate var columnType: String {
    switch self {
    case .text, .date, .instant, .choice: "TEXT"
    case .integer, .boolean, .money, .reference: "INTEGER"
    case .real: "REAL"
    }
  }
}
