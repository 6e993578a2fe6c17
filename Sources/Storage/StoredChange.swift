import CRecorder
import Foundation
import GRDB

/// A change as the book keeps it: column ids and stored values.
struct StoredChange {
  enum Operation {
    case insert
    case update
    case delete
  }

  /// A column before and after; nil where there was no row.
  struct Column {
    let id: Int
    let old: DatabaseValue?
    let new: DatabaseValue?
  }

  let operation: Operation
  let table: TrackedTable
  let key: Int64
  /// Empty for an insert of which only the key was kept.
  let columns: [Column]
}

/// A part of a run's changes to one table, as it lies in the book.
struct ChangeChunk {
  let table: TrackedTable
  let body: [UInt8]

  /// Every change, keys ascending. Bytes that are no chunk are an error, never a crash.
  func forEach(_ visit: (StoredChange) throws -> Void) throws {
    try unsafe body.withUnsafeBufferPointer { bytes in
      var reader = unsafe chunk_reader()
      guard unsafe chunk_reader_init(&reader, bytes.baseAddress, bytes.count) else { throw damaged }
      var entry = unsafe change_entry()
      while true {
        switch unsafe chunk_next(&reader, &entry) {
        case CHUNK_ITEM: try visit(try unsafe change(&entry))
        case CHUNK_END: return
        default: throw damaged
        }
      }
    }
  }

  /// The change of one key.
  func change(of key: Int64) throws -> StoredChange? {
    try unsafe body.withUnsafeBufferPointer { bytes in
      var entry = unsafe change_entry()
      switch unsafe chunk_find(bytes.baseAddress, bytes.count, key, &entry) {
      case CHUNK_ITEM: return try unsafe change(&entry)
      case CHUNK_END: return nil
      default: throw damaged
      }
    }
  }

  private var damaged: BookFileError { .damaged("changes", "a chunk of \(table.name)") }

  private func change(_ entry: inout change_entry) throws -> StoredChange {
    let kind = unsafe entry.operation
    let operation: StoredChange.Operation =
      switch kind {
      case CHANGE_INSERT: .insert
      case CHANGE_UPDATE: .update
      default: .delete
      }
    let key = unsafe entry.key
    var columns: [StoredChange.Column] = []
    var column = unsafe change_column()
    while true {
      switch unsafe change_next_column(&entry, &column) {
      case CHUNK_ITEM:
        unsafe columns.append(.init(id: Int(column.id), old: value(column.old_value), new: value(column.new_value)))
      case CHUNK_END: return StoredChange(operation: operation, table: table, key: key, columns: columns)
      default: throw damaged
      }
    }
  }

  private func value(_ value: change_value) -> DatabaseValue? {
    let bytes = unsafe UnsafeBufferPointer(start: value.bytes, count: value.length)
    switch unsafe value.type {
    case CHANGE_ABSENT: return nil
    case CHANGE_NULL: return .null
    case CHANGE_INTEGER: return unsafe value.integer.databaseValue
    case CHANGE_REAL: return unsafe value.real.databaseValue
    // The copy is made while the chunk's bytes are in place.
    case CHANGE_TEXT: return unsafe String(decoding: bytes, as: UTF8.self).databaseValue
    default: return unsafe Data(bytes).databaseValue
    }
  }
}
