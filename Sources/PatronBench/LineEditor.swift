import Foundation
import LineEditing

/// What a key costs at the prompt of `patron repl`, from the key to the bytes for the terminal.
struct LineEditor {
  let rounds: Int

  func run() {
    let row = "local 客户 = customers.find('上海贸易有限公司') -- comment 12345"
    var history = History()
    for index in 0..<10_000 { history.add("credit.check('C\(index)', 1000)") }
    // About as many coloured parts as code has.
    let syntax = Syntax(spans: { text in
      (0..<text.utf8.count / 8).map { Span($0 * 8..<$0 * 8 + 4, Style(.blue)) }
    })
    let typed = [[Key(.character("x"))], [Key(.backspace)]]
    let moved = [[Key(.home, .control), Key(.enter, .alt)], [Key(.backspace)]]
    for (title, rows, keys) in [
      ("a key in a text of 1 row", 1, typed), ("a key in a text of 40 rows", 40, typed),
      ("40 rows painted again", 40, moved),
    ] {
      var editor = Editor(syntax: syntax, history: history)
      var painter = Painter(inColor: true)
      _ = editor.feed(Key(.paste(Array(repeating: row, count: rows).joined(separator: "\n"))))
      _ = painter.paint(editor.screen(columns: 80, rows: 50), columns: 80)
      var times: [Duration] = []
      for round in 0..<rounds {
        let time = ContinuousClock().measure {
          for key in keys[round % keys.count] { _ = editor.feed(key) }
          _ = painter.paint(editor.screen(columns: 80, rows: 50), columns: 80)
        }
        times.append(time)
      }
      times.sort()
      show(title, times[rounds / 2], times[rounds * 95 / 100])
    }
  }

  private func show(_ title: String, _ median: Duration, _ late: Duration) {
    let columns = [median, late].map { String(format: "%10.2f ms", $0 / .milliseconds(1)) }
    print(
      title.padding(toLength: 44, withPad: " ", startingAt: 0) + columns.joined() + "  (of 20 the slowest)  aim 5 ms")
  }
}
