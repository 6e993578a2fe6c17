import Foundation
import Testing

private let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

/// A generator whose numbers a seed tells.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// An editor as simple as can be, and the screen that a terminal of two columns a wide character should show of it.
private struct NaiveEditor {
  /// Characters with the columns that they take, row ends with none.
  var text: [(character: String, columns: Int)] = []
  var cursor = 0
  var killed: [(character: String, columns: Int)] = []

  var rowStart: Int { (text[..<cursor].lastIndex { $0.character == "\n" } ?? -1) + 1 }
  var rowEnd: Int { text[cursor...].firstIndex { $0.character == "\n" } ?? text.count }

  mutating func insert(_ characters: [(character: String, columns: Int)]) {
    text.insert(contentsOf: characters, at: cursor)
    cursor += characters.count
  }

  mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// The screen: the prompt `> `, `. ` before other rows, wrapped so that no wide character is split.
  func sight(columns: Int) -> Tmux.Sight {
    var rows = ["> "]
    var used = 2
    var place = (row: 0, column: 0)
    for index in 0...text.count {
      let next = index < text.count ? text[index] : (character: "\n", columns: 1)
      let isEnd = next.character == "\n"
      if used + (isEnd ? 1 : next.columns) > columns, !isEnd || index == cursor {
        rows.append("")
        used = 0
      }
      if index == cursor { place = (rows.count - 1, used) }
      if index == text.count { break }
      if isEnd {
        rows.append(". ")
        used = 2
      } else {
        rows[rows.count - 1] += next.character
        used += next.columns
      }
    }
    rows = rows.map { $0.replacing(/\ +$/, with: "") }
    while rows.last == "" { rows.removeLast() }
    return Tmux.Sight(rows: rows, cursor: place)
  }
}

/// Random sessions of mixed writing at every width, compared with tmux after each few keys.
@Suite(.enabled(if: Tmux.path != nil, "tmux is not installed")) struct RandomSessionTests {
  private static let characters: [(character: String, columns: Int)] =
    "abcdefgh 0189(){}=,.'".map { (String($0), 1) }
    + "上海贸易有限公司客户等级积分，。（）“”".map { (String($0), "“”".contains($0) ? 1 : 2) }
    + ["👍", "🎉", "📈", "한", "カ", "Ａ"].map { ($0, 2) } + ["e\u{301}", "o\u{308}", "ｶ", "é", "ß", "…"].map { ($0, 1) }

  /// Does something to both, and says which keys it takes.
  private func step(_ editor: inout NaiveEditor, _ dice: inout Dice) -> String {
    let cursor = editor.cursor
    switch Int.random(in: 0..<20, using: &dice) {
    case 0..<9:
      let added = (0..<Int.random(in: 1...12, using: &dice)).compactMap { _ in
        Self.characters.randomElement(using: &dice)
      }
      editor.insert(added)
      return added.map(\.character).joined()
    case 9:
      let rows = (0..<Int.random(in: 1...3, using: &dice)).flatMap { _ in
        [(character: "\n", columns: 0)] + [Self.characters.randomElement(using: &dice)].compactMap { $0 }
      }
      editor.insert(rows)
      return "\u{1B}[200~" + rows.map(\.character).joined() + "\u{1B}[201~"
    case 10, 11:
      editor.cursor = max(0, cursor - 1)
      return "\u{1B}[D"
    case 12:
      editor.cursor = min(editor.text.count, cursor + 1)
      return "\u{6}"
    case 13:
      editor.cursor = editor.rowStart
      return "\u{1}"
    case 14:
      editor.cursor = editor.rowEnd
      return "\u{1B}[F"
    case 15, 16:
      if cursor > 0 { editor.remove(cursor - 1..<cursor) }
      return "\u{7F}"
    case 17:
      if cursor < editor.text.count { editor.remove(cursor..<cursor + 1) }
      return "\u{1B}[3~"
    case 18:
      let start = editor.rowStart
      guard start < cursor else { return "" }
      editor.killed = Array(editor.text[start..<cursor])
      editor.remove(start..<cursor)
      // The cursor moves and comes back: what is cut next is another text.
      return "\u{15}\u{1}"
    default:
      editor.insert(editor.killed)
      return "\u{19}"
    }
  }

  @Test(arguments: ["C.UTF-8", "C"]) func `what tmux shows is what was written`(locale: String) throws {
    let seed = isSlow ? UInt64.random(in: 0...UInt64.max) : 20_261_122
    print("sessions in tmux, seed \(seed)")
    for round in 0..<(isSlow ? 12 : 2) as Range<UInt64> {
      var dice = Dice(state: seed &+ round)
      let columns = Int.random(in: 23...41, using: &dice)
      let tmux = try Tmux(columns: columns, rows: 60, [Tmux.probe, "--fresh"], environment: ["LC_ALL=\(locale)"])
      try tmux.expect(">", (0, 2))
      var editor = NaiveEditor()
      var pressed: [String] = []
      for _ in 0..<(isSlow ? 60 : 15) {
        pressed = (0..<4).map { _ in step(&editor, &dice) }
        let expected = editor.sight(columns: columns)
        guard expected.rows.count < 50 else { break }
        try tmux.send(pressed.joined())
        let sight = try tmux.sight { $0 == expected }
        guard sight == expected else {
          Issue.record(
            "seed \(seed), round \(round), \(columns) columns, after \(pressed)\nseen:\n\(sight)\nexpected:\n\(expected)"
          )
          return
        }
      }
    }
  }
}
