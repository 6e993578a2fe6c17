/// The texts that were entered, oldest first; one that is entered again counts by its last time.
public struct History: Sendable {
  /// The texts.
  public private(set) var entries: [String] = []
  /// How many are kept.
  private let limit: Int

  /// A history without entries, of which as many as said are kept.
  public init(limit: Int = 10_000) {
    self.limit = max(1, limit)
  }

  /// The history that a file of ``line(of:)`` holds: one entry a line, whoever wrote it.
  public init(lines: String, limit: Int = 10_000) {
    self.init(limit: limit)
    var seen: Set<Substring> = []
    let rows = lines.split(separator: "\n").reversed().filter { seen.insert($0).inserted }
    entries = rows.prefix(self.limit).reversed().map(Self.entry(of:)).filter { !$0.isBlank }
  }

  /// Adds an entry and drops an earlier one that is equal. Blank texts are no entries.
  public mutating func add(_ entry: String) {
    guard !entry.isBlank, entry != entries.last else { return }
    entries.removeAll { $0 == entry }
    entries.append(entry)
    if entries.count > limit { entries.removeFirst() }
  }

  /// The entries as a file holds them.
  public var lines: String { entries.map(Self.line(of:)).joined() }

  /// An entry as a line of a file, its end included: `\` is written `\\`, and a new row `\n`.
  public static func line(of entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") + "\n"
  }

  private static func entry(of line: Substring) -> String {
    guard line.contains("\\") else { return String(line) }
    var entry = ""
    var isEscaped = false
    for character in line {
      switch (isEscaped, character) {
      case (false, "\\"): isEscaped = true
      case (true, "n"):
        entry.append("\n")
        isEscaped = false
      default:
        entry.append(character)
        isEscaped = false
      }
    }
    return entry
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
