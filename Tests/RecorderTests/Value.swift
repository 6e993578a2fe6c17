import CRecorder
import CSQLite

/// A value as SQLite holds it, exact: a real and an integer are never equal.
enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ value: OpaquePointer?) {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
    case SQLITE_TEXT:
      let start = UnsafeRawPointer(sqlite3_value_text(value))
      self = .text(String(decoding: Self.bytes(start, Int(sqlite3_value_bytes(value))), as: UTF8.self))
    case SQLITE_BLOB: self = .blob(Self.bytes(sqlite3_value_blob(value), Int(sqlite3_value_bytes(value))))
    default: self = .null
    }
  }

  /// A recorded value; nil when there is none.
  init?(_ value: change_value) {
    switch value.type {
    case CHANGE_NULL: self = .null
    case CHANGE_INTEGER: self = .integer(value.integer)
    case CHANGE_REAL: self = .real(value.real)
    case CHANGE_TEXT: self = .text(String(decoding: Self.bytes(value.bytes, value.length), as: UTF8.self))
    case CHANGE_BLOB: self = .blob(Self.bytes(value.bytes, value.length))
    default: return nil
    }
  }

  private static func bytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// The value as an SQL literal.
  var literal: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "'\(text)'"
    case .blob(let bytes): "X'\(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())'"
    }
  }
}
