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
      "full-width '\(character)' at column \(column) of line \(line): write half-width \(Self.shown(halfWidth)) instead",
      zh: "第 \(line) 行第 \(column) 列用了全角“\(character)”：请改用半角 \(Self.shown(halfWidth))")
  }

  /// A half-width mark as people can see it.
  static func shown(_ mark: String) -> String { mark == " " ? "space (空格)" : mark }

  /// The first mark outside strings and comments on that line, else the last one on a line before it.
  public static func find(in source: String, at line: Int) -> FullWidthPunctuation? {
    let bytes = Array(source.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) { return nil }
    let lines = SourceLines(bytes)
    let found = Lexer.read(bytes).faults.compactMap { fault -> FullWidthPunctuation? in
      guard case .fullWidth(let character, let halfWidth) = fault.reason else { return nil }
      let place = lines.place(of: fault.range.lowerBound)
      return FullWidthPunctuation(
        character: character, halfWidth: halfWidth, line: place.line, column: place.column)
    }
    return found.first { $0.line == line } ?? found.last { $0.line < line }
  }

  private static let marks: [Unicode.Scalar: String] = [
    "。": ".", "、": ",", "“": "\"", "”": "\"", "‘": "'", "’": "'", "【": "[", "】": "]", "「": "[", "」": "]",
    "《": "<", "》": ">", "—": "-", "…": "...", "\u{3000}": " ", "\u{A0}": " ", "！": "~= (or not)", "×": "*",
    "÷": "/", "≠": "~=", "≤": "<=", "≥": ">=",
  ]

  /// What Lua reads in place of a mark; nil for what is none.
  static func halfWidth(of scalar: Unicode.Scalar) -> String? {
    if let mark = marks[scalar] { return mark }
    // U+FF01…U+FF5E are the printable ASCII characters, moved; its letters and digits are no punctuation but as wrong.
    guard (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) else {
      return nil
    }
    return String(Character(ascii))
  }
}

extension Lexer {
  /// Reads what begins with a byte beyond ASCII: a mark from a Chinese keyboard, which is taken for what it was meant
  /// as, or a word in letters that names do not have.
  mutating func foreign() -> Token.Kind {
    let start = position
    if let (scalar, length) = scalar(at: start), let half = FullWidthPunctuation.halfWidth(of: scalar) {
      position += length
      note(.fullWidth(Character(scalar), half), at: start..<position)
      if half == "\"" || half == "'" { return foreignText(scalar) }
      if half == " " { return .comment }
      return Token.Kind.marks.first { $0.text == half }?.kind ?? .unknown
    }
    while let byte = peek(), byte >= 0x80 {
      guard let (scalar, length) = scalar(at: position) else {
        position += 1
        continue
      }
      if FullWidthPunctuation.halfWidth(of: scalar) != nil { break }
      position += length
    }
    note(.unknownCharacter(String(decoding: bytes[start..<position].prefix(60), as: UTF8.self)), at: start..<position)
    return .unknown
  }

  /// A text in Chinese quotes, where it ends on its line.
  private mutating func foreignText(_ quote: Unicode.Scalar) -> Token.Kind {
    let closers: Set<Unicode.Scalar> = ["“", "”"].contains(quote) ? ["“", "”", "＂"] : ["‘", "’", "＇"]
    var end = position
    while end < bytes.count, bytes[end] != 10, bytes[end] != 13 {
      guard bytes[end] >= 0x80, let (scalar, length) = scalar(at: end) else {
        end += 1
        continue
      }
      end += length
      if closers.contains(scalar) {
        position = end
        return .string
      }
    }
    return .unknown
  }

  /// The character at a place and how many bytes it has; nil where the bytes are not UTF-8.
  private func scalar(at place: Int) -> (Unicode.Scalar, length: Int)? {
    guard place < bytes.count else { return nil }
    let length =
      switch bytes[place] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, place + length <= bytes.count,
      let text = String(validating: bytes[place..<(place + length)], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return nil }
    return (scalar, length)
  }
}
