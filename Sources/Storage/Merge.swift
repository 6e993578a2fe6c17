public import Domain
import GRDB

extension BookSession {
  public func merge(_ from: RecordKey, into: RecordKey, _ choices: MergeChoices) throws -> Int64 {
    let entity = try entity(Entity.customers.name)
    guard let ending = try ownID(of: from, in: entity) else { throw BookError.notFound(from, entity: entity) }
    guard let staying = try id(of: into, in: entity) else { throw BookError.notFound(into, entity: entity) }
    if let target = try mergedInto(ending) { throw MergeError.merged(try code(of: ending), into: try code(of: target)) }
    guard ending != staying else { throw MergeError.itself(try code(of: ending)) }
    try atomically {
      let merge = try Merge(self, from: ending, into: staying, choices)
      try merge.settleFields(of: entity)
      let hold = try merge.stricterHold()
      try merge.settleCollisions()
      try merge.keep(hold)
      try merge.moveRecords()
      try merge.movePoints()
      try merge.moveTiers()
      try merge.set("merged_into_id", of: ending, in: entity.name, to: staying.databaseValue)
    }
    return staying
  }

  private func mergedInto(_ id: Int64) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT merged_into_id FROM customers WHERE id = ?", arguments: [id])
  }

  /// Sets one column, whatever its table.
  func set(_ column: String, of row: Int64, in table: String, to value: DatabaseValue) throws {
    let isStamped = try db.columns(in: table).contains { $0.name == "updated_run_id" }
    let stamp = isStamped ? ", updated_run_id = \(runID)" : ""
    try db.cachedStatement(sql: "UPDATE \(quoted(table)) SET \(quoted(column)) = ?\(stamp) WHERE id = ?")
      .execute(arguments: [value, row])
  }

  func code(of customer: Int64) throws -> String {
    try String.fetchOne(db, sql: "SELECT code FROM customers WHERE id = ?", arguments: [customer]) ?? "#\(customer)"
  }
}

/// A merge under way. Whatever it changes is noted value by value, so that it can be taken back.
private final class Merge {
  private let session: BookSession
  private let from: Int64
  private let into: Int64
  private let choices: MergeChoices
  private let id: Int64
  /// Records that stay under the code that ends, by table.
  private var staying: [String: [Int64]] = [:]

  init(_ session: BookSession, from: Int64, into: Int64, _ choices: MergeChoices) throws {
    self.session = session
    self.from = from
    self.into = into
    self.choices = choices
    try session.db.execute(
      sql: "INSERT INTO merges (from_id, into_id, created_run_id, updated_run_id) VALUES (?, ?, ?, ?)",
      arguments: [from, into, session.runID, session.runID])
    id = session.db.lastInsertedRowID
  }

  // MARK: Fields

  func settleFields(of entity: Entity) throws {
    for name in choices.winners.keys.sorted() where entity.field(name) == nil {
      throw BookError.unknownField(name, entity: entity)
    }
    if choices.winners["code"] != nil { throw MergeError.ownCode }
    let currencies = (
      from: try session.currency(of: from, in: entity), into: try session.currency(of: into, in: entity)
    )
    let currencySide = choices.winners["currency"] ?? .into
    for field in entity.fields where field.name != "code" {
      var side = choices.winners[field.name]
      if case .money = field.kind, currencies.from != currencies.into {
        guard side == nil || side == currencySide else {
          throw MergeError.currency(field: field.name, from: currencies.from.code, into: currencies.into.code)
        }
        side = currencySide
      }
      try settle(field, in: entity, side)
    }
  }

  private func settle(_ field: Field, in entity: Entity, _ side: MergeChoices.Side?) throws {
    let table = field.isCustom ? CustomFieldTable.name(for: entity) : entity.name
    let here = try value(of: field.column, of: into, in: table)
    let there = try value(of: field.column, of: from, in: table)
    var chosen =
      switch side {
      case .from: there
      case .into: here
      case nil: here.isNull ? there : here
      }
    // Nobody refers himself, which the one would after it referred the other.
    if field.kind == .reference(entity.name), [from, into].map(\.databaseValue).contains(chosen) { chosen = .null }
    try set(field.column, of: into, in: table, to: chosen)
  }

