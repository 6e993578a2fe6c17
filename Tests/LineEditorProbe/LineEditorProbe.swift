import Glibc
import LineEditing
import LineReading

/// Reads lines as a session does and prints each after `= `, rows parted by ` | `; its history and names are fixed.
///
///     LineEditorProbe [--indent] [--fresh] [--history PATH]
@main struct LineEditorProbe {
  static let names: [Completions.Candidate] = [
    Completions.Candidate("customers", summary: "the book's customers"),
    Completions.Candidate("credit", summary: "limits, exposure and holds"),
    Completions.Candidate("客户甲", summary: "the first"), Completions.Candidate("客户乙", summary: "the second"),
    Completions.Candidate("上海贸易", summary: "a company"),
  ]

  static func main() throws {
    var options = CommandLine.arguments.dropFirst()
    var history = History()
    var file: HistoryOnDisk?
    var syntax = Syntax(isIncomplete: isIncomplete, spans: spans)
    var isFresh = false
    while let option = options.popFirst() {
      if option == "--history", let path = options.popFirst() {
        file = HistoryOnDisk(path: path)
        if let file { history = try History(from: file) }
      } else if option == "--indent" {
        syntax.indentation = indentation
      } else {
        isFresh = true
      }
    }
    if file == nil, !isFresh { for entry in ["print(1)", "do\n  a()\nend", "客户 = '上海'"] { history.add(entry) } }
    let term = unsafe getenv("TERM").map { unsafe String(cString: $0) }
    let reader = LineReader(
      device: .system(term: term), editor: Editor(prompt: "> ", continuation: ". ", syntax: syntax, history: history),
      historyFile: file, completions: completions)
    var text = ""
    while true {
      switch try reader.read(text) {
      case .line("segfault"): raise(SIGSEGV)
      case .line("exit"): exit(3)
      case .line(let line): print("= " + line.replacing("\n", with: " | "))
      case .interrupted: print("interrupted")
      case .externalEditor(let written): text = written + "!"
      case .endOfFile:
        print("end")
        return
      }
      text = ""
      fflush(nil)
    }
  }

  static func isIncomplete(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    return words.count { $0 == "do" } > words.count { $0 == "end" }
  }

  static func indentation(_ above: String, _ row: String) -> Int {
    let words = above.split { !$0.isLetter } + (row == "end" ? [row[...]] : [])
    return 2 * (words.count { $0 == "do" } - words.count { $0 == "end" })
  }

  static func spans(_ text: String) -> [Span] {
    text.utf8.enumerated().filter { $0.element == UInt8(ascii: "1") }.map {
      Span($0.offset..<$0.offset + 1, Style(.cyan, bold: true))
    }
  }

  static func completions(_ text: String, _ cursor: Int) -> Completions {
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let name = before[(before.lastIndex { !$0.isLetter }.map(before.index(after:)) ?? before.startIndex)...]
    return Completions(replacing: cursor - name.utf8.count..<cursor, names.filter { $0.text.hasPrefix(name) })
  }
}
