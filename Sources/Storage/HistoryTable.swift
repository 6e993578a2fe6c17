public import Domain
import GRDB
public import Wording

/// A history or a ledger of a book, which goes with the book: rows that were once written stay as they are, under their
/// numbers.
public struct HistoryTable: Sendable {
  /// What a column holds.
  enum Content: Sendable, Hashable {
    case integer
    case real
    case text
    /// The code of a record of an entity.
    case code(of: String)
    /// The name of a definition.
    case definition
    /// The name and the number of a version, with a blank between them.
    case version
    /// What a movement of points is for: a record by its number, which is another in another book, or any text. Files
    /// have the record's code: `order @O12`.
    case subject
  }

  /// A column.
  struct Column: Sendable {
    /// The name in the table.
    let column: String
    /// The name in files.
    let name: String
    let content: Content

    init(_ column: String, _ content: Content, as name: String? = nil) {
      self.column = column
      self.name = name ?? (column.hasSuffix("_id") && content != .integer ? String(column.dropLast(3)) : column)
      self.content = content
    }
  }

  /// The table, and the file without what tells its form.
  public let name: String
  /// What its columns are called in files, the row's number first.
  public var columns: [String] { ["id"] + parts.map(\.name) }
  let parts: [Column]
  /// The columns that name the run which wrote a row: runs stay with the book, and rows get the run that brings them.
  let runs: [String]

  private init(_ name: String, runs: [String] = ["run_id"], _ parts: [[Column]]) {
    self.name = name
    self.runs = runs
    self.parts = Array(parts.joined())
  }

  private static func columns(_ names: String, _ content: Content) -> [Column] {
    names.split(separator: " ").map { Column(String($0), content) }
  }

  private static let customer = Column("customer_id", .code(of: "customers"))
  private static let order = Column("order_id", .code(of: "orders"))
  private static let ladder = Column("definition_id", .definition, as: "ladder")
  private static let version = Column("version_id", .version)
  private static let movement = Column("movement_id", .integer, as: "movement")

  /// All of them, those that others refer to first.
  public static let all: [HistoryTable] = [
    HistoryTable(
      "credit_changes",
      [
        [customer], columns("kind as_of at operator reason currency", .text), columns("amount", .integer),
        columns("valid_until", .text), [order, version], columns("evidence profile", .text),
      ]),
    HistoryTable(
      "group_limits",
      [
        [Column("group_id", .code(of: "groups"))], columns("kind as_of at operator reason currency", .text),
        columns("amount", .integer),
      ]),
    HistoryTable(
      "credit_checks",
      [
        [customer, order], columns("stage as_of at operator currency", .text), columns("amount", .integer),
        columns("outcome reason", .text), [Column("release_id", .integer, as: "release"), version],
        columns("steps", .text),
      ]),
    HistoryTable(
      "tier_changes",
      [[ladder, version, customer], columns("as_of effective_on kind from_tier to_tier reason evidence", .text)]),
    HistoryTable("tier_overrides", [[ladder, customer], columns("tier made_on until_on reason operator", .text)]),
    HistoryTable(
      "tier_standings", runs: ["created_run_id", "updated_run_id"],
      [
        [ladder, customer], columns("tier since enrolled_on valid_until rising_to", .text),
        columns("rising_count", .integer), columns("rising_on failing_since", .text),
        columns("failing_count", .integer), columns("failing_on notice_on due_on base_tier override_until", .text),
      ]),
    HistoryTable(
      "point_movements",
      [
        [customer], columns("wallet kind", .text), columns("points desired", .integer),
        columns("currency moved_on source", .text), [Column("reference", .subject), order], columns("base", .integer),
        columns("rule", .text), [version, Column("origin_id", .integer, as: "origin")],
        columns("operator reason inputs", .text),
      ]),
    HistoryTable(
      "point_lots", runs: [],
      [
        [movement, customer], columns("wallet", .text), columns("points remaining", .integer),
        columns("earned_on active_on expires_on", .text),
      ]),
    HistoryTable(
      "point_uses", runs: [],
      [
        [movement, Column("lot_id", .integer, as: "lot")], columns("points", .integer), columns("used_on", .text),
      ]),
    HistoryTable(
      "reward_events",
      [
        [Column("reward_id", .code(of: "rewards")), customer], columns("code event", .text), [movement],
        columns("happened_on", .text),
      ]),
  ]
}

