public import Domain
import GRDB
import GRDBSQLite

/// What happens between two parts of a live run.
public struct Interlude {
  /// What time it is.
  public let now: () -> Instant
  /// Called while nobody holds the writer's place.
  public let rest: () -> Void
  /// Called when the place is taken again.
  public let resume: () -> Void

  /// What happens between parts.
  public init(now: @escaping () -> Instant, rest: @escaping () -> Void, resume: @escaping () -> Void) {
    self.now = now
    self.rest = rest
    self.resume = resume
  }
}

extension BookSession: BatchRegister {
  public func batchProgress(_ name: String, of entity: Entity) throws -> BatchProgress {
    let known = try statements[
      "SELECT last_id, end_id, count, is_finished FROM batches WHERE run_id = ? AND name = ?"
    ].using { statement -> BatchProgress? in
      statement.bind(runID, at: 1)
      statement.bind(name, at: 2)
      guard try statement.step() else { return nil }
      return BatchProgress(
        lastID: statement.integer(0) ?? 0, endID: statement.integer(1) ?? 0,
        count: Int(clamping: statement.integer(2) ?? 0), isFinished: statement.integer(3) == 1)
    }
    if let known { return known }
    let end = try statements["SELECT max(id) FROM \(quoted(entity.name))"].using { try $0.firstInteger() }
    return BatchProgress(endID: end ?? 0)
  }

  public func performPart(of name: String, _ body: () throws -> BatchProgress) throws {
    if let breakdown { throw breakdown }
    guard cursors.isEmpty else { throw BatchError.insideLoop }
    guard recorder?.mark == partMark else { throw BatchError.afterChanges }
    guard let interlude else {
      try save(try atomically(body), of: name)
      return partMark = recorder?.mark
    }
    let run = runID
    defer { runID = run }
    let progress = try atomically {
      try startPart(at: interlude.now())
      return try body()
    }
    do {
      try keepPart(progress, of: name, under: run, interlude)
    } catch {
      breakdown = error
      throw error
    }
  }

  /// Ends the present run, if there is one, and begins another in the same transaction; its number. For tests, which
  /// keep nothing: a run of somebody who works is one transaction.
  public func startNext(_ start: RunStart) throws -> Int64 {
    if runID != 0 { try finishRun(RunEnd(.succeeded, at: start.startedAt)) }
    let id = try startRun(start)
    partMark = recorder?.mark
    return id
  }

  /// Enters the part that was done in the register, keeps it, and goes on with the run.
  private func keepPart(
    _ progress: BatchProgress, of name: String, under run: Int64, _ interlude: Interlude
  ) throws {
    if recorder?.mark == partMark {
      try statements["DELETE FROM runs WHERE id = ?"].using { statement in
        statement.bind(runID, at: 1)
        _ = try statement.run()
      }
    } else {
      try finishRun(RunEnd(.succeeded, at: interlude.now()))
    }
    runID = run
    try save(progress, of: name)
    try db.execute(sql: "UPDATE runs SET holder = ? WHERE id = ?", arguments: [holder.text, run])
    try turn(interlude)
    partMark = recorder?.mark
  }

  /// Enters a part of the present run in the register, so that changes can name it.
  private func startPart(at instant: Instant) throws {
    let parts = try statements["SELECT count(*) FROM runs WHERE parent_id = ?"].using { statement in
      statement.bind(runID, at: 1)
      return try statement.firstInteger() ?? 0
    }
    var start = try run(runID).start
    start.title += " (\(parts + 1))"
    start.startedAt = instant
    start.undoes = nil
    start.parent = runID
    _ = try startRun(start)
  }

  private func save(_ progress: BatchProgress, of name: String) throws {
    let sql = """
      INSERT INTO batches (run_id, name, last_id, end_id, count, is_finished) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET last_id = excluded.last_id, count = excluded.count, is_finished = excluded.is_finished
      """
    try statements[sql].using { statement in
      statement.bind(runID, at: 1)
      statement.bind(name, at: 2)
      statement.bind(progress.lastID, at: 3)
      statement.bind(progress.endID, at: 4)
      statement.bind(Int64(clamping: progress.count), at: 5)
      statement.bind(progress.isFinished ? 1 as Int64 : 0, at: 6)
      _ = try statement.run()
    }
  }

  /// Keeps what was done so far, lets others write, and takes the writer's place again.
  private func turn(_ interlude: Interlude) throws {
    try execute("COMMIT")
    isKept = true
    interlude.rest()
    try execute("BEGIN IMMEDIATE")
    interlude.resume()
    let holder = try String.fetchOne(db, sql: "SELECT holder FROM runs WHERE id = ?", arguments: [runID])
    guard holder == self.holder.text, try run(runID).undoneBy == nil else { throw RunError.lost(runID) }
    try heedSchema()
  }

  /// Ends or begins a transaction, which other statements must not do.
  private func execute(_ sql: String) throws {
    let code = unsafe sqlite3_exec(db.sqliteConnection, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: unsafe String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
  }
}
