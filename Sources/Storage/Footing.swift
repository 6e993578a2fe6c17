import GRDB
import GRDBSQLite
public import Wording

/// What a session stands on when its first function reads or writes: the book, or changes that were gathered before, made
/// again on top of it.
///
/// They are made again when a line first reads or writes, so that one that does neither costs nothing and keeps nobody
/// from writing. Nothing is held between two lines: an open transaction would hold the writer's place while a person
/// thinks, and a copy of the book would cost the book's size whenever somebody else has written. What a line costs grows
/// with what was gathered, some microseconds a row, and with nothing else.
struct Footing {
  /// What is still to be made again.
  var gathered = GatheredChanges()
  /// Why it cannot be made again: the session sees the book without it.
  var obstacle: (any Refusal)?
  /// What broke off while changes were made again: the session is of no use any more.
  var failure: (any Error)?
  /// Whether something may have been read in the present transaction.
  var isRead = false
  /// Where the record of changes was before the session's own.
  var mark: UInt64 = 0
  /// Whether changes are being made again.
  var isBeingLaid = false
}

extension BookSession {
  /// Makes the session ready for a function that reads or writes. Call it before each of them.
  ///
  /// - Throws: ``PreviewError`` or another refusal, where something is to be written and somebody else's changes stand in
  ///   the way of what was gathered; what only reads then sees the book without it.
  public func prepare(toWrite: Bool) throws {
    if let failure = footing.failure { throw failure }
    if !footing.gathered.isEmpty, footing.obstacle == nil { try lay() }
    if let obstacle = footing.obstacle {
      if toWrite { throw obstacle }
    } else if toWrite {
      try takePlace()
    }
    footing.isRead = true
  }

  /// Whether the session has changed the book, beside what it stands on.
  public var hasChanged: Bool { (recorder?.mark ?? 0) != footing.mark }

  /// Why the session sees the book without what was gathered; nil where it does not.
  public var obstacle: (any Refusal)? { footing.obstacle }

  /// Makes what was gathered again.
  private func lay() throws {
    let start = start
    try takePlace()
    footing.isBeingLaid = true
    defer { footing.isBeingLaid = false }
    do {
      try replay(footing.gathered)
      footing.gathered = GatheredChanges()
      footing.mark = recorder?.mark ?? 0
    } catch let refusal as any Refusal where !(refusal is BookFileError) {
      try db.rollback()
      try begin("DEFERRED")
      try recorder?.truncate(to: footing.mark)
      (runID, self.start, footing.obstacle) = (0, start, refusal)
    } catch {
      footing.failure = error
      throw error
    }
  }

  /// Takes the writer's place and enters the session's run in the register, where that was left until something is
  /// written.
  private func takePlace() throws {
    guard let start else { return }
    do {
      if !footing.isRead { try holdPlace() }
      _ = try startRun(start)
    } catch let error as DatabaseError {
      throw error.extendedResultCode == .SQLITE_BUSY_SNAPSHOT
        ? BookFileError.overtaken(path) : BookFileError(error, path: path).namingHolder
    }
    self.start = nil
  }

  /// Begins the transaction anew as one that has the writer's place from its start: one that has read cannot take it any
  /// more once somebody else has written.
  private func holdPlace() throws {
    try db.rollback()
    do {
      try begin("IMMEDIATE")
    } catch {
      try begin("DEFERRED")
      try heedSchema()
      throw error
    }
    try heedSchema()
  }

  /// Begins a transaction where GRDB, which began the one before, would take its end for an accident.
  private func begin(_ kind: String) throws {
    guard unsafe sqlite3_exec(db.sqliteConnection, "BEGIN \(kind)", nil, nil, nil) == SQLITE_OK else {
      let code = unsafe sqlite3_extended_errcode(db.sqliteConnection)
      throw unsafe DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
  }
}
