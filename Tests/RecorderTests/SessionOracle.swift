import CSQLite
import Testing

/// SQLite's own recorder, on a connection of its own: there is one pre-update hook for each.
final class SessionOracle {
  private let session: OpaquePointer

  init(_ database: Database, tables: [String]) throws {
    var created: OpaquePointer?
    try #require(sqlite3session_create(database.connection, "main", &created) == SQLITE_OK)
    session = try #require(created)
    for table in tables { try #require(sqlite3session_attach(session, table) == SQLITE_OK) }
  }

  deinit { sqlite3session_delete(session) }

  /// A row's change as the session tells it: values by the column's place, nil where the changeset has none.
  struct RowChange {
    var table: String
    var operation: Int32
    var old: [Value?]
    var new: [Value?]
  }

  func changes() throws -> [RowChange] {
    var count: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    try #require(sqlite3session_changeset(session, &count, &bytes) == SQLITE_OK)
    defer { sqlite3_free(bytes) }
    var iterator: OpaquePointer?
    try #require(sqlite3changeset_start(&iterator, count, bytes) == SQLITE_OK)
    var changes: [RowChange] = []
    while sqlite3changeset_next(iterator) == SQLITE_ROW {
      var name: UnsafePointer<CChar>?
      var columns: Int32 = 0
      var operation: Int32 = 0
      var indirect: Int32 = 0
      sqlite3changeset_op(iterator, &name, &columns, &operation, &indirect)
      let places = 0..<columns
      changes.append(
        RowChange(
          table: String(cString: try #require(name)), operation: operation,
          old: operation == SQLITE_INSERT ? [] : places.map { Self.value($0, of: iterator, sqlite3changeset_old) },
          new: operation == SQLITE_DELETE ? [] : places.map { Self.value($0, of: iterator, sqlite3changeset_new) }))
    }
    try #require(sqlite3changeset_finalize(iterator) == SQLITE_OK)
    return changes
  }

  private static func value(
    _ place: Int32, of iterator: OpaquePointer?,
    _ read: (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
  ) -> Value? {
    var value: OpaquePointer?
    guard read(iterator, place, &value) == SQLITE_OK, let value else { return nil }
    return Value(value)
  }
}
