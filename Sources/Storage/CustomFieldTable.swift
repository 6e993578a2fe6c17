public import Domain
import GRDB
import Wording

/// The side table that holds an entity's custom fields as real columns, one to one with its records.
enum CustomFieldTable {
  static func name(for entity: Entity) -> String { "\(entity.singular)_fields" }

  /// The column of a field among those that there are: called after the field, and after its type too where a field of
  /// another type had the name before. Columns stay when their field goes, because the log of changes counts on their
  /// places.
  static func column(for field: Field, among columns: [ColumnInfo]) -> String {
    let first = columns.first { $0.name == field.name }
    return first.map { $0.type == field.kind.columnType } ?? true
      ? field.name : "\(field.name):\(field.kind.columnType)"
  }
}

extension BookSession {
  /// The custom fields of an entity, in the order in which they were added.
  func customFields(of entity: Entity) throws -> [Field] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT name, kind, english, chinese, choices FROM custom_fields WHERE entity = ? ORDER BY id"),
      arguments: [entity.name])
    if rows.isEmpty { return [] }
    // A damaged book may lack the table.
    let table = CustomFieldTable.name(for: entity)
    let columns = try db.tableExists(table) ? db.columns(in: table) : []
    return rows.compactMap { row in
      let choices = (row["choices"] as String?)?.split(separator: "\n").map(String.init) ?? []
      return Field.Kind(customName: row["kind"], choices: choices).map {
        let field = Field(row["name"], $0, .init(row["english"], zh: row["chinese"]), isCustom: true)
        return field.stored(in: CustomFieldTable.column(for: field, among: columns))
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
    try forgetSchema()
  }

  /// Sees to it that there is an empty column for a field. One that is left of a definition that was taken back serves
  /// again, if it is of the same type.
  private func makeRoom(for field: Field, of entity: Entity, in table: String) throws {
    let type = field.kind.columnType
    guard try db.tableExists(table) else {
      return try db.execute(
        sql: """
          CREATE TABLE \(quoted(table)) (
            id INTEGER PRIMARY KEY REFERENCES \(quoted(entity.name)) (id),
            \(quoted(field.name)) \(type)
          ) STRICT
          """)
    }
    let columns = try db.columns(in: table)
    let name = CustomFieldTable.column(for: field, among: columns)
    let column = quoted(name)
    guard columns.contains(where: { $0.name == name }) else {
      return try db.execute(sql: "ALTER TABLE \(quoted(table)) ADD COLUMN \(column) \(type)")
    }
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
