/// What commands do to the text and the cursor.
extension Editor {
  /// How many spaces Tab stands for before the text of a row.
  private static let tabColumns = 2

  mutating func perform(_ command: Command) -> Event {
    if !command.isVertical { goal = nil }
    switch command {
    case .acceptLine:
      guard buffer.isInLastRow, !syntax.isIncomplete(buffer.text) else {
        beginRow()
        break
      }
      return submit()
    case .insertNewline: beginRow()
    case .complete: return complete()
    case .completeBackward: outdent()
    case .interrupt: return .interrupted
    case .deleteOrEndOfFile where buffer.isEmpty: return .endOfFile
    case .suspend: return .suspended
    case .clearScreen: return .screenCleared
    case .editExternally: return .externalEditorNeeded(buffer.text)
    case .searchBackward, .searchForward: search = HistorySearch(history)
    case .undo: _ = buffer.undo()
    case .redo: _ = buffer.redo()
    case .transpose: buffer.transpose()
    case .upcaseWord: changeWord { $0.uppercased() }
    case .downcaseWord: changeWord { $0.lowercased() }
    case .capitalizeWord: changeWord { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
    case .deleteBackward: if buffer.cursor > 0 { buffer.remove(buffer.cursor - 1..<buffer.cursor) }
    case .deleteForward, .deleteOrEndOfFile: buffer.remove(buffer.cursor..<buffer.cursor + 1)
    case .killToEnd, .killToBeginning, .killWord, .backwardKillWord, .killSpacedWord: kill(command)
    case .yank: yank(ring.last(), replacing: 0)
    case .yankEarlier: if previous == .yank || previous == .yankEarlier { yank(ring.earlier(), replacing: yanked) }
    default: move(command)
    }
    return .changed
  }

  // MARK: Typing

  mutating func type(_ scalar: Unicode.Scalar) {
    let start = buffer.rowStart(of: buffer.cursor)
    let row = String(buffer.characters[start..<buffer.cursor])
    buffer.insert(String(Character(scalar)))
    // A first word may be one that closes a block.
    let word = row.drop { $0 == " " }
    guard start > 0, word.count < 16, word.allSatisfy({ $0.isLetter }) else { return }
    let above = String(buffer.characters[..<(start - 1)])
    let shift = syntax.indentation(above, word + String(Character(scalar))) - syntax.indentation(above, String(word))
    guard shift != 0 else { return }
    let spaces = row.count - word.count
    let cursor = buffer.cursor
    let wanted = max(0, spaces + shift)
    buffer.replace(start..<start + spaces, with: Array(repeating: " ", count: wanted))
    buffer.move(to: cursor + wanted - spaces)
  }

  /// Ends the row at the cursor; what follows begins the next one, indented.
  private mutating func beginRow() {
    let end = buffer.rowEnd(of: buffer.cursor)
    let rest = buffer.characters[buffer.cursor..<end]
    let text = rest.drop { $0 == " " }
    let above = String(buffer.characters[..<buffer.cursor])
    let spaces = min(max(0, syntax.indentation(above, String(text))), 200)
    buffer.replace(
      buffer.cursor..<text.startIndex, with: ["\n"] + Array(repeating: " ", count: spaces))
  }

  private mutating func complete() -> Event {
    let start = buffer.rowStart(of: buffer.cursor)
    if start > 0, buffer.characters[start..<buffer.cursor].allSatisfy({ $0 == " " }) {
      buffer.insert(String(repeating: " ", count: Self.tabColumns))
      return .changed
    }
    return .completionNeeded(text: buffer.text, cursor: buffer.offset(of: buffer.cursor))
  }

  private mutating func outdent() {
    let start = buffer.rowStart(of: buffer.cursor)
    let spaces = buffer.characters[start...].prefix(Self.tabColumns).prefix { $0 == " " }.count
    let cursor = buffer.cursor
    buffer.remove(start..<start + spaces)
    buffer.move(to: max(start, cursor - spaces))
  }

  private mutating func changeWord(_ change: (String) -> String) {
    let range = buffer.cursor..<Word(characters: buffer.characters).end(after: buffer.cursor)
    let start = buffer.characters[range].firstIndex { $0.isLetter } ?? range.upperBound
    let word = String(buffer.characters[start..<range.upperBound])
    buffer.replace(start..<range.upperBound, with: Array(change(word)))
  }

  // MARK: Cutting

  private mutating func kill(_ command: Command) {
    let cursor = buffer.cursor
    let words = Word(characters: buffer.characters)
    var isBefore = true
    let range: Range<Int>
    switch command {
    case .killToBeginning:
      // At the start of a row the row above is joined.
      let start = buffer.rowStart(of: cursor)
      range = (start == cursor ? max(0, cursor - 1) : start)..<cursor
    case .backwardKillWord: range = words.start(before: cursor)..<cursor
    case .killSpacedWord: range = words.spacedStart(before: cursor)..<cursor
    default:
      isBefore = false
      let end = buffer.rowEnd(of: cursor)
      let reach = command == .killWord ? words.end(after: cursor) : end == cursor ? cursor + 1 : end
      range = cursor..<min(reach, buffer.characters.count)
    }
    ring.add(Array(buffer.characters[range]), isJoined: previous?.kills == true, isBefore: isBefore)
    buffer.remove(range)
  }

  private mutating func yank(_ text: [Character], replacing count: Int) {
    let start = max(0, buffer.cursor - count)
    buffer.replace(start..<buffer.cursor, with: text)
    yanked = buffer.cursor - start
  }

  // MARK: Moving

  private mutating func move(_ command: Command) {
    let cursor = buffer.cursor
    let isAtEnd = cursor == buffer.characters.count
    let words = Word(characters: buffer.characters)
    switch command {
    case .forwardCharacter, .endOfRow:
      if isAtEnd, let suggestion = suggestion(after: buffer.text) {
        buffer.insert(suggestion)
      } else {
        buffer.move(to: command == .endOfRow ? buffer.rowEnd(of: cursor) : cursor + 1)
      }
    case .forwardWord:
      if isAtEnd, let suggestion = suggestion(after: buffer.text) {
        let characters = EditBuffer.characters(of: suggestion)
        buffer.insert(String(characters[..<Word(characters: characters).end(after: 0)]))
      } else {
        buffer.move(to: words.end(after: cursor))
      }
    case .backwardCharacter: buffer.move(to: cursor - 1)
    case .backwardWord: buffer.move(to: words.start(before: cursor))
    case .beginningOfRow: buffer.move(to: buffer.rowStart(of: cursor))
    case .beginningOfText: buffer.move(to: 0)
    case .endOfText: buffer.move(to: buffer.characters.count)
    case .previousRow:
      let start = buffer.rowStart(of: cursor)
      if start == 0 { recall(.previousEntry) } else { step(toRowAt: buffer.rowStart(of: start - 1)) }
    case .nextRow:
      let end = buffer.rowEnd(of: cursor)
      if end == buffer.characters.count { recall(.nextEntry) } else { step(toRowAt: end + 1) }
    case .previousEntry, .nextEntry, .oldestEntry, .newestEntry: recall(command)
    default: break
    }
  }

  /// Moves to another row, near the column in which stepping began.
  private mutating func step(toRowAt start: Int) {
    let own = buffer.characters[buffer.rowStart(of: buffer.cursor)..<buffer.cursor]
    let goal = goal ?? own.reduce(0) { $0 + columns(of: $1) }
    self.goal = goal
    var column = 0
    let row = buffer.characters[start..<buffer.rowEnd(of: start)]
    let reached = row.firstIndex { character in
      column += columns(of: character)
      return column > goal
    }
    buffer.move(to: reached ?? row.endIndex)
  }

  private func columns(of character: Character) -> Int {
    Screen.columns(of: Cell.cells(of: character, .plain, width))
  }

  private mutating func recall(_ command: Command) {
    let head = String(buffer.characters[..<buffer.cursor])
    var walk = walk ?? HistoryWalk(history)
    let text = walk.step(command, from: buffer.text, head: head)
    self.walk = walk
    if let text { buffer.replaceAll(with: text) }
  }
}
