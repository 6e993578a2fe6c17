import Domain
import GRDB

/// What belongs to one customer: the customer's own row, and rows that lead to it by their references.
final class UndoScope {
  private let session: BookSession
  private let customer: Int64

  /// The references that lead from a row to its customer, the shortest way first.
  private static let ways = [
    ("customer_id", "customers"), ("order_id", "orders"), ("invoice_id", "invoices"), ("payment_id", "payments"),
    ("movement_id", "point_movements"),
  ]

  /// The customer of a code, also one that the run has taken away. A merged customer is itself here.
  init(customer code: String, run: Int64, _ session: BookSession) throws {
    self.session = session
    let found = try session.statements["SELECT id FROM customers WHERE code = ?"].using { statement in
      statement.bind(code, at: 1)
      return try statement.firstInteger()
    }
    if let found {
      customer = found
      return
    }
    var gone: Int64?
    try session.forEachChunk(ofRun: run) { chunk in
      guard chunk.table.name == Entity.customers.name, let column = chunk.table.column("code"), gone == nil else {
        return
      }
      try chunk.forEach { change in
        if change.known(column)?.text == code { gone = change.key }
      }
    }
    guard let gone else { throw BookError.notFound(.code(code), entity: .customers) }
    customer = gone
  }

  /// Whether a changed row belongs to the customer, before the change or after it.
  func covers(_ change: StoredChange, in table: LoggedTable) throws -> Bool {
    if table.entity?.name == Entity.customers.name { return change.key == customer }
    if table.isSide, let entity = table.entity { return try belongs(change.key, in: entity.name) }
    guard let (column, target) = way(from: table) else { return false }
    guard let logged = change.columns.first(where: { $0.id == column }) else {
      return try belongs(change.key, in: table.name)
    }
    for case let key? in [logged.old.integer, logged.new.integer] where try belongs(key, in: target) { return true }
    return false
  }

  private func belongs(_ key: Int64, in name: String) throws -> Bool {
    if name == Entity.customers.name { return key == customer }
    guard let tracked = TrackedTable.named(name) else { return false }
    let table = try session.loggedTable(tracked)
    guard let (column, target) = way(from: table) else { return false }
    let sql = "SELECT \(quoted(table.columns[column].name)) FROM \(quoted(name)) WHERE id = ?"
    var next = try session.statements[sql].using { statement in
      statement.bind(key, at: 1)
      return try statement.firstInteger()
    }
    if next == nil {
      // The row is gone: the log says whose it was.
      try session.forEachChange(of: key, in: name) { _, change, _ in
        next = change.known(column)?.integer
        return next == nil
      }
    }
    return try next.map { try belongs($0, in: target) } ?? false
  }

  private func way(from table: LoggedTable) -> (column: Int, target: String)? {
    for (name, target) in Self.ways where target != table.name {
      if let column = table.column(name) { return (column, target) }
    }
    return nil
  }
}
