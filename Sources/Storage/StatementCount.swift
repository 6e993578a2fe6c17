import GRDB

/// A statement that was run on the book, and how often.
public struct StatementCount: Sendable, Hashable {
  /// The statement, with marks in the place of values.
  public let sql: String
  /// How often it was run.
  public internal(set) var count: Int
}

extension BookSession {
  /// Runs the body; what statements it ran, in the order of their first runs. Those that make gathered changes again are
  /// not its own.
  public func countingStatements<Result>(_ body: () throws -> Result) rethrows -> (Result, [StatementCount]) {
    var counts: [StatementCount] = []
    var places: [String: Int] = [:]
    db.trace(options: .statement) { [unowned self] event in
      guard case .statement(let statement) = event, !footing.isBeingLaid else { return }
      let sql = statement.sql
      if let place = places[sql] {
        counts[place].count += 1
      } else {
        places[sql] = counts.count
        counts.append(StatementCount(sql: sql, count: 1))
      }
    }
    defer { db.trace(nil) }
    let result = try body()
    return (result, counts)
  }
}
