import Interchange
public import Wording

/// A page of the manual that is about no Lua module: sections of rows.
public struct Topic: Sendable {
  /// Rows under a name.
  public struct Section: Sendable {
    let name: String
    let meaning: Phrase
    let rows: [[Phrase]]

    /// A section; a row has a cell for each of the topic's heads.
    public init(_ name: String, _ meaning: Phrase, rows: [[Phrase]]) {
      (self.name, self.meaning, self.rows) = (name, meaning, rows)
    }
  }

  /// What `patron docs` takes, and the name of the page.
  public let name: String
  /// One line on what it is about.
  public let summary: Phrase
  let introduction: Phrase
  let heads: [Phrase]
  let sections: [Section]

  /// A topic.
  public init(_ name: String, _ summary: Phrase, introduction: Phrase, heads: [Phrase], sections: [Section]) {
    (self.name, self.summary, self.introduction) = (name, summary, introduction)
    (self.heads, self.sections) = (heads, sections)
  }

  /// Plain text for a terminal.
  public func text(in language: Language) -> String {
    let lines = [summary.text(in: language), "", introduction.text(in: language)]
    return (lines + sections.map { "\n" + Self.text(of: $0, in: language) }).joined(separator: "\n")
  }

  private static func text(of section: Section, in language: Language) -> String {
    let measure = DisplayWidth()
    let rows = section.rows.map { row in row.map { $0.text(in: language) } }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      // One long list of values would push the meanings of all rows off the screen.
      rows.compactMap { column < $0.count ? measure.columns(of: $0[column]) : nil }.filter { $0 <= 24 }.max() ?? 0
    }
    let lines = rows.map { row in
      let cells = row.indices.map { measure.padded(row[$0], to: widths[$0]) }
      return String("  \(cells.joined(separator: "  "))".reversed().drop { $0 == " " }.reversed())
    }
    return (["\(section.name)  \(section.meaning.text(in: language))"] + lines).joined(separator: "\n")
  }

  /// A page of Markdown.
  public func markdown(in language: Language) -> String {
    var lines = ["# \(summary.text(in: language))", "", introduction.text(in: language)]
    for section in sections {
      lines += ["", "## \(section.name)", "", section.meaning.text(in: language), ""]
      lines.append("| \(heads.map { $0.text(in: language) }.joined(separator: " | ")) |")
      lines.append("|" + String(repeating: "---|", count: heads.count))
      lines += section.rows.map { row in
        "| \(row.map { $0.text(in: language).replacing("|", with: "\\|") }.joined(separator: " | ")) |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Topic.Section: JSONDocument {
  public static let shape = JSONShape<Topic.Section>([
    .init("name", Phrase("What it describes.", zh: "所说明的对象。")) { $0.name },
    .init("meaning", Phrase("What that is, in words.", zh: "含义的文字说明。")) { $0.meaning.text(in: $1) },
    .init("rows", Phrase("The cells of its rows.", zh: "各行的单元格。")) { section, language in
      section.rows.map { row in row.map { $0.text(in: language) } }
    },
  ])
}
