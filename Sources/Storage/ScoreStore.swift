public import Analytics
public import Domain
import GRDB
import GRDBSQLite
import Wording

/// Compares new scores of a definition with the current ones and keeps what changed, customer by customer in the order of
/// their ids.
@safe public final class ScoreWriter {
  private let session: BookSession
  private let current: Statement
  private let insert: Statement
  private var standing = Int64.min

  /// A new row.
  public struct Entry {
    /// The customer's id.
    public var customer: Int64
    /// The business date.
    public var asOf: CivilDate
    /// Value, band, coverage and reason.
    public var assessment: Assessment
    /// The parts as JSON.
    public var parts: [UInt8]
    /// The evidence as JSON.
    public var inputs: [UInt8]

    /// A row.
    public init(customer: Int64, asOf: CivilDate, assessment: Assessment, parts: [UInt8], inputs: [UInt8]) {
      self.customer = customer
      self.asOf = asOf
      self.assessment = assessment
      self.parts = parts
      self.inputs = inputs
    }
  }

  init(_ session: BookSession, _ version: DefinitionVersion) throws {
    self.session = session
    // The newest row of each customer: with one max(), SQLite takes the other columns from that row.
    current = try session.db.makeStatement(
      sql: """
        SELECT customer_id, max(id), value, band, reason, parts FROM scores WHERE definition_id = ?
        GROUP BY customer_id ORDER BY customer_id
        """)
    try current.setArguments([version.definition])
    insert = try session.db.makeStatement(
      sql: """
        INSERT INTO scores (definition_id, version_id, run_id, customer_id, as_of, value, band, coverage, reason, parts, inputs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.setArguments([version.definition, version.id, session.runID, 0, "", nil, nil, 0, nil, "", ""])
    try advance()
  }

  deinit {
    unsafe sqlite3_reset(current.sqliteStatement)
    unsafe sqlite3_reset(insert.sqliteStatement)
  }

  /// The customer's current score; nil where there is none. Customers come in ascending order.
  public func current(of customer: Int64) throws -> ScoreMoves.State? {
    while standing < customer { try advance() }
    guard standing == customer else { return nil }
    let handle = unsafe current.sqliteStatement
    let isNull = unsafe sqlite3_column_type(handle, 2) == SQLITE_NULL
    let number = unsafe sqlite3_column_double(handle, 2)
    let value = isNull ? nil : number
    return ScoreMoves.State(value: value, band: text(3))
  }

  /// Whether a row says the same as the customer's current score, which `current(of:)` was asked for.
  public func isUnchanged(_ entry: Entry, from before: ScoreMoves.State?) -> Bool {
    guard let before, before.value == entry.assessment.value, before.band == entry.assessment.band,
      text(4) == entry.assessment.reason
    else { return false }
    let start = unsafe sqlite3_column_text(current.sqliteStatement, 5)
    let count = unsafe sqlite3_column_bytes(current.sqliteStatement, 5)
    return unsafe UnsafeBufferPointer(start: start, count: Int(count)).elementsEqual(entry.parts)
  }

  /// Adds a row.
  public func add(_ entry: Entry) throws {
    let handle = unsafe insert.sqliteStatement
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_bind_int64(handle, 4, entry.customer)
    bind("\(entry.asOf)", 5)
    if let value = entry.assessment.value {
      unsafe sqlite3_bind_double(handle, 6, value)
    } else {
      unsafe sqlite3_bind_null(handle, 6)
    }
    bind(entry.assessment.band, 7)
    unsafe sqlite3_bind_double(handle, 8, entry.assessment.coverage)
    bind(entry.assessment.reason, 9)
    bind(entry.parts, 10)
    bind(entry.inputs, 11)
    guard unsafe sqlite3_step(handle) == SQLITE_DONE else { throw unsafe failure(handle) }
  }

  private func advance() throws {
    switch unsafe sqlite3_step(current.sqliteStatement) {
    case SQLITE_ROW: standing = unsafe sqlite3_column_int64(current.sqliteStatement, 0)
    case SQLITE_DONE: standing = .max
    default: throw unsafe failure(current.sqliteStatement)
    }
  }

  private func failure(_ handle: OpaquePointer) -> DatabaseError {
    let connection = unsafe sqlite3_db_handle(handle)
    return unsafe DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }

  private func text(_ column: Int32) -> String? {
    guard let start = unsafe sqlite3_column_text(current.sqliteStatement, column) else { return nil }
    let count = unsafe sqlite3_column_bytes(current.sqliteStatement, column)
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
  }

  private func bind(_ text: String?, _ index: Int32) {
    guard let text else {
      unsafe sqlite3_bind_null(insert.sqliteStatement, index)
      return
    }
    bind(Array(text.utf8), index)
  }

  // SQLite copies the bytes before the call returns.
  private func bind(_ bytes: [UInt8], _ index: Int32) {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        _ = unsafe sqlite3_bind_text(
          insert.sqliteStatement, index, bytes.baseAddress, Int32(clamping: bytes.count), copied)
      }
    }
  }
}

extension BookSession: ScoreRegister {
  /// Starts to write the scores of a version, for every customer in the order of their ids.
  public func scoreWriter(_ version: DefinitionVersion) throws -> ScoreWriter {
    try ScoreWriter(self, version)
  }

  public func score(of customer: RecordKey, by name: String) throws -> Score? {
    let definition = try scoreDefinition(name)
    let row = try Row.fetchOne(
      db, sql: "\(Self.scores) WHERE s.customer_id = ? AND s.definition_id = ? ORDER BY s.id DESC LIMIT 1",
      arguments: [try customerID(customer), definition])
    return try row.map(Self.score)
  }

  public func scores(of customer: RecordKey) throws -> [Score] {
    try Row.fetchAll(
      db,
      sql: """
        \(Self.scores) WHERE s.id IN (SELECT max(id) FROM scores WHERE customer_id = ? GROUP BY definition_id) ORDER BY d.name
        """, arguments: [try customerID(customer)]
    ).map(Self.score)
  }

  public func topScores(by name: String, limit: Int, lowestFirst: Bool) throws -> [Score] {
    try Row.fetchAll(
      db,
      sql: """
        \(Self.scores) WHERE s.definition_id = ? AND s.value IS NOT NULL AND c.merged_into_id IS NULL AND s.id =
          (SELECT max(n.id) FROM scores n WHERE n.customer_id = s.customer_id AND n.definition_id = s.definition_id)
        ORDER BY s.value \(lowestFirst ? "ASC" : "DESC"), c.code LIMIT ?
        """, arguments: [try scoreDefinition(name), max(0, limit)]
    ).map(Self.score)
  }

  /// How many customers have a current value by any version of a version's definition.
  public func valueCount(of version: DefinitionVersion) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(value) FROM (SELECT max(id), value FROM scores WHERE definition_id = ? GROUP BY customer_id)
        """, arguments: [version.definition]) ?? 0
  }

  private func scoreDefinition(_ name: String) throws -> Int64 {
    try versions(of: name)[0].definition
  }

  private func customerID(_ key: RecordKey) throws -> Int64 {
    let customers = try entity(Entity.customers.name)
    guard let id = try id(of: key, in: customers) else { throw BookError.notFound(key, entity: customers) }
    return id
  }

  private static let scores = """
    SELECT d.name AS definition, v.number, v.file, c.code, c.name, s.run_id, s.as_of, s.value, s.band, s.coverage, s.reason,
      s.parts, s.inputs
    FROM scores s JOIN definitions d ON d.id = s.definition_id JOIN definition_versions v ON v.id = s.version_id
      JOIN customers c ON c.id = s.customer_id
    """

  private static func score(_ row: Row) throws -> Score {
    Score(
      name: row[0], version: row[1], file: row[2], customer: row[3], customerName: row[4], run: row[5],
      asOf: try CivilDate(row[6] as String), value: row[7], band: row[8], coverage: row[9], reason: row[10],
      parts: row[11],
      inputs: row[12])
  }
}
