import CConnection

/// Where the code of SQLite stands in memory.
public enum SQLiteCode {
  /// Its addresses, by which a profile tells SQL from other work; nil where it is part of the program itself.
  public static var addresses: Range<UInt>? {
    var (start, end): (UInt, UInt) = (0, 0)
    guard unsafe connection_code(&start, &end), start < end else { return nil }
    return start..<end
  }
}
