import Domain
import GRDB

/// A table on its way back.
///
/// SQLite checks unique values row by row, so that two rows that swap them cannot go back one after the other. A row whose
/// value is still taken goes to a table aside, without constraints, where the rest of its changes are taken back too; at
/// home it keeps its place, under stand-ins for unique values, for the sake of rows that refer to it. In the end every
/// row that the run touched is in place or aside, so rows come home in any order, and a value that is taken then belongs
/// to a row that the run has nothing to do with.
final class InvertedTable {
  let logged: LoggedTable
  private let session: BookSession
  private var lastPlan: Plan?
  private var plans: [Plan.Key: Plan] = [:]
  private var hasAside = false

  init(_ logged: LoggedTable, _ session: BookSession) {
    self.logged = logged
    self.session = session
  }

  /// Takes a change back; false where the row is not as the change left it.
  func invert(_ change: StoredChange) throws -> Bool {
    if hasAside, try isAside(change.key) {
      if change.operation == .insert { try execute("DELETE FROM \(home) WHERE id = ?", change.key) }
      return try run(change, aside: true)
    }
    do {
      return try session.recording { try run(change, aside: false) }
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
      try moveAside(change.key)
      return try run(change, aside: true)
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY {
      return false
    }
  }

  /// Brings the rows home that went aside. One that cannot is told with the row that has its value.
  func settle(taken: (_ key: Int64, _ holder: Int64) throws -> Void) throws {
    guard hasAside else { return }
    try session.statements["SELECT id FROM \(aside) ORDER BY id"].using { keys in
      while try keys.step() {
        guard let key = keys.integer(0) else { continue }
        do {
          if try execute(homecoming, key) == 0 {
            try execute("INSERT INTO \(home) SELECT * FROM \(aside) WHERE id = ?", key)
          }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
          guard let holder = try holder(of: key) else { throw error }
          try taken(key, holder)
        }
      }
    }
    try session.db.execute(sql: "DROP TABLE \(aside)")
    hasAside = false
  }

  /// What keeps a change from being taken back.
  func obstacle(to change: StoredChange) throws -> UndoConflict.Reason {
    if change.operation == .delete { return .present }
    for column in change.columns {
      let name = quoted(logged.columns[column.id].name)
      let isSame = try session.statements["SELECT \(name) IS ?2 FROM \(home) WHERE id = ?1"].using { statement in
        statement.bind(change.key, at: 1)
        statement.bind(column.new, at: 2)
        return try statement.firstInteger()
      }
      if isSame == 0 { return .changed(field: logged.columns[column.id].label) }
      if isSame == nil { return .gone }
    }
    // What was added to the table since is all that is left.
    let known = Set(change.columns.map(\.id))
    let later = logged.columns.indices.first { logged.columns[$0].isFact && !known.contains($0) }
    return later.map { .changed(field: logged.columns[$0].label) } ?? .gone
  }

  // MARK: Statements

  /// The statement that takes back changes of one kind to the same columns. Its parameters are the key, the present run,
  /// the old values, the new values.
  private struct Plan {
    struct Column: Hashable {
      let id: Int
      /// Whether the value that the change left, or the row that it took away had, is known to be null: most are, and
      /// SQLite is quicker where it knows.
      let isNull: Bool
    }

    struct Key: Hashable {
      let operation: StoredChange.Operation
      let aside: Bool
      let columns: [Column]
    }

    let key: Key
    let statement: PreparedStatement

    func fits(_ change: StoredChange, aside: Bool, knowingNulls: Bool) -> Bool {
      guard key.operation == change.operation, key.aside == aside, key.columns.count == change.columns.count else {
        return false
      }
      for place in key.columns.indices {
        let (known, column) = (key.columns[place], change.columns[place])
        if known.id != column.id || known.isNull != (knowingNulls && column.leftNull) { return false }
      }
      return true
    }
  }

  /// How many statements of a table know where null is. Rows of more kinds than that share those that do not.
  private static let planLimit = 50

  private func run(_ change: StoredChange, aside: Bool) throws -> Bool {
    let plan = try plan(change, aside: aside)
    let statement = plan.statement
    statement.bind(change.key, at: 1)
    statement.bind(session.runID, at: 2)
    for (place, column) in change.columns.enumerated() {
      let isKnown = plan.key.columns[place].isNull
      if change.operation == .update || change.operation == .delete && !isKnown {
        statement.bind(column.old, at: 3 + place)
      }
      if change.operation != .delete, !isKnown { statement.bind(column.new, at: 3 + change.columns.count + place) }
    }
    return try statement.run() == 1
  }

  private func plan(_ change: StoredChange, aside: Bool) throws -> Plan {
    let knowsNulls = plans.count < Self.planLimit
    if let lastPlan, lastPlan.fits(change, aside: aside, knowingNulls: knowsNulls) { return lastPlan }
    let columns = change.columns.map { Plan.Column(id: $0.id, isNull: knowsNulls && $0.leftNull) }
    let key = Plan.Key(operation: change.operation, aside: aside, columns: columns)
    let plan = try plans[key] ?? Plan(key: key, statement: PreparedStatement(session.db, sql(key)))
    plans[key] = plan
    lastPlan = plan
    return plan
  }

  private func sql(_ key: Plan.Key) -> String {
    let place = key.aside ? aside : home
    let names = key.columns.map { quoted(logged.columns[$0.id].name) }
    func old(_ place: Int) -> String { "?\(3 + place)" }
    func new(_ place: Int) -> String { key.columns[place].isNull ? "NULL" : "?\(3 + names.count + place)" }
    let same = names.enumerated().map { " AND \($1) IS \(new($0))" }.joined()
    let stamps = ["created_run_id", "updated_run_id"].filter { logged.column($0) != nil }
    switch key.operation {
    case .insert:
      // Columns that are younger than the row must still be empty, unless only the key was logged.
      let younger =
        key.columns.isEmpty
        ? []
        : logged.columns.indices.filter { place in
          logged.columns[place].isFact && !key.columns.contains { $0.id == place }
        }
      let untouched = younger.map { " AND \(quoted(logged.columns[$0].name)) IS (\(logged.columns[$0].initial))" }
        .joined()
      return "DELETE FROM \(place) WHERE id = ?1\(same)\(untouched)"
    case .update:
      let stamp = stamps.contains("updated_run_id") ? ["updated_run_id = ?2"] : []
      let sets = names.enumerated().map { "\($1) = \(old($0))" } + stamp
      return "UPDATE \(place) SET \(sets.joined(separator: ", ")) WHERE id = ?1\(same)"
    case .delete:
      let columns = ["id"] + names + stamps
      let values =
        ["?1"] + names.indices.map { key.columns[$0].isNull ? "NULL" : old($0) } + stamps.map { _ in "?2" }
      return "INSERT INTO \(place) (\(columns.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))"
    }
  }

  // MARK: Aside

  private var home: String { quoted(logged.name) }
  private var aside: String { quoted("undo_\(logged.name)") }

  private func isAside(_ key: Int64) throws -> Bool {
    try session.statements["SELECT id FROM \(aside) WHERE id = ?"].using { statement in
      statement.bind(key, at: 1)
      return try statement.firstInteger() != nil
    }
  }

  private func moveAside(_ key: Int64) throws {
    if !hasAside {
      let columns = logged.columns.map { $0.name == "id" ? "id INTEGER PRIMARY KEY" : quoted($0.name) }
      try session.db.execute(sql: "CREATE TABLE \(aside) (\(columns.joined(separator: ", ")))")
      hasAside = true
    }
    try execute("INSERT INTO \(aside) SELECT * FROM \(home) WHERE id = ?", key)
    try execute("UPDATE \(home) SET \(standIns) WHERE id = ?1", key)
  }

  /// A value for one column of each unique key that no other row has.
  private var standIns: String {
    let columns = Set(logged.uniqueKeys.compactMap(\.last)).sorted()
    return columns.map { name in
      let isText = logged.columns.contains { $0.name == name && $0.isText }
      return "\(quoted(name)) = \(isText ? "'\u{7F}undo ' || id" : "-4611686018427387904 - id")"
    }.joined(separator: ", ")
  }

  /// Gives a row at home the values that it has aside.
  private var homecoming: String {
    let names = logged.columns.filter { $0.name != "id" }.map { quoted($0.name) }.joined(separator: ", ")
    return "UPDATE \(home) SET (\(names)) = (SELECT \(names) FROM \(aside) a WHERE a.id = ?1) WHERE id = ?1"
  }

  /// The row that has a value which a row aside must have alone.
  private func holder(of key: Int64) throws -> Int64? {
    for columns in logged.uniqueKeys {
      let same = columns.map { "h.\(quoted($0)) = a.\(quoted($0))" }.joined(separator: " AND ")
      let sql = "SELECT h.id FROM \(aside) a JOIN \(home) h ON \(same) AND h.id <> a.id WHERE a.id = ?"
      let holder = try session.statements[sql].using { statement in
        statement.bind(key, at: 1)
        return try statement.firstInteger()
      }
      if let holder { return holder }
    }
    return nil
  }

  @discardableResult
  private func execute(_ sql: String, _ key: Int64) throws -> Int {
    try session.statements[sql].using { statement in
      statement.bind(key, at: 1)
      return try session.recording { try statement.run() }
    }
  }
}
