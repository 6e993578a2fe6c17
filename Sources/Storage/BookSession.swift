public import Domain
import GRDB
import GRDBSQLite

/// A book inside one transaction. It belongs to the thread and the closure that it was given to.
public final class BookSession: Book {
  public internal(set) var profile: BookProfile
  let db: Database
  let isWriting: Bool
  /// Records changes while a run writes.
  let recorder: Recorder?
  /// What the connection has prepared so far.
  let statements: StatementPool
  /// Those that every movement of points runs.
  private(set) lazy var points = PointStatements(statements)
  /// The run that changes are made by; 0 before it has a number.
  var runID: Int64 = 0
  /// Says when a long statement is to end; nil where none has to.
  private var watch: Watch?
  /// What happens between parts of the run; nil where nothing is kept before the end.
  public var interlude: Interlude?
  /// Whether the register keeps the run whatever happens from now on, because parts of it are kept.
  public internal(set) var isKept = false
  /// What went wrong between two parts: nothing of the session may be kept after it.
  public internal(set) var breakdown: (any Error)?
  /// Whose runs these are. Who only reads is spared to find it out.
  private(set) lazy var holder = findHolder()
  private let findHolder: () -> RunHolder
  /// The run that is entered in the register when the session first writes; nil where it was entered at the start.
  var start: RunStart?
  /// What the session stands on.
  var footing = Footing()
  /// How the session waits for the writer's place; nil where it never does.
  var wait: Wait?
  /// Where the book is that the session writes; empty for one that only reads.
  var path = ""
  /// The definitions by which the session has scored.
  var scored: Set<Int64> = []
  /// Notes which fields of customers scripts read; nil where nobody asks.
  var reading: ReadFields?
  /// Where the log was when the last part ended.
  var partMark: UInt64?
  /// The shapes of records, which scripts may keep for longer than the session lasts.
  private let shapes: RowShapes
  /// What is known of the schema.
  private var known: KnownSchema
  /// Whether the schema is another one than at the start.
  private(set) var hasChangedSchema = false
  /// Statements of an earlier schema: records of a script may still read by their shapes.
  private var formerRecords: [RecordStatements] = []
  var cursors: [ObjectIdentifier: StatementCursor] = [:]

  /// A session that goes on with what an earlier one of its connection knew, where the schema is still that one.
  init(
    _ db: Database, knowing known: KnownSchema?, writing: Bool, changeMemory: Int = 0, isWhole: Bool = false,
    shapes: RowShapes, holder: @escaping @autoclosure () -> RunHolder = RunHolder()
  ) throws {
    let known = try known.flatMap { try $0.isCurrent ? $0 : nil } ?? KnownSchema(db)
    self.known = known
    statements = known.statements
    findHolder = holder
    self.db = db
    self.shapes = shapes
    isWriting = writing
    profile = try BookProfile(statements)
    recorder = writing ? try known.recorder(memory: changeMemory, isWhole: isWhole) : nil
    partMark = recorder?.mark
    footing.mark = recorder?.mark ?? 0
  }

  /// Closes what loops left open. Nothing of the session may be used afterwards.
  func end() {
    for cursor in cursors.values { cursor.abandon() }
    cursors = [:]
    recorder?.stop()
  }

  /// What the connection's next session may go on with.
  var lasting: KnownSchema? {
    let hasChangedFields = TrackedTable.named("custom_fields").map { recorder?.hasTouched($0) == true } ?? false
    return hasChangedSchema || hasChangedFields || known.isLarge ? nil : known
  }

  public func entity(_ name: String) throws -> Entity {
    if let entity = known.entities[name] { return entity }
    guard let built = Entity.named(name) else { throw BookError.unknownEntity(name) }
    let entity = built.adding(try customFields(of: built))
    known.entities[name] = entity
    return entity
  }

  /// Forgets what was read of the schema, after it changed.
  func forgetSchema() throws {
    hasChangedSchema = true
    formerRecords += known.records.values
    known = try KnownSchema(db, statements)
  }

  /// Forgets what is known of the schema if it has changed: others could while the session was between two transactions,
  /// and what the session itself changed may have been taken back.
  func heedSchema() throws {
    if try known.isCurrent { return }
    try forgetSchema()
    for table in TrackedTable.all { try recorder?.track(table) }
  }

  /// The statements for the records of an entity.
  func recordStatements(of entity: Entity) -> RecordStatements {
    if let built = known.records[entity.name], built.entity == entity { return built }
    let noted = entity.name == Entity.customers.name ? reading : nil
    let shape = noted.map { RowShape(entity, reading: $0) } ?? shapes[entity]
    let built = RecordStatements(entity, shape, statements)
    known.records[entity.name] = built
    return built
  }

  /// A tracked table as the log knows it.
  func loggedTable(_ tracked: TrackedTable) throws -> LoggedTable {
    if let table = known.tables[tracked.id] { return table }
    let table = try LoggedTable(tracked, self)
    known.tables[tracked.id] = table
    return table
  }

  public func rows(_ query: Query) throws -> any RowStream {
    let selection = Selection(query.entity)
    let (condition, arguments) = try condition(of: query)
    if isWriting {
      // A loop must not chase its own writes: its keys are fixed before the first row is read.
      let keys = try Int64.fetchAll(db, sql: selection.keys + condition, arguments: arguments)
      return KeyedCursor(keys: keys, shape: shape(of: query.entity), row: try keep(rowCursor(of: query.entity)))
    }
    let cursor = try cursor(selection.text + condition, of: query.entity)
    try cursor.statement.setArguments(arguments)
    return keep(cursor)
  }

