import Domain
import GRDB

/// A tracked table as it is now: its columns by the ids that the log gives them, and what each holds.
final class LoggedTable {
  /// A column; its id is its place, because columns are only ever added at the end.
  struct Column {
    /// The name in the table.
    let name: String
    /// What people call it: the field's name.
    let label: String
    /// The field that it holds, if it is one of the entity's.
    let field: Field?
    /// The table of records with codes that it refers to.
    let target: String?
    /// What rows have that were there before the column: SQL.
    let initial: String
    /// Whether it holds text.
    let isText: Bool
    /// Whether it holds amounts of money in minor units. Of tables that hold no entity's facts `amount` does.
    let isAmount: Bool
    /// Whether it is logged.
    let isFact: Bool
  }

  let tracked: TrackedTable
  let columns: [Column]
  /// The entity with its custom fields; nil for a table that holds no entity's facts.
  let entity: Entity?
  /// The column of the currency that amounts are in.
  let currency: Int?
  /// Sets of columns whose values only one row may have.
  let uniqueKeys: [[String]]

  var name: String { tracked.name }

  /// Whether it is the side table of custom fields, whose rows are parts of an entity's records.
  var isSide: Bool { entity.map { $0.name != tracked.name } ?? false }

  init(_ tracked: TrackedTable, _ session: BookSession) throws {
    let entity = try tracked.entity.map { try session.entity($0.name) }
    let foreignKeys = try session.db.foreignKeys(on: tracked.name)
    let fields = entity?.fields ?? []
    columns = try session.db.columns(in: tracked.name).map { column in
      let field = fields.first { $0.column == column.name }
      var target = foreignKeys.first { $0.originColumns == [column.name] }?.destinationTable
      if let named = target, column.name == "id" || Entity.named(named)?.hasCode != true { target = nil }
      // A column of a custom field that went may have its type behind its name.
      let bare =
        target != nil && column.name.hasSuffix("_id")
        ? String(column.name.dropLast(3)) : String(column.name.prefix { $0 != ":" })
      return Column(
        name: column.name, label: field?.name ?? bare, field: field, target: target,
        initial: column.defaultValueSQL ?? "NULL", isText: column.type.uppercased() == "TEXT",
        isAmount: field.map { $0.kind == .money } ?? (entity == nil && column.name == "amount"),
        isFact: !TrackedTable.bookkeeping.contains(column.name))
    }
    self.tracked = tracked
    self.entity = entity
    currency = columns.firstIndex { $0.name == "currency" }
    uniqueKeys = try session.db.indexes(on: tracked.name).filter(\.isUnique).map(\.columns)
  }

  /// The id of a column by its name.
  func column(_ name: String) -> Int? {
    columns.firstIndex { $0.name == name }
  }
}
