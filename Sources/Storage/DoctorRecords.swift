import Domain
import GRDB
import Wording

extension Doctor {
  /// What records promise: values that their fields take, merges that end somewhere.
  mutating func examineRecords() throws {
    try examineBaseCurrency()
    try examineCurrencies()
    try examineDates()
    try examineValues()
    try examineSums()
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

  private mutating func examineBaseCurrency() throws {
    let code = session.profile.baseCurrency.code
    note(
      "base-currency", wrong: session.profile.baseCurrency.isListed ? [] : ["\(code)?"], ok: Phrase(verbatim: code),
      remedy: Phrase(
        "ISO 4217 lists no such currency: go back to a backup, or make a book with `patron init --currency` and import into it",
        zh: "ISO 4217 中没有该货币：请改用备份，或用 `patron init --currency` 新建账簿并导入"), verdict: .warn)
  }

  /// Amounts that cannot be added up.
  private mutating func examineSums() throws {
    var wrong: [String] = []
    for entity in try entities() {
      for field in entity.fields where field.kind == .money {
        let table = field.isCustom ? CustomFieldTable.name(for: entity) : entity.name
        let sql = "SELECT total(abs(CAST(\(quoted(field.column)) AS REAL))) FROM \(quoted(table))"
        let total = try Double.fetchOne(db, sql: sql) ?? 0
        if total > 9.2e18 { wrong.append("\(entity.name).\(field.name)") }
      }
    }
    note(
      "sums", wrong: wrong, ok: Phrase("amounts can be added up", zh: "金额可以求和"),
      remedy: Phrase(
        "these are too large to be real: correct them with invoices.update and its like",
        zh: "这些金额大得不真实：请用 invoices.update 等函数更正"))
  }

  private mutating func examineDates() throws {
    var wrong: [String] = []
    for entity in try entities() {
      for field in entity.fields where field.kind == .date || field.kind == .instant {
        let form = field.kind == .date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ"
        // SQLite takes 2024-02-31 for the 2nd of March: written anew, it is another text.
        wrong += try faults(in: entity, field) { "strftime('\(form)', \($0), '+0 days') IS NOT \($0)" }
      }
    }
    note(
      "dates", wrong: wrong, ok: Phrase("every date is one", zh: "所有日期有效"),
      remedy: Phrase("correct them with customers.update and its like", zh: "请用 customers.update 等函数更正"))
  }

  /// Values that their fields would not take today.
  private mutating func examineValues() throws {
    var wrong: [String] = []
    for entity in try entities() {
      for field in entity.fields {
        switch field.kind {
        case .choice(let choices):
          let names = choices.map { "'\($0.name.replacing("'", with: "''"))'" }.joined(separator: ", ")
          wrong += try faults(in: entity, field) { "\($0) NOT IN (\(names))" }
        case .boolean: wrong += try faults(in: entity, field) { "\($0) NOT IN (0, 1)" }
        case .text where field.isRequired: wrong += try faults(in: entity, field) { "\($0) = ''" }
        case .integer, .real, .money:
          if field.isPositive { wrong += try faults(in: entity, field) { "\($0) <= 0" } }
          // What is no number in a column of real numbers is infinite.
          if field.kind == .real { wrong += try faults(in: entity, field) { "abs(\($0)) > 1.7976931348623157e308" } }
        default: break
        }
      }
    }
    note(
      "values", wrong: wrong, ok: Phrase("every value is one that its field takes", zh: "所有值都符合其字段的要求"),
      remedy: Phrase("correct them with customers.update and its like", zh: "请用 customers.update 等函数更正"))
  }

  /// How many records have a value in a field that meets a condition on its column.
  private func faults(in entity: Entity, _ field: Field, where condition: (String) -> String) throws -> [String] {
    let table = field.isCustom ? CustomFieldTable.name(for: entity) : entity.name
    let column = quoted(field.column)
    let sql = "SELECT count(*) FROM \(quoted(table)) WHERE \(column) IS NOT NULL AND \(condition(column))"
    let count = try Int.fetchOne(db, sql: sql) ?? 0
    return count > 0 ? ["\(entity.name).\(field.name): \(count)"] : []
  }

  /// Every entity with its custom fields, except those whose columns are missing, which is noted elsewhere.
  private func entities() throws -> [Entity] {
    try Entity.all.map { entity in
      let table = CustomFieldTable.name(for: entity)
      let columns = try db.tableExists(table) ? Set(db.columns(in: table).map(\.name)) : []
      return entity.adding(try session.customFields(of: entity).filter { columns.contains($0.column) })
    }
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
    let unnoted = try String.fetchAll(
      db,
      sql: """
        SELECT c.code FROM customers c LEFT JOIN merges m ON m.from_id = c.id
        WHERE (c.merged_into_id IS NULL) <> (m.id IS NULL) LIMIT 100
        """)
    note(
      "merges", wrong: lost + unnoted,
      ok: Phrase("every merged customer leads to one that stands", zh: "所有被合并的客户都指向现存客户"),
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
}