  // MARK: Records

  /// Finds records that both customers have by the same key, and lets the winner's count.
  func settleCollisions() throws {
    var labels: [String] = []
    var total = 0
    for entity in Entity.all where entity.naturalKey.contains("customer") {
      let key = entity.naturalKey.compactMap(entity.field).filter { $0.name != "customer" }.map { quoted($0.column) }
      let same = (["1"] + key.map { "a.\($0) IS b.\($0)" }).joined(separator: " AND ")
      let label = (["''"] + key.map { "a.\($0)" }).joined(separator: " || ' ' || ")
      let rows = try Row.fetchAll(
        session.db,
        sql: """
          SELECT a.id AS ours, min(b.id) AS theirs, ltrim(\(label)) AS label
          FROM \(quoted(entity.name)) a JOIN \(quoted(entity.name)) b ON b.customer_id = ? AND \(same)
          WHERE a.customer_id = ? GROUP BY a.id ORDER BY a.id
          """, arguments: [into, from])
      total += rows.count
      labels += rows.prefix(max(0, 20 - labels.count)).map { "\(entity.name) \($0["label"] as String? ?? "")" }
      staying[entity.name] = rows.map { $0["ours"] }
      guard choices.collisions == .from else { continue }
      var written: Set<Int64> = []
      for row in rows where written.insert(row["theirs"]).inserted {
        try copy(entity, from: row["ours"], to: row["theirs"])
      }
    }
    guard total == 0 || choices.collisions != nil else { throw MergeError.collisions(labels, total: total) }
  }

  // MARK: Credit and tiers

  /// The stricter of two holds, where both customers have a profile.
  func stricterHold() throws -> (profile: Int64, hold: DatabaseValue)? {
    let holds = try Row.fetchAll(
      session.db, sql: "SELECT id, customer_id, hold FROM credit_profiles WHERE customer_id IN (?, ?)",
      arguments: [from, into])
    guard holds.count == 2, let kept = holds.first(where: { $0["customer_id"] == into }) else { return nil }
    let strictest = holds.max { Self.severity(of: $0) < Self.severity(of: $1) } ?? kept
    return (kept["id"], Self.severity(of: strictest) > Self.severity(of: kept) ? strictest["hold"] : kept["hold"])
  }

  private static func severity(of row: Row) -> Int {
    CreditProfile.Hold.allCases.firstIndex { $0.rawValue == row["hold"] as String? } ?? 0
  }

  /// No choice of whose profile counts lets a hold slip.
  func keep(_ hold: (profile: Int64, hold: DatabaseValue)?) throws {
    guard let hold else { return }
    try set("hold", of: hold.profile, in: Entity.creditProfiles.name, to: hold.hold)
  }

  /// Moves standings on ladders where the customer that stays has none; elsewhere it keeps its own.
  func moveTiers() throws {
    let own = try Int64.fetchAll(
      session.db,
      sql: """
        SELECT id FROM tier_standings WHERE customer_id = ?
          AND definition_id IN (SELECT definition_id FROM tier_standings WHERE customer_id = ?)
        """, arguments: [from, into])
    try move("customer_id", in: "tier_standings", keeping: own)
  }

  /// Gives a record the values of another, its key apart.
  private func copy(_ entity: Entity, from source: Int64, to target: Int64) throws {
    for field in try session.entity(entity.name).fields where !entity.naturalKey.contains(field.name) {
      let table = field.isCustom ? CustomFieldTable.name(for: entity) : entity.name
      try set(field.column, of: target, in: table, to: value(of: field.column, of: source, in: table))
    }
  }

