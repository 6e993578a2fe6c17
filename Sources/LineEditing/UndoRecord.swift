/// What was done to a text, so that it can be taken back and done again.
struct UndoRecord: Sendable {
  /// One replacement.
  struct Change: Sendable {
    let start: Int
    let removed: [Character]
    var inserted: [Character]
    var cursors: (before: Int, after: Int)
  }

  private var done: [Change] = []
  private var undone: [Change] = []

  /// Adds a change. A word that is typed character by character is one step.
  mutating func add(_ change: Change) {
    undone = []
    if let last = done.last, let added = change.inserted.first, change.inserted.count == 1, change.removed.isEmpty,
      let end = last.inserted.last, last.removed.isEmpty, last.start + last.inserted.count == change.start,
      !end.isNewline, !added.isNewline, !end.isWhitespace || added.isWhitespace
    {
      done[done.count - 1].inserted.append(added)
      done[done.count - 1].cursors.after = change.cursors.after
    } else {
      done.append(change)
    }
  }

  /// The change to be taken back.
  mutating func undo() -> Change? {
    guard let change = done.popLast() else { return nil }
    undone.append(change)
    return change
  }

  /// The change to be done again.
  mutating func redo() -> Change? {
    guard let change = undone.popLast() else { return nil }
    done.append(change)
    return change
  }
}
