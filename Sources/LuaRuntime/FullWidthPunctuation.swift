public import Wording

/// Punctuation from a Chinese keyboard in the code of a script, where Lua reads half-width marks only.
public struct FullWidthPunctuation: Sendable, Hashable {
  /// The mark as it was typed.
  public let character: Character
  /// What Lua reads in its place.
  public let halfWidth: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int

  /// What to say about it.
  public var hint: Phrase {
    Phrase(
      "full-width '\(character)' at column \(column) of line \(line): write half-width \(shown) instead",
      zh: "第 \(line) 行第 \(column) 列用了全角“\(character)”：请改用半角 \(shown)")
  }

  private var shown: String { halfWidth == " " ? "space (空格)" : halfWidth }

  /// The first mark outside strings and comments on that line, else the last one on a line before it.
  public static func find(in source: String, at line: Int) -> FullWidthPunctuation? {
    if source.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let found = all(in: source)
    return found.first { $0.line == line } ?? found.last { $0.line < line }
  }

  private static let marks: [Character: String] = [
    "。": ".", "、": ",", "“": "\"", "”": "\"", "‘": "'", "’": "'", "【": "[", "】": "]", "「": "[", "」": "]",
    "《": "<", "》": ">", "—": "-", "…": "...", "\u{3000}": " ", "！": "~= (or not)", "×": "*", "÷": "/", "≠": "~=",
    "≤": "<=", "≥": ">=",
  ]

  private static func halfWidth(of character: Character) -> String? {
    if let mark = marks[character] { return mark }
    // U+FF01…U+FF5E are the printable ASCII characters, moved; its letters and digits are no punctuation but as wrong.
    guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
      let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return nil }
    return String(Character(ascii))
  }

  private static func all(in source: String) -> [FullWidthPunctuation] {
    var found: [FullWidthPunctuation] = []
    var cursor = SourceCursor(Array(source))
    while let character = cursor.current {
      if cursor.skipComment() || cursor.skipString() { continue }
      if let half = halfWidth(of: character) {
        found.append(
          FullWidthPunctuation(character: character, halfWidth: half, line: cursor.line, column: cursor.column))
      }
      cursor.advance()
    }
    return found
  }
}
