import Domain
import GRDB

/// Makes changes again that were taken back, row by row, from the first to the last.
///
/// To make a change again is to take its inverse back. A row that is no longer as the change found it stands in the way.
final class Replay {
  private let session: BookSession
  /// The run by which the changes were made.
  private let run: Int64
  private let description: ChangeDescription
  private var targets: [UInt32: Target] = [:]
  private var rowCount = 0
  private var conflicts: [UndoConflict] = []
  private var conflictCount = 0
  /// How many of them are new rows whose numbers have gone to others.
  private var takenNumberCount = 0
  /// The cached balances of points that are to be worked out anew.
  private var balances: Set<BookSession.PointBalanceKey> = []
  /// What is to be looked at again once all is in place, since others may have changed what it stands on.
  private var documents: [(table: String, key: Int64)] = []
  private var ownedRows: [(key: Int64, table: LoggedTable, customer: Int64)] = []
  private var endedCustomers: Set<Int64> = []

  /// How many conflicts are told.
  private static let sampleSize = 20

  init(_ session: BookSession, _ gathered: GatheredChanges) {
    self.session = session
    run = gathered.run
    description = ChangeDescription(session, of: gathered)
  }

  /// A table, and what of its columns is looked at in each row.
  private struct Target {
    let table: InvertedTable
    let run: Int?
    let isOfMovements: Bool
    let isRuled: Bool
    /// Of customers: whom one was merged into.
    let merged: Int?
    /// Of an entity with an owner: the customer.
    let customer: Int?

    init(_ logged: LoggedTable, _ session: BookSession) {
      table = InvertedTable(logged, session)
      run = logged.column("run_id")
      isOfMovements = logged.name == "point_movements"
      isRuled = Replay.ruledTables.contains(logged.name)
      merged = logged.name == Entity.customers.name ? logged.column("merged_into_id") : nil
      customer = logged.entity == nil ? nil : logged.column("customer_id")
    }
  }

  private static let ruledTables: Set<String> = ["allocations", "deliveries", "invoices", "order_lines", "payments"]

  /// How many rows are made between two looks at whether they are still wanted.
  private static let stride = 64

  func make(_ chunk: ChangeChunk) throws {
    let target = targets[chunk.table.tracked.id] ?? Target(chunk.table, session)
    targets[chunk.table.tracked.id] = target
    try chunk.forEach { change in
      rowCount += 1
      if rowCount % Self.stride == 0 { try session.checkStop() }
      let inverse = change.inverted(replacingRun: run, in: target.run, with: session.runID)
      if target.isOfMovements, let before = try session.balanceKey(ofMovement: change.key) { balances.insert(before) }
      if try !target.table.invert(inverse) {
        if inverse.operation == .delete { takenNumberCount += 1 }
        try conflict(change.key, in: chunk.table, try obstacle(to: inverse, in: target.table)) {
          try description.name(of: change, in: chunk.table)
        }
      }
      if target.isOfMovements, let after = try session.balanceKey(ofMovement: change.key) { balances.insert(after) }
      note(change, target)
    }
  }

  private func note(_ change: StoredChange, _ target: Target) {
    if target.isRuled, change.operation != .delete { documents.append((target.table.logged.name, change.key)) }
    func new(_ place: Int?) -> Int64? {
      guard let place else { return nil }
      return change.columns.first { $0.id == place }?.new.integer
    }
    if new(target.merged) != nil { endedCustomers.insert(change.key) }
    if let customer = new(target.customer) { ownedRows.append((change.key, target.table.logged, customer)) }
  }

  /// Refuses what the rules of documents would have refused, had the others' changes been there.
  private func checkDocuments() throws {
    for (table, key) in documents {
      switch table {
      case "payments":
        try session.checkDebtor("a.payment_id", key)
        try session.checkPayment(key)
      case "invoices":
        try session.checkDebtor("a.invoice_id", key)
        try session.checkInvoice(key)
      case "allocations":
        try session.checkDebtor("a.id", key)
        let row = try Row.fetchOne(
          session.db.cachedStatement(sql: "SELECT payment_id, invoice_id FROM allocations WHERE id = ?"),
          arguments: [key])
        guard let row else { continue }
        if let payment = row["payment_id"] as Int64? { try session.checkPayment(payment) }
        if let invoice = row["invoice_id"] as Int64? { try session.checkInvoice(invoice) }
      default: try session.checkCurrency(of: table, "id", key)
      }
    }
  }

