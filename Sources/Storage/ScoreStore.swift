public import Analytics
public import Domain
import GRDB

extension BookSession: ScoreRegister {
  public func score(of customer: RecordKey, by name: String) throws -> Score? {
    let definition = try scoreDefinition(name)
    let row = try Row.fetchOne(
      db, sql: "\(Self.scores) WHERE s.customer_id = ? AND s.definition_id = ? ORDER BY s.id DESC LIMIT 1",
      arguments: [try customerID(customer), definition])
    return try row.map(Self.score)
  }

  /// The score that a customer had on a business date; where it had none yet, the first of a later one; nil for none.
  public func score(of customer: RecordKey, by name: String, on day: CivilDate) throws -> Score? {
    let arguments: StatementArguments = [try customerID(customer), try scoreDefinition(name), day.description]
    func find(_ condition: String) throws -> Row? {
      try Row.fetchOne(
        db, sql: "\(Self.scores) WHERE s.customer_id = ? AND s.definition_id = ? AND s.as_of \(condition) LIMIT 1",
        arguments: arguments)
    }
    return try (find("<= ? ORDER BY s.as_of DESC, s.id DESC") ?? find("> ? ORDER BY s.as_of, s.id")).map(Self.score)
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

  /// The current scores of a definition by customer, of those who were not merged into others.
  public func scoreStates(_ version: DefinitionVersion) throws -> [Int64: ScoreMoves.State] {
    let current = try CurrentScores(self, version.definition)
    try current.begin(.min ... .max)
    defer { current.end() }
    var states: [Int64: ScoreMoves.State] = [:]
    try forEachCustomer { id, _, _ in states[id] = try current.state(of: id) }
    return states
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
