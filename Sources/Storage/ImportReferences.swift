public import Domain
import GRDB
import GRDBSQLite

/// A record that others name by its code.
public struct Referent: Sendable, Hashable {
  /// Its id.
  public let id: Int64
  /// The currency of its amounts; nil for entities without amounts.
  public let currency: Currency?
}

/// Finds records by their codes, the same ones again without asking the book.
@safe final class ImportReferences {
  private let statement: Statement
  private let entity: Entity
  private let session: BookSession
  private let isMergeable: Bool
  /// The newest code of each slot, in `width` bytes of `codes`.
  private var entries = [Referent?](repeating: nil, count: slots)
  private var lengths = [UInt8](repeating: 0, count: slots)
  private var codes = [UInt8](repeating: 0, count: slots * width)

  private static let slots = 8192
  private static let width = 24

  init(_ session: BookSession, to entity: Entity) throws {
    self.session = session
    self.entity = entity
    isMergeable = entity.name == Entity.customers.name
    statement = try session.db.makeStatement(
      sql: """
        SELECT id, \(entity.hasCurrency ? "currency" : "NULL"), \(isMergeable ? "merged_into_id" : "NULL")
        FROM \(quoted(entity.name)) WHERE code = ?
        """)
  }

  /// The record with that code; for a merged customer, the one it was merged into.
  func find(_ code: ArraySlice<UInt8>) throws -> Referent? {
    let slot = Self.slot(of: code)
    let start = slot * Self.width
    if let known = entries[slot], Int(lengths[slot]) == code.count,
      codes[start..<start + code.count].elementsEqual(code)
    {
      return known
    }
    guard let found = try look(up: code) else { return nil }
    if code.count <= Self.width {
      entries[slot] = found
      lengths[slot] = UInt8(code.count)
      codes.replaceSubrange(start..<start + code.count, with: code)
    }
    return found
  }

  /// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), folded to the number of slots.
  private static func slot(of code: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in code { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int((hash ^ hash >> 32) % UInt64(slots))
  }

  private func look(up code: ArraySlice<UInt8>) throws -> Referent? {
    let handle = unsafe statement.sqliteStatement
    defer { unsafe sqlite3_reset(handle) }
    return unsafe try code.withUnsafeBytes { bytes in
      // The bytes outlive the step, after which the statement is reset.
      unsafe sqlite3_bind_text(
        handle, 1, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), nil)
      guard unsafe try session.step(handle) else { return nil }
      if isMergeable, unsafe sqlite3_column_type(handle, 2) != SQLITE_NULL {
        let id = try session.id(of: .id(unsafe sqlite3_column_int64(handle, 0)), in: entity)
        return try id.map { Referent(id: $0, currency: try session.currency(of: $0, in: entity)) }
      }
      return Referent(id: unsafe sqlite3_column_int64(handle, 0), currency: unsafe currency(handle, 1))
    }
  }
}

/// The currency in a column of a row; nil for null.
func currency(_ handle: OpaquePointer, _ column: Int32) -> Currency? {
  guard let text = unsafe sqlite3_column_text(handle, column) else { return nil }
  return unsafe Currency(utf8: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, column))))
}

extension BookSession {
  /// Moves a prepared statement on; whether there is a row.
  func step(_ handle: OpaquePointer) throws -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let extended = unsafe sqlite3_extended_errcode(db.sqliteConnection)
      let message = unsafe String(cString: sqlite3_errmsg(db.sqliteConnection))
      throw DatabaseError(resultCode: ResultCode(rawValue: extended == 0 ? code : extended), message: message)
    }
  }
}