  /// Finds records of customers that others have merged away since, and records that others have given a customer which is
  /// merged away here.
  private func findStranded() throws {
    var known: [Int64: Bool] = [:]
    for (key, table, customer) in ownedRows where !endedCustomers.contains(customer) {
      let isEnded =
        try known[customer]
        ?? Bool.fetchOne(
          session.db.cachedStatement(sql: "SELECT merged_into_id IS NOT NULL FROM customers WHERE id = ?"),
          arguments: [customer]) ?? false
      known[customer] = isEnded
      guard isEnded else { continue }
      try conflict(key, in: table, .refers(to: try customerName(customer))) { try description.name(of: key, in: table) }
    }
    for customer in endedCustomers.sorted() {
      for entity in Entity.all where entity.field("customer")?.column == "customer_id" {
        guard let tracked = TrackedTable.named(entity.name) else { continue }
        let table = try session.loggedTable(tracked)
        let sql =
          "SELECT id FROM \(quoted(entity.name)) WHERE customer_id = ? AND updated_run_id >= ? AND updated_run_id <> ?"
        for key in try Int64.fetchAll(session.db, sql: sql, arguments: [customer, run, session.runID]) {
          try conflict(key, in: table, .refers(to: try customerName(customer))) {
            try description.name(of: key, in: table)
          }
        }
      }
    }
  }

  private func customerName(_ id: Int64) throws -> String {
    guard let tracked = TrackedTable.named(Entity.customers.name) else { return "#\(id)" }
    return try description.name(of: id, in: session.loggedTable(tracked))
  }

  private func obstacle(to inverse: StoredChange, in table: InvertedTable) throws -> UndoConflict.Reason {
    let reason = try table.obstacle(to: inverse)
    // A new row's number has gone to a row of somebody else's.
    guard reason == .present else { return reason }
    return .numberTaken(inverse.key, by: try description.name(of: inverse.key, in: table.logged))
  }

  /// Puts rows in place that had to wait for each other, and refuses what would leave the book untrue.
  ///
  /// - Parameter isAlone: Whether nobody else has changed the book since: what was true then still is.
  func finish(isAlone: Bool) throws {
    for table in targets.values.map(\.table).sorted(by: { $0.logged.tracked.id < $1.logged.tracked.id }) {
      try table.settle { key, holder in
        try conflict(key, in: table.logged, .taken(by: try description.name(of: holder, in: table.logged))) {
          try description.name(ofDisplaced: key, in: table.logged)
        }
      }
    }
    for balance in balances { try session.refresh(balance) }
    if isAlone, conflictCount == 0 { return }
    try findStranded()
    if conflictCount == 0 {
      try session.forEachOrphan { key, table, target in
        try conflict(
          key, in: table, .refers(to: try target.map { try description.name(of: $0.key, in: $0.table) } ?? "")
        ) {
          try description.name(of: key, in: table)
        }
      }
    }
    if conflictCount > 0 {
      throw takenNumberCount == conflictCount
        ? PreviewError.numbersTaken(conflicts, total: conflictCount)
        : PreviewError.conflicts(conflicts, total: conflictCount)
    }
    try checkDocuments()
  }

  private func conflict(
    _ key: Int64, in table: LoggedTable, _ reason: @autoclosure () throws -> UndoConflict.Reason,
    name: () throws -> String
  ) throws {
    conflictCount += 1
    guard conflicts.count < Self.sampleSize else { return }
    var newest: Int64?
    try session.forEachChange(of: key, in: table.name, since: run - 1) { later, _, _ in
      if later != session.runID { newest = later }
      return newest == nil
    }
    conflicts.append(UndoConflict(row: try name(), reason: try reason(), laterRun: newest))
  }
}
