/// What the editor shows: rows of cells, none wider than the terminal, and the cursor among them.
public struct Screen: Sendable {
  var rows: [[Cell]] = [[]]
  var cursor = (row: 0, column: 0)
  /// How many rows of text lie above the first, for want of room.
  var hidden = 0

  /// The columns that cells take.
  static func columns(of cells: some Sequence<Cell>) -> Int {
    cells.reduce(0) { $0 + $1.columns }
  }

  /// The text of the rows, without styles, spaces at their ends left out: as a test or a person reads it.
  public var text: String {
    rows.map { row in
      String(row.map(\.character)).replacing(/\s+$/, with: "")
    }.joined(separator: "\n")
  }
}
