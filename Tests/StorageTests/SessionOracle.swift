import CSQLite
import Testing

/// SQLite's session extension on a book's connection. There is one pre-update hook for each, so that it takes the
/// recorder's place.
final class SessionOracle {
  private let session: OpaquePointer

  init(_ connection: OpaquePointer?, tables: [String]) throws {
    sqlite3_preupdate_hook(connection, nil, nil)
    var created: OpaquePointer?
    try #require(sqlite3session_create(connection, "main", &created) == SQLITE_OK)
    session = try #require(created)
    for table in tables { try #require(sqlite3session_attach(session, table) == SQLITE_OK) }
  }

  deinit { sqlite3session_delete(session) }

  enum Operation { case insert, update, delete }

  /// A value as SQLite writes it, with its type.
  enum Value: Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
  }

  /// A row's net change: values by the column's place, none where the changeset has none.
  struct Change: Equatable {
    var table: String
    var key: Int64
    var operation: Operation
    var old: [Int: Value] = [:]
    var new: [Int: Value] = [:]
  }

  /// What happened since the oracle was made.
  func changes() throws -> [Change] {
    var count: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    try #require(sqlite3session_changeset(session, &count, &bytes) == SQLITE_OK)
    defer { sqlite3_free(bytes) }
    var iterator: OpaquePointer?
    try #require(sqlite3changeset_start(&iterator, count, bytes) == SQLITE_OK)
    var changes: [Change] = []
    while sqlite3changeset_next(iterator) == SQLITE_ROW {
      var name: UnsafePointer<CChar>?
      var columns: Int32 = 0
      var operation: Int32 = 0
      var indirect: Int32 = 0
      sqlite3changeset_op(iterator, &name, &columns, &operation, &indirect)
      var change = Change(
        table: String(cString: try #require(name)), key: 0,
        operation: operation == SQLITE_INSERT ? .insert : operation == SQLITE_DELETE ? .delete : .update)
      for place in 0..<columns {
        if change.operation != .insert {
          change.old[Int(place)] = Self.value(place, of: iterator, sqlite3changeset_old)
        }
        if change.operation != .delete {
          change.new[Int(place)] = Self.value(place, of: iterator, sqlite3changeset_new)
        }
      }
      guard case .integer(let key)? = change.old.removeValue(forKey: 0) ?? change.new[0] else { continue }
      change.new[0] = nil
      change.key = key
      changes.append(change)
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
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: return .real(sqlite3_value_double(value))
    case SQLITE_TEXT: return .text(String(cString: sqlite3_value_text(value)))
    default: return .null
    }
  }
}
