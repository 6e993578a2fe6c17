public import Domain
import GRDB

/// The book as it was recorded on past days, one day after another, within a run that is taken back.
///
/// Rows that were recorded after a day go, and values that were changed since are what they were: the change record is
/// gone through backwards, and forwards again for a later day. What is looked at by no one stays as it is now.
public final class Hindsight {
  /// What is to be shown as it was, and what stays.
  public struct View: Sendable {
    /// The entities that are looked at, by their plural names; `scores` for scores of others.
    public var entities: Set<String>
    /// Entities that stay as they are now, whenever they were recorded.
    public var current: Set<String>
    /// Fields of customers that stay as they are now.
    public var currentFields: Set<String>
    /// Fields of customers, and entities, that are somebody's own from the first day on.
    public var own: Set<String>
    /// The scores that are looked at.
    public var scores: Set<String>

    /// What is to be shown.
    public init(
      entities: Set<String>, current: Set<String> = [], currentFields: Set<String> = [], own: Set<String> = [],
      scores: Set<String> = []
    ) {
      self.entities = entities
      self.current = current
      self.currentFields = currentFields
      self.own = own
      self.scores = scores
    }
  }

  /// How much of an entity was recorded too late to be seen on the day that it is dated on.
  public struct Late: Sendable, Hashable {
    /// The entity.
    public let entity: String
    /// How many rows.
    public let count: Int
    /// Whether all rows of the time are such, so that the book's record of the entity begins later.
    public let isWhole: Bool
  }

  private let session: BookSession
  private let zone: TimeZoneRule
  private let view: View
  /// Whether customers that were recorded late are there all the same.
  private var keepsCustomers = false
  /// From when on runs are not seen, as the register writes instants.
  private var end = Hindsight.never
  private var isBegun = false
  private var tables: [UInt32: InvertedTable] = [:]

  init(_ session: BookSession, _ view: View, zone: TimeZoneRule) {
    self.session = session
    self.view = view
    self.zone = zone
  }

  /// An instant after all others.
  private static let never = "~"

  /// The tables of an entity's facts that its records are made of.
  private static let parts = [
    "orders": ["orders", "order_lines", "deliveries"], "payments": ["payments", "allocations"],
  ]

  /// The day of an entity's rows, as SQL.
  private static let days = [
    "orders": "t.ordered_on", "returns": "t.returned_on", "invoices": "t.issued_on", "payments": "t.paid_on",
    "interactions": "substr(t.at, 1, 10)", "statements": "printf('%04d-12-31', t.year)",
    "acceptance_bills": "t.received_on", "securities": "coalesce(t.valid_from, '')", "credit_ratings": "t.as_of",
    "promises": "t.made_on", "scores": "t.as_of",
  ]

  /// What was recorded late for a look that goes from one day to another: after the first, though it is dated on it or
  /// before, or more than a day after its own date. Customers, who have no date, are among it where they were recorded
  /// after the first.
  public func late(from day: CivilDate, to last: CivilDate) throws -> [Late] {
    let first = instant(after: day)
    let isPruned = try hasForgotten(since: first)
    var late: [Late] = []
    for name in (view.entities.union(["customers"])).subtracting(view.current).sorted() {
      let isKnown = name == "scores" || Entity.named(name) != nil
      guard isKnown else { continue }
      let run = name == "scores" ? "run_id" : "created_run_id"
      let dated = Self.days[name] ?? "''"
      let scores =
        name == "scores" ? "AND definition_id IN (\(try definitions().map { "\($0)" }.joined(separator: ", ")))" : ""
      let row = try Row.fetchOne(
        session.db,
        sql: """
          SELECT count(*) FILTER (WHERE NOT is_late), count(*) FILTER (WHERE is_late) FROM (
            SELECT coalesce(CASE WHEN \(dated) <= ?2 THEN r.started_at >= ?1
              ELSE substr(r.started_at, 1, 10) > date(\(dated), '+1 day') END, 0) AS is_late
            FROM \(quoted(name)) t LEFT JOIN runs r ON r.id = t.\(run) WHERE \(dated) <= ?3 \(scores))
          """, arguments: [first, day.description, last.description])
      let (known, count): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
      if isPruned, known > 0 || count > 0 {
        late.append(Late(entity: name, count: count, isWhole: true))
      } else if count > 0 {
        late.append(Late(entity: name, count: count, isWhole: known == 0))
      }
    }
    if !isBegun { keepsCustomers = late.contains { $0.entity == "customers" && $0.isWhole } }
    return late
  }

  /// Shows the book as it was recorded at the end of a day.
  public func move(to day: CivilDate) throws {
    let first = instant(after: day)
    try session.trustingReferences {
      if first < end {
        try each(from: first, to: end, reversed: true) { try take($0, back: true) }
      } else if first > end {
        try each(from: end, to: first, reversed: false) { try take($0, back: false) }
      }
      for table in tables.values { try table.settle { _, _ in } }
    }
    end = first
    isBegun = true
  }

  /// When the day after one begins.
  private func instant(after day: CivilDate) -> String {
    guard let next = try? day.adding(days: 1) else { return Self.never }
    return Instant(next, in: zone).description
  }

