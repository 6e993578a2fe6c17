import CRecorder
import Testing

/// A recorder of a test's database.
final class Recording {
  /// A chunk, copied.
  struct Chunk {
    var table: UInt32
    var keys: ClosedRange<Int64>
    var count: UInt64
    var bytes: [UInt8]

    var changes: [Change] {
      get throws { try bytes.withUnsafeBufferPointer { try Change.all(in: $0, table: table) } }
    }
  }

  let database: Database
  let recorder: OpaquePointer

  init(_ database: Database, memoryLimit: Int = 0, folder: String? = nil) throws {
    self.database = database
    recorder = try #require(recorder_open(database.connection, memoryLimit, folder))
  }

  deinit { recorder_close(recorder) }

  var status: recorder_status { recorder_get_status(recorder) }

  @discardableResult
  func track(_ name: String, id: UInt32 = 1, columns: [UInt16], keyOnly: Bool = false) -> recorder_status {
    recorder_track(recorder, id, name, columns, columns.count, keyOnly ? UInt32(RECORDER_INSERT_KEY_ONLY) : 0)
  }

  /// Tracks a table whose columns are read by its first change.
  @discardableResult
  func expect(_ name: String, id: UInt32 = 1, leavingOut columns: String = "", keyOnly: Bool = false) -> recorder_status
  {
    recorder_expect(recorder, id, name, columns, keyOnly ? UInt32(RECORDER_INSERT_KEY_ONLY) : 0)
  }

  /// Runs a statement and takes back what it recorded when it fails.
  @discardableResult
  func execute(_ sql: String) -> Int32 {
    let mark = recorder_mark(recorder)
    let result = database.execute(sql)
    if result != 0 { #expect(recorder_truncate(recorder, mark) == RECORDER_OK) }
    return result
  }

  /// Drains the log.
  func chunks(limit: Int = 65_536) throws -> [Chunk] {
    var chunks: [Chunk] = []
    let status = withUnsafeMutablePointer(to: &chunks) { chunks in
      recorder_drain(
        recorder, limit,
        { context, chunk in
          guard let chunk = chunk?.pointee, let chunks = context?.assumingMemoryBound(to: [Chunk].self) else {
            return 1
          }
          chunks.pointee.append(
            Chunk(
              table: chunk.table_id, keys: chunk.first_key...chunk.last_key, count: chunk.entry_count,
              bytes: Array(UnsafeBufferPointer(start: chunk.bytes, count: chunk.length))))
          return 0
        }, chunks)
    }
    try #require(status == RECORDER_OK)
    return chunks
  }

  func changes(limit: Int = 65_536) throws -> [Change] {
    try chunks(limit: limit).flatMap { try $0.changes }
  }

  /// What the statements change, one after another.
  func changes(of statements: String...) throws -> [Change] {
    try #require(recorder_start(recorder) == RECORDER_OK)
    defer { recorder_stop(recorder) }
    for statement in statements { execute(statement) }
    #expect(status == RECORDER_OK)
    return try changes()
  }
}

extension Change {
  static func inserted(_ key: Int64, table: UInt32 = 1, _ columns: [UInt16: Value]) -> Change {
    Change(operation: .insert, table: table, key: key, columns: columns.mapValues { Values(old: nil, new: $0) })
  }

  static func deleted(_ key: Int64, table: UInt32 = 1, _ columns: [UInt16: Value]) -> Change {
    Change(operation: .delete, table: table, key: key, columns: columns.mapValues { Values(old: $0, new: nil) })
  }

  static func updated(_ key: Int64, table: UInt32 = 1, _ columns: [UInt16: (Value, Value)]) -> Change {
    Change(operation: .update, table: table, key: key, columns: columns.mapValues { Values(old: $0.0, new: $0.1) })
  }
}
