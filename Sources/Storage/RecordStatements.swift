import Domain
import GRDB

/// The statements that find, read and write the records of an entity, each put together once.
final class RecordStatements {
  let entity: Entity
  let shape: RowShape
  /// A whole row by its id.
  let row: StatementShelf
  /// The id of a code, and where its record was merged into.
  let code: StatementShelf
  /// An id, where there is a record of it, and where that was merged into.
  let id: StatementShelf
  /// The currency of a record's amounts by its id.
  let currency: StatementShelf
  private let pool: StatementPool
  private var insertions: [[String]: StatementShelf] = [:]
  private var updates: [[String]: StatementShelf] = [:]
  private var customs: [[String]: StatementShelf] = [:]

  init(_ entity: Entity, _ shape: RowShape, _ pool: StatementPool) {
    self.entity = entity
    self.pool = pool
    self.shape = shape
    row = pool[Selection(entity).one]
    let merged = entity.name == Entity.customers.name ? "merged_into_id" : "NULL"
    id = pool["SELECT id, \(merged) FROM \(quoted(entity.name)) WHERE id = ?"]
    currency = pool["SELECT currency FROM \(quoted(entity.name)) WHERE id = ?"]
    code = pool["SELECT id, \(merged) FROM \(quoted(entity.name)) WHERE code = ?"]
  }

  /// Inserts a row; takes the values of `fields` in their order, then the run twice.
  func insertion(of fields: [Field]) -> StatementShelf {
    let names = fields.map(\.name)
    if let known = insertions[names] { return known }
    let columns = fields.map { quoted($0.column) } + ["created_run_id", "updated_run_id"]
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let shelf = pool["INSERT INTO \(quoted(entity.name)) (\(columns.joined(separator: ", "))) VALUES (\(marks))"]
    insertions[names] = shelf
    return shelf
  }

  /// Changes a row where a value differs; takes the values of `fields` in their order, then the run, then the id.
  func update(of fields: [Field]) -> StatementShelf {
    let names = fields.map(\.name)
    if let known = updates[names] { return known }
    let columns = fields.map { quoted($0.column) }
    let sets = columns.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
    let differs = columns.enumerated().map { "\($1) IS NOT ?\($0 + 1)" }.joined(separator: " OR ")
    let shelf = pool[
      """
      UPDATE \(quoted(entity.name)) SET \(sets), updated_run_id = ?\(columns.count + 1)
      WHERE id = ?\(columns.count + 2) AND (\(differs))
      """]
    updates[names] = shelf
    return shelf
  }

  /// Sets custom fields of a record where a value differs; takes the values of `fields` in their order, then the id.
  func customUpdate(of fields: [Field]) -> StatementShelf {
    let names = fields.map(\.name)
    if let known = customs[names] { return known }
    let columns = fields.map { quoted($0.column) }
    let marks = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let sets = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let differs = columns.map { "\($0) IS NOT excluded.\($0)" }.joined(separator: " OR ")
    let shelf = pool[
      """
      INSERT INTO \(quoted(CustomFieldTable.name(for: entity))) (\(columns.joined(separator: ", ")), id)
      VALUES (\(marks), ?\(columns.count + 1)) ON CONFLICT (id) DO UPDATE SET \(sets) WHERE \(differs)
      """]
    customs[names] = shelf
    return shelf
  }
}