/// Why rows of a history cannot be taken over.
public enum HistoryError: Refusal, Hashable {
  case value(String, table: String, row: Int64, String)
  case other(table: String, row: Int64)
  case reference(table: String, row: Int64)
  case rule(table: String, row: Int64, String)
  case tierChange(row: Int64, from: String?, former: String?)

  public var code: String {
    switch self {
    case .value: "history-value"
    case .other: "other-history"
    case .reference: "history-reference"
    case .rule, .tierChange: "history-rule"
    }
  }

  public var message: Phrase {
    switch self {
    case .value(let given, let table, let row, let column):
      Phrase(
        "\(table), row \(row): '\(column)' cannot be \(given)", zh: "\(table) 第 \(row) 号：'\(column)' 不能是 \(given)")
    case .other(let table, let row):
      Phrase(
        "\(table), row \(row): this book has another row of that number; histories and ledgers are imported into a book that has none yet, or the same",
        zh: "\(table) 第 \(row) 号：本账簿中该编号的内容不同；历史与积分账只能导入尚无此类记录或内容相同的账簿")
    case .reference(let table, let row):
      Phrase("\(table), row \(row) refers to a row that is not there", zh: "\(table) 第 \(row) 号引用了不存在的记录")
    case .rule(let table, let row, let reason):
      Phrase("\(table), row \(row) cannot be kept: \(reason)", zh: "\(table) 第 \(row) 号无法保存：\(reason)")
    case .tierChange(let row, let from, let former):
      Phrase(
        "tier_changes, row \(row): 'from_tier' is \(Self.tier(from)), and the change before it ended at \(Self.tier(former))",
        zh: "tier_changes 第 \(row) 号：'from_tier' 是 \(Self.tier(from))，而上一次变更的结果是 \(Self.tier(former))")
    }
  }

  /// A tier as messages name it; `nil` for none, as scripts see it.
  static func tier(_ name: String?) -> String { name.map { "'\($0)'" } ?? "nil" }
}

