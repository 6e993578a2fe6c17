/// A text of one or more rows with a cursor, and what was done to it.
///
/// Its elements are what readers take for characters: an accent that combines belongs to its letter, and goes with it.
/// Positions are numbers of characters from the start.
struct EditBuffer: Sendable {
  /// The text. Rows end with `\n`; it never holds `\r`.
  private(set) var characters: [Character] = []
  /// Where the next character goes; 0 to the number of characters.
  private(set) var cursor = 0
  private var record = UndoRecord()

  init() {}

  /// A text with the cursor at its end.
  init(_ text: String) {
    characters = Self.characters(of: text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  /// The characters of a text whose line ends are `\n`, `\r\n` or `\r`.
  static func characters(of text: String) -> [Character] {
    text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }
  }

  // MARK: Places

  /// The start of the row that a position is in.
  func rowStart(of position: Int) -> Int {
    (characters[..<position].lastIndex(of: "\n") ?? -1) + 1
  }

  /// The end of the row that a position is in: its `\n`, or the end.
  func rowEnd(of position: Int) -> Int {
    characters[position...].firstIndex(of: "\n") ?? characters.count
  }

  var isInFirstRow: Bool { rowStart(of: cursor) == 0 }
  var isInLastRow: Bool { rowEnd(of: cursor) == characters.count }

  /// The number of UTF-8 bytes before a position.
  func offset(of position: Int) -> Int {
    characters[..<position].reduce(0) { $0 + $1.utf8.count }
  }

  /// The position at or after which a number of UTF-8 bytes ends.
  func position(of offset: Int) -> Int {
    var rest = offset
    return characters.firstIndex { character in
      defer { rest -= character.utf8.count }
      return rest <= 0
    } ?? characters.count
  }

  mutating func move(to position: Int) {
    cursor = min(max(position, 0), characters.count)
  }

  // MARK: Changes

  /// Puts text at the cursor, which comes behind it.
  mutating func insert(_ text: String) {
    replace(cursor..<cursor, with: Self.characters(of: text))
  }

  /// Removes a range; the cursor stands where it was.
  mutating func remove(_ range: Range<Int>) {
    replace(range, with: [])
  }

  /// Puts characters in the place of a range; the cursor comes behind them.
  mutating func replace(_ range: Range<Int>, with replacement: [Character]) {
    let range = range.clamped(to: 0..<characters.count)
    guard !range.isEmpty || !replacement.isEmpty else { return move(to: range.lowerBound) }
    let change = joined(range, replacement)
    let after = change.cursor
    record.add(
      UndoRecord.Change(
        start: change.range.lowerBound, removed: Array(characters[change.range]), inserted: change.characters,
        cursors: (cursor, after)))
    characters.replaceSubrange(change.range, with: change.characters)
    move(to: after)
  }

  /// The text as a whole; undone in one step.
  mutating func replaceAll(with text: String) {
    replace(0..<characters.count, with: Self.characters(of: text))
  }

  /// A change, widened to its row where characters at its borders may join: an accent that comes to its letter, two
  /// regional indicators that make a flag.
  private func joined(
    _ range: Range<Int>, _ replacement: [Character]
  ) -> (range: Range<Int>, characters: [Character], cursor: Int) {
    let before = range.lowerBound > 0 ? characters[range.lowerBound - 1] : "\n"
    let after = range.upperBound < characters.count ? characters[range.upperBound] : "\n"
    let border: [Character] = [before, replacement.first ?? "\n", replacement.last ?? "\n", after]
    if border.allSatisfy(\.standsAlone) { return (range, replacement, range.lowerBound + replacement.count) }
    let row = rowStart(of: range.lowerBound)..<rowEnd(of: range.upperBound)
    let head = String(characters[row.lowerBound..<range.lowerBound]) + String(replacement)
    let whole = Array(head + String(characters[range.upperBound..<row.upperBound]))
    var scalars = head.unicodeScalars.count
    let count = whole.firstIndex { character in
      defer { scalars -= character.unicodeScalars.count }
      return scalars <= 0
    }
    return (row, whole, row.lowerBound + (count ?? whole.count))
  }

  /// Takes the last step back.
  ///
  /// - Returns: whether there was one.
  mutating func undo() -> Bool {
    guard let change = record.undo() else { return false }
    let range = change.start..<change.start + change.inserted.count
    characters.replaceSubrange(range, with: change.removed)
    move(to: change.cursors.before)
    return true
  }

  /// Does again what was last taken back.
  ///
  /// - Returns: whether there was something.
  mutating func redo() -> Bool {
    guard let change = record.redo() else { return false }
    characters.replaceSubrange(change.start..<change.start + change.removed.count, with: change.inserted)
    move(to: change.cursors.after)
    return true
  }

  /// Exchanges the characters beside the cursor and steps on; at the end of a row, the two before it.
  mutating func transpose() {
    let start = rowStart(of: cursor)
    let end = rowEnd(of: cursor)
    guard end - start >= 2, cursor > start else { return }
    let second = min(cursor, end - 1)
    replace(second - 1..<second + 1, with: [characters[second], characters[second - 1]])
  }
}

extension Character {
  /// Whether it never joins its neighbours: true of ASCII, Latin and Chinese characters by themselves.
  fileprivate var standsAlone: Bool {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
    switch scalar.value {
    case 0..<0x300, 0x3040...0x3096, 0x30A0...0x9FFF, 0xFF01...0xFF9D, 0x3000...0x3020: return true
    default: return false
    }
  }
}
