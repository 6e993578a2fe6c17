/// A line that a script logged.
public struct LogEntry: Sendable, Hashable, CustomStringConvertible {
  /// How much it matters.
  public enum Level: String, Sendable {
    case info, warn, error
  }

  /// How much it matters.
  public let level: Level
  /// What the script said.
  public let text: String
  /// The facts beside it, by name in alphabetical order, as text.
  public let fields: [(name: String, value: String)]

  /// The line as it is shown: `warn: limit exceeded customer=C0042`.
  public var description: String {
    ([level.rawValue + ": " + text] + fields.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
  }

  /// How many bytes of texts an entry keeps.
  private static let limit = 16 << 10

  /// The entry, cut where it is longer than anybody reads: a run keeps many.
  var short: LogEntry {
    var room = Self.limit
    func cut(_ text: String) -> String {
      defer { room = max(0, room - text.utf8.count) }
      // A scalar has four bytes at most.
      return text.utf8.count <= room ? text : String(text.unicodeScalars.prefix(room / 4)) + "…"
    }
    let text = cut(text)
    var fields: [(name: String, value: String)] = []
    for field in self.fields where room > 0 { fields.append((cut(field.name), cut(field.value))) }
    return LogEntry(level: level, text: text, fields: fields)
  }

  public static func == (first: LogEntry, second: LogEntry) -> Bool {
    first.level == second.level && first.description == second.description
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(level)
    hasher.combine(description)
  }
}
