import Wording

/// A way through Patron for somebody who starts with nothing: every command with what it prints. A test follows it.
enum Tutorial {
  /// What it is about.
  static let summary = Phrase(
    "From an empty folder to a tested credit policy", zh: "从空文件夹到一份有测试的信用策略")

  /// The page, as Markdown.
  static func markdown(in language: Language) -> String {
    switch language {
    case .english: english + "\n"
    case .chinese: chinese + "\n"
    }
  }

  /// The page for a terminal.
  static func text(in language: Language) -> String { PlainPage(markdown(in: language)).text }

  /// Its parts, for programs: a section for each heading.
  static func sections(in language: Language) -> [Topic.Section] {
    var sections: [(head: String, lines: [Substring])] = []
    for line in markdown(in: language).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") || line.hasPrefix("## ") {
        sections.append((String(line.drop { $0 == "#" }.dropFirst()), []))
      } else if let last = sections.indices.last, !(line.isEmpty && sections[last].lines.isEmpty) {
        sections[last].lines.append(line)
      }
    }
    return sections.map { Topic.Section($0.head, Phrase(verbatim: $0.lines.joined(separator: "\n")), rows: []) }
  }
}
