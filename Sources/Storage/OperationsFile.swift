public import Domain
import GRDB
import Glibc
public import Wording

/// What has to be written while somebody else holds the book's writer's place: which runs started, and who holds it.
///
/// It lies beside the book. Losing it loses no fact, so nothing that goes wrong with it stops a run.
public final class OperationsFile {
  /// Who holds the writer's place.
  public struct Holder: Sendable, Hashable {
    /// The process.
    public let process: Int32
    /// Who acts.
    public let operatorName: String
    /// What runs.
    public let title: String
    /// Since when.
    public let since: Instant

    /// Who holds the place.
    public init(process: Int32, operatorName: String, title: String, since: Instant) {
      self.process = process
      self.operatorName = operatorName
      self.title = title
      self.since = since
    }

    /// What a writer says that waits for the holder.
    public var waiting: Phrase {
      Phrase(
        "waiting: \(operatorName) has been running '\(title)' since \(since)",
        zh: "等待中：\(operatorName) 自 \(since) 起正在运行 '\(title)'")
    }
  }

  private let queue: DatabaseQueue
  private let entry: Int64

  /// Enters the start of a run; nil where that cannot be written.
  public init?(_ start: RunStart, mode: String, besideBook path: String) {
    guard path != ":memory:", let queue = Self.open(beside: path) else { return nil }
    let id = try? queue.write { db in
      // A thousand starts are enough to look back on.
      try db.execute(sql: "DELETE FROM starts WHERE id <= (SELECT max(id) FROM starts) - 1000")
      try db.execute(
        sql: "INSERT INTO starts (title, operator, mode, process, process_start, started_at) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          start.title, start.operatorName, mode, getpid(), RunHolder.start(of: getpid()), start.startedAt.description,
        ])
      return db.lastInsertedRowID
    }
    guard let id else { return nil }
    self.queue = queue
    entry = id
  }

  /// Says that the run has the writer's place since an instant.
  public func takePlace(at instant: Instant) {
    try? queue.write { db in
      try db.execute(sql: "UPDATE starts SET place_since = ? WHERE id = ?", arguments: [instant.description, entry])
    }
  }

  /// Says that the run gives its place away for a moment, and lets those go first who wait for it.
  public func givePlace() {
    try? queue.write { db in
      try db.execute(sql: "UPDATE starts SET place_since = NULL WHERE id = ?", arguments: [entry])
    }
    let others = try? queue.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT process, process_start FROM starts WHERE place_since IS NULL AND finished_at IS NULL AND id <> ?",
        arguments: [entry])
    }
    let isAwaited = others?.contains { row in
      RunHolder.start(of: row["process"]).map { $0 == row["process_start"] as Int64? } ?? false
    }
    // Who waits looks for the place a hundred times a second and more.
    if isAwaited == true { usleep(50_000) }
  }

  /// Says how the run ended; it holds no place any more.
  public func end(_ outcome: RunOutcome, at instant: Instant) {
    try? queue.write { db in
      try db.execute(
        sql: "UPDATE starts SET finished_at = ?, outcome = ? WHERE id = ?",
        arguments: [instant.description, outcome.rawValue, entry])
    }
  }

  /// Who holds the writer's place of a book; nil where nobody does, or it is not known. A process that died holds
  /// nothing.
  public static func holder(of bookPath: String) -> Holder? {
    guard bookPath != ":memory:", unsafe access(path(beside: bookPath), R_OK) == 0, let queue = open(beside: bookPath)
    else {
      return nil
    }
    let rows = try? queue.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT process, process_start, operator, title, place_since FROM starts
          WHERE place_since IS NOT NULL AND finished_at IS NULL ORDER BY id DESC
          """)
    }
    for row in rows ?? [] {
      let process: Int32 = row["process"]
      guard let started = RunHolder.start(of: process), started == row["process_start"] as Int64?,
        let since = try? Instant(row["place_since"] as String)
      else { continue }
      return Holder(process: process, operatorName: row["operator"], title: row["title"], since: since)
    }
    return nil
  }

  /// Where the operations of a book are.
  public static func path(beside bookPath: String) -> String { "\(bookPath)-ops" }

  static func open(beside bookPath: String) -> DatabaseQueue? {
    let path = path(beside: bookPath)
    do {
      return try connect(path)
    } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
      // It holds no fact: a broken one makes room for a new one.
      for suffix in ["", "-wal", "-shm"] { unsafe unlink(path + suffix) }
      return try? connect(path)
    } catch {
      return nil
    }
  }

  private static func connect(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(0.2)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS starts (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            operator TEXT NOT NULL,
            mode TEXT NOT NULL,
            process INTEGER NOT NULL,
            process_start INTEGER,
            started_at TEXT NOT NULL,
            place_since TEXT,
            finished_at TEXT,
            outcome TEXT
          ) STRICT
          """)
    }
    return queue
  }
}
