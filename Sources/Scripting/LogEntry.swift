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

  public static func == (first: LogEntry, second: LogEntry) -> Bool {
    first.level == second.level && first.description == second.description
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(level)
    hasher.combine(description)
  }
}