  /// What follows `SELECT … FROM …` to read the records that a query means.
  func condition(of query: Query) throws -> (String, StatementArguments) {
    let selection = Selection(query.entity)
    var sql = FilterSQL(query.entity)
    let condition = try sql.condition(query.filter)
    let keys = query.order + [Query.Order()]
    let order = keys.map { "\($0.field.map(selection.expression) ?? "t.id")\($0.descending ? " DESC" : "")" }
    var text = " WHERE \(condition) ORDER BY \(order.joined(separator: ", "))"
    if let limit = query.limit { text += " LIMIT \(max(0, limit))" }
    return (text, sql.arguments)
  }

  public func count(_ query: Query) throws -> Int {
    var sql = FilterSQL(query.entity)
    let condition = try sql.condition(query.filter)
    let text = Selection(query.entity).count + " WHERE \(condition)"
    let total = try Int.fetchOne(db, sql: text, arguments: sql.arguments) ?? 0
    return query.limit.map { min(max(0, $0), total) } ?? total
  }

  public func row(_ key: RecordKey, of entity: Entity) throws -> (any RowStream)? {
    guard let id = try id(of: key, in: entity) else { return nil }
    let cursor = try keep(rowCursor(of: entity))
    cursor.restart(key: id)
    return try cursor.next() ? cursor : nil
  }

  /// The id of a record; for a merged customer, of the one it was merged into.
  func id(of key: RecordKey, in entity: Entity) throws -> Int64? {
    let shelf: StatementShelf
    switch key {
    case .id: shelf = recordStatements(of: entity).id
    case .code:
      guard entity.hasCode else { return nil }
      shelf = recordStatements(of: entity).code
    }
    var isMerged = false
    let found: Int64? = try shelf.using { statement in
      switch key {
      case .id(let id): statement.bind(id, at: 1)
      case .code(let code): statement.bind(code, at: 1)
      }
      guard try statement.step() else { return nil }
      isMerged = statement.integer(1) != nil
      return statement.integer(0)
    }
    return isMerged ? try found.flatMap(standing) : found
  }

  public func code(of key: RecordKey, in entity: Entity) throws -> String? {
    guard entity.hasCode, let id = try id(of: key, in: entity) else { return nil }
    return try statements["SELECT code FROM \(quoted(entity.name)) WHERE id = ?"].using { statement in
      statement.bind(id, at: 1)
      return try statement.firstText()
    }
  }

  public func currency(of key: RecordKey, in entity: Entity) throws -> Currency {
    guard let id = try id(of: key, in: entity) else { return profile.baseCurrency }
    return try currency(of: id, in: entity)
  }

  /// The id of a record, also of a customer that was merged into another.
  func ownID(of key: RecordKey, in entity: Entity) throws -> Int64? {
    switch key {
    case .id(let id):
      return try recordStatements(of: entity).id.using { statement in
        statement.bind(id, at: 1)
        return try statement.firstInteger()
      }
    case .code(let code):
      guard entity.hasCode else { return nil }
      return try recordStatements(of: entity).code.using { statement in
        statement.bind(code, at: 1)
        return try statement.firstInteger()
      }
    }
  }

  /// The customer that one was merged into, and so on to one that stands; nil where there is none.
  private func standing(_ customer: Int64) throws -> Int64? {
    let sql = """
      WITH RECURSIVE way (id, next) AS (
        SELECT id, merged_into_id FROM customers WHERE id = ?
        UNION SELECT c.id, c.merged_into_id FROM customers c JOIN way ON c.id = way.next
      ) SELECT id FROM way WHERE next IS NULL
      """
    return try statements[sql].using { statement in
      statement.bind(customer, at: 1)
      return try statement.firstInteger()
    }
  }

  /// The shape of whole rows of an entity.
  func shape(of entity: Entity) -> RowShape { recordStatements(of: entity).shape }

  /// Rows of a query on an entity. Each cursor has a statement of its own, so that a loop inside an equal loop does not
  /// move the outer one.
  func cursor(_ sql: String, of entity: Entity) throws -> StatementCursor {
    try StatementCursor(statements[sql], shape: shape(of: entity))
  }

  /// One whole row, by an id.
  private func rowCursor(of entity: Entity) throws -> StatementCursor {
    let records = recordStatements(of: entity)
    return try StatementCursor(records.row, shape: records.shape)
  }

  /// Notes an open cursor, to be closed at the end at the latest.
  func keep(_ cursor: StatementCursor) -> StatementCursor {
    cursors[ObjectIdentifier(cursor)] = cursor
    cursor.onClose = { [unowned self] cursor in cursors[ObjectIdentifier(cursor)] = nil }
    return cursor
  }
}

extension BookSession {
  /// Runs the body; a long statement of its own, or a wait for the writer's place, ends with an error soon after
  /// `condition` becomes true.
  public func stopping<Result>(when condition: @escaping () -> Bool, _ body: () throws -> Result) rethrows -> Result {
    let outer = watch
    watch = Watch(condition)
    heed(watch)
    defer {
      watch = outer
      heed(outer)
    }
    return try body()
  }

  /// Ends work that goes on between statements, once it is to end.
  func checkStop() throws {
    if let watch, watch.condition() { throw BookFileError.interrupted }
  }

  private func heed(_ watch: Watch?) {
    wait?.isOver = watch?.condition
    guard let watch else { return unsafe sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
    // SQLite calls the watch while a statement runs; the session holds it until there is another or none.
    unsafe sqlite3_progress_handler(
      db.sqliteConnection, 10_000,
      { context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().condition() ? 1 : 0
      }, unsafe Unmanaged.passUnretained(watch).toOpaque())
  }
}

private final class Watch {
  let condition: () -> Bool

  init(_ condition: @escaping () -> Bool) {
    self.condition = condition
  }
}
