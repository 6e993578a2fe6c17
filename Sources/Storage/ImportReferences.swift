public import Domain
import GRDB
import GRDBSQLite
import Glibc

/// A record that others name by its code.
public struct Referent: Sendable, Hashable {
  /// Its id.
  public let id: Int64
  /// The currency of its amounts; nil for entities without amounts.
  public let currency: Currency?
}

/// Finds records by their codes: the same ones again without asking the book, and the next one by the order of codes
/// without searching it.
@safe final class ImportReferences {
  let entity: Entity
  private let session: BookSession
  /// Gives records in the order of their codes, from one on.
  private let statement: Statement
  private let isMergeable: Bool
  /// Whether the statement stands at a record and can move on.
  private var isOpen = false
  /// The newest code of each slot, in `width` bytes of `codes`.
  private var entries = [Referent?](repeating: nil, count: slots)
  private var lengths = [UInt8](repeating: 0, count: slots)
  private var codes = [UInt8](repeating: 0, count: slots * width)

  /// The slot of the code that was asked for last: lines of one order stand together.
  private var latest = 0

  private static let slots = 8192
  private static let width = 24

  init(_ session: BookSession, to entity: Entity) throws {
    self.session = session
    self.entity = entity
    isMergeable = entity.name == Entity.customers.name
    statement = try session.db.makeStatement(
      sql: """
        SELECT id, \(entity.hasCurrency ? "currency" : "NULL"), \(isMergeable ? "merged_into_id" : "NULL"), code
        FROM \(quoted(entity.name)) WHERE code >= ? ORDER BY code
        """)
  }

  /// The record with that code; for a merged customer, the one it was merged into.
  func find(_ code: Span<UInt8>) throws -> Referent? {
    if let known = entry(latest, code) { return known }
    let slot = Self.slot(of: code)
    if let known = entry(slot, code) {
      latest = slot
      return known
    }
    guard let found = try look(up: code) else { return nil }
    if code.count <= Self.width {
      entries[slot] = found
      lengths[slot] = UInt8(code.count)
      for index in code.indices { codes[slot * Self.width + index] = code[index] }
      latest = slot
    }
    return found
  }

  /// The record in a slot, if it is the one with that code.
  private func entry(_ slot: Int, _ code: Span<UInt8>) -> Referent? {
    Int(lengths[slot]) == code.count && code.isEqual(to: codes, at: slot * Self.width) ? entries[slot] : nil
  }

  /// Lets go of the book. A statement that has not come to its end would keep indexes from being taken away.
  func rest() {
    unsafe sqlite3_reset(statement.sqliteStatement)
    isOpen = false
  }

  /// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), folded to the number of slots.
  private static func slot(of code: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in code.indices { hash = (hash ^ UInt64(code[index])) &* 0x100_0000_01b3 }
    return Int((hash ^ hash >> 32) % UInt64(slots))
  }

  private func look(up code: Span<UInt8>) throws -> Referent? {
    let handle = unsafe statement.sqliteStatement
    // Files mostly name records in order. A statement that cannot go on, since a savepoint was taken back, starts anew.
    if isOpen, (try? unsafe session.step(handle)) == true, unsafe stands(handle, at: code) {
      return unsafe try referent(handle)
    }
    rest()
    _ = unsafe code.withUnsafeBytes { bytes in
      // The statement goes on when the bytes are gone.
      unsafe sqlite3_bind_text(
        handle, 1, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count),
        PreparedStatement.copied)
    }
    isOpen = unsafe try session.step(handle)
    return unsafe try isOpen && stands(handle, at: code) ? referent(handle) : nil
  }

  /// Whether the record at hand has that code.
  private func stands(_ handle: OpaquePointer, at code: Span<UInt8>) -> Bool {
    // A text is asked for before its length, and stays until the statement moves on.
    guard let text = unsafe sqlite3_column_text(handle, 3), Int(unsafe sqlite3_column_bytes(handle, 3)) == code.count
    else { return false }
    return unsafe code.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.map { unsafe memcmp($0, text, bytes.count) == 0 } ?? true
    }
  }

  private func referent(_ handle: OpaquePointer) throws -> Referent? {
    if isMergeable, unsafe sqlite3_column_type(handle, 2) != SQLITE_NULL {
      let id = try session.id(of: .id(unsafe sqlite3_column_int64(handle, 0)), in: entity)
      return try id.map { Referent(id: $0, currency: try session.currency(of: $0, in: entity)) }
    }
    return Referent(id: unsafe sqlite3_column_int64(handle, 0), currency: unsafe currency(handle, 1))
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes stand at a place among others, which hold as many from there on.
  fileprivate func isEqual(to others: [UInt8], at start: Int) -> Bool {
    for index in indices where self[index] != others[start + index] { return false }
    return true
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
