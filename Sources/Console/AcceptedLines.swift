import LuaSyntax

/// The lines of a session that worked, as a script can have them.
struct AcceptedLines {
  private struct Line {
    let source: String
    /// The number of its result; nil where it had none.
    let number: Int?
    /// Whether it has changed what is not committed.
    let isPending: Bool
  }

  private var lines: [Line] = []

  /// Notes a line that worked.
  mutating func add(_ source: String, number: Int?, isPending: Bool) {
    lines.append(Line(source: source, number: number, isPending: isPending))
  }

  /// What was gathered is in the book.
  mutating func commit() {
    lines = lines.map { Line(source: $0.source, number: $0.number, isPending: false) }
  }

  /// Drops the lines whose changes were dropped.
  mutating func rollback() {
    lines.removeAll(where: \.isPending)
  }

  /// The lines whose changes are not committed.
  var pending: [String] { lines.filter(\.isPending).map(\.source) }

  /// Whether there are none.
  var isEmpty: Bool { lines.isEmpty }

  /// A script that does what they did. A value that was shown is kept as `_`, and in `out` where a line asks for that.
  var script: String {
    let asksForResults = lines.contains { line in
      SyntaxTree(line.source).references.contains { $0.name == "out" }
    }
    var parts = asksForResults ? ["out = {}"] : []
    for line in lines {
      guard case .expressions = ConsoleInput(line.source) else {
        // What a line declares ends with it, and what it returns is no end of the script.
        parts.append(Self.isApart(line.source) ? "do\n\(line.source)\nend" : line.source)
        continue
      }
      guard let number = line.number else {
        parts.append("do local _ = \(line.source) end")
        continue
      }
      parts.append("_ = \(line.source)")
      if asksForResults { parts.append("out[\(number)] = _") }
    }
    return parts.map { $0 + "\n" }.joined()
  }

  private static func isApart(_ source: String) -> Bool {
    let tree = SyntaxTree(source)
    return !tree.locals.isEmpty || tree.tokens.contains { $0.kind == .return || $0.kind == .doubleColon }
  }
}
