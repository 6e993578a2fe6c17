import Domain
import Foundation
import GRDB
import Wording

extension Doctor {
  /// What definitions, scores and runs promise.
  mutating func examineRuns() throws {
    try examineDefinitions()
    try examineScores()
    try examineRegister()
    try examineChanges()
  }

  private mutating func examineDefinitions() throws {
    let states = DefinitionVersion.State.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT d.kind || ' ' || d.name FROM definitions d LEFT JOIN definition_versions v ON v.definition_id = d.id
        GROUP BY d.id HAVING count(v.id) = 0 OR min(v.number) < 1 OR total(v.state = 'active') > 1
          OR max(v.state NOT IN (\(states))) LIMIT 100
        """)
    note(
      "definitions", wrong: wrong,
      ok: Phrase("every definition has versions, one in force at the most", zh: "所有定义都有版本，且至多一个生效"),
      remedy: Phrase("choose one: patron definitions activate", zh: "请选定一个：patron definitions activate"))
  }

  private mutating func examineScores() throws {
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT 'score #' || s.id FROM scores s LEFT JOIN definition_versions v ON v.id = s.version_id
        LEFT JOIN runs r ON r.id = s.run_id
        WHERE v.definition_id IS NOT s.definition_id OR r.id IS NULL OR s.coverage NOT BETWEEN 0 AND 1 LIMIT 100
        """)
    note(
      "scores", wrong: wrong, ok: Phrase("every score names the version and the run that made it", zh: "所有评分都注明其版本和运行"),
      remedy: Self.restoring)
  }

  /// Every run ended in a known way at a time that can be read, and refers to earlier runs only.
  private mutating func examineRegister() throws {
    let outcomes = RunOutcome.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    // SQLite takes the 31st of February for the 2nd of March: written anew, it is another text.
    let instants = ["started_at", "finished_at"].map { "strftime('%Y-%m-%dT%H:%M:%SZ', \($0), '+0 days') IS NOT \($0)" }
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT 'run ' || id FROM runs WHERE outcome NOT IN (\(outcomes)) OR \(instants.joined(separator: " OR "))
          OR as_of IS NOT strftime('%Y-%m-%d', as_of, '+0 days') OR parent_id >= id OR undoes_id >= id LIMIT 100
        """)
    note(
      "runs", wrong: wrong, ok: Phrase("every run says how it began and ended", zh: "所有运行都注明始末"), remedy: Self.restoring
    )
  }

  /// Every stored change decodes, its references and times are in place, and every run has as many as it says.
  private mutating func examineChanges() throws {
    var wrong: [String] = []
    var total = 0
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT id, run_id, table_id, first_key, last_key, count, body FROM changes ORDER BY id")
    while let row = try rows.next() {
      do {
        total += try entries(row)
      } catch is BookFileError {
        wrong.append("run \(row["run_id"] as Int64)")
      }
    }
    let outcomes = RunOutcome.allCases.filter { $0 != .succeeded }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    wrong += try String.fetchAll(
      db,
      sql: """
        SELECT 'run ' || r.id FROM runs r LEFT JOIN changes c ON c.run_id = r.id GROUP BY r.id
        HAVING (count(c.id) > 0 AND total(c.count) FILTER (WHERE c.table_id NOT IN (\(TrackedTable.hidden))) <> r.change_count)
          OR r.change_count < 0 OR (r.outcome IN (\(outcomes)) AND r.change_count > 0) LIMIT 100
        """)
    note(
      "changes", wrong: wrong, ok: Phrase("\(total) recorded changes are readable", zh: "\(total) 条改动记录可读"),
      remedy: Phrase(
        "these runs cannot be shown or undone; patron runs prune forgets old changes",
        zh: "这些运行无法显示或撤销；patron runs prune 可清理旧的改动记录"))
  }

  /// How many changes a chunk holds, which are as many as it says, of keys between those that it names.
  private func entries(_ row: Row) throws -> Int {
    let number: Int64 = row["table_id"]
    guard let table = UInt32(exactly: number).flatMap({ TrackedTable.byID[$0] }) else {
      throw BookFileError.damaged("changes", "table")
    }
    let (first, last): (Int64, Int64) = (row["first_key"], row["last_key"])
    let body: Data = row["body"]
    var count = 0
    try unsafe body.withUnsafeBytes { bytes in
      // The chunk is read while its bytes are in place.
      try unsafe ChangeChunk(session.loggedTable(table), bytes).forEach { change in
        guard first <= change.key, change.key <= last else { throw BookFileError.damaged("changes", "key") }
        count += 1
      }
    }
    guard Int64(count) == row["count"] as Int64 else { throw BookFileError.damaged("changes", "count") }
    return count
  }
}
