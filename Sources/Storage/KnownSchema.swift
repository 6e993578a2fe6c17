import Domain
import GRDB

/// What a connection knows of its book's schema, for as long as that stays as it is: statements that were prepared for it,
/// its entities with their custom fields, its tables as the log has them. One session after the other goes on with it.
final class KnownSchema {
  let statements: StatementPool
  var entities: [String: Entity] = [:]
  var records: [String: RecordStatements] = [:]
  var tables: [UInt32: LoggedTable] = [:]
  private let db: Database
  private let mark: Mark
  private var recorder: Recorder?

  /// What tells one schema from another. Custom fields come and go while their columns stay.
  private struct Mark: Equatable {
    let version: Int64?
    let customFields: String?

    init(_ statements: StatementPool) throws {
      version = try statements["PRAGMA schema_version"].using { try $0.firstInteger() }
      customFields = try statements[
        """
        SELECT group_concat(field, ';') FROM (
          SELECT id || quote(entity) || quote(name) || quote(kind) || quote(english) || quote(chinese) || quote(choices)
            AS field FROM custom_fields ORDER BY id)
        """
      ].using { try $0.firstText() }
    }
  }

  /// A schema of which nothing is known so far, with the statements of another one: SQLite prepares them anew by itself.
  init(_ db: Database, _ statements: StatementPool? = nil) throws {
    self.db = db
    self.statements = statements ?? StatementPool(db)
    // GRDB does not see that another connection has changed the schema.
    db.clearSchemaCache()
    mark = try Mark(self.statements)
  }

  /// Whether the book's schema is still this one.
  var isCurrent: Bool {
    get throws { try Mark(statements) == mark }
  }

  /// Whether so much was prepared that it is better forgotten.
  var isLarge: Bool { statements.count > 1000 }

  /// A recorder that starts with an empty log, and knows the columns of the tables that changed before.
  func recorder(memory: Int, isWhole: Bool) throws -> Recorder {
    if let recorder, recorder.memory == memory, recorder.isWhole == isWhole {
      try recorder.start()
      return recorder
    }
    let recorder = try Recorder(db, memory: memory, isWhole: isWhole)
    self.recorder = recorder
    return recorder
  }
}
