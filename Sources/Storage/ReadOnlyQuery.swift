public import Domain
import GRDBSQLite
public import Wording

/// One SQL query over the views of a book, on a connection of its own that can change nothing.
@safe public final class ReadOnlyQuery {
  /// The names of the result's columns.
  public let columns: [String]

  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private let rule: Rule
  private let still: StillBook?

  /// The longest text that a query may build, in bytes.
  private static let textLimit: Int32 = 64 << 20

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - sql: One statement that reads.
  ///   - views: What it may read.
  ///   - path: The book.
  ///   - isStopped: Asked every few thousand steps of SQLite; the query ends once it says true.
  public init(_ sql: String, views: [BookView], path: String, isStopped: @escaping () -> Bool) throws {
    let still = try BookFile.open(path, for: .read).still
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | (still == nil ? 0 : SQLITE_OPEN_URI)
    guard unsafe sqlite3_open_v2(still?.uri ?? path, &opened, flags, nil) == SQLITE_OK,
      let connection = unsafe opened
    else {
      unsafe sqlite3_close_v2(opened)
      throw BookFileError.unreadable(path)
    }
    let rule = Rule(views: views, isStopped: isStopped)
    do {
      unsafe statement = try Self.prepare(sql, views, rule, connection)
    } catch {
      unsafe sqlite3_close_v2(connection)
      throw error
    }
    unsafe self.connection = unsafe connection
    self.rule = rule
    self.still = still
    let prepared = unsafe statement
    let count = unsafe sqlite3_column_count(prepared)
    columns = (0..<count).map {
      unsafe String(cString: sqlite3_column_name(prepared, $0))
    }
  }

  deinit {
    // The statement goes before the connection, and the rule, which both ask, after them.
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close_v2(connection)
    withExtendedLifetime(rule) {}
  }

