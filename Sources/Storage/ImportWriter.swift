public import Domain
import GRDB
import GRDBSQLite

/// Writes many records of one entity, each found by its key: new ones are added, others changed where a value differs.
@safe public final class ImportWriter {
  /// A record that is there already.
  public struct Existing: Sendable, Hashable {
    /// Its id.
    public let id: Int64
    /// The currency of its amounts.
    public let currency: Currency?
    /// Whether it was merged into another.
    public let isMerged: Bool
  }

  /// Whether the book had no record of the entity, so that adding is tried before looking.
  public let addsFirst: Bool

  private let session: BookSession
  private let entity: Entity
  private let fields: [Field]
  /// The places in a row of the fields that tell records apart.
  public let key: [Int]
  private let own: [Int]
  private let custom: [Int]
  private let find: Statement
  private let insert: Statement
  private let update: Statement?
  private let writeCustom: Statement?
  private let clearCustom: Statement?
  private let keyIndex: ImportKeyIndex?
  private let indexes: PostponedIndexes?
  /// Where the records are found that a field names.
  private var references: [ImportReferences?]

  /// Prepares to write rows of `fields`; `key` are those among them that tell records apart.
  public init(_ session: BookSession, _ entity: Entity, fields: [Field], key: [Field]) throws {
    self.session = session
    self.entity = entity
    self.fields = fields
    references = Array(repeating: nil, count: fields.count)
    self.key = key.compactMap { fields.firstIndex(of: $0) }
    let own = fields.indices.filter { !fields[$0].isCustom }
    let custom = fields.indices.filter { fields[$0].isCustom }
    (self.own, self.custom) = (own, custom)
    let table = quoted(entity.name)
    let keyColumns = key.map { quoted($0.column) }
    let isUnique =
      try !key.contains(where: \.isCustom) && session.db.table(entity.name, hasUniqueKey: key.map(\.column))
    addsFirst = try isUnique && Bool.fetchOne(session.db, sql: "SELECT NOT EXISTS (SELECT 1 FROM \(table))") ?? false
    indexes = addsFirst ? try PostponedIndexes(session.db, of: entity.name) : nil
    keyIndex = isUnique ? nil : try ImportKeyIndex(session.db, entity, key: key)
    let columns = own.map { quoted(fields[$0].column) }
    let run = "?\(fields.count + 1)"
    let marks = own.map { "?\($0 + 1)" }
    find = try session.db.makeStatement(sql: Self.finding(entity, key, self.key))
    insert = try session.db.makeStatement(
      sql: """
        INSERT INTO \(table) (\((columns + ["created_run_id", "updated_run_id"]).joined(separator: ", ")))
        VALUES (\((marks + [run, run]).joined(separator: ", ")))
        \(isUnique ? "ON CONFLICT (\(keyColumns.joined(separator: ", "))) DO NOTHING" : "")
        """)
    let changing = own.filter { !key.contains(fields[$0]) }
    update =
      changing.isEmpty
      ? nil
      : try session.db.makeStatement(
        sql: """
          UPDATE \(table) SET \(changing.map { "\(quoted(fields[$0].column)) = ?\($0 + 1)" }.joined(separator: ", ")),
          updated_run_id = \(run) WHERE id = ?\(fields.count + 2)
          AND (\(changing.map { "\(quoted(fields[$0].column)) IS NOT ?\($0 + 1)" }.joined(separator: " OR ")))
          """)
    (writeCustom, clearCustom) = try Self.customWriters(session.db, entity, fields, custom)
  }

  private static func finding(_ entity: Entity, _ key: [Field], _ slots: [Int]) -> String {
    let isMergeable = entity.name == Entity.customers.name
    let conditions = zip(key, slots).map { "\($0.isCustom ? "f" : "t").\(quoted($0.column)) IS ?\($1 + 1)" }
    let join =
      key.contains(where: \.isCustom) ? "JOIN \(quoted(CustomFieldTable.name(for: entity))) f ON f.id = t.id" : ""
    return """
      SELECT t.id, \(entity.hasCurrency ? "t.currency" : "NULL"), \(isMergeable ? "t.merged_into_id" : "NULL")
      FROM \(quoted(entity.name)) t \(join) WHERE \(conditions.joined(separator: " AND ")) LIMIT 2
      """
  }

  private static func customWriters(
    _ db: Database, _ entity: Entity, _ fields: [Field], _ custom: [Int]
  ) throws -> (write: Statement?, clear: Statement?) {
    if custom.isEmpty { return (nil, nil) }
    let table = quoted(CustomFieldTable.name(for: entity))
    let columns = custom.map { quoted(fields[$0].column) }
    let id = "?\(fields.count + 2)"
    let write = try db.makeStatement(
      sql: """
        INSERT INTO \(table) (id, \(columns.joined(separator: ", ")))
        VALUES (\(([id] + custom.map { "?\($0 + 1)" }).joined(separator: ", ")))
        ON CONFLICT (id) DO UPDATE SET \(columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        WHERE \(columns.map { "\(table).\($0) IS NOT excluded.\($0)" }.joined(separator: " OR "))
        """)
    let clear = try db.makeStatement(
      sql: """
        UPDATE \(table) SET \(columns.map { "\($0) = NULL" }.joined(separator: ", "))
        WHERE id = \(id) AND (\(columns.map { "\($0) IS NOT NULL" }.joined(separator: " OR ")))
        """)
    return (write, clear)
  }

  /// Puts away what the import needed; nothing is written afterwards.
  public func finish() throws {
    for index in references { index?.rest() }
    try keyIndex?.drop()
    try indexes?.restore()
  }

