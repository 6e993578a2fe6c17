import CRecorder
public import Domain
import Foundation
import GRDB

extension BookSession {
  /// Enters a run in the register, so that changes can name it. One that undoes an unknown run is refused.
  public func startRun(_ start: RunStart) throws -> Int64 {
    if let resumed = start.resumes { return try resumeRun(resumed, start) }
    if let undone = start.undoes { _ = try run(undone) }
    let sql = """
      INSERT INTO runs (title, operator, started_at, finished_at, outcome, script_hash, as_of, seed, arguments,
        parent_id, undoes_id, change_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """
    let arguments: StatementArguments = [
      start.title, start.operatorName, start.startedAt.description, start.startedAt.description,
      RunOutcome.failed.rawValue, start.scriptHash, start.asOf?.description, start.seed,
      try text(of: start.arguments),
      start.parent, start.undoes,
    ]
    try statements[sql].using { statement in
      try statement.setArguments(arguments)
      try statement.run()
    }
    runID = db.lastInsertedRowID
    return runID
  }

  /// The session's run; nil where it has none so far, and so cannot have changed the book.
  public var presentRun: Int64? { runID == 0 ? nil : runID }

  /// Goes on with a run that stopped after some of its parts.
  private func resumeRun(_ id: Int64, _ start: RunStart) throws -> Int64 {
    let record = try run(id)
    if let by = record.undoneBy { throw RunError.undone(id, by: by) }
    let hasBatches = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM batches WHERE run_id = ?)", arguments: [id])
    guard record.end.outcome != .succeeded, hasBatches == true else {
      throw RunError.notResumable(id, record.end.outcome)
    }
    guard record.start.title == start.title else { throw RunError.otherScript(id, title: record.start.title) }
    if try isHeldByOther(id) { throw RunError.running(id) }
    // The script may have been mended: its parts name the text that they were made by.
    try db.execute(
      sql: "UPDATE runs SET script_hash = ?, holder = ? WHERE id = ?", arguments: [start.scriptHash, holder.text, id])
    runID = id
    isKept = true
    return id
  }

  /// Whether somebody else is at work on a run, or on the run that it is a part of.
  func isHeldByOther(_ id: Int64) throws -> Bool {
    let holders = try String.fetchAll(
      db,
      sql: """
        SELECT holder FROM runs WHERE holder IS NOT NULL
          AND id IN (?1, (SELECT parent_id FROM runs WHERE id = ?1))
        """, arguments: [id])
    return holders.contains { RunHolder($0).map { $0 != holder && $0.isAlive } ?? false }
  }

  private func text(of arguments: [String]) throws -> String? {
    arguments.isEmpty ? nil : String(decoding: try JSONEncoder().encode(arguments), as: UTF8.self)
  }

  /// Stores the changes since the run started and how it ended; what it changed, in figures.
  @discardableResult
  public func finishRun(_ end: RunEnd) throws -> ChangeSummary {
    var count = 0
    var tallies = ChangeTallies()
    let insertion = statements[
      "INSERT INTO changes (run_id, table_id, first_key, last_key, count, body) VALUES (?, ?, ?, ?, ?, ?)"]
    unsafe try recorder?.drain { [runID] chunk in
      // The bytes live until this closure returns; the statement copies them.
      let bytes = unsafe UnsafeRawBufferPointer(start: chunk.bytes, count: chunk.length)
      let body = unsafe Data(bytes)
      if let table = unsafe TrackedTable.byID[chunk.table_id] {
        try tallies.add(unsafe ChangeChunk(try self.loggedTable(table), bytes))
      }
      try insertion.using { statement in
        unsafe try statement.setArguments([
          runID, chunk.table_id, chunk.first_key, chunk.last_key, Int64(clamping: chunk.entry_count), body,
        ])
        try statement.run()
      }
      if unsafe TrackedTable.byID[chunk.table_id]?.isShown == true { unsafe count += Int(clamping: chunk.entry_count) }
    }
    let sql = """
      UPDATE runs SET finished_at = ?, outcome = ?, error = ?, cpu_ms = ?, peak_bytes = ?, change_count = ?,
        script_hash = coalesce(?, script_hash), holder = NULL
      WHERE id = ?
      """
    try statements[sql].using { statement in
      try statement.setArguments([
        end.finishedAt.description, end.outcome.rawValue, end.error, end.processorMilliseconds, end.peakBytes, count,
        end.scriptHash, runID,
      ])
      try statement.run()
    }
    return tallies.summary
  }

  /// The run of that number.
  public func run(_ id: Int64) throws -> RunRecord {
    guard let row = try Row.fetchOne(db, sql: "\(Self.runs) WHERE r.id = ?", arguments: [id]) else {
      throw RunError.unknown(id)
    }
    return try record(row)
  }

  /// The newest runs first, without the parts of runs.
  public func runs(limit: Int) throws -> [RunRecord] {
    try Row.fetchAll(
      db, sql: "\(Self.runs) WHERE r.parent_id IS NULL ORDER BY r.id DESC LIMIT ?", arguments: [max(0, limit)]
    ).map(record)
  }

  /// The parts of a run, oldest first.
  public func parts(ofRun id: Int64) throws -> [RunRecord] {
    try Row.fetchAll(db, sql: "\(Self.runs) WHERE r.parent_id = ? ORDER BY r.id", arguments: [id]).map(record)
  }

  /// Forgets the changes of runs that ended before an instant, so that they can no longer be undone; how many runs.
  /// Parts go with their run; those of one that can be resumed stay.
  public func pruneRuns(endedBefore instant: Instant) throws -> Int {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT run_id FROM changes JOIN runs r ON r.id = run_id LEFT JOIN runs p ON p.id = r.parent_id
        WHERE coalesce(p.finished_at, r.finished_at) < ? AND (coalesce(p.outcome, r.outcome) = 'succeeded'
          OR NOT EXISTS (SELECT 1 FROM batches b WHERE b.run_id = coalesce(p.id, r.id) AND b.is_finished = 0))
        """,
      arguments: [instant.description])
    for id in ids { try db.execute(sql: "DELETE FROM changes WHERE run_id = ?", arguments: [id]) }
    return ids.count
  }

  // A run is undone by the last run that undid it, unless that one was undone in turn, and so on along the chain.
  private static let runs = """
    SELECT r.*,
      NOT EXISTS (
        SELECT 1 FROM runs p WHERE (p.id = r.id OR p.parent_id = r.id) AND p.change_count > 0
          AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.run_id = p.id)
      ) AS keeps,
      (SELECT count(*) FROM runs p WHERE p.parent_id = r.id) AS part_count,
      r.change_count + (SELECT coalesce(sum(p.change_count), 0) FROM runs p WHERE p.parent_id = r.id) AS total_count,
      (WITH RECURSIVE chain (id) AS (
          SELECT r.id UNION ALL
          SELECT (SELECT max(u.id) FROM runs u
            WHERE u.undoes_id = chain.id AND u.id > chain.id AND u.outcome = 'succeeded')
          FROM chain WHERE chain.id IS NOT NULL
        ) SELECT CASE WHEN count(id) % 2 = 0 THEN min(id) FILTER (WHERE id > r.id) END FROM chain) AS undone_by
    FROM runs r
    """

  private func record(_ row: Row) throws -> RunRecord {
    func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value { try row.decode(forColumn: column) }
    let outcome = RunOutcome(rawValue: try value("outcome")) ?? .failed
    return RunRecord(
      id: try value("id"),
      start: RunStart(
        title: try value("title"), operatorName: try value("operator"),
        startedAt: try Instant(value("started_at") as String),
        scriptHash: try value("script_hash"), asOf: try (value("as_of") as String?).map { try CivilDate($0) },
        seed: try value("seed"), undoes: try value("undoes_id"), parent: try value("parent_id"),
        arguments: try arguments(row)),
      end: RunEnd(
        outcome, at: try Instant(value("finished_at") as String), error: try value("error"),
        processorMilliseconds: try value("cpu_ms"), peakBytes: try value("peak_bytes")),
      state: state(row), undoneBy: try value("undone_by"), partCount: try value("part_count"),
      changeCount: try value("total_count"), keepsChanges: try value("keeps"))
  }

  private func state(_ row: Row) -> RunRecord.State {
    guard let holder = (row["holder"] as String?).flatMap({ RunHolder($0) }) else { return .ended }
    return holder.isAlive ? .running : .brokenOff
  }

  private func arguments(_ row: Row) throws -> [String] {
    guard let text = row["arguments"] as String? else { return [] }
    do {
      return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    } catch {
      throw BookFileError.damaged("runs", "arguments \(text)")
    }
  }
}
