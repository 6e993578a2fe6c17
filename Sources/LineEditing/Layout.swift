import Wording

/// Places what the editor shows into rows of a terminal: the text wrapped, a wide character never split, and below it as
/// much of the rest as there is room for.
struct Layout {
  /// What is to be shown.
  struct Content {
    /// Before the first row.
    var prompt = StyledText("")
    /// Before every other row.
    var continuation = StyledText("")
    var characters: [Character] = []
    var cursor = 0
    /// How parts of the text look, by UTF-8 offset.
    var spans: [Span] = []
    /// What would follow, in one row.
    var suggestion = ""
    /// Lines below the text, each cut to the terminal's width.
    var below: [StyledText] = []
  }

  /// The terminal's.
  let columns: Int
  /// The terminal's.
  let rows: Int
  let width: DisplayWidth

  /// Places for a terminal; one of less than 8 columns, or of none, is taken for one of 8.
  init(columns: Int, rows: Int, width: DisplayWidth) {
    self.columns = max(8, columns)
    self.rows = max(1, rows)
    self.width = width
  }

  /// The screen in the terminal's rows.
  ///
  /// - Parameter hidden: How many rows were hidden before: they stay hidden while the cursor is below them.
  func screen(of content: Content, hidden: Int) -> Screen {
    var screen = wholeScreen(of: content)
    let below = content.below.prefix(min(content.below.count, max(rows / 2, rows - screen.rows.count)))
    let room = max(1, rows - below.count)
    if screen.rows.count > room {
      let first = min(max(hidden, screen.cursor.row - room + 1, 0), screen.cursor.row, screen.rows.count - room)
      screen.rows = Array(screen.rows[first..<first + room])
      screen.cursor.row -= first
      screen.hidden = first
    }
    for line in below.prefix(rows - screen.rows.count) { screen.rows.append(cut(line)) }
    return screen
  }

  /// The text in as many rows as it takes.
  func wholeScreen(of content: Content) -> Screen {
    var flow = Flow(columns: columns)
    for cell in Cell.cells(of: content.prompt, width) { flow.add(cell) }
    let continuation = Cell.cells(of: content.continuation, width)
    let styles = styles(of: content)
    for (index, character) in content.characters.enumerated() {
      let style = styles?[index] ?? .plain
      if let cell = Cell(character, style, width) {
        if index == content.cursor { flow.mark(cell) }
        flow.add(cell)
      } else {
        let cells = character == "\n" ? [] : Cell.cells(of: character, style, width)
        if index == content.cursor { flow.mark(cells.first) }
        for cell in cells { flow.add(cell) }
        guard character == "\n" else { continue }
        flow.begin()
        for cell in continuation { flow.add(cell) }
      }
    }
    let suggestion = Cell.cells(of: StyledText(content.suggestion, .faint), width)
    if content.cursor == content.characters.count { flow.mark(suggestion.first) }
    for cell in suggestion { flow.add(cell) }
    return Screen(rows: flow.rows, cursor: flow.cursor)
  }

  /// The styles of the characters; nil where all are plain.
  private func styles(of content: Content) -> [Style]? {
    guard !content.spans.isEmpty else { return nil }
    var starts: [Int] = []
    starts.reserveCapacity(content.characters.count)
    var offset = 0
    for character in content.characters {
      starts.append(offset)
      offset += character.utf8.count
    }
    var styles = Array(repeating: Style.plain, count: starts.count)
    for span in content.spans {
      var index = Self.firstIndex(in: starts, from: span.range.lowerBound)
      while index < starts.count, starts[index] < span.range.upperBound {
        styles[index] = span.style
        index += 1
      }
    }
    return styles
  }

  /// The first index of an ascending list whose element is at least a value.
  private static func firstIndex(in list: [Int], from value: Int) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A line cut to the terminal's width, its end replaced by `…`.
  private func cut(_ line: StyledText) -> [Cell] {
    let cells = Cell.cells(of: line, width)
    guard Screen.columns(of: cells) > columns else { return cells }
    let mark = Cell.cells(of: StyledText("…", cells.last?.style ?? .plain), width)
    var room = columns - Screen.columns(of: mark)
    let kept = cells.prefix { cell in
      room -= cell.columns
      return room >= 0
    }
    return kept + mark
  }
}

/// Cells as they flow into rows.
private struct Flow {
  let columns: Int
  var rows: [[Cell]] = [[]]
  var column = 0
  var cursor = (row: 0, column: 0)

  mutating func begin() {
    rows.append([])
    column = 0
  }

  mutating func add(_ cell: Cell) {
    if column + cell.columns > columns { begin() }
    rows[rows.count - 1].append(cell)
    column += cell.columns
  }

  /// The cursor stands where a cell would go; in a row of its own where the text fills its row.
  mutating func mark(_ cell: Cell?) {
    if column + (cell?.columns ?? 1) > columns { begin() }
    cursor = (rows.count - 1, column)
  }
}
