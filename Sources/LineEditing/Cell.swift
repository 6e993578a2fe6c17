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

  /// The cell of a character that is shown as itself; nil for control characters and what would not be seen.
  init?(_ character: Character, _ style: Style, _ width: DisplayWidth) {
    if let ascii = character.asciiValue {
      guard 0x20..<0x7F ~= ascii else { return nil }
      self.init(character: character, columns: 1, style: style)
    } else {
      let columns = width.columns(of: character)
      guard columns > 0, !character.unicodeScalars.contains(where: { 0x80..<0xA0 ~= $0.value }) else { return nil }
      self.init(character: character, columns: columns, style: style)
    }
  }

  private init(character: Character, columns: Int, style: Style) {
    self.character = character
    self.columns = columns
    self.style = style
  }

  /// The cells in which a character is shown: control characters as `^X`, a tab as four spaces, what would not be seen as
  /// its code in angle brackets, everything else as itself.
  static func cells(of character: Character, _ style: Style, _ width: DisplayWidth) -> [Cell] {
    if let cell = Cell(character, style, width) { return [cell] }
    let first = character.unicodeScalars.first?.value ?? 0
    switch first {
    case 0x09: return signs("    ", style)
    case 0..<0x20: return signs("^" + String(UnicodeScalar(UInt8(first) + 0x40)), style)
    case 0x7F: return signs("^?", style)
    default:
      return character.unicodeScalars.flatMap { signs("<" + String($0.value, radix: 16, uppercase: true) + ">", style) }
    }
  }

  /// The cells of a text in one line.
  static func cells(of text: StyledText, _ width: DisplayWidth) -> [Cell] {
    text.runs.flatMap { run in run.text.flatMap { cells(of: $0, run.style, width) } }
  }

  private static func signs(_ text: String, _ style: Style) -> [Cell] {
    text.map { Cell(character: $0, columns: 1, style: style) }
  }
}
