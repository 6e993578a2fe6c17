import Domain
import GRDB

extension BookSession {
  /// Takes back what a run changed, as changes of the present run. Where a customer is named, only rows that belong to
  /// that customer. Refused, naming the rows, where something changed since: then the transaction must be taken back.
  ///
  /// - Returns: how many changes were taken back.
  public func undo(run id: Int64, customer: String? = nil) throws -> Int {
    let record = try run(id)
    if let by = record.undoneBy { throw RunError.undone(id, by: by) }
    if let whole = try whole(of: record), let by = try run(whole).undoneBy { throw RunError.undone(whole, by: by) }
    if try isHeldByOther(id) { throw RunError.running(id) }
    let parts = try parts(ofRun: id)
    guard record.changeCount > 0 else { throw RunError.nothingToUndo(id, record.end.outcome) }
    guard record.keepsChanges else { throw RunError.pruned(id) }
    let undo = Undo(
      self, run: id, parts: parts.map(\.id), scope: try customer.map { try UndoScope(customer: $0, run: id, self) })
    // Rows come back in the order of the log, so that references hold at the end only.
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    defer { try? db.execute(sql: "PRAGMA defer_foreign_keys = OFF") }
    // Within a savepoint SQLite would keep a copy of every page that changes, in memory, and walk through all of them
    // after each row. What a run did besides its parts, it did after them. Parts that were taken back stay so.
    for run in [id] + parts.filter({ $0.undoneBy == nil }).map(\.id).reversed() {
      try forEachOwnChunk(ofRun: run, reversed: true) { try undo.invert($0) }
    }
    try undo.finish()
    if let customer, undo.count == 0 { throw RunError.nothingOfCustomer(id, customer) }
    return undo.count
  }

  /// The run that a part belongs to, also of what took a part back or brought it back: while the whole is undone, its
  /// parts stay as they are.
  private func whole(of record: RunRecord) throws -> Int64? {
    var origin = record
    while let undone = origin.start.undoes, undone < origin.id { origin = try run(undone) }
    return origin.start.parent
  }
}

/// The inverse of a run, row by row, from the last change to the first.
private final class Undo {
  /// How many changes were taken back.
  private(set) var count = 0
  private let session: BookSession
  private let run: Int64
  private let parts: Set<Int64>
  private let scope: UndoScope?
  private let description: ChangeDescription
  private var tables: [UInt32: InvertedTable] = [:]
  /// The custom fields that there were before definitions were taken back, by the table of their values.
  private var fields: [(entity: Entity, table: LoggedTable, fields: [Field])] = []
  private var conflicts: [UndoConflict] = []
  private var conflictCount = 0
  /// The cached balances of points that are to be worked out anew.
  private var balances: Set<BookSession.PointBalanceKey> = []

  /// How many conflicts are told.
  private static let sampleSize = 20

  init(_ session: BookSession, run: Int64, parts: [Int64], scope: UndoScope?) {
    self.session = session
    self.run = run
    self.parts = Set(parts)
    self.scope = scope
    description = ChangeDescription(session)
  }

  func invert(_ chunk: ChangeChunk) throws {
    let table = try inverted(chunk.table)
    if chunk.table.name == "custom_fields", fields.isEmpty { try noteFields() }
    try chunk.forEach(reversed: true) { change in
      if let scope, try !scope.covers(change, in: chunk.table) { return }
      if let later = try successor(of: change.key, in: chunk.table.name) {
        return try conflict(change.key, in: chunk.table, by: later, in: chunk.table) {
          (try description.name(of: change, in: chunk.table), .followed)
        }
      }
      if try invert(change, in: table) {
        count += 1
      } else {
        try conflict(change.key, in: chunk.table, by: change.key, in: chunk.table) {
          (try description.name(of: change, in: chunk.table), try table.obstacle(to: change))
        }
      }
    }
  }

  private func invert(_ change: StoredChange, in table: InvertedTable) throws -> Bool {
    guard table.logged.name == "point_movements" else { return try table.invert(change) }
    if let before = try session.balanceKey(ofMovement: change.key) { balances.insert(before) }
    let isInverted = try table.invert(change)
    if let after = try session.balanceKey(ofMovement: change.key) { balances.insert(after) }
    return isInverted
  }

  /// The row of a history that stands on one, written by another run.
  private func successor(of key: Int64, in table: String) throws -> Int64? {
    switch table {
    case "scores": try session.scoreAfter(key, notOf: run)
    case "tier_changes": try session.tierChangeAfter(key, notOf: run)
    case "credit_changes": try session.creditChangeAfter(key, notOf: run)
    case "group_limits": try session.groupLimitAfter(key, notOf: run)
    default: nil
    }
  }

