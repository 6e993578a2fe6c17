import CSQLite
import Testing

/// A connection of a test's own.
final class Database {
  let connection: OpaquePointer

  init(_ path: String = ":memory:") throws {
    var opened: OpaquePointer?
    try #require(sqlite3_open(path, &opened) == SQLITE_OK)
    connection = try #require(opened)
    #expect(execute("PRAGMA foreign_keys = ON") == SQLITE_OK)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs statements and gives SQLite's result code.
  @discardableResult
  func execute(_ sql: String) -> Int32 {
    sqlite3_exec(connection, sql, nil, nil, nil)
  }

  func rows(_ sql: String) throws -> [[Value]] {
    var prepared: OpaquePointer?
    try #require(sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, "\(sql)")
    defer { sqlite3_finalize(prepared) }
    var rows: [[Value]] = []
    while sqlite3_step(prepared) == SQLITE_ROW {
      rows.append((0..<sqlite3_column_count(prepared)).map { Value(sqlite3_column_value(prepared, $0)) })
    }
    return rows
  }
}
