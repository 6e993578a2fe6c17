public import Domain
import GRDB

extension BookSession {
  public func insert(_ values: [String: FieldValue], into entity: Entity) throws -> Int64 {
    let draft = try Draft(new: entity, try completed(values, new: entity), base: profile.baseCurrency)
    return try keepingRules(of: entity) {
      let id = try insert(draft, into: entity)
      try uphold(entity, id)
      return id
    }
  }

  public func update(_ key: RecordKey, of entity: Entity, _ changes: [String: FieldValue]) throws -> Int64 {
    guard let id = try id(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
    let changes = try completed(changes, of: id, in: entity)
    let hasAmounts = changes.keys.contains { entity.field($0)?.kind == .money }
    let currency = hasAmounts ? try currency(of: id, in: entity) : profile.baseCurrency
    let draft = try Draft(changing: entity, changes, currency: currency)
    let order = entity.name == Entity.orderLines.name ? try orderID(ofLine: id) : nil
    try keepingRules(of: entity) {
      try update(id, of: entity, draft)
      try uphold(entity, id, orders: [order].compactMap { $0 })
    }
    return id
  }

  public func atomically<Result>(_ changes: () throws -> Result) throws -> Result {
    try recording {
      try statements["SAVEPOINT change"].using { _ = try $0.run() }
      do {
        let result = try changes()
        try statements["RELEASE change"].using { _ = try $0.run() }
        return result
      } catch {
        // Where SQLite has taken the whole transaction back, there is no savepoint any more, and nothing else can be done.
        try? statements["ROLLBACK TO change"].using { _ = try $0.run() }
        try? statements["RELEASE change"].using { _ = try $0.run() }
        try? heedSchema()
        throw error
      }
    }
  }

  /// Runs one statement that changes one row, which SQLite does wholly or not at all, or a savepoint.
  @discardableResult
  func recording<Result>(_ change: () throws -> Result) throws -> Result {
    guard let recorder else { throw BookFileError.unwritable(db.description) }
    return try recorder.recording(change)
  }

  /// Writes a record. One statement needs no savepoint, several do.
  private func keepingRules<Result>(of entity: Entity, _ change: () throws -> Result) throws -> Result {
    if entity.hasCustomFields || Self.ruled.contains(entity.name) { return try atomically(change) }
    return try change()
  }

  func insert(_ draft: Draft, into entity: Entity) throws -> Int64 {
    let id = try insertOwn(draft, into: entity)
    try writeCustom(draft, of: id, in: entity)
    return id
  }

  func update(_ id: Int64, of entity: Entity, _ draft: Draft) throws {
    try checkAmounts(of: id, in: entity, draft)
    try updateOwn(id, of: entity, draft)
    try writeCustom(draft, of: id, in: entity)
  }

  private func insertOwn(_ draft: Draft, into entity: Entity) throws -> Int64 {
    let own = draft.values.filter { !$0.field.isCustom }
    return try recordStatements(of: entity).insertion(of: own.map(\.field)).using { statement in
      for (place, (field, value)) in own.enumerated() { try bind(value, of: field, to: statement, at: place + 1) }
      statement.bind(runID, at: own.count + 1)
      statement.bind(runID, at: own.count + 2)
      try changing(entity, draft) { try statement.run() }
      return db.lastInsertedRowID
    }
  }

  private func updateOwn(_ id: Int64, of entity: Entity, _ draft: Draft) throws {
    let own = draft.values.filter { !$0.field.isCustom }
    if own.isEmpty { return }
    try recordStatements(of: entity).update(of: own.map(\.field)).using { statement in
      for (place, (field, value)) in own.enumerated() { try bind(value, of: field, to: statement, at: place + 1) }
      statement.bind(runID, at: own.count + 1)
      statement.bind(id, at: own.count + 2)
      try changing(entity, draft) { try statement.run() }
    }
  }

  private func writeCustom(_ draft: Draft, of id: Int64, in entity: Entity) throws {
    let custom = draft.values.filter(\.field.isCustom)
    if custom.isEmpty { return }
    try recordStatements(of: entity).customUpdate(of: custom.map(\.field)).using { statement in
      for (place, (field, value)) in custom.enumerated() { try bind(value, of: field, to: statement, at: place + 1) }
      statement.bind(id, at: custom.count + 1)
      try recording { try statement.run() }
    }
  }

  /// Binds the value as its column stores it; a reference becomes the id it points to.
  private func bind(_ value: FieldValue, of field: Field, to statement: PreparedStatement, at place: Int) throws {
    guard case .reference(let target) = field.kind, case .text(let code) = value else {
      return statement.bind(value, at: place)
    }
    guard let id = try id(of: .code(code), in: try entity(target)) else {
      throw BookError.unknownReference(code, field: field)
    }
    statement.bind(id, at: place)
  }

  func currency(of id: Int64, in entity: Entity) throws -> Currency {
    guard entity.hasCurrency else { return profile.baseCurrency }
    let code = try recordStatements(of: entity).currency.using { statement in
      statement.bind(id, at: 1)
      return try statement.firstText()
    }
    return code.flatMap { Currency($0) } ?? profile.baseCurrency
  }

  /// A record that changes its currency needs its amounts anew: the same figures would be other money.
  private func checkAmounts(of id: Int64, in entity: Entity, _ draft: Draft) throws {
    guard case .text(let code)? = draft.values.first(where: { $0.field.name == "currency" })?.value else { return }
    let old = try currency(of: id, in: entity)
    if old.code == code { return }
    for field in entity.fields
    where field.kind == .money && !draft.values.contains(where: { $0.field.name == field.name }) {
      let sql = "SELECT 1 FROM \(quoted(entity.name)) WHERE id = ? AND \(quoted(field.column)) IS NOT NULL"
      let holdsAmount = try statements[sql].using { statement in
        statement.bind(id, at: 1)
        return try statement.firstInteger() != nil
      }
      if holdsAmount { throw BookError.amountInOtherCurrency(field: field, old.code, code) }
    }
  }

  /// Turns SQLite's word for a duplicate into the book's.
  private func changing(_ entity: Entity, _ draft: Draft, _ change: () throws -> Int) throws {
    do {
      try recording(change)
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
      || error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
    {
      let key = draft.values.filter { entity.naturalKey.contains($0.field.name) }.map(\.value.displayText)
      throw BookError.exists(key.joined(separator: ", "), entity: entity)
    }
  }
}
