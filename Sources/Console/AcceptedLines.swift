import LuaSyntax

/// The lines of a session that worked, as a script can have them.
struct AcceptedLines {
  /// What was entered: a line, or a file that a line named.
  struct Line {
    /// The line, or what the file had in it.
    let source: String
    /// The file; nil for what was typed.
    var file: String?
    /// What the file found in `...`.
    var arguments: [String] = []
    /// The number of its result; nil where it had none.
    fileprivate(set) var number: Int?
    /// Whether it has changed what is not committed.
    fileprivate(set) var isPending = false

    init(source: String, file: String? = nil, arguments: [String] = []) {
      (self.source, self.file, self.arguments) = (source, file, arguments)
    }

    /// As a person would enter it.
    var text: String {
      guard let file else { return source }
      let words = [file] + arguments
      return ":run "
        + words.map { $0.isEmpty || $0.contains(where: \.isWhitespace) ? "\"\($0)\"" : $0 }
        .joined(separator: " ")
    }
  }

  private var lines: [Line] = []

  /// Notes a line that worked.
  mutating func add(_ line: Line, number: Int?, isPending: Bool) {
    var line = line
    (line.number, line.isPending) = (number, isPending)
    lines.append(line)
  }

  /// What was gathered is in the book.
  mutating func commit() {
    for place in lines.indices { lines[place].isPending = false }
  }

  /// Drops the lines whose changes were dropped.
  mutating func rollback() {
    lines.removeAll(where: \.isPending)
  }

  /// The lines whose changes are not committed.
  var pending: [Line] { lines.filter(\.isPending) }

  /// Whether there are none.
  var isEmpty: Bool { lines.isEmpty }

  /// A script that does what they did. A value that was shown is kept as `_`, and in `out` where a line asks for that.
  var script: String {
    let asksForResults = lines.contains { line in
      SyntaxTree(line.source).references.contains { $0.name == "out" }
    }
    var parts = asksForResults ? ["out = {}"] : []
    for line in lines {
      guard let value = Self.value(of: line) else {
        // What a line declares ends with it.
        parts.append(Self.isApart(line.source) ? "do\n\(line.source)\nend" : line.source)
        continue
      }
      guard let number = line.number else {
        parts.append("do local _ = \(value) end")
        continue
      }
      parts.append("_ = \(value)")
      if asksForResults { parts.append("out[\(number)] = _") }
    }
    return parts.map { $0 + "\n" }.joined()
  }

  /// What a line came to, as an expression; nil for statements that return nothing. What a line or a file returns is no end
  /// of the script.
  private static func value(of line: Line) -> String? {
    if line.file == nil {
      if case .expressions = ConsoleInput(line.source) { return line.source }
      guard SyntaxTree(line.source).tokens.contains(where: { $0.kind == .return }) else { return nil }
    }
    let arguments = line.arguments.map(quoted).joined(separator: ", ")
    return "(function(...)\n\(line.source)\nend)(\(arguments))"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }

  private static func isApart(_ source: String) -> Bool {
    let tree = SyntaxTree(source)
    return !tree.locals.isEmpty || tree.tokens.contains { $0.kind == .doubleColon }
  }
}
