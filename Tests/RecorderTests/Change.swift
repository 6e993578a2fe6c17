import CRecorder

/// What happened to a row; an old or new value is nil where there is none.
struct Change: Equatable, Sendable {
  enum Operation: Sendable { case insert, update, delete }

  struct Values: Equatable, Sendable {
    var old: Value?
    var new: Value?
  }

  var operation: Operation
  var table: UInt32
  var key: Int64
  var columns: [UInt16: Values]
}

/// Bytes that are no chunk.
struct CorruptChunk: Error {}

extension Change {
  init(_ entry: change_entry, table: UInt32) throws {
    operation =
      switch entry.operation {
      case CHANGE_INSERT: .insert
      case CHANGE_UPDATE: .update
      case CHANGE_DELETE: .delete
      default: throw CorruptChunk()
      }
    self.table = table
    key = entry.key
    columns = [:]
    var entry = entry
    var column = change_column()
    while true {
      switch change_next_column(&entry, &column) {
      case CHUNK_ITEM: columns[column.id] = Values(old: Value(column.old_value), new: Value(column.new_value))
      case CHUNK_END: return
      default: throw CorruptChunk()
      }
    }
  }

  /// Reads a whole chunk.
  static func all(in bytes: UnsafeBufferPointer<UInt8>, table: UInt32 = 1) throws -> [Change] {
    var reader = chunk_reader()
    guard chunk_reader_init(&reader, bytes.baseAddress, bytes.count) else { throw CorruptChunk() }
    var changes: [Change] = []
    var entry = change_entry()
    while true {
      switch chunk_next(&reader, &entry) {
      case CHUNK_ITEM: changes.append(try Change(entry, table: table))
      case CHUNK_END: return changes
      default: throw CorruptChunk()
      }
    }
  }

  var inverse: Change {
    var inverse = self
    inverse.operation =
      switch operation {
      case .insert: .delete
      case .update: .update
      case .delete: .insert
      }
    inverse.columns = columns.mapValues { Values(old: $0.new, new: $0.old) }
    return inverse
  }

  /// Changes by their rows; nil where a row comes twice.
  static func byRow(_ changes: [Change]) -> [RowKey: Change]? {
    var rows: [RowKey: Change] = [:]
    for change in changes {
      guard rows.updateValue(change, forKey: RowKey(table: change.table, key: change.key)) == nil else { return nil }
    }
    return rows
  }
}

/// A row of a tracked table.
struct RowKey: Hashable, Sendable {
  var table: UInt32
  var key: Int64
}
