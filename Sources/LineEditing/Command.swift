/// What a key does, by the names that Emacs and readline have for it where they have one.
enum Command: Sendable {
  case acceptLine, insertNewline, complete, completeBackward, cancel, interrupt, deleteOrEndOfFile, suspend
  case clearScreen, editExternally, prefix
  case backwardCharacter, forwardCharacter, backwardWord, forwardWord
  case beginningOfRow, endOfRow, beginningOfText, endOfText, previousRow, nextRow
  case previousEntry, nextEntry, oldestEntry, newestEntry, searchBackward, searchForward
  case deleteBackward, deleteForward, transpose, upcaseWord, downcaseWord, capitalizeWord
  case killToEnd, killToBeginning, killWord, backwardKillWord, killSpacedWord, yank, yankEarlier, undo, redo

  /// What cuts: cut one after the other, texts are one.
  var kills: Bool {
    switch self {
    case .killToEnd, .killToBeginning, .killWord, .backwardKillWord, .killSpacedWord: true
    default: false
    }
  }

  /// What steps between rows and keeps the column.
  var isVertical: Bool { self == .previousRow || self == .nextRow }
}
