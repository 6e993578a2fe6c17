import Wording

/// One character as a terminal shows it: what never moves the cursor by itself.
struct Cell: Hashable, Sendable {
  let character: Character
  /// 1 or 2.
  let columns: Int
  var style = Style.plain

  /// Whether terminals disagree about its columns: they do about most of what is made of several parts.
  var isDoubtful: Bool {
    guard character.utf8.count > 3 else { return false }
    let scalars = character.unicodeScalars
    return scalars.count > 1 && scalars.contains { $0.value == 0x200D || $0.value == 0xFE0F || $0.value >= 0x1F000 }
  }

  /// The cells in which a character is shown: control characters as `^X`, a tab as four spaces, what would not be seen as
  /// its code in angle brackets, everything else as itself.
  static func cells(of character: Character, _ style: Style, _ width: DisplayWidth) -> [Cell] {
    let first = character.unicodeScalars.first?.value ?? 0
    switch first {
    case 0x20..<0x7F where character.utf8.count == 1: return [Cell(character: character, columns: 1, style: style)]
    case 0x09: return signs("    ", style)
    case 0..<0x20: return signs("^" + String(UnicodeScalar(UInt8(first) + 0x40)), style)
    case 0x7F: return signs("^?", style)
    case 0x80..<0xA0: return signs("<" + String(first, radix: 16, uppercase: true) + ">", style)
    default: break
    }
    let columns = width.columns(of: character)
    if columns > 0, !character.unicodeScalars.contains(where: { (0x80..<0xA0).contains($0.value) }) {
      return [Cell(character: character, columns: columns, style: style)]
    }
    return character.unicodeScalars.flatMap { signs("<" + String($0.value, radix: 16, uppercase: true) + ">", style) }
  }

  /// The cells of a text in one line.
  static func cells(of text: StyledText, _ width: DisplayWidth) -> [Cell] {
    text.text.flatMap { cells(of: $0, text.style, width) }
  }

  private static func signs(_ text: String, _ style: Style) -> [Cell] {
    text.map { Cell(character: $0, columns: 1, style: style) }
  }
}
