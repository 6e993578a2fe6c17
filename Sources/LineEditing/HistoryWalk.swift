/// The way through the history by up and down: among the entries that begin as the text before the cursor did where the
/// way began. What is changed on the way stays changed until the text is done.
struct HistoryWalk: Sendable {
  /// The entries, and at last what is written now.
  private var texts: [String]
  private var place: Int
  private var prefix = ""
  /// The text as it was last brought.
  private(set) var shown: String?

  init(_ history: History) {
    texts = history.entries + [""]
    place = texts.count - 1
  }

  /// The text that a step leads to; nil where there is none.
  ///
  /// - Parameters:
  ///   - text: What stands there now.
  ///   - head: The part of it before the cursor.
  mutating func step(_ command: Command, from text: String, head: String) -> String? {
    if text != shown {
      texts[place] = text
      if place == texts.count - 1 { prefix = head }
    }
    let last = texts.count - 1
    let fits = { [texts, prefix] (index: Int) in texts[index].hasPrefix(prefix) && texts[index] != text }
    let found: Int? =
      switch command {
      case .previousEntry: (0..<place).last(where: fits)
      case .oldestEntry: (0..<place).first(where: fits)
      // What was written comes last, whatever it begins with.
      case .nextEntry: place < last ? (place + 1..<last).first(where: fits) ?? last : nil
      default: place < last ? last : nil
      }
    guard let found else { return nil }
    place = found
    shown = texts[found]
    return texts[found]
  }
}
