import CConnection
public import Domain
internal import GRDB
import Glibc

/// A book on disk, or one in memory. Readers never wait; one writer at a time.
public final class BookFile {
  /// Where the book is; `:memory:` for one that lasts as long as this value.
  public let path: String
  /// How many bytes of changes a run keeps in memory before they go to a temporary file; 0 for 8 MiB.
  var changeMemory = 0
  private let queue: DatabaseQueue
  private let wait: Wait
  /// What the last session knew of the schema.
  private var known: KnownSchema?
  /// The shapes of records, for as long as the book is open.
  private let shapes = RowShapes()
  /// Whose runs these are.
  private lazy var holder = RunHolder()
  /// The book where it is read without locks.
  let still: StillBook?

  /// What to do with the file.
  public enum Access: Sendable {
    case read
    case write
  }

  /// How long a writer waits for its place, and what it says meanwhile.
  public struct Patience: Sendable {
    /// Seconds to wait by the clock.
    public let seconds: Double
    /// Called once, when the place has not come free at once.
    public let notice: @Sendable () -> Void

    /// A patience of that many seconds.
    public init(seconds: Double, notice: @escaping @Sendable () -> Void = {}) {
      self.seconds = seconds
      self.notice = notice
    }
  }

  /// Makes a new, empty book.
  ///
  /// - Throws: `BookFileError` when there is a file already or the folder cannot hold a book.
  public static func create(at path: String, profile: BookProfile) throws -> BookFile {
    try Ground.checkNew(path)
    do {
      let file = try BookFile(connecting: path, access: .write, patience: Patience(seconds: 5), isNew: true)
      try file.translatingErrors { try file.lay(profile) }
      return file
    } catch {
      // What was begun is no book: it would only stand in the way of the next attempt.
      if path != ":memory:" { for suffix in ["", "-wal", "-shm"] { unsafe unlink(path + suffix) } }
      throw error
    }
  }

