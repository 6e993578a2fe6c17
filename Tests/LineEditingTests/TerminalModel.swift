import Wording

/// A terminal that understands what the painter writes, and nothing else: anything unknown is told.
struct TerminalModel {
  let columns: Int
  let height: Int
  private(set) var rows: [[Character?]] = []
  private(set) var cursor = (row: 0, column: 0)
  private(set) var faults: [String] = []
  private var isWaiting = false
  private let width = DisplayWidth()

  init(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    rows = Array(repeating: blank, count: height)
  }

  /// A wide character is followed by nil.
  private var blank: [Character?] { Array(repeating: " ", count: columns) }

  /// The rows without spaces at their ends and empty rows below.
  var text: String {
    var lines = rows.map { row in
      String(row.compactMap { $0 }.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      switch scalar {
      case "\u{1B}":
        let sequence = rest.prefix { !("@"..."Z" ~= $0 || "a"..."z" ~= $0) || $0 == "[" }
        let end = rest.index(sequence.endIndex, offsetBy: 1, limitedBy: rest.endIndex) ?? rest.endIndex
        obey(String(rest[..<end]))
        rest = rest[end...]
      case "\r":
        (cursor.column, isWaiting) = (0, false)
        rest.removeFirst()
      case "\n":
        if cursor.row == height - 1 { rows = rows.dropFirst() + [blank] } else { cursor.row += 1 }
        isWaiting = false
        rest.removeFirst()
      default:
        let run = rest.prefix { $0 != "\u{1B}" && $0 != "\r" && $0 != "\n" }
        for character in String(run) { put(character) }
        rest = rest[run.endIndex...]
      }
    }
  }

  private mutating func put(_ character: Character) {
    let count = width.columns(of: character)
    if character.unicodeScalars.contains(where: { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }) || count == 0 {
      faults.append("the character \(character.unicodeScalars.map(\.value)) was written")
    }
    if isWaiting || cursor.column + count > columns {
      faults.append("the terminal had to wrap at \(character)")
      return
    }
    for column in cursor.column..<cursor.column + count {
      // Half a wide character is none.
      if rows[cursor.row][column] == nil, column > 0 { rows[cursor.row][column - 1] = " " }
      if column + 1 < columns, rows[cursor.row][column + 1] == nil { rows[cursor.row][column + 1] = " " }
    }
    rows[cursor.row][cursor.column] = character
    if count == 2 { rows[cursor.row][cursor.column + 1] = nil }
    cursor.column += count
    if cursor.column == columns { (cursor.column, isWaiting) = (columns - 1, true) }
  }

  private mutating func obey(_ sequence: String) {
    let number = Int(sequence.dropFirst(2).dropLast()) ?? 1
    switch sequence.last {
    case "A": cursor.row = max(0, cursor.row - number)
    case "B": cursor.row = min(height - 1, cursor.row + number)
    case "G": cursor.column = min(columns - 1, number - 1)
    case "K":
      for column in cursor.column..<columns { rows[cursor.row][column] = " " }
    case "J" where sequence == "\u{1B}[J":
      for column in cursor.column..<columns { rows[cursor.row][column] = " " }
      for row in (cursor.row + 1)..<max(height, cursor.row + 1) { rows[row] = blank }
    case "m": return
    case "l" where sequence == "\u{1B}[?7l", "h" where sequence == "\u{1B}[?7h": return
    default: faults.append("unknown: \(sequence.debugDescription)")
    }
    isWaiting = false
  }
}
