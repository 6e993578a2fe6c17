import Wording

/// Choosing among candidates while they are shown.
extension Editor {
  /// Shows how the text can go on: a single candidate is put into it, and what all have in common.
  ///
  /// To be called in answer to ``Event/completionNeeded(text:cursor:)``, with the text unchanged.
  public mutating func offer(_ completions: Completions) {
    defer { isMenuRenewed = false }
    menu = nil
    let start = buffer.position(of: completions.range.lowerBound)
    // What was found for a text that has changed meanwhile is of no use.
    guard completions.range.upperBound == buffer.offset(of: buffer.cursor) else { return }
    guard start <= buffer.cursor, let first = completions.candidates.first else {
      if !isMenuRenewed { message = Phrase("nothing to complete", zh: "没有可补全的内容") }
      return
    }
    var typed = Array(buffer.characters[start..<buffer.cursor])
    if !isMenuRenewed {
      let isOnly = completions.candidates.count == 1
      let common = isOnly ? first.text : completions.commonPrefix
      let isLonger = common.count > typed.count && common.lowercased().hasPrefix(String(typed).lowercased())
      if isOnly || isLonger {
        typed = EditBuffer.characters(of: common)
        buffer.replace(start..<buffer.cursor, with: typed)
      }
      if isOnly { return }
    }
    menu = CompletionMenu(start: start, typed: typed, candidates: completions.candidates)
  }

  /// What a key does while candidates are shown; nil for what it does always.
  mutating func feedMenu(_ key: Key) -> Event? {
    guard var menu else { return nil }
    switch key {
    case Key(.tab), Key(.down), .control("n"): choose(&menu, by: 1)
    case Key(.tab, .shift), Key(.up), .control("p"): choose(&menu, by: -1)
    case Key(.escape), .control("g"):
      _ = menu.filter(menu.typed)
      put(menu)
      self.menu = nil
    case Key(.enter) where menu.selected != nil, Key(.right) where menu.selected != nil: self.menu = nil
    case _ where menu.selected == nil && narrows(key, menu): return narrow(key, &menu)
    default:
      self.menu = nil
      return nil
    }
    return .changed
  }

  private mutating func choose(_ menu: inout CompletionMenu, by count: Int) {
    menu.step(by: count)
    put(menu)
    self.menu = menu
  }

  private mutating func put(_ menu: CompletionMenu) {
    let start = min(menu.start, buffer.cursor)
    if Array(buffer.characters[start..<buffer.cursor]) != menu.replacement {
      buffer.replace(start..<buffer.cursor, with: menu.replacement)
    }
  }

  /// Whether a key writes or takes back a character of the name.
  private func narrows(_ key: Key, _ menu: CompletionMenu) -> Bool {
    switch key.code {
    case .character(let scalar):
      key.modifiers.isEmpty && (scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    case .backspace: key.modifiers.isEmpty && buffer.cursor > menu.start
    default: false
    }
  }

  private mutating func narrow(_ key: Key, _ menu: inout CompletionMenu) -> Event {
    previous = nil
    if case .character(let scalar) = key.code {
      buffer.insert(String(Character(scalar)))
    } else {
      buffer.remove(buffer.cursor - 1..<buffer.cursor)
    }
    if menu.filter(Array(buffer.characters[min(menu.start, buffer.cursor)..<buffer.cursor])) {
      self.menu = menu
      return .changed
    }
    // What was offered is used up: there may be others for the name as it is now.
    self.menu = nil
    isMenuRenewed = true
    return .completionNeeded(text: buffer.text, cursor: buffer.offset(of: buffer.cursor))
  }
}