  /// Whether the changes of a run since an instant were forgotten.
  private func hasForgotten(since first: String) throws -> Bool {
    let sql = """
      SELECT 1 FROM runs r WHERE r.started_at >= ? AND r.id < ? AND r.change_count > 0
        AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.run_id = r.id) LIMIT 1
      """
    return try session.statements[sql].using { statement in
      statement.bind(first, at: 1)
      statement.bind(session.runID, at: 2)
      return try statement.firstInteger() != nil
    }
  }

  private func definitions() throws -> [Int64] {
    try view.scores.sorted().compactMap { name in
      try Int64.fetchOne(session.db, sql: "SELECT id FROM definitions WHERE name = ?", arguments: [name])
    }
  }

  /// The chunks of the runs of a time in the order in which they were written, or the other way round.
  private func each(from first: String, to end: String, reversed: Bool, _ visit: (ChangeChunk) throws -> Void) throws {
    let sql = """
      SELECT table_id, body FROM changes
      WHERE run_id IN (SELECT id FROM runs WHERE started_at >= ? AND started_at < ?) ORDER BY id \(reversed ? "DESC" : "")
      """
    try session.statements[sql].using { statement in
      statement.bind(first, at: 1)
      statement.bind(end, at: 2)
      while try statement.step() { try visit(try session.chunk(statement)) }
    }
  }

  // MARK: One chunk

  private func take(_ chunk: ChangeChunk, back: Bool) throws {
    guard let name = entity(of: chunk.table) else { return }
    if name == "scores" { return try takeScores(chunk, back: back) }
    if !back, view.own.contains(name) { return }
    let table = try inverted(chunk.table)
    let isCustomers = name == Entity.customers.name
    try chunk.forEach(reversed: back) { change in
      var change = back ? change : change.inverse
      if isCustomers {
        // As an inverse, a customer's going is what its coming was.
        if change.operation == .insert && back || change.operation == .delete && !back {
          if keepsCustomers { return }
        }
        if change.operation == .update {
          let kept = back ? view.currentFields : view.currentFields.union(view.own)
          change = change.without { kept.contains(chunk.table.columns[$0].label) }
          if change.columns.isEmpty { return }
        }
      }
      _ = try table.invert(change)
    }
  }

  /// The entity that a table holds facts of, where it is to be shown as it was.
  private func entity(of table: LoggedTable) -> String? {
    if table.name == "scores" {
      return view.entities.contains("scores") && !view.current.contains("scores") ? "scores" : nil
    }
    guard let own = table.entity?.name else { return nil }
    let name = Self.parts.first { $0.value.contains(own) }?.key ?? own
    guard name == Entity.customers.name || view.entities.contains(name), !view.current.contains(name) else {
      return nil
    }
    return name
  }

  /// Scores are only ever added, and the log knows no more of one than its key: they are put aside.
  private func takeScores(_ chunk: ChangeChunk, back: Bool) throws {
    let known = try definitions().map { "\($0)" }.joined(separator: ", ")
    if back {
      try session.db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS later_scores AS SELECT * FROM scores WHERE 0")
    }
    let (from, to) = back ? ("main.scores", "temp.later_scores") : ("temp.later_scores", "main.scores")
    try chunk.forEach { change in
      for sql in [
        "INSERT INTO \(to) SELECT * FROM \(from) WHERE id = ? AND definition_id IN (\(known))",
        "DELETE FROM \(from) WHERE id = ? AND definition_id IN (\(known))",
      ] {
        try session.statements[sql].using { statement in
          statement.bind(change.key, at: 1)
          _ = try session.recording { try statement.run() }
        }
      }
    }
  }

  private func inverted(_ logged: LoggedTable) throws -> InvertedTable {
    if let known = tables[logged.tracked.id] { return known }
    let table = InvertedTable(logged, session)
    tables[logged.tracked.id] = table
    return table
  }
}

extension StoredChange {
  /// The change the other way round: what takes it back is what it was.
  var inverse: StoredChange {
    let operation: Operation =
      switch self.operation {
      case .insert: .delete
      case .update: .update
      case .delete: .insert
      }
    return StoredChange(
      operation: operation, key: key, columns: columns.map { Column(id: $0.id, old: $0.new, new: $0.old) })
  }

  /// The change of other columns only.
  func without(_ isLeftOut: (Int) -> Bool) -> StoredChange {
    StoredChange(operation: operation, key: key, columns: columns.filter { !isLeftOut($0.id) })
  }
}

extension BookSession {
  /// The book as it was recorded on past days.
  public func hindsight(_ view: Hindsight.View, zone: TimeZoneRule) -> Hindsight { Hindsight(self, view, zone: zone) }

  /// Does something and takes all of it back.
  public func takingBack<Result>(_ body: () throws -> Result) throws -> Result {
    var result: Result?
    do {
      try atomically {
        result = try body()
        throw TakenBack()
      }
    } catch is TakenBack {}
    guard let result else { throw TakenBack() }
    return result
  }

  private struct TakenBack: Error {}

  /// Notes from now on which fields of customers scripts read.
  public func noteReading() throws -> ReadFields {
    let fields = ReadFields(try entity(Entity.customers.name))
    reading = fields
    try forgetSchema()
    return fields
  }
}
