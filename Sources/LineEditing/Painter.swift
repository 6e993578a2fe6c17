import Wording

/// Turns what should be seen into what a terminal must be told, given what it shows already.
///
/// It relies on nothing but carriage return, line feed and eight sequences of ECMA-48 and DEC that every terminal knows. Rows
/// are ended explicitly, so that it does not matter how a terminal wraps; columns are addressed absolutely, so that it
/// does not matter how wide it takes what terminals disagree about.
public struct Painter: Sendable {
  private let inColor: Bool
  /// What the terminal shows, from the row in which the prompt begins.
  private var shown = Screen()
  /// Where the terminal's cursor is; column nil where only the row is known.
  private var place: (row: Int, column: Int?) = (0, 0)
  /// Whether what is shown must be wiped, because the terminal has moved it about.
  private var isScrambled = false
  private var style = Style.plain
  private var wraps = true
  private var output = ""

  private static let space = Cell.cells(of: " ", DisplayWidth())[...]

  /// A painter at the start of an empty row.
  public init(inColor: Bool) {
    self.inColor = inColor
  }

  /// What makes the terminal show a screen.
  public mutating func paint(_ screen: Screen, columns: Int) -> String {
    output = ""
    if isScrambled { wipe() }
    for (row, cells) in screen.rows.enumerated() { paint(cells, row, columns) }
    if shown.rows.count > screen.rows.count {
      move(to: screen.rows.count, 0)
      output += "\u{1B}[J"
    }
    shown = screen
    move(to: screen.cursor.row, screen.cursor.column)
    if !wraps { output += "\u{1B}[?7h" }
    wraps = true
    return output
  }

  /// What makes the terminal show a screen that stays, however many rows it has, with the cursor in the row below.
  ///
  /// - Parameter mark: What is written behind it.
  public mutating func finish(_ screen: Screen, columns: Int, mark: String = "") -> String {
    var screen = screen
    let last = screen.rows.count - 1
    screen.cursor = (last, mark.isEmpty ? 0 : min(Screen.columns(of: screen.rows[last]), max(0, columns - mark.count)))
    // Rows above the first that is shown were never written.
    if shown.hidden > 0 { isScrambled = true }
    let painted = paint(screen, columns: columns)
    forget()
    return painted + mark + "\r\n"
  }

  /// The terminal's cursor is at the start of an empty row, whatever was shown.
  public mutating func forget() {
    self = Painter(inColor: inColor)
  }

  /// What wipes the whole terminal; the next screen starts at its top.
  public mutating func clear() -> String {
    forget()
    return "\u{1B}[H\u{1B}[2J"
  }

  /// The terminal now has as many columns, and has wrapped again what it shows.
  public mutating func resize(to columns: Int) {
    var above = 0
    for row in shown.rows.prefix(place.row) { above += Self.wrapped(row, columns) }
    let row = shown.rows.indices.contains(place.row) ? shown.rows[place.row] : []
    var column = 0
    let before = row.prefix { cell in
      column += cell.columns
      return column <= (place.column ?? 0)
    }
    // The cursor is on a cell, or on the one that would follow.
    let next = row.dropFirst(before.count).prefix(1)
    place = (above + Self.wrapped(before + (next.isEmpty ? Self.space : next), columns) - 1, nil)
    isScrambled = true
  }

  /// How many rows of a terminal the cells of a row take.
  private static func wrapped(_ cells: some Sequence<Cell>, _ columns: Int) -> Int {
    var rows = 1
    var column = 0
    for cell in cells {
      if column + cell.columns > columns {
        rows += 1
        column = 0
      }
      column += cell.columns
    }
    return rows
  }

  private mutating func wipe() {
    if place.row > 0 { output += "\u{1B}[\(place.row)A" }
    output += "\r\u{1B}[J"
    shown = Screen()
    place = (0, 0)
    isScrambled = false
  }

  private mutating func paint(_ cells: [Cell], _ row: Int, _ columns: Int) {
    let old = row < shown.rows.count ? shown.rows[row] : nil
    let same = zip(cells, old ?? []).prefix { $0 == $1 }.count
    if let old, same == cells.count, same == old.count { return }
    var column = Screen.columns(of: cells.prefix(same))
    move(to: row, column)
    for cell in cells.dropFirst(same) {
      if cell.isDoubtful, wraps {
        // A terminal that takes it for wider than it is must not begin another row.
        output += "\u{1B}[?7l"
        wraps = false
      }
      switchStyle(to: cell.style)
      output.append(cell.character)
      column += cell.columns
      place.column = column
      if cell.isDoubtful { address(column, columns) }
    }
    switchStyle(to: .plain)
    // In the last column the cursor waits on the last character: erasing would take that.
    if let old, column < columns, column < Screen.columns(of: old) || old.contains(where: \.isDoubtful) {
      output += "\u{1B}[K"
    }
    // The column after the last is no place to move from.
    if column >= columns { place.column = nil }
  }

  private mutating func switchStyle(to other: Style) {
    let other = inColor ? other : other.colorless
    guard style != other else { return }
    output += other.sequence(inColor: inColor)
    style = other
  }

  private mutating func move(to row: Int, _ column: Int) {
    if row > place.row {
      let known = min(row, max(shown.rows.count - 1, place.row))
      if known > place.row { output += "\u{1B}[\(known - place.row)B" }
      // Rows that are not there yet are made: the terminal scrolls where it has to.
      if row > known {
        output += String(repeating: "\r\n", count: row - known)
        place.column = 0
      }
    } else if row < place.row {
      output += "\u{1B}[\(place.row - row)A"
    }
    place.row = row
    if place.column != column { address(column, Int.max) }
  }

  private mutating func address(_ column: Int, _ columns: Int) {
    if column == 0 {
      output += "\r"
    } else if column < columns {
      output += "\u{1B}[\(column + 1)G"
    }
    place.column = column
  }
}