  private static func prepare(
    _ sql: String, _ views: [BookView], _ rule: Rule, _ connection: OpaquePointer
  ) throws -> OpaquePointer {
    unsafe sqlite3_busy_timeout(connection, 5000)
    unsafe sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, textLimit)
    // A view in the connection's own memory leaves the book as it is, and follows its custom fields.
    for view in views {
      let create = "CREATE TEMP VIEW \(quoted(view.name)) AS \(view.select)"
      guard unsafe sqlite3_exec(connection, create, nil, nil, nil) == SQLITE_OK else {
        throw unsafe QueryError.refused(message(connection))
      }
    }
    let context = unsafe Unmanaged.passUnretained(rule).toOpaque()
    // The rule lives as long as the connection, which asks it from here on.
    unsafe sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, view in
        guard let context = unsafe context else { return SQLITE_DENY }
        let rule = unsafe Unmanaged<Rule>.fromOpaque(context).takeUnretainedValue()
        return unsafe rule.judge(action, first, second, view)
      }, context)
    unsafe sqlite3_progress_handler(
      connection, 10_000,
      { context in
        guard let context = unsafe context else { return 1 }
        return unsafe Unmanaged<Rule>.fromOpaque(context).takeUnretainedValue().isStopped() ? 1 : 0
      }, context)
    return unsafe try compile(sql, rule, connection)
  }

  private static func compile(_ sql: String, _ rule: Rule, _ connection: OpaquePointer) throws -> OpaquePointer {
    // The text ends with a zero and lives through the closure; the tail points into it.
    unsafe try sql.withCString { text in
      var compiled: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      let status = unsafe sqlite3_prepare_v2(connection, text, -1, &compiled, &tail)
      guard status == SQLITE_OK else {
        throw unsafe rule.refusal ?? QueryError.refused(message(connection))
      }
      guard let statement = unsafe compiled else { throw QueryError.empty }
      var second: OpaquePointer?
      // What follows may be blanks and comments, of which SQLite makes no statement.
      let rest = unsafe sqlite3_prepare_v2(connection, tail, -1, &second, nil)
      defer { unsafe sqlite3_finalize(second) }
      do {
        guard rest == SQLITE_OK, unsafe second == nil else { throw QueryError.severalStatements }
        guard unsafe sqlite3_stmt_readonly(statement) != 0 else { throw QueryError.notReading }
      } catch {
        unsafe sqlite3_finalize(statement)
        throw error
      }
      return unsafe statement
    }
  }

  /// Runs the query. Each row goes to the closure, until it says false.
  public func rows(_ body: ([FieldValue]) throws -> Bool) throws {
    defer { unsafe sqlite3_reset(statement) }
    while true {
      switch unsafe sqlite3_step(statement) {
      case SQLITE_ROW:
        let row = columns.indices.map { unsafe Self.value(statement, Int32($0)) }
        guard try body(row) else { return }
      case SQLITE_DONE: return try still?.check() ?? ()
      case SQLITE_INTERRUPT: throw BookFileError.interrupted
      case SQLITE_AUTH: throw rule.refusal ?? QueryError.notReading
      default: throw unsafe QueryError.refused(Self.message(connection))
      }
    }
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> FieldValue {
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      // SQLite keeps the text until the next step, and it is copied here.
      guard let text = unsafe sqlite3_column_text(statement, column) else { return .null }
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return .text(unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      guard let bytes = unsafe sqlite3_column_blob(statement, column) else { return .text("") }
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return .text(unsafe UnsafeRawBufferPointer(start: bytes, count: count).map(Self.hexadecimal).joined())
    default: return .null
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func message(_ connection: OpaquePointer) -> String {
    unsafe String(cString: sqlite3_errmsg(connection))
  }
}

/// What a query may do: read views, and call functions that only compute.
@safe private final class Rule {
  let isStopped: () -> Bool
  /// Why the last thing was not allowed.
  private(set) var refusal: QueryError?
  private let views: Set<String>
  private let names: [String]

  init(views: [BookView], isStopped: @escaping () -> Bool) {
    self.isStopped = isStopped
    names = views.map(\.name)
    self.views = Set(names)
  }

  /// Judges one action of a statement; `view` is the view on whose behalf it is done.
  func judge(
    _ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?, _ view: UnsafePointer<CChar>?
  ) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_FUNCTION:
      // Loading code is the one function that does more than compute.
      guard unsafe text(second).lowercased() != "load_extension" else { return deny(.notReading) }
      return SQLITE_OK
    case SQLITE_READ:
      let table = unsafe text(first)
      let isOwn = unsafe views.contains(table) || (view.map { unsafe views.contains(text($0)) } ?? false)
      // Counting rows reads no column, and SQLite does not say for which view. The two functions make tables of JSON texts.
      guard unsafe isOwn || table.isEmpty || text(second).isEmpty || ["json_each", "json_tree"].contains(table) else {
        return deny(.unknownView(table, among: names))
      }
      return SQLITE_OK
    default: return deny(.notReading)
    }
  }

  private func deny(_ reason: QueryError) -> Int32 {
    refusal = reason
    return SQLITE_DENY
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? ""
  }
}

/// Why a query is refused.
public enum QueryError: Refusal, Hashable {
  case empty
  case severalStatements
  case notReading
  case unknownView(String, among: [String])
  case refused(String)

  public var code: String {
    switch self {
    case .empty: "empty-query"
    case .severalStatements: "several-statements"
    case .notReading: "query-writes"
    case .unknownView: "unknown-view"
    case .refused: "query"
    }
  }

  public var message: Phrase {
    switch self {
    case .empty:
      Phrase("the query is empty: write SELECT … FROM customer_list", zh: "查询为空：请写 SELECT … FROM customer_list")
    case .severalStatements:
      Phrase("only one statement at a time: leave out what follows the first ;", zh: "一次只能执行一条语句：请去掉第一个 ; 之后的内容")
    case .notReading:
      Phrase(
        "`patron sql` only reads: change records with a script (`patron run`) or `patron import`",
        zh: "`patron sql` 只能读取：请用脚本（`patron run`）或 `patron import` 更改记录")
    case .unknownView(let name, let names):
      Phrase("queries read views, not the table \(name)", zh: "查询只能读取视图，不能读取表 \(name)")
        + (Suggestion.nearest(to: name + "_list", among: names).map {
          Phrase(" (did you mean \($0)?)", zh: "（是否想写 \($0)？）")
        } ?? Phrase(verbatim: ""))
        + Phrase("; `patron sql` without a query lists them", zh: "；不带查询的 `patron sql` 列出全部视图")
    case .refused(let detail):
      Phrase(
        "the query was refused: \(detail); `patron sql` without a query lists the views",
        zh: "查询被拒绝：\(detail)；不带查询的 `patron sql` 列出全部视图")
    }
  }
}
