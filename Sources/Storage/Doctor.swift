public import Domain
import GRDB
import Wording

extension BookFile {
  /// Examines the book without changing it, in one reading.
  public func examine() throws -> [Finding] {
    try read { session in
      var doctor = Doctor(session, isStill: still != nil)
      try doctor.examine()
      return doctor.findings
    }
  }
}

/// An examination of a book: the file, its structure, and what its records promise each other.
struct Doctor {
  let session: BookSession
  private let isStill: Bool
  private(set) var findings: [Finding] = []

  var db: Database { session.db }

  /// - Parameter isStill: Whether the book lies where nothing can be written, so that it is read without its log.
  init(_ session: BookSession, isStill: Bool = false) {
    self.session = session
    self.isStill = isStill
  }

  mutating func examine() throws {
    try examineLibrary()
    // Where pages are damaged, what records say is no news of the book.
    guard try examineFile() else { return }
    try examineStructure()
    try examineRecords()
    try examineDocuments()
    try examineLoyalty()
    try examineHistories()
    try examineRuns()
  }

  mutating func note(_ check: String, _ verdict: Finding.Verdict, _ fact: Phrase, remedy: Phrase? = nil) {
    findings.append(Finding(check, verdict, fact, remedy: remedy))
  }

  /// Notes `ok` where nothing is wrong, else the first of what is.
  mutating func note(_ check: String, wrong: [String], ok: Phrase, remedy: Phrase, verdict: Finding.Verdict = .fail) {
    guard !wrong.isEmpty else { return note(check, .ok, ok) }
    let more = wrong.count > 3 ? " … (\(wrong.count))" : ""
    note(check, verdict, Phrase(verbatim: wrong.prefix(3).joined(separator: "; ") + more), remedy: remedy)
  }

  static let restoring = Phrase("copy the file away, then go back to a backup", zh: "请先另存一份，再改用备份")

  private mutating func examineLibrary() throws {
    let version = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "?"
    var missing: [String] = []
    for option in ["ENABLE_FTS5", "ENABLE_PREUPDATE_HOOK"] {
      if try Bool.fetchOne(db, sql: "SELECT sqlite_compileoption_used(?)", arguments: [option]) != true {
        missing.append("SQLite \(version): no \(option)")
      }
    }
    note(
      "sqlite", wrong: missing, ok: Phrase(verbatim: version),
      remedy: Phrase("use Debian's libsqlite3-0", zh: "请使用 Debian 的 libsqlite3-0"))
  }

  /// Whether every page is sound.
  private mutating func examineFile() throws -> Bool {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    note("format", .ok, Phrase("format \(version)", zh: "格式 \(version)"))
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "?"
    if isStill {
      note("journal", .ok, Phrase("read without a log, since its folder cannot be written", zh: "所在文件夹不可写，不经日志读取"))
    } else if mode == "wal" {
      note("journal", .ok, Phrase("write-ahead log", zh: "预写日志"))
    } else {
      note(
        "journal", .warn, Phrase("journal mode \(mode): readers wait for writers", zh: "日志模式 \(mode)：读取要等待写入"),
        remedy: Phrase("patron doctor --upgrade", zh: "patron doctor --upgrade"))
    }
    let damage = try String.fetchAll(db, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
    note("integrity", wrong: damage, ok: Phrase("every page is sound", zh: "所有页面完好"), remedy: Self.restoring)
    return damage.isEmpty
  }

  private mutating func examineStructure() throws {
    // What is missing keeps a book from being opened.
    note(
      "schema", wrong: try Schema(of: db).additions,
      ok: Phrase("every table and index is as it was made", zh: "所有表和索引完好"),
      remedy: Phrase("Patron does not need these: drop them with sqlite3", zh: "Patron 不需要这些：请用 sqlite3 删除"),
      verdict: .warn)
    var orphans: [String] = []
    let rows = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
    while let row = try rows.next(), orphans.count < 100 {
      orphans.append("\(row["table"] as String) #\(row["rowid"] as Int64? ?? 0) → \(row["parent"] as String)")
    }
    note(
      "references", wrong: orphans, ok: Phrase("every record that is named exists", zh: "所有被引用的记录都存在"),
      remedy: Self.restoring)
    var missing: [String] = []
    for entity in Entity.all {
      let custom = try session.customFields(of: entity).map(\.column)
      let table = CustomFieldTable.name(for: entity)
      let columns = try db.tableExists(table) ? Set(db.columns(in: table).map(\.name)) : []
      missing += custom.filter { !columns.contains($0) }.map { "\(entity.name).\($0)" }
    }
    note(
      "custom-fields", wrong: missing, ok: Phrase("every custom field has its column", zh: "所有自定义字段都有对应的列"),
      remedy: Self.restoring)
  }
}
