@testable import LineEditing
import Wording

/// An editor at a model of a terminal: bytes in, a screen out.
struct Session {
  var editor: Editor
  var painter = Painter(inColor: true)
  var terminal: TerminalModel
  /// What keys came to, but for changes.
  var events: [Editor.Event] = []
  var output = ""
  private var decoder = KeyDecoder()

  init(columns: Int = 40, height: Int = 24, _ editor: Editor = Editor(prompt: "> ", continuation: ". ")) {
    self.editor = editor
    terminal = TerminalModel(columns: columns, height: height)
    paint()
  }

  /// Presses keys, given as the bytes that they send, and looks.
  mutating func press(_ keys: String) {
    feed(decoder.feed(keys.utf8))
  }

  mutating func press(bytes: some Sequence<UInt8>) {
    feed(decoder.feed(bytes))
    feed(decoder.flush())
  }

  mutating func feed(_ keys: [Key]) {
    for key in keys {
      let event = editor.feed(key)
      if event != .changed { events.append(event) }
      switch event {
      case .submitted, .interrupted, .endOfFile, .externalEditorNeeded:
        write(painter.finish(editor.finalScreen(columns: terminal.columns), columns: terminal.columns))
        editor.begin()
      default: break
      }
    }
    paint()
  }

  private mutating func paint() {
    write(painter.paint(editor.screen(columns: terminal.columns, rows: terminal.height), columns: terminal.columns))
  }

  private mutating func write(_ text: String) {
    output = text
    terminal.write(text)
  }

  /// The text with `|` where the cursor is.
  var text: String {
    let editor = editor
    return String(editor.buffer.characters[..<editor.buffer.cursor]) + "|"
      + String(editor.buffer.characters[editor.buffer.cursor...])
  }
}

/// The bytes of keys that have names.
enum Press {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"
  static let delete = "\u{1B}[3~"
  static let backspace = "\u{7F}"
  static let shiftTab = "\u{1B}[Z"

  static func control(_ letter: Character) -> String {
    String(UnicodeScalar((letter.asciiValue ?? 0) & 0x1F))
  }

  static func alt(_ letter: Character) -> String { "\u{1B}\(letter)" }
  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
