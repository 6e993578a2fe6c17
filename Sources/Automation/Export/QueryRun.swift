public import Domain
import Glibc
public import Storage

/// How a query ended.
public enum QueryEnd: Sendable, Hashable {
  /// All rows were given.
  case complete
  /// There are more rows than were asked for.
  case truncated
  /// It took longer than it may.
  case timedOut
  /// Somebody stopped it.
  case cancelled
}

extension Workplace {
  /// The views that queries read, with the custom fields of the book.
  public func views() throws -> [BookView] {
    try open(for: .read).read { session in BookView.all(try Entity.all.map { try session.entity($0.name) }) }
  }

  /// Runs one SQL query over the views of the book; it can change nothing.
  ///
  /// - Parameters:
  ///   - sql: The query.
  ///   - seconds: How long it may take.
  ///   - limit: How many rows to give at the most.
  ///   - isCancelled: Asked often; the query ends once it says true.
  ///   - columns: Receives the names of the columns.
  ///   - row: Receives every row.
  public func query(
    _ sql: String, seconds: Double, limit: Int, isCancelled: @escaping () -> Bool, columns: ([String]) throws -> Void,
    row: ([FieldValue]) throws -> Void
  ) throws -> QueryEnd {
    let views = try views()
    let start = Self.monotonicSeconds
    let isLate = { Self.monotonicSeconds - start > seconds }
    let query = try ReadOnlyQuery(sql, views: views, path: bookPath) { isLate() || isCancelled() }
    try columns(query.columns)
    var count = 0
    var end = QueryEnd.complete
    do {
      try query.rows { values in
        guard count < limit else {
          end = .truncated
          return false
        }
        count += 1
        try row(values)
        return true
      }
    } catch BookFileError.interrupted {
      return isCancelled() ? .cancelled : .timedOut
    }
    return end
  }

  private static var monotonicSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
