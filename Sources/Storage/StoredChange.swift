import CRecorder
import Domain
import Foundation
import GRDB
import GRDBSQLite

/// A change as the log keeps it: column ids and stored values, read in place. It lives as long as its chunk is visited.
struct StoredChange {
  enum Operation {
    case insert
    case update
    case delete
  }

  /// A column before and after; absent where there was no row.
  struct Column {
    let id: Int
    let old: StoredValue
    let new: StoredValue

    /// Whether it became null, or was null in a row that went.
    var leftNull: Bool { new.isAbsent ? old.isNull : new.isNull }
  }

  let operation: Operation
  let key: Int64
  /// Ids ascend. Empty for an insert of which only the key was kept.
  let columns: [Column]

  /// The change whose inverse this one is. Where the column `runColumn` names the run `run`, it names `present` instead.
  func inverted(replacingRun run: Int64, in runColumn: Int?, with present: Int64) -> StoredChange {
    let operation: Operation =
      switch self.operation {
      case .insert: .delete
      case .update: .update
      case .delete: .insert
      }
    return StoredChange(
      operation: operation, key: key,
      columns: self.columns.map { column in
        let isOwn = column.id == runColumn && column.new.integer == run
        return Column(id: column.id, old: isOwn ? StoredValue(present) : column.new, new: column.old)
      })
  }

  /// The value that a column is known to have had: the one before where it has both, else the only one.
  func known(_ column: Int) -> StoredValue? {
    columns.first { $0.id == column }.map { $0.old.isAbsent ? $0.new : $0.old }
  }
}

/// A value as its column stored it, in the bytes of its chunk.
@safe struct StoredValue {
  private let value: change_value

  init(_ value: change_value) {
    unsafe self.value = unsafe value
  }

  init(_ integer: Int64) {
    unsafe value = unsafe change_value(type: CHANGE_INTEGER, integer: integer, real: 0, bytes: nil, length: 0)
  }

  var isAbsent: Bool { unsafe value.type == CHANGE_ABSENT }
  var isNull: Bool { unsafe value.type == CHANGE_ABSENT || value.type == CHANGE_NULL }
  var integer: Int64? { unsafe value.type == CHANGE_INTEGER ? value.integer : nil }

  var text: String? {
    guard unsafe value.type == CHANGE_TEXT else { return nil }
    // The chunk's bytes are in place while it is visited; the text is a copy.
    return unsafe String(decoding: UnsafeBufferPointer(start: value.bytes, count: value.length), as: UTF8.self)
  }

  /// The value without a field's meaning.
  var plain: FieldValue {
    switch unsafe value.type {
    case CHANGE_INTEGER: return unsafe .integer(value.integer)
    case CHANGE_REAL: return unsafe .real(value.real)
    case CHANGE_TEXT: return .text(text ?? "")
    case CHANGE_BLOB: return unsafe .text("\(value.length) bytes")
    default: return .null
    }
  }
}

extension PreparedStatement {
  /// Binds a value from the log.
  func bind(_ value: StoredValue, at place: Int) {
    unsafe value.bind(to: handle, at: Int32(place))
  }
}

extension StoredValue {
  fileprivate func bind(to statement: OpaquePointer, at place: Int32) {
    let length = unsafe Int32(clamping: value.length)
    // SQLite takes a null address for null, which an empty text or blob is not.
    switch unsafe value.type {
    case CHANGE_INTEGER: unsafe sqlite3_bind_int64(statement, place, value.integer)
    case CHANGE_REAL: unsafe sqlite3_bind_double(statement, place, value.real)
    case CHANGE_TEXT:
      guard length > 0 else {
        return unsafe _ = sqlite3_bind_text(statement, place, "", 0, PreparedStatement.copied)
      }
      unsafe UnsafeRawPointer(value.bytes)?.withMemoryRebound(to: CChar.self, capacity: value.length) { bytes in
        _ = unsafe sqlite3_bind_text(statement, place, bytes, length, PreparedStatement.copied)
      }
    case CHANGE_BLOB:
      if length == 0 {
        unsafe sqlite3_bind_zeroblob(statement, place, 0)
      } else {
        unsafe sqlite3_bind_blob(statement, place, value.bytes, length, PreparedStatement.copied)
      }
    default: unsafe sqlite3_bind_null(statement, place)
    }
  }
}

/// A part of a run's changes to one table, read where SQLite holds it: it lives until the statement that found it moves.
@safe struct ChangeChunk {
  let table: LoggedTable
  private let bytes: UnsafeRawBufferPointer

  init(_ table: LoggedTable, _ bytes: UnsafeRawBufferPointer) {
    self.table = table
    unsafe self.bytes = unsafe bytes
  }

  /// Every change, keys ascending, or descending. Bytes that are no chunk are an error, never a crash.
  func forEach(reversed: Bool = false, _ visit: (StoredChange) throws -> Void) throws {
    var reader = unsafe chunk_reader()
    guard unsafe chunk_reader_init(&reader, start, bytes.count) else { throw damaged }
    // A chunk is read forwards only; its entries are a few words each.
    var entries = unsafe [change_entry]()
    var entry = unsafe change_entry()
    while true {
      switch unsafe chunk_next(&reader, &entry) {
      case CHUNK_ITEM where reversed: unsafe entries.append(entry)
      case CHUNK_ITEM: try visit(try unsafe change(&entry))
      case CHUNK_END:
        while unsafe !entries.isEmpty {
          unsafe entry = unsafe entries.removeLast()
          try visit(try unsafe change(&entry))
        }
        return
      default: throw damaged
      }
    }
  }

  /// Adds what the chunk holds to a tally, without looking at values.
  func count(into tally: inout ChangeTally) throws {
    guard unsafe tally.add(start, bytes.count) else { throw damaged }
  }

  /// The change of one key.
  func change(of key: Int64) throws -> StoredChange? {
    var entry = unsafe change_entry()
    switch unsafe chunk_find(start, bytes.count, key, &entry) {
    case CHUNK_ITEM: return try unsafe change(&entry)
    case CHUNK_END: return nil
    default: throw damaged
    }
  }

  private var start: UnsafePointer<UInt8>? { unsafe bytes.assumingMemoryBound(to: UInt8.self).baseAddress }

  private var damaged: BookFileError { .damaged("changes", "a chunk of \(table.tracked.name)") }

  private func change(_ entry: inout change_entry) throws -> StoredChange {
    let operation: StoredChange.Operation =
      switch unsafe entry.operation {
      case CHANGE_INSERT: .insert
      case CHANGE_UPDATE: .update
      default: .delete
      }
    let key = unsafe entry.key
    var columns: [StoredChange.Column] = []
    unsafe columns.reserveCapacity(Int(min(entry.column_count, 256)))
    var column = unsafe change_column()
    while true {
      switch unsafe change_next_column(&entry, &column) {
      case CHUNK_ITEM:
        let id = unsafe Int(column.id)
        guard table.columns.indices.contains(id) else { throw damaged }
        unsafe columns.append(.init(id: id, old: StoredValue(column.old_value), new: StoredValue(column.new_value)))
      case CHUNK_END: return StoredChange(operation: operation, key: key, columns: columns)
      default: throw damaged
      }
    }
  }
}