  /// The record that a text in the row names by its code.
  public func referent(_ slot: Int, in row: ImportedRows) throws -> Referent? {
    guard case .text(let range) = row[slot], case .reference(let target) = fields[slot].kind else { return nil }
    let code = row.bytes.span.extracting(range)
    if let known = references[slot] { return try known.find(code) }
    let index =
      try references.first { $0?.entity.name == target } ?? ImportReferences(session, to: session.entity(target))
    references[slot] = index
    return try index?.find(code)
  }

  /// The records that have the row's key: none, one, or the first two of several.
  public func existing(_ row: ImportedRows) throws -> [Existing] {
    let handle = unsafe find.sqliteStatement
    defer { unsafe sqlite3_reset(handle) }
    return unsafe try row.bytes.withUnsafeBytes { bytes in
      for slot in key { unsafe bind(row, slot, bytes, handle) }
      var found: [Existing] = []
      while unsafe try session.step(handle) {
        found.append(
          Existing(
            id: unsafe sqlite3_column_int64(handle, 0), currency: unsafe currency(handle, 1),
            isMerged: unsafe sqlite3_column_type(handle, 2) != SQLITE_NULL))
      }
      return found
    }
  }

  /// Adds a record and returns its id; nil where there is one of that key.
  public func add(_ row: ImportedRows) throws -> Int64? {
    guard try execute(insert, own, row, id: nil) else { return nil }
    let id = unsafe sqlite3_last_insert_rowid(session.db.sqliteConnection)
    _ = try writeCustom(row, id)
    return id
  }

  /// Brings a record to the row's values; false where it has them already.
  public func change(_ id: Int64, _ row: ImportedRows) throws -> Bool {
    let changed = try update.map { try execute($0, own, row, id: id) } ?? false
    return try writeCustom(row, id) || changed
  }

  private func writeCustom(_ row: ImportedRows, _ id: Int64) throws -> Bool {
    guard let writeCustom, let clearCustom else { return false }
    let isEmpty = custom.allSatisfy { row.isNull($0) }
    return try execute(isEmpty ? clearCustom : writeCustom, isEmpty ? [] : custom, row, id: id)
  }

  /// Runs a statement with values of the row; whether it wrote anything.
  private func execute(_ statement: Statement, _ slots: [Int], _ row: ImportedRows, id: Int64?) throws -> Bool {
    let handle = unsafe statement.sqliteStatement
    defer { unsafe sqlite3_reset(handle) }
    return unsafe try row.bytes.withUnsafeBytes { bytes in
      for slot in slots { unsafe bind(row, slot, bytes, handle) }
      // Parameters that a statement does not have are refused by SQLite, and nothing happens.
      unsafe sqlite3_bind_int64(handle, Int32(fields.count + 1), session.runID)
      if let id { unsafe sqlite3_bind_int64(handle, Int32(fields.count + 2), id) }
      let connection = unsafe session.db.sqliteConnection
      let before = unsafe sqlite3_total_changes(connection)
      do {
        _ = unsafe try session.step(handle)
      } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
        let names = key.map { row.text($0) }
        throw BookError.exists(names.joined(separator: ", "), entity: entity)
      }
      return unsafe sqlite3_total_changes(connection) != before
    }
  }

  /// Binds a value; a text stays where it is, so the statement is stepped before the row changes.
  private func bind(_ row: ImportedRows, _ slot: Int, _ bytes: UnsafeRawBufferPointer, _ handle: OpaquePointer) {
    let parameter = Int32(slot + 1)
    switch row[slot] {
    case .null: unsafe sqlite3_bind_null(handle, parameter)
    case .integer(let number): unsafe sqlite3_bind_int64(handle, parameter, number)
    case .real(let number): unsafe sqlite3_bind_double(handle, parameter, number)
    case .text(let range):
      // An empty text in an empty row has no address, which SQLite would take for null.
      let base = unsafe bytes.baseAddress.map { unsafe $0 + range.lowerBound } ?? UnsafeRawPointer(bitPattern: 1)
      unsafe sqlite3_bind_text(
        handle, parameter, base?.assumingMemoryBound(to: CChar.self), Int32(clamping: range.count), nil)
    }
  }
}

extension BookSession {
  /// Runs an import; what it recorded is forgotten where it fails.
  public func importing<Result>(_ body: () throws -> Result) throws -> Result {
    guard let recorder else { throw BookFileError.unwritable(db.description) }
    // A reference is the id of a record that was looked up by its code.
    return try trustingReferences { try recorder.recording(body) }
  }

  /// Sets the amounts of orders whose lines this run changed to the sum of their goods, net of tax; how many differed.
  ///
  /// - Parameter pages: The orders to look at: every id divided by `orderPage`, rounded down.
  public func sumOrderLines(pages: some Sequence<Int64>) throws -> Int {
    let statement = try db.makeStatement(
      sql: """
        UPDATE orders SET amount = s.net, updated_run_id = ?1
        FROM (
          SELECT order_id, sum(CASE WHEN kind IS NULL OR kind = 'goods'
            THEN coalesce(amount, 0) - CASE WHEN tax_included THEN coalesce(tax, 0) ELSE 0 END ELSE 0 END) AS net
          FROM order_lines WHERE order_id >= ?2 AND order_id < ?3 GROUP BY order_id
          HAVING max(updated_run_id = ?1) AND count(amount) > 0
        ) s WHERE orders.id = s.order_id AND orders.amount IS NOT s.net
        """)
    var count = 0
    for page in pages {
      try atomically {
        try statement.execute(arguments: [runID, page * Self.orderPage, (page + 1) * Self.orderPage])
        count += db.changesCount
      }
    }
    return count
  }

  /// How many ids of orders are looked at in one go.
  public static let orderPage: Int64 = 65_536
}
