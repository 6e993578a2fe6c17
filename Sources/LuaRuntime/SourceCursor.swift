/// A place in Lua source, told apart into code, strings and comments.
struct SourceCursor {
  private let characters: [Character]
  private var position = 0
  private(set) var line = 1
  private(set) var column = 1

  init(_ characters: [Character]) { self.characters = characters }

  var current: Character? { position < characters.count ? characters[position] : nil }

  /// The character so many places on.
  func peek(_ offset: Int) -> Character? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  /// The text from here to a later place.
  func text(upTo end: SourceCursor) -> String { String(characters[position..<max(position, end.position)]) }

  mutating func advance() {
    guard let current else { return }
    position += 1
    if current.isNewline {
      line += 1
      column = 1
    } else {
      column += 1
    }
  }

  /// Moves over a comment; false, having moved nowhere, where none starts.
  mutating func skipComment() -> Bool {
    guard current == "-", peek(1) == "-" else { return false }
    advance()
    advance()
    if skipLongBracket() { return true }
    while let current, !current.isNewline { advance() }
    return true
  }

  /// Moves over a string; false, having moved nowhere, where none starts.
  mutating func skipString() -> Bool {
    guard let quote = current else { return false }
    if quote == "[" { return skipLongBracket() }
    guard quote == "\"" || quote == "'" else { return false }
    advance()
    while let character = current, !character.isNewline {
      advance()
      if character == quote { break }
      if character == "\\" { advance() }
    }
    return true
  }

  /// `[[…]]`, `[==[…]==]`; false, having moved nowhere, where none starts.
  private mutating func skipLongBracket() -> Bool {
    guard current == "[" else { return false }
    var level = 0
    while peek(1 + level) == "=" { level += 1 }
    guard peek(1 + level) == "[" else { return false }
    for _ in 0..<(level + 2) { advance() }
    while current != nil {
      if current == "]", (0..<level).allSatisfy({ peek(1 + $0) == "=" }), peek(1 + level) == "]" {
        for _ in 0..<(level + 2) { advance() }
        return true
      }
      advance()
    }
    return true
  }
}
