import Domain

/// The SQL that reads whole rows of an entity: its id and every field, references as codes.
struct Selection {
  private let entity: Entity

  init(_ entity: Entity) {
    self.entity = entity
  }

  /// `SELECT … FROM …`, without a condition.
  var text: String {
    "SELECT t.id, \(entity.fields.map(expression).joined(separator: ", ")) FROM \(source)"
  }

  /// The same row by its id.
  var one: String { "\(text) WHERE t.id = ?" }

  /// `SELECT` of the ids alone.
  var keys: String { "SELECT t.id FROM \(source)" }

  /// `SELECT` of how many there are.
  var count: String { "SELECT count(*) FROM \(source)" }

  /// The expression that a field is read by.
  func expression(of field: Field) -> String {
    guard case .reference(let target) = field.kind else { return column(of: field) }
    return "(SELECT code FROM \(quoted(target)) WHERE id = \(column(of: field)))"
  }

  /// The column that a field is stored in.
  func column(of field: Field) -> String {
    "\(field.isCustom ? "f" : "t").\(quoted(field.column))"
  }

  /// What rows are read from.
  var source: String {
    let table = "\(quoted(entity.name)) t"
    guard entity.fields.contains(where: \.isCustom) else { return table }
    return "\(table) LEFT JOIN \(quoted(CustomFieldTable.name(for: entity))) f ON f.id = t.id"
  }
}

/// A name as SQL takes any name.
func quoted(_ name: String) -> String {
  "\"\(name.replacing("\"", with: "\"\""))\""
}