  private func lay(_ profile: BookProfile) throws {
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        try Migrations.apply(to: db, from: 0)
        try db.execute(
          sql: "INSERT INTO book (name, base_currency, time_zone) VALUES (?, ?, ?)",
          arguments: [profile.name, profile.baseCurrency.code, profile.timeZone])
        return .commit
      }
    }
  }

  /// An empty book in memory.
  public static func inMemory(profile: BookProfile) throws -> BookFile {
    try create(at: ":memory:", profile: profile)
  }

  /// Opens a book.
  ///
  /// - Throws: `BookFileError` for anything that is no book, is newer than this program, or lies where a book would
  ///   break.
  public static func open(_ path: String, for access: Access, patience: Patience = Patience(seconds: 60)) throws
    -> BookFile
  {
    try Ground.check(path)
    // Tried the usual way it would be refused, and a thread would be left of that, which no process may have that is to
    // be confined.
    if access == .read, !StillBook.hasCompanions(path), let still = try StillBook(path) {
      return try opened(path, access, patience, still: still)
    }
    do {
      return try opened(path, access, patience)
    } catch let error as BookFileError where access == .read {
      // SQLite reads a book by a log and shared memory beside it, and cannot make them here.
      guard error == .unreadable(path) || error == .unwritable(path), let still = try StillBook(path) else {
        throw error
      }
      return try opened(path, access, patience, still: still)
    }
  }

  private static func opened(
    _ path: String, _ access: Access, _ patience: Patience, still: StillBook? = nil
  ) throws -> BookFile {
    let file = try BookFile(connecting: path, access: access, patience: patience, still: still)
    try file.translatingErrors { try file.checkVersion(access) }
    return file
  }

  /// Opens a book that this process has open for writing once more, to read it at the same time with little memory.
  static func beside(_ path: String) throws -> BookFile {
    try BookFile(connecting: path, access: .read, patience: Patience(seconds: 5), cacheKiB: 4000)
  }

  private init(
    connecting path: String, access: Access, patience: Patience, isNew: Bool = false, still: StillBook? = nil,
    cacheKiB: Int = 32_000
  ) throws {
    Self.prepareSQLite
    self.path = path
    self.still = still
    var configuration = Configuration()
    configuration.readonly = access == .read
    wait = Wait(patience)
    configuration.busyMode = .callback(wait.goesOn)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -\(cacheKiB)")
      guard access == .write else { return }
      // Another program's database is left as it is.
      let application = isNew ? nil : try Int32.fetchOne(db, sql: "PRAGMA application_id")
      guard isNew || application == Migrations.applicationID else { throw BookFileError.notABook(path) }
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    do {
      queue = try DatabaseQueue(path: still?.uri ?? path, configuration: configuration)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN && access == .write {
      // It may be read: what cannot be made is the log beside it.
      throw BookFileError.unwritable(path)
    } catch let error as DatabaseError {
      throw BookFileError(error, path: path)
    }
  }

  /// What is set once, before the first connection.
  private static let prepareSQLite: Void = connection_forgo_memory_count()

  private func checkVersion(_ access: Access) throws {
    let (application, version) = try queue.read { db in
      (
        try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      )
    }
    guard application == Migrations.applicationID else { throw BookFileError.notABook(path) }
    guard version <= Migrations.newest else {
      throw BookFileError.newer(path, version: version, known: Migrations.newest)
    }
    if version < Migrations.newest {
      guard access == .write else { throw BookFileError.older(path, version: version) }
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try Migrations.apply(to: db, from: version)
          return .commit
        }
      }
    }
    try checkSchema()
  }

  /// Statements count on every table and column that they name.
  private func checkSchema() throws {
    let (faults, hasProfile) = try queue.read { db in
      let faults = try Schema(of: db).faults
      return (faults, try faults.isEmpty && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM book)") == true)
    }
    guard faults.isEmpty else { throw BookFileError.altered(path, faults) }
    guard hasProfile else { throw BookFileError.altered(path, ["row of book"]) }
  }

  /// Copies every page, as the book is now.
  func copyPages(to copy: DatabaseQueue) throws {
    try queue.backup(to: copy)
  }

  /// Reads the book as it is now, on the calling thread. What others commit meanwhile is not seen.
  public func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    let result = try translatingErrors {
      try queue.read { db in
        let session = try BookSession(db, knowing: known, writing: false, shapes: shapes)
        defer { end(session) }
        return try body(session)
      }
    }
    try still?.check()
    return result
  }

  /// What becomes of the changes of a session.
  public enum Verdict: Sendable {
    case commit
    case rollback
  }

  /// Changes the book in one transaction, on the calling thread: all of it is kept, or nothing.
  public func write<Result>(_ body: (BookSession) throws -> (Verdict, Result)) throws -> Result {
    try transaction(.immediate, body)
  }

  /// Does something on top of gathered changes. All that it changes is kept, or nothing, and what was gathered with it.
  /// The body says by ``BookSession/prepare(toWrite:)`` when it needs what was gathered, and the writer's place.
  ///
  /// - Parameters:
  ///   - gathered: What was done before and not kept.
  ///   - start: What is known of the run.
  ///   - keeps: Whether the body may say that changes are kept; else they can be gathered.
  ///   - body: Does it.
  public func turn<Result>(
    on gathered: GatheredChanges, _ start: RunStart, keeps: Bool, body: (BookSession) throws -> (Verdict, Result)
  ) throws -> Result {
    try transaction(.deferred, isWhole: !keeps) { session in
      session.start = start
      session.footing.gathered = gathered
      let (verdict, result) = try body(session)
      return (keeps ? verdict : .rollback, result)
    }
  }

  private func transaction<Result>(
    _ kind: Database.TransactionKind, isWhole: Bool = false, _ body: (BookSession) throws -> (Verdict, Result)
  ) throws -> Result {
    try translatingErrors {
      try queue.writeWithoutTransaction { db in
        var result: Result?
        var isSchemaTakenBack = false
        // What the connection has read of a schema that is taken back would be wrong for whoever works after this.
        defer { if isSchemaTakenBack { db.clearSchemaCache() } }
        try db.inTransaction(kind) {
          isSchemaTakenBack = true
          let session = try BookSession(
            db, knowing: known, writing: true, changeMemory: changeMemory, isWhole: isWhole, shapes: shapes,
            holder: self.holder)
          session.path = path
          session.wait = wait
          defer { end(session) }
          let (verdict, value) = try body(session)
          result = value
          isSchemaTakenBack = verdict == .rollback && session.hasChangedSchema
          return verdict == .commit ? .commit : .rollback
        }
        guard let result else { throw BookFileError.damaged(path, "the transaction ended early") }
        return result
      }
    }
  }

  private func end(_ session: BookSession) {
    session.end()
    known = session.lasting
  }

  private func translatingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw BookFileError(error, path: path)
    } catch is RowDecodingError {
      throw BookFileError.damaged(path, "NULL")
    }
  }
}
