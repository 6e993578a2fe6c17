import LuaSyntax

/// The lines of a session that worked, as a script can have them.
struct AcceptedLines {
  private struct Line {
    let source: String
    /// Whether it has changed what is not committed.
    let isPending: Bool
  }

  private var lines: [Line] = []

  /// Notes a line that worked.
  mutating func add(_ source: String, isPending: Bool) {
    lines.append(Line(source: source, isPending: isPending))
  }

  /// What was gathered is in the book.
  mutating func commit() {
    lines = lines.map { Line(source: $0.source, isPending: false) }
  }

  /// Drops the lines whose changes were dropped.
  mutating func rollback() {
    lines.removeAll(where: \.isPending)
  }

  /// Whether there are none.
  var isEmpty: Bool { lines.isEmpty }

  /// A script that does what they did. A value that was shown is kept as `_`, and as the next of `out` where a line asks
  /// for that.
  var script: String {
    let asksForResults = lines.contains { line in
      SyntaxTree(line.source).references.contains { $0.name == "out" }
    }
    var parts = asksForResults ? ["out = {}"] : []
    for line in lines {
      guard case .expressions = ConsoleInput(line.source) else {
        parts.append(line.source)
        continue
      }
      parts.append("_ = \(line.source)")
      if asksForResults { parts.append("out[#out + 1] = _") }
    }
    return parts.map { $0 + "\n" }.joined()
  }
}
