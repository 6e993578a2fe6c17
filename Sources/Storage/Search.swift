public import Domain
import GRDB
import GRDBSQLite

// There is no index to keep: a pattern reads every customer's name where it lies, which takes 0.4 to 0.7 s of processor
// time for a million, and is right after any import, merge or undo. (FTS5's trigrams find no Chinese word of two characters
// before SQLite 3.41, and its `unicode61` none inside another.)
extension BookSession {
  public func search(_ pattern: SearchPattern, limit: Int) throws -> any RowStream {
    var pattern = pattern
    var found = Ranking(limit: max(0, limit))
    // Whether a customer was merged stands far behind in its row: it is asked of those found only.
    let merged = Set(try Int64.fetchAll(db, sql: "SELECT id FROM customers WHERE merged_into_id IS NOT NULL"))
    try scan("SELECT id, code, name, legal_name, phone FROM customers", names: 2, &pattern) { customer, rank in
      if !merged.contains(customer) { found.add(customer, rank) }
    }
    let contacts = "SELECT customer_id, name, phone, mobile, email FROM contacts ORDER BY customer_id"
    try scan(contacts, names: 0, &pattern) { customer, rank in
      if let id = try id(of: .id(customer), in: .customers) { found.add(id, rank) }
    }
    let entity = try entity(Entity.customers.name)
    return KeyedCursor(
      keys: found.best, shape: shape(of: entity), row: try keep(cursor(Selection(entity).one, of: entity)))
  }

  /// Ranks each row by its best text column. The first column is the id to give; the first `names` texts are what a
  /// customer is known by, and what answers in another counts as a part.
  private func scan(
    _ sql: String, names: Int32, _ pattern: inout SearchPattern, _ found: (Int64, SearchPattern.Rank) throws -> Void
  ) throws {
    let cursor = try cursor(sql, of: entity(Entity.customers.name))
    defer { cursor.close() }
    let row = unsafe cursor.statement.handle
    let columns = unsafe sqlite3_column_count(row)
    while try cursor.advance() {
      var best: SearchPattern.Rank?
      for place in 1..<columns {
        // SQLite keeps a column's bytes in place until the next step.
        guard let text = unsafe sqlite3_column_text(row, place) else { continue }
        let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(row, place)))
        guard let rank = unsafe pattern.rank(of: bytes.span) else { continue }
        best = min(best ?? .part, place <= names ? rank : .part)
      }
      if let best { unsafe try found(sqlite3_column_int64(row, 0), best) }
    }
  }
}

/// The first ids of each rank.
private struct Ranking {
  private let limit: Int
  private var ids: [[Int64]]
  private var known: Set<Int64> = []

  init(limit: Int) {
    self.limit = limit
    ids = SearchPattern.Rank.allCases.map { _ in [] }
  }

  mutating func add(_ id: Int64, _ rank: SearchPattern.Rank) {
    guard ids[rank.rawValue].count < limit, known.insert(id).inserted else { return }
    ids[rank.rawValue].append(id)
  }

  var best: [Int64] { Array(ids.joined().prefix(limit)) }
}
