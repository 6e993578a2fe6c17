public import Domain
import GRDB
import Wording

extension BookSession: TierRegister {
  public func tierStandings(on ladder: DefinitionVersion, of customer: RecordKey?) throws -> any TierStandings {
    let id = try customer.map(tierCustomer)
    return try CurrentTiers(self, ladder.definition, of: (id ?? .min)...(id ?? .max))
  }

  public func tierWriter(_ version: DefinitionVersion, asOf date: CivilDate) throws -> any TierWriting {
    try TierWriter(self, version, asOf: date)
  }

  public func overrideTier(
    of customer: RecordKey, on ladder: DefinitionVersion, to tier: String, until: CivilDate, reason: String,
    asOf date: CivilDate, by operatorName: String
  ) throws -> TierStanding {
    let id = try tierCustomer(customer)
    let former = try CurrentTiers(self, ladder.definition, of: id...id).standing(of: id)
    let code = try code(of: id)
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw TierError.withoutReason(ladder: ladder.name, customer: code)
    }
    guard until >= date else {
      throw TierError.endsInThePast(ladder: ladder.name, customer: code, until: until, today: date)
    }
    if let former, date < former.since {
      throw TierError.earlier(ladder: ladder.name, customer: code, date: date, since: former.since)
    }
    let standing = TierStanding.overridden(former, to: tier, until: until, on: date)
    try atomically {
      let writer = try TierWriter(self, ladder, asOf: date)
      try writer.write(standing, insteadOf: former, of: id)
      try writer.note(
        TierEntry(.overridden, from: former?.tier, to: tier, effectiveOn: date, reason: reason), of: id)
      try db.cachedStatement(
        sql: """
          INSERT INTO tier_overrides (definition_id, customer_id, run_id, tier, made_on, until_on, reason, operator)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          ladder.definition, id, runID, tier, date.description, until.description, reason, operatorName,
        ])
    }
    return standing
  }

  /// Copies everybody's standing from one ladder to another that has none.
  public func copyTiers(from ladder: DefinitionVersion, to other: DefinitionVersion) throws {
    try atomically {
      try db.execute(
        sql: """
          INSERT INTO tier_standings (\(TierColumns.list), customer_id, definition_id, created_run_id, updated_run_id)
          SELECT \(TierColumns.list), customer_id, ?, ?, ? FROM tier_standings WHERE definition_id = ? ORDER BY id
          """, arguments: [other.definition, runID, runID, ladder.definition])
    }
  }

  public func tierStanding(of customer: RecordKey, on ladder: String) throws -> TierStanding? {
    let id = try tierCustomer(customer)
    return try CurrentTiers(self, self.ladder(ladder), of: id...id).standing(of: id)
  }

  public func tierStandings(of customer: RecordKey) throws -> [(ladder: String, standing: TierStanding)] {
    let id = try tierCustomer(customer)
    let sql = """
      SELECT d.name, \(TierColumns.list) FROM tier_standings s JOIN definitions d ON d.id = s.definition_id
      WHERE s.customer_id = ? ORDER BY d.name
      """
    return try statements[sql].using { statement in
      statement.bind(id, at: 1)
      var found: [(ladder: String, standing: TierStanding)] = []
      while try statement.step() {
        found.append((statement.text(0) ?? "", try TierColumns.standing(statement, from: 1)))
      }
      return found
    }
  }

  public func tier(of customer: RecordKey, on ladder: String, at date: CivilDate) throws -> String? {
    let sql = """
      SELECT to_tier FROM tier_changes WHERE customer_id = ? AND definition_id = ? AND effective_on <= ?
      ORDER BY id DESC LIMIT 1
      """
    let (id, definition) = (try tierCustomer(customer), try self.ladder(ladder))
    return try statements[sql].using { statement in
      statement.bind(id, at: 1)
      statement.bind(definition, at: 2)
      statement.bind(date.description, at: 3)
      return try statement.firstText()
    }
  }

  public func tierHistory(of customer: RecordKey, on ladder: String?, limit: Int) throws -> [TierChange] {
    let condition = try ladder.map { "AND t.definition_id = \(try self.ladder($0))" } ?? ""
    let family = "[\(try family(of: tierCustomer(customer)).map(String.init).joined(separator: ","))]"
    return try Row.fetchAll(
      db,
      sql: """
        SELECT d.name AS ladder, v.number AS version, v.file AS file, c.code AS customer, t.run_id AS run,
          r.operator AS operator, t.as_of, t.effective_on, t.kind, t.from_tier, t.to_tier, t.reason, t.evidence
        FROM tier_changes t JOIN definitions d ON d.id = t.definition_id JOIN definition_versions v ON v.id = t.version_id
          JOIN customers c ON c.id = t.customer_id JOIN runs r ON r.id = t.run_id
        WHERE t.customer_id IN (SELECT value FROM json_each(?)) \(condition) ORDER BY t.id DESC LIMIT ?
        """, arguments: [family, max(0, limit)]
    ).map(Self.change)
  }

  public func noteTiers(of customer: Int64, asOf date: CivilDate, reason: String) throws {
    try atomically {
      try db.execute(
        sql: """
          \(TierHistory.untold("t.customer_id = :customer"))
          INSERT INTO tier_changes (definition_id, version_id, customer_id, run_id, as_of, effective_on, kind, from_tier,
            to_tier, reason, evidence)
          SELECT definition_id, (SELECT max(v.id) FROM definition_versions v WHERE v.definition_id = untold.definition_id),
            customer_id, :run, :day, :effective, 'merged', told, tier, :reason, '{}' FROM untold ORDER BY definition_id
          """,
        arguments: [
          "customer": customer, "run": runID, "day": date.description,
          "effective": try date.adding(days: 1).description,
          "reason": reason,
        ])
    }
  }

  public func tierNotices(on ladder: String?) throws -> [TierNotice] {
    let condition = try ladder.map { "AND s.definition_id = \(try self.ladder($0))" } ?? ""
    return try Row.fetchAll(
      db,
      sql: """
        SELECT d.name AS ladder, c.code AS code, c.name AS name, s.tier, s.notice_on, s.due_on
        FROM tier_standings s JOIN definitions d ON d.id = s.definition_id JOIN customers c ON c.id = s.customer_id
        WHERE s.notice_on IS NOT NULL AND s.tier IS NOT NULL AND c.merged_into_id IS NULL \(condition)
        ORDER BY s.due_on, d.name, c.code
        """
    ).map { row in
      TierNotice(
        ladder: row["ladder"], customer: row["code"], customerName: row["name"], tier: row["tier"],
        noticeOn: try CivilDate(row["notice_on"] as String), dueOn: try CivilDate(row["due_on"] as String))
    }
  }

  private static func change(_ row: Row) throws -> TierChange {
    let kind: String = row["kind"]
    guard let known = TierChange.Kind(rawValue: kind) else { throw BookFileError.damaged("tier_changes", kind) }
    return TierChange(
      ladder: row["ladder"], version: row["version"], file: row["file"], customer: row["customer"], run: row["run"],
      operatorName: row["operator"], asOf: try CivilDate(row["as_of"] as String),
      effectiveOn: try CivilDate(row["effective_on"] as String), kind: known, from: row["from_tier"],
      to: row["to_tier"], reason: row["reason"], evidence: row["evidence"])
  }

  private func tierCustomer(_ key: RecordKey) throws -> Int64 {
    let customers = try entity(Entity.customers.name)
    guard let id = try id(of: key, in: customers) else { throw BookError.notFound(key, entity: customers) }
    return id
  }

  /// The definition that a ladder is, also one that is not in force any more.
  private func ladder(_ name: String) throws -> Int64 {
    let kind = "tier_policy"
    if let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM definitions WHERE name = ? AND kind = ?", arguments: [name, kind])
    {
      return id
    }
    let names = try String.fetchAll(db, sql: "SELECT name FROM definitions WHERE kind = ?", arguments: [kind])
    throw TierError.unknownLadder(name, suggestion: Suggestion.nearest(to: name, among: names))
  }
}
