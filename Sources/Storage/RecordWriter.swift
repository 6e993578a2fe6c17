public import Domain
import GRDB

extension BookSession {
  public func insert(_ values: [String: FieldValue], into entity: Entity) throws -> Int64 {
    let draft = try Draft(new: entity, try completed(values, new: entity), base: profile.baseCurrency)
    return try atomically {
      let id = try insert(draft, into: entity)
      try uphold(entity, id)
      return id
    }
  }

  public func update(_ key: RecordKey, of entity: Entity, _ changes: [String: FieldValue]) throws -> Int64 {
    guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
    let draft = try Draft(
      changing: entity, try completed(changes, of: id, in: entity), currency: try currency(of: id, in: entity))
    let order = entity.name == Entity.orderLines.name ? try orderID(ofLine: id) : nil
    try atomically {
      try update(id, of: entity, draft)
      try uphold(entity, id, orders: [order].compactMap { $0 })
    }
    return id
  }

  public func atomically<Result>(_ changes: () throws -> Result) throws -> Result {
    guard let recorder else { throw BookFileError.unwritable(db.description) }
    return try recorder.recording {
      try db.execute(sql: "SAVEPOINT change")
      do {
        let result = try changes()
        try db.execute(sql: "RELEASE change")
        return result
      } catch {
        try db.execute(sql: "ROLLBACK TO change; RELEASE change")
        throw error
      }
    }
  }

  func insert(_ draft: Draft, into entity: Entity) throws -> Int64 {
    let values = try draft.values.map { ($0.field, try stored($0.value, in: $0.field)) }
    let own = values.filter { !$0.0.isCustom }
    let columns = own.map { quoted($0.0.column) } + ["created_run_id", "updated_run_id"]
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO \(quoted(entity.name)) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    let run = runID.databaseValue
    try changing(entity, draft) { try statement.execute(arguments: StatementArguments(own.map(\.1) + [run, run])) }
    let id = db.lastInsertedRowID
    try writeCustom(values.filter(\.0.isCustom), of: id, in: entity)
    return id
  }

  func update(_ id: Int64, of entity: Entity, _ draft: Draft) throws {
    let values = try draft.values.map { ($0.field, try stored($0.value, in: $0.field)) }
    let own = values.filter { !$0.0.isCustom }
    if !own.isEmpty {
      let columns = own.map { quoted($0.0.column) }
      let sets = columns.map { "\($0) = ?" }.joined(separator: ", ")
      let differs = columns.map { "\($0) IS NOT ?" }.joined(separator: " OR ")
      let statement = try db.cachedStatement(
        sql: "UPDATE \(quoted(entity.name)) SET \(sets), updated_run_id = ? WHERE id = ? AND (\(differs))")
      let arguments = own.map(\.1) + [runID.databaseValue, id.databaseValue] + own.map(\.1)
      try changing(entity, draft) { try statement.execute(arguments: StatementArguments(arguments)) }
    }
    try writeCustom(values.filter(\.0.isCustom), of: id, in: entity)
  }

  private func writeCustom(_ values: [(Field, DatabaseValue)], of id: Int64, in entity: Entity) throws {
    if values.isEmpty { return }
    let columns = values.map { quoted($0.0.column) }
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let sets = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let differs = columns.map { "\($0) IS NOT excluded.\($0)" }.joined(separator: " OR ")
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO \(quoted(CustomFieldTable.name(for: entity))) (id, \(columns.joined(separator: ", ")))
        VALUES (?, \(marks)) ON CONFLICT (id) DO UPDATE SET \(sets) WHERE \(differs)
        """)
    try statement.execute(arguments: StatementArguments([id.databaseValue] + values.map(\.1)))
  }

  /// The value as its column stores it; a reference becomes the id it points to.
  func stored(_ value: FieldValue, in field: Field) throws -> DatabaseValue {
    guard case .reference(let target) = field.kind, case .text(let code) = value else { return value.stored }
    guard let id = try id(of: .code(code), in: try entity(target)) else {
      throw BookError.unknownReference(code, field: field)
    }
    return id.databaseValue
  }

  func currency(of id: Int64, in entity: Entity) throws -> Currency {
    guard entity.hasCurrency,
      let code = try String.fetchOne(
        db.cachedStatement(sql: "SELECT currency FROM \(quoted(entity.name)) WHERE id = ?"), arguments: [id]),
      let currency = Currency(code)
    else { return profile.baseCurrency }
    return currency
  }

  /// Turns SQLite's word for a duplicate into the book's.
  private func changing(_ entity: Entity, _ draft: Draft, _ change: () throws -> Void) throws {
    do {
      try change()
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
      || error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
    {
      let key = draft.values.filter { entity.naturalKey.contains($0.field.name) }.map(\.value.displayText)
      throw BookError.exists(key.joined(separator: ", "), entity: entity)
    }
  }
}