  /// Moves whatever refers to the customer that ends.
  func moveRecords() throws {
    for entity in Entity.all {
      for field in entity.fields where field.kind == .reference(Entity.customers.name) {
        let kept = (staying[entity.name] ?? []) + (entity.name == Entity.customers.name ? [into] : [])
        try move(field.column, in: entity.name, keeping: field.name == "customer" ? kept : kept.filter { $0 == into })
      }
    }
  }

  /// Moves points with their history: what was earned, spent and owed is from then on the other's.
  func movePoints() throws {
    try refuseOtherUnits()
    for table in ["point_movements", "point_lots", "reward_events"] {
      try session.db.execute(
        sql: """
          INSERT INTO merge_changes (merge_id, table_name, row_id, column_name, old, new, created_run_id, updated_run_id)
          SELECT ?, ?, id, 'customer_id', ?, ?, ?, ? FROM \(table) WHERE customer_id = ? ORDER BY id
          """, arguments: [id, table, from, into, session.runID, session.runID, from])
      try session.db.execute(
        sql: "UPDATE \(table) SET customer_id = ? WHERE customer_id = ?", arguments: [into, from])
    }
    try session.refreshPoints(of: [from, into])
  }

  private func refuseOtherUnits() throws {
    let wallet = try String.fetchOne(
      session.db,
      sql: """
        SELECT a.wallet FROM point_balances a JOIN point_balances b ON b.wallet = a.wallet
        WHERE a.customer_id = ? AND b.customer_id = ? AND a.currency IS NOT b.currency
        """, arguments: [from, into])
    if let wallet { throw PointsError.otherUnit(wallet: wallet, customer: try session.code(of: into)) }
  }

  private func move(_ column: String, in table: String, keeping kept: [Int64]) throws {
    let condition = "\(quoted(column)) = ? AND id NOT IN (SELECT value FROM json_each(?))"
    let list = "[\(kept.map(String.init).joined(separator: ","))]"
    try session.db.execute(
      sql: """
        INSERT INTO merge_changes (merge_id, table_name, row_id, column_name, old, new, created_run_id, updated_run_id)
        SELECT ?, ?, id, ?, \(quoted(column)), ?, ?, ? FROM \(quoted(table)) WHERE \(condition) ORDER BY id
        """, arguments: [id, table, column, into, session.runID, session.runID, from, list])
    try session.db.execute(
      sql: "UPDATE \(quoted(table)) SET \(quoted(column)) = ?, updated_run_id = ? WHERE \(condition)",
      arguments: [into, session.runID, from, list])
  }

  // MARK: Values

  /// Sets a value where it differs, and notes both. A row of custom fields is added where there is none.
  func set(_ column: String, of row: Int64, in table: String, to new: DatabaseValue) throws {
    let old = try value(of: column, of: row, in: table)
    guard old != new else { return }
    let exists =
      try Int64.fetchOne(session.db, sql: "SELECT id FROM \(quoted(table)) WHERE id = ?", arguments: [row]) != nil
    if !exists {
      try session.db.execute(sql: "INSERT INTO \(quoted(table)) (id) VALUES (?)", arguments: [row])
      try note("id", of: row, in: table, old: .null, new: row.databaseValue)
    }
    try session.set(column, of: row, in: table, to: new)
    try note(column, of: row, in: table, old: old, new: new)
  }

  private func note(_ column: String, of row: Int64, in table: String, old: DatabaseValue, new: DatabaseValue) throws {
    try session.db.cachedStatement(
      sql: """
        INSERT INTO merge_changes (merge_id, table_name, row_id, column_name, old, new, created_run_id, updated_run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [id, table, row, column, old, new, session.runID, session.runID])
  }

  private func value(of column: String, of row: Int64, in table: String) throws -> DatabaseValue {
    try DatabaseValue.fetchOne(
      session.db.cachedStatement(sql: "SELECT \(quoted(column)) FROM \(quoted(table)) WHERE id = ?"), arguments: [row])
      ?? .null
  }
}
