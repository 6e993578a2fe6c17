import Domain
import Foundation
import GRDB
import Wording

extension Doctor {
  /// What records promise: currencies and dates that exist, merges that end somewhere.
  mutating func examineRecords() throws {
    try examineCurrencies()
    try examineDates()
    try examineMerges()
  }

  private mutating func examineCurrencies() throws {
    var wrong: [String] = []
    for entity in Entity.all where entity.hasCurrency {
      let codes = try String.fetchAll(
        db, sql: "SELECT DISTINCT currency FROM \(quoted(entity.name)) WHERE currency IS NOT NULL")
      wrong += codes.filter { Currency($0) == nil }.map { "\(entity.name): \($0)" }
    }
    note(
      "currencies", wrong: wrong, ok: Phrase("every amount has a currency of ISO 4217", zh: "所有金额的货币都符合 ISO 4217"),
      remedy: Phrase(
        "undo the run that wrote them: patron history, patron undo", zh: "请撤销写入它们的运行：patron history、patron undo"))
  }

  private mutating func examineDates() throws {
    var wrong: [String] = []
    for entity in Entity.all {
      for field in entity.fields where field.kind == .date {
        let column = quoted(field.column)
        let count =
          try Int.fetchOne(
            db,
            sql:
              "SELECT count(*) FROM \(quoted(entity.name)) WHERE \(column) IS NOT NULL AND date(\(column), '+0 days') IS NOT \(column)"
          ) ?? 0
        if count > 0 { wrong.append("\(entity.name).\(field.name): \(count)") }
      }
    }
    note(
      "dates", wrong: wrong, ok: Phrase("every date is one", zh: "所有日期有效"),
      remedy: Phrase("correct them with customers.update and its like", zh: "请用 customers.update 等函数更正"))
  }

  private mutating func examineMerges() throws {
    let lost = try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE way (start, id) AS (
          SELECT id, merged_into_id FROM customers WHERE merged_into_id IS NOT NULL
          UNION SELECT way.start, c.merged_into_id FROM way JOIN customers c ON c.id = way.id WHERE c.merged_into_id IS NOT NULL
        )
        SELECT code FROM customers WHERE merged_into_id IS NOT NULL AND id NOT IN (
          SELECT way.start FROM way JOIN customers c ON c.id = way.id WHERE c.merged_into_id IS NULL)
        LIMIT 100
        """)
    note(
      "merges", wrong: lost, ok: Phrase("every merged customer leads to one that stands", zh: "所有被合并的客户都指向现存客户"),
      remedy: Phrase("undo the merges that run in a circle", zh: "请撤销互相循环的合并"))
    var stranded: [String] = []
    for entity in Entity.all where entity != .customers {
      for field in entity.fields where field.kind == .reference(Entity.customers.name) {
        let count =
          try Int.fetchOne(
            db,
            sql: """
              SELECT count(*) FROM \(quoted(entity.name)) t JOIN customers c ON c.id = t.\(quoted(field.column))
              WHERE c.merged_into_id IS NOT NULL
              """) ?? 0
        if count > 0 { stranded.append("\(entity.name): \(count)") }
      }
    }
    note(
      "merged-records", wrong: stranded, ok: Phrase("no record was left with a merged customer", zh: "没有记录遗留在已合并的客户名下"),
      remedy: Phrase("unmerge and merge these customers again", zh: "请取消合并后重新合并这些客户"), verdict: .warn)
  }

  /// Every stored change decodes, and every run has as many as it says.
  mutating func examineRuns() throws {
    var wrong: [String] = []
    var total = 0
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT c.run_id, c.table_id, c.first_key, c.last_key, c.count, c.body, r.id AS run FROM changes c
        LEFT JOIN runs r ON r.id = c.run_id ORDER BY c.id
        """)
    while let row = try rows.next() {
      let run: Int64 = row["run_id"]
      var count: Int64 = 0
      let (first, last): (Int64, Int64) = (row["first_key"], row["last_key"])
      do {
        guard let table = TrackedTable.byID[row["table_id"]] else { throw BookFileError.damaged("changes", "table") }
        let body: Data = row["body"]
        try unsafe body.withUnsafeBytes { bytes in
          // The chunk is read while its bytes are in place.
          try unsafe ChangeChunk(session.loggedTable(table), bytes).forEach { change in
            guard (first...max(first, last)).contains(change.key) else { throw BookFileError.damaged("changes", "key") }
            count += 1
          }
        }
        guard count == row["count"] as Int64, row["run"] as Int64? != nil else {
          throw BookFileError.damaged("changes", "count")
        }
        total += Int(clamping: count)
      } catch is BookFileError {
        wrong.append("run \(run)")
      }
    }
    note(
      "changes", wrong: wrong, ok: Phrase("\(total) recorded changes are readable", zh: "\(total) 条改动记录可读"),
      remedy: Phrase(
        "these runs cannot be shown or undone; patron runs prune forgets old changes",
        zh: "这些运行无法显示或撤销；patron runs prune 可清理旧的改动记录"))
  }
}
