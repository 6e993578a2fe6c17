public import Domain
import GRDB
import GRDBSQLite

extension BookSession {
  /// Hands out every record of an entity, its values in the order of the entity's fields; the oldest first. Customers
  /// that were merged into others are left out, or are all there is.
  public func export(_ entity: Entity, merged: Bool = false, _ body: ([FieldValue]) throws -> Void) throws {
    let selection = Selection(entity)
    var condition = FilterSQL(entity)
    let wanted = merged ? "t.merged_into_id IS NOT NULL" : try condition.condition(nil)
    let statement = try db.makeStatement(sql: "\(selection.text) WHERE \(wanted) ORDER BY t.id")
    let handle = unsafe statement.sqliteStatement
    defer { unsafe sqlite3_reset(handle) }
    let currencySlot = entity.fields.firstIndex { $0.name == "currency" }
    while unsafe try step(handle) {
      let currency = currencySlot.flatMap { unsafe Storage.currency(handle, Int32($0 + 1)) } ?? profile.baseCurrency
      try body(
        entity.fields.indices.map { unsafe Self.value(handle, Int32($0 + 1), entity.fields[$0].kind, currency) })
    }
  }

  private static func value(
    _ handle: OpaquePointer, _ column: Int32, _ kind: Field.Kind, _ currency: Currency
  ) -> FieldValue {
    guard unsafe sqlite3_column_type(handle, column) != SQLITE_NULL else { return .null }
    switch kind {
    case .integer: return .integer(unsafe sqlite3_column_int64(handle, column))
    case .real: return .real(unsafe sqlite3_column_double(handle, column))
    case .boolean: return .boolean(unsafe sqlite3_column_int64(handle, column) != 0)
    case .money: return .money(Money(minorUnits: unsafe sqlite3_column_int64(handle, column), currency))
    case .text, .date, .instant, .choice, .reference:
      // SQLite keeps the text until the next step, and it is copied here.
      guard let text = unsafe sqlite3_column_text(handle, column) else { return .null }
      let count = Int(unsafe sqlite3_column_bytes(handle, column))
      return .text(unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    }
  }
}
