import Foundation
import Testing
import Wording

@testable import LineEditing

private let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

/// A generator whose numbers a seed tells.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct RandomSessionTests {
  private static let seed = isSlow ? UInt64.random(in: 0...UInt64.max) : 20_261_122
  private static let pieces = [
    "a", "b ", "local x = 1", "客", "上海贸易", "，", "👍", "👨‍👩‍👧", "e\u{301}", "\u{301}", "🇨", "🇳", "한", "\u{1160}", "\u{200B}",
    "\u{200D}", "\u{FE0F}", "\u{0600}", "ｱ", "①", "¡", "नमस\u{94D}ते", "𠮷",
  ]
  private static let keys =
    [
      Press.up, Press.down, Press.left, Press.right, Press.home, Press.end, Press.delete, Press.backspace,
      Press.shiftTab,
      "\t", "\r", "\u{1B}\r", "\u{1B}\u{7F}", "\u{18}\u{5}", "\u{1F}", "\u{1B}_", "\u{1B}[1;5C", "\u{1B}[1;5D",
      "\u{1B}[1;5H",
      "\u{1B}[1;5F", "\u{1B}<", "\u{1B}>",
    ] + "abcdefghklnprstuwyz".map(Press.control) + "bfdyulcpn".map(Press.alt)

  private func key(_ dice: inout Dice) -> String {
    switch Int.random(in: 0..<10, using: &dice) {
    case 0..<5: return Self.pieces.randomElement(using: &dice) ?? ""
    case 5..<9: return Self.keys.randomElement(using: &dice) ?? ""
    default:
      let pieces = (0..<Int.random(in: 0..<8, using: &dice)).map { _ in
        ["\n", "\r\n", "\t", "\u{7}"].randomElement(using: &dice).map {
          $0 + (Self.pieces.randomElement(using: &dice) ?? "")
        } ?? ""
      }
      return Press.paste(pieces.joined())
    }
  }

  private var editor: Editor {
    var history = History()
    for entry in ["print(1)", "do\n  a()\nend", "客户 = '上海贸易有限公司'"] { history.add(entry) }
    let syntax = Syntax(
      isIncomplete: { $0.hasSuffix(" ") },
      spans: { text in
        text.utf8.indices.enumerated().filter { $0.offset % 3 == 0 }.map {
          Span($0.offset..<$0.offset + 2, Style(.red))
        }
      },
      indentation: { above, row in row == "end" ? 0 : above.hasSuffix("do") ? 2 : 1 },
      hint: { _, cursor in cursor % 4 == 0 ? StyledText("提示：hint at \(cursor)", .faint) : nil })
    return Editor(prompt: "客户> ", continuation: ". ", syntax: syntax, history: history)
  }

  @Test func `what is painted bit by bit is what would be painted at once`() {
    print("editing sessions, seed \(Self.seed)")
    for round in 0..<(isSlow ? 400 : 6) as Range<UInt64> {
      var dice = Dice(state: Self.seed &+ round)
      let columns = Int.random(in: 9...41, using: &dice)
      var session = Session(columns: columns, height: Int.random(in: 1...30, using: &dice), editor)
      for step in 0..<60 {
        let key = key(&dice)
        session.press(key)
        for case .completionNeeded(_, let cursor) in session.events.suffix(1) where Bool.random(using: &dice) {
          let names = ["customers", "credit", "客户甲", "客户乙"].map { Completions.Candidate($0, summary: "说明 \($0)") }
          session.editor.offer(Completions(replacing: cursor..<cursor, names))
          session.feed([])
        }
        var whole = session
        whole.painter = Painter(inColor: true)
        whole.terminal = TerminalModel(columns: columns, height: session.terminal.height)
        whole.feed([])
        let place = "seed \(Self.seed), round \(round), step \(step): \(key.debugDescription)"
        #expect(session.terminal.faults == [], "\(place)")
        // Both begin the prompt in some row: what stands above it is what was entered before.
        let seen = session.terminal.text.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = whole.terminal.text.split(separator: "\n", omittingEmptySubsequences: false)
        let top = session.terminal.cursor.row - whole.terminal.cursor.row
        guard top >= 0, session.terminal.cursor.column == whole.terminal.cursor.column,
          Array(seen.dropFirst(top)) == Array(wanted)
        else {
          Issue.record("\(place)\nseen:\n\(session.terminal.text)\nexpected:\n\(whole.terminal.text)")
          return
        }
        check(session.editor.buffer, place)
      }
    }
  }

  private func check(_ buffer: EditBuffer, _ place: String) {
    #expect(Array(buffer.text) == buffer.characters, "\(place): characters are what readers take for them")
    #expect((0...buffer.characters.count).contains(buffer.cursor), "\(place)")
  }

  @Test func `no bytes break the editor`() {
    print("random bytes, seed \(Self.seed)")
    var dice = Dice(state: Self.seed)
    for round in 0..<(isSlow ? 2_000 : 20) {
      var session = Session(
        columns: Int.random(in: 8...20, using: &dice), height: Int.random(in: 1...5, using: &dice), editor)
      for _ in 0..<20 {
        let isEscape = Bool.random(using: &dice)
        let bytes = (0..<Int.random(in: 1...12, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
        session.press(bytes: (isEscape ? [0x1B, 0x5B] : []) + bytes)
        check(session.editor.buffer, "seed \(Self.seed), round \(round): \(bytes)")
        _ = session.editor.screen(
          columns: Int.random(in: -1...9, using: &dice), rows: Int.random(in: -1...2, using: &dice))
      }
    }
  }

  @Test func `all that was done is undone step by step, and done again`() {
    print("undone sessions, seed \(Self.seed)")
    for round in 0..<(isSlow ? 1_000 : 20) as Range<UInt64> {
      var dice = Dice(state: Self.seed &+ round)
      var buffer = EditBuffer("客户 e\u{301}\nabc")
      let first = buffer.text
      for _ in 0..<30 {
        buffer.move(to: Int.random(in: 0...buffer.characters.count, using: &dice))
        let end = min(buffer.characters.count, buffer.cursor + Int.random(in: 0...3, using: &dice))
        let text = Bool.random(using: &dice) ? Self.pieces.randomElement(using: &dice) ?? "" : ""
        buffer.replace(buffer.cursor..<end, with: EditBuffer.characters(of: text))
      }
      let last = buffer.text
      while buffer.undo() {}
      #expect(buffer.text == first, "seed \(Self.seed), round \(round)")
      while buffer.redo() {}
      #expect(buffer.text == last, "seed \(Self.seed), round \(round)")
    }
  }
}
