public import Domain
import Foundation
import GRDB

extension BookSession {
  /// What a run changed: totals, the first `sample` rows, and every row to `visit`, in flat memory. Rows show what the
  /// run left, not what came after.
  public func changes(
    ofRun id: Int64, sample: Int, visit: ((RowChange) throws -> Void)? = nil
  ) throws -> ChangeSummary {
    let described = ChangeDescription(self)
    var summary = ChangeSummary()
    try forEachChunk(ofRun: id) { chunk in
      guard chunk.table.isShown else { return }
      let entity = chunk.table.entity?.name ?? chunk.table.name
      var totals = summary.totals.last.flatMap { $0.entity == entity ? $0.totals : nil } ?? .init()
      if summary.totals.last?.entity != entity { summary.totals.append((entity, totals)) }
      try chunk.forEach { change in
        switch change.operation {
        case .insert: totals.inserted += 1
        case .delete: totals.deleted += 1
        case .update:
          totals.updated += 1
          for column in change.columns {
            totals.fields[try described.fieldName(column.id, in: chunk.table), default: 0] += 1
          }
        }
        if summary.rows.count < sample || visit != nil {
          let row = try described.row(change)
          if summary.rows.count < sample { summary.rows.append(row) }
          try visit?(row)
        }
      }
      summary.totals[summary.totals.count - 1].totals = totals
    }
    return summary
  }