extension BookSession {
  /// Hands out every row of a history, its values in the order of the columns; by number.
  public func export(_ history: HistoryTable, _ body: ([FieldValue]) throws -> Void) throws {
    let values = history.parts.map { part in
      let column = "t.\(quoted(part.column))"
      return switch part.content {
      case .integer, .real, .text: column
      case .code(let entity): "(SELECT code FROM \(quoted(entity)) WHERE id = \(column))"
      case .subject: Self.subjectInFiles
      case .definition: "(SELECT name FROM definitions WHERE id = \(column))"
      case .version:
        """
        (SELECT d.name || ' ' || v.number FROM definition_versions v JOIN definitions d ON d.id = v.definition_id
          WHERE v.id = \(column))
        """
      }
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT t.id, \(values.joined(separator: ", ")) FROM \(quoted(history.name)) t ORDER BY t.id")
    while let row = try rows.next() {
      try body(
        (0...history.parts.count).map { place in
          switch (row[place] as DatabaseValue).storage {
          case .null, .blob: .null
          case .int64(let number): .integer(number)
          case .double(let number): .real(number)
          case .string(let text): .text(text)
          }
        })
    }
  }

  /// Takes a row of a history over under its number; whether it is new here. Refused where the book has another row of
  /// that number.
  public func adopt(_ values: [FieldValue], into history: HistoryTable) throws -> Bool {
    guard values.count == history.parts.count + 1, case .integer(let id)? = values.first else {
      throw HistoryError.value("missing", table: history.name, row: 0, "id")
    }
    let stored = try zip(history.parts, values.dropFirst()).map { part, value in
      try self.stored(value, part, history, id)
    }
    let columns = history.parts.map { quoted($0.column) }
    let same = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(columns.map { "\($0) IS ?" }.joined(separator: " AND ")) FROM \(quoted(history.name)) WHERE id = ?
          """), arguments: StatementArguments(stored + [id.databaseValue]))
    if let same {
      guard same else { throw HistoryError.other(table: history.name, row: id) }
      return false
    }
    let names = (["id"] + history.parts.map(\.column) + history.runs).map { quoted($0) }
    let arguments = [id.databaseValue] + stored + history.runs.map { _ in runID.databaseValue }
    do {
      try recording {
        try db.cachedStatement(
          sql: """
            INSERT INTO \(quoted(history.name)) (\(names.joined(separator: ", ")))
            VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            """
        ).execute(arguments: StatementArguments(arguments))
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw HistoryError.rule(table: history.name, row: id, error.message ?? "\(error.resultCode)")
    }
    return true
  }

  /// Runs a body that takes histories over, whose rows may refer to later ones; then looks for rows that refer to none
  /// and for days and words that are none, for changes of tiers that do not follow each other, and works balances of
  /// points out anew.
  public func adoptingHistories(_ body: () throws -> Void) throws {
    try trustingReferences(body)
    for history in HistoryTable.all {
      let orphan = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check(\(quoted(history.name)))")
      if let orphan { throw HistoryError.reference(table: history.name, row: orphan[1] ?? 0) }
    }
    if let fault = try ledgerFaults(limit: 1).first {
      throw HistoryError.value("'\(fault.value)'", table: fault.table, row: fault.row, fault.column)
    }
    if let broken = try brokenTierChanges().first {
      throw HistoryError.tierChange(row: broken.row, from: broken.from, former: broken.former)
    }
    let customers = try Int64.fetchAll(db, sql: "SELECT DISTINCT customer_id FROM point_movements")
    try refreshPoints(of: customers)
    _ = try rebuildPoints()
  }

  /// The records that movements are for, by what begins their references.
  private static let subjects: [(word: String, entity: Entity)] = [
    ("order", .orders), ("return", .returns), ("customer", .customers),
  ]

  /// A reference with the record's code in the place of its number.
  private static let subjectInFiles: String = {
    let cases = subjects.map { word, entity in
      let number = "CAST(substr(t.reference, \(word.count + 3)) AS INTEGER)"
      return """
        WHEN t.reference = '\(word) #' || \(number) THEN coalesce(
          (SELECT '\(word) @' || code FROM \(quoted(entity.name)) WHERE id = \(number)), t.reference)
        """
    }
    return "CASE \(cases.joined(separator: " ")) ELSE t.reference END"
  }()

  /// A reference with the number that its record has in this book.
  private func subject(_ text: String) throws -> String {
    for (word, entity) in Self.subjects where text.hasPrefix("\(word) @") {
      let code = String(text.dropFirst(word.count + 2))
      if let id = try ownID(of: .code(code), in: entity) { return "\(word) #\(id)" }
    }
    return text
  }

  private func stored(
    _ value: FieldValue, _ part: HistoryTable.Column, _ history: HistoryTable, _ row: Int64
  ) throws -> DatabaseValue {
    let fault = HistoryError.value(value.displayText, table: history.name, row: row, part.name)
    switch (part.content, value) {
    case (_, .null): return .null
    case (.integer, .integer(let number)): return number.databaseValue
    case (.real, .real(let number)): return number.databaseValue
    case (.real, .integer(let number)): return Double(number).databaseValue
    case (.text, .text(let text)): return text.databaseValue
    case (.subject, .text(let text)): return try subject(text).databaseValue
    case (.code(let entity), .text(let code)):
      guard let entity = Entity.named(entity), let id = try ownID(of: .code(code), in: entity) else { throw fault }
      return id.databaseValue
    case (.definition, .text(let name)):
      let id = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT id FROM definitions WHERE name = ?"), arguments: [name])
      guard let id else { throw fault }
      return id.databaseValue
    case (.version, .text(let text)):
      guard let blank = text.lastIndex(of: " "), let number = Int(text[text.index(after: blank)...]) else {
        throw fault
      }
      let id = try Int64.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT v.id FROM definition_versions v JOIN definitions d ON d.id = v.definition_id
            WHERE d.name = ? AND v.number = ?
            """), arguments: [String(text[..<blank]), number])
      guard let id else { throw fault }
      return id.databaseValue
    default: throw fault
    }
  }
}
