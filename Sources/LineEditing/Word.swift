/// The words of a text: runs of letters, digits and `_`, and runs of Chinese, Japanese or Korean characters. Between them
/// are spaces and signs.
struct Word {
  private enum Kind {
    case space, sign, letters, ideographs
  }

  let characters: [Character]

  /// The end of the word at or after a position; the text's end where there is none.
  func end(after position: Int) -> Int {
    var end = position
    while end < characters.count, !isWord(end) { end += 1 }
    guard end < characters.count else { return end }
    let kind = kind(end)
    while end < characters.count, self.kind(end) == kind { end += 1 }
    return end
  }

  /// The start of the word at or before a position; 0 where there is none.
  func start(before position: Int) -> Int {
    var start = position
    while start > 0, !isWord(start - 1) { start -= 1 }
    guard start > 0 else { return 0 }
    let kind = kind(start - 1)
    while start > 0, self.kind(start - 1) == kind { start -= 1 }
    return start
  }

  /// The start of what stands between spaces at or before a position.
  func spacedStart(before position: Int) -> Int {
    var start = position
    while start > 0, kind(start - 1) == .space { start -= 1 }
    while start > 0, kind(start - 1) != .space { start -= 1 }
    return start
  }

  private func isWord(_ index: Int) -> Bool {
    let kind = kind(index)
    return kind == .letters || kind == .ideographs
  }

  private func kind(_ index: Int) -> Kind {
    let character = characters[index]
    if character.isWhitespace { return .space }
    guard let scalar = character.unicodeScalars.first else { return .sign }
    switch scalar.value {
    // Kana and Hangul; what is ideographic besides.
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3: return .ideographs
    case _ where scalar.properties.isIdeographic: return .ideographs
    default: return character.isLetter || character.isNumber || character == "_" ? .letters : .sign
    }
  }
}
