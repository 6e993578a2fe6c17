import Wording

/// Searching through the history.
extension Editor {
  /// What a key does while the history is searched; nil for what it does always.
  mutating func feedSearch(_ key: Key) -> Event? {
    guard var search else { return nil }
    switch key {
    case .control("r"), .control("s"): search.step(older: key == .control("r"))
    case Key(.backspace): search.shorten()
    case .control("g"):
      self.search = nil
      return .changed
    case Key(.enter):
      take(search)
      buffer.move(to: buffer.characters.count)
      return perform(.acceptLine)
    case .control("c"): return nil
    default:
      switch key.code {
      case .character(let scalar) where key.modifiers.isEmpty: search.extend(String(Character(scalar)))
      case .paste(let text): search.extend(String(text.prefix { !$0.isNewline }))
      default:
        take(search)
        return key == Key(.escape) ? .changed : nil
      }
    }
    self.search = search
    return .changed
  }

  /// Ends the search with what was found in the place of the text.
  private mutating func take(_ search: HistorySearch) {
    self.search = nil
    previous = nil
    guard let match = search.match else { return }
    buffer.replaceAll(with: match.entry)
    buffer.move(to: match.range.lowerBound)
  }

  /// The line below the text that tells what is searched for.
  func searchLine(_ search: HistorySearch) -> StyledText {
    let label =
      search.isFailing
      ? Phrase("no entry further on: ", zh: "没有更多匹配的历史：") : Phrase("search history: ", zh: "搜索历史：")
    return StyledText(label.text(in: language), .faint) + StyledText(search.pattern)
  }
}