  /// The past of a record, newest first; of one field where one is named.
  public func history(of key: RecordKey, in entity: Entity, field: String?) throws -> [HistoryEntry] {
    guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
    if let field, entity.field(field) == nil { throw BookError.unknownField(field, entity: entity) }
    let described = ChangeDescription(self)
    var entries: [HistoryEntry] = []
    for table in TrackedTable.all where table.entity?.name == entity.name {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT c.run_id, c.body, r.started_at, r.operator, r.title FROM changes c JOIN runs r ON r.id = c.run_id
          WHERE c.table_id = ? AND c.first_key <= ? AND c.last_key >= ? ORDER BY c.id DESC
          """, arguments: [table.id, id, id])
      while let row = try rows.next() {
        let body: Data = row["body"]
        guard let change = try ChangeChunk(table: table, body: Array(body)).change(of: id) else { continue }
        let at = try Instant(row["started_at"] as String)
        for changed in try described.row(change).fields where field == nil || field == changed.field {
          entries.append(
            HistoryEntry(run: row["run_id"], at: at, operatorName: row["operator"], title: row["title"], change: changed))
        }
      }
    }
    return entries.sorted { $0.run > $1.run }
  }

  func forEachChunk(ofRun id: Int64, reversed: Bool = false, _ visit: (ChangeChunk) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT table_id, body FROM changes WHERE run_id = ? ORDER BY id \(reversed ? "DESC" : "")", arguments: [id])
    while let row = try rows.next() {
      let number: UInt32 = row["table_id"]
      guard let table = TrackedTable.byID[number] else { throw BookFileError.damaged("changes", "table \(number)") }
      let body: Data = row["body"]
      try visit(ChangeChunk(table: table, body: Array(body)))
    }
  }
}

/// Turns stored changes into what people know.
final class ChangeDescription {
  private let session: BookSession
  private var columns: [UInt32: [String]] = [:]

  init(_ session: BookSession) {
    self.session = session
  }

  func fieldName(_ column: Int, in table: TrackedTable) throws -> String {
    let name = try columnName(column, in: table)
    return table.entity?.fields.first { $0.column == name }?.name ?? name
  }

  func row(_ change: StoredChange) throws -> RowChange {
    guard let built = change.table.entity else { return try plainRow(change) }
    let entity = try session.entity(built.name)
    let currency = try currency(change, entity)
    var fields: [RowChange.FieldChange] = []
    for column in change.columns {
      let name = try columnName(column.id, in: change.table)
      guard let field = entity.fields.first(where: { $0.column == name }) else { continue }
      let old = try value(column.old, field, currency.old)
      let new = try value(column.new, field, currency.new)
      if old != new { fields.append(.init(field: field.name, old: old, new: new)) }
    }
    return RowChange(
      operation: operation(change), entity: entity.name, id: change.key, label: try label(of: change, entity), fields: fields)
  }

  /// What people know a row by: its code, or the values of its natural key.
  func label(of change: StoredChange, _ entity: Entity) throws -> String {
    var parts: [String] = []
    for name in entity.naturalKey {
      guard let field = entity.field(name) else { continue }
      parts.append(try value(try current(field.column, change, entity), field, session.profile.baseCurrency).displayText)
    }
    return parts.joined(separator: " ")
  }

  private func plainRow(_ change: StoredChange) throws -> RowChange {
    let fields = try change.columns.map {
      RowChange.FieldChange(
        field: try columnName($0.id, in: change.table), old: plain($0.old ?? .null), new: plain($0.new ?? .null))
    }
    return RowChange(
      operation: operation(change), entity: change.table.name, id: change.key, label: "#\(change.key)", fields: fields)
  }

  private func operation(_ change: StoredChange) -> RowChange.Operation {
    switch change.operation {
    case .insert: .insert
    case .update: .update
    case .delete: .delete
    }
  }

  private func columnName(_ column: Int, in table: TrackedTable) throws -> String {
    if columns[table.id] == nil { columns[table.id] = try session.db.columns(in: table.name).map(\.name) }
    guard let names = columns[table.id], names.indices.contains(column) else {
      throw BookFileError.damaged("changes", "column \(column) of \(table.name)")
    }
    return names[column]
  }

  /// A column's value in the change itself, else in the row as it is now.
  private func current(_ column: String, _ change: StoredChange, _ entity: Entity) throws -> DatabaseValue {
    if change.table.name == entity.name {
      for changed in change.columns where try columnName(changed.id, in: change.table) == column {
        return changed.new ?? changed.old ?? .null
      }
    }
    return try DatabaseValue.fetchOne(
      session.db.cachedStatement(sql: "SELECT \(quoted(column)) FROM \(quoted(entity.name)) WHERE id = ?"),
      arguments: [change.key]) ?? .null
  }

  private func currency(_ change: StoredChange, _ entity: Entity) throws -> (old: Currency, new: Currency) {
    let base = session.profile.baseCurrency
    guard entity.hasCurrency else { return (base, base) }
    for column in change.columns where try columnName(column.id, in: change.table) == "currency" {
      func named(_ value: DatabaseValue?) -> Currency? { value.flatMap { String.fromDatabaseValue($0) }.flatMap { Currency($0) } }
      return (named(column.old) ?? base, named(column.new) ?? base)
    }
    let kept = try String.fromDatabaseValue(current("currency", change, entity)).flatMap { Currency($0) } ?? base
    return (kept, kept)
  }

  private func value(_ stored: DatabaseValue?, _ field: Field, _ currency: Currency) throws -> FieldValue {
    guard let stored, !stored.isNull else { return .null }
    switch field.kind {
    case .boolean: return Int64.fromDatabaseValue(stored).map { .boolean($0 != 0) } ?? .null
    case .money: return Int64.fromDatabaseValue(stored).map { .money(Money(minorUnits: $0, currency)) } ?? .null
    case .reference(let target):
      guard let id = Int64.fromDatabaseValue(stored) else { return .null }
      let code = try String.fetchOne(
        session.db.cachedStatement(sql: "SELECT code FROM \(quoted(target)) WHERE id = ?"), arguments: [id])
      return .text(code ?? "#\(id)")
    default: return plain(stored)
    }
  }

  private func plain(_ stored: DatabaseValue) -> FieldValue {
    switch stored.storage {
    case .null: .null
    case .int64(let value): .integer(value)
    case .double(let value): .real(value)
    case .string(let text): .text(text)
    case .blob(let data): .text("\(data.count) bytes")
    }
  }
}