  /// Puts rows in place that had to wait for each other, and refuses what would leave the book untrue.
  func finish() throws {
    for table in tables.values.sorted(by: { $0.logged.tracked.id < $1.logged.tracked.id }) {
      try table.settle { key, holder in
        try conflict(key, in: table.logged, by: holder, in: table.logged) {
          (
            try description.name(ofDisplaced: key, in: table.logged),
            .taken(by: try description.name(of: holder, in: table.logged))
          )
        }
      }
    }
    try findTornPoints()
    try findValuesWithoutField()
    if conflictCount == 0 { try findOrphans() }
    if conflictCount > 0 { throw RunError.conflicts(run, conflicts, total: conflictCount) }
    // What others have allocated since stands on what goes back.
    if tables.values.contains(where: { ["allocations", "invoices", "payments"].contains($0.logged.name) }) {
      try session.checkAllocations()
    }
  }

  private func noteFields() throws {
    for entity in Entity.all {
      guard let tracked = TrackedTable.named(CustomFieldTable.name(for: entity)),
        try session.db.tableExists(tracked.name)
      else { continue }
      fields.append((entity, try session.loggedTable(tracked), try session.customFields(of: entity)))
    }
  }

  /// Values that came later may be of a custom field that goes.
  private func findValuesWithoutField() throws {
    for (entity, table, fields) in fields {
      let left = Set(try session.customFields(of: entity).map(\.name))
      for field in fields where !left.contains(field.name) {
        let keys = try Int64.fetchCursor(
          session.db,
          sql: "SELECT id FROM \(quoted(table.name)) WHERE \(quoted(field.column)) IS NOT NULL ORDER BY id")
        while let key = try keys.next() {
          try conflict(key, in: table, by: key, in: table) {
            (try description.name(of: key, in: table), .changed(field: field.name))
          }
        }
      }
    }
  }

  /// Works balances of points out anew. Points that one customer has used of another's, and half a transfer, stand in the
  /// way.
  private func findTornPoints() throws {
    for balance in balances { try session.refresh(balance) }
    guard !balances.isEmpty, let lots = TrackedTable.named("point_lots"),
      let movements = TrackedTable.named("point_movements")
    else { return }
    for customer in Set(balances.map(\.customer)).sorted() {
      for lot in try session.lotsUsedByOthers(of: customer) {
        let table = try session.loggedTable(lots)
        try conflict(lot, in: table, by: lot, in: table) {
          (try description.name(of: lot, in: table), .changed(field: "remaining"))
        }
      }
      for half in try session.halfTransfers(of: customer) {
        let table = try session.loggedTable(movements)
        try conflict(half, in: table, by: half, in: table) { (try description.name(of: half, in: table), .gone) }
      }
    }
  }

  /// Rows that came later may refer to a row that goes.
  private func findOrphans() throws {
    try session.forEachOrphan { key, table, target in
      try conflict(key, in: table, by: key, in: table) {
        (
          try description.name(of: key, in: table),
          .refers(to: try target.map { try description.name(of: $0.key, in: $0.table) } ?? "")
        )
      }
    }
  }

  /// Notes a row that stands in the way, and the run after this one whose values the row that is to blame has.
  private func conflict(
    _ key: Int64, in table: LoggedTable, by culprit: Int64, in other: LoggedTable,
    describe: () throws -> (String, UndoConflict.Reason)
  ) throws {
    conflictCount += 1
    guard conflicts.count < Self.sampleSize else { return }
    let (row, reason) = try describe()
    var newest: Int64?
    var standing: Int64?
    try session.forEachChange(of: culprit, in: other.name, since: run) { later, change, table in
      if parts.contains(later) { return true }
      if case .changed(let field) = reason, !change.columns.contains(where: { table.columns[$0.id].label == field }) {
        return true
      }
      newest = newest ?? later
      guard try stands(later) else { return true }
      standing = later
      return false
    }
    conflicts.append(UndoConflict(row: row, reason: reason, laterRun: standing ?? newest))
  }

  /// Whether the values that a later run wrote are its own and were not taken back.
  private func stands(_ later: Int64) throws -> Bool {
    let record = try session.run(later)
    if record.undoneBy != nil || (record.start.undoes ?? 0) > run { return false }
    return try record.start.parent.map(stands) ?? true
  }

  private func inverted(_ logged: LoggedTable) throws -> InvertedTable {
    if let known = tables[logged.tracked.id] { return known }
    let table = InvertedTable(logged, session)
    tables[logged.tracked.id] = table
    return table
  }
}
