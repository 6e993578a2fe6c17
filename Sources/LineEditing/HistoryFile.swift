/// A file that keeps a history for the next session, and that several sessions write at once.
public protocol HistoryFile {
  /// The lines of the file; empty where there is none.
  func read() throws -> String
  /// Adds a line at the end, which nobody else writes into meanwhile.
  func append(_ line: String) throws
  /// Replaces the lines by others made from them, while nobody else writes.
  func rewrite(_ change: (String) -> String) throws
}

extension History {
  /// The history that a file keeps. A file that has grown to twice the entries of a history is made short again.
  public init(from file: some HistoryFile, limit: Int = 10_000) throws {
    let lines = try file.read()
    self.init(lines: lines, limit: limit)
    if lines.utf8.count(where: { $0 == UInt8(ascii: "\n") }) > 2 * limit {
      try file.rewrite { History(lines: $0, limit: limit).lines }
    }
  }
}
