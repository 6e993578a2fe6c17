import Wording

/// A page of the manual as a terminal shows it: headings without marks, paragraphs and lists wrapped, code set in.
struct PlainPage {
  /// The page, without a last line feed.
  let text: String

  /// The page that Markdown describes: headings, paragraphs and items of one line each, fenced code.
  init(_ markdown: String, columns: Int = 80) {
    var lines: [String] = []
    var isCode = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        lines.append(line.isEmpty ? "" : "    \(line)")
      } else if line.hasPrefix("#") {
        lines.append(String(line.drop { $0 == "#" }.dropFirst()))
      } else if line.hasPrefix("- ") {
        let parts = Self.wrapped(line.dropFirst(2), to: columns - 2)
        lines += parts.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
      } else {
        lines += Self.wrapped(line, to: columns)
      }
    }
    text = lines.joined(separator: "\n")
  }

  /// The lines of a paragraph: broken at blanks, and between Chinese characters unless punctuation would begin a line.
  static func wrapped(_ paragraph: Substring, to columns: Int) -> [String] {
    let measure = DisplayWidth()
    var lines: [String] = []
    var line = ""
    var room = columns
    for piece in pieces(of: paragraph, measure) {
      let width = measure.columns(of: piece)
      if width > room, !line.isEmpty {
        lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
        (line, room) = ("", columns)
      }
      if line.isEmpty, piece == " " { continue }
      line += piece
      room -= width
    }
    return lines + [line]
  }

  /// What stays together on a line: blanks, words, Chinese characters with the punctuation that belongs to them, and what
  /// stands between backticks, which people copy.
  private static func pieces(of paragraph: Substring, _ measure: DisplayWidth) -> [String] {
    var pieces: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { pieces.append(word) }
      word = ""
    }
    var isCode = false
    for character in paragraph {
      if character == "`" { isCode.toggle() }
      if isCode {
        word.append(character)
      } else if character == " " {
        end()
        pieces.append(" ")
      } else if closing.contains(character), let last = word.isEmpty ? pieces.popLast() : word {
        word = last + String(character)
        end()
      } else if measure.columns(of: character) == 2, !opening.contains(character) {
        if let last = word.last, !opening.contains(last) { end() }
        word.append(character)
        end()
      } else {
        if opening.contains(character) { end() }
        word.append(character)
      }
    }
    end()
    return pieces
  }

  private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "？", "！", "）", "”", "》"]
  private static let opening: Set<Character> = ["（", "“", "《"]
}
