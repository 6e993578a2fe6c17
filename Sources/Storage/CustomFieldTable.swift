import Domain
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
      db.cachedStatement(sql: "SELECT name, kind, english, chinese, choices FROM custom_fields WHERE entity = ? ORDER BY id"),
      arguments: [entity.name])
    return rows.compactMap { row in
      let choices = (row["choices"] as String?)?.split(separator: "\n").map(String.init) ?? []
      return Field.Kind(name: row["kind"], choices: choices).map {
        Field(row["name"], $0, .init(row["english"], zh: row["chinese"]), isCustom: true)
      }
    }
  }
}

extension Field.Kind {
  /// The kind that a custom field is stored as; nil for names from elsewhere.
  init?(name: String, choices: [String]) {
    switch name {
    case "text": self = .text
    case "integer": self = .integer
    case "real": self = .real
    case "boolean": self = .boolean
    case "date": self = .date
    case "instant": self = .instant
    case "choice": self = .choice(choices.map { Field.Choice($0, .init(verbatim: $0)) })
    default: return nil
    }
  }
}
