public import Wording

/// A line editor: keys in, a screen out. It reads and writes nothing itself.
///
/// A text is edited from ``begin(_:)`` until ``feed(_:)`` tells how it ended. After every key, or after all that are at hand,
/// ``screen(columns:rows:)`` is what should be seen.
public struct Editor {
  /// What a key came to.
  public enum Event: Hashable, Sendable {
    /// The screen may have changed.
    case changed
    /// The text was entered.
    case submitted(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D in an empty text.
    case endOfFile
    /// ``offer(_:)`` should be told how the text can go on. The cursor is an offset of UTF-8 bytes.
    case completionNeeded(text: String, cursor: Int)
    /// The text should be edited by the program that the person prefers, and come back by ``begin(_:)``.
    case externalEditorNeeded(String)
    /// The terminal should be wiped.
    case screenCleared
    /// The process should stop until it is continued.
    case suspended
  }

  /// Before the first row.
  public var prompt: StyledText
  /// Before every other row.
  public var continuation: StyledText
  /// What is known of the language that is written.
  public var syntax: Syntax
  /// What was entered.
  public internal(set) var history: History
  /// Whether what is entered goes into the history, and is suggested from it: answers to questions do not.
  public var usesHistory = true
  let language: Language
  let width: DisplayWidth

  var buffer = EditBuffer()
  var ring = KillRing()
  var menu: CompletionMenu?
  var search: HistorySearch?
  var walk: HistoryWalk?
  var message: Phrase?
  /// What the key before did.
  var previous: Command?
  /// The column from which rows are stepped through.
  var goal: Int?
  /// How much the last Ctrl-Y put into the text.
  var yanked = 0
  /// Whether a menu is asked for while a name is typed, so that nothing may be put into the text.
  var isMenuRenewed = false
  private var isPrefixed = false
  private var hidden = 0

  /// An editor with an empty text.
  public init(
    prompt: StyledText = "> ", continuation: StyledText = "… ", syntax: Syntax = Syntax(), history: History = History(),
    language: Language = .english, width: DisplayWidth = DisplayWidth()
  ) {
    self.prompt = prompt
    self.continuation = continuation
    self.syntax = syntax
    self.history = history
    self.language = language
    self.width = width
  }

  /// The text as it stands.
  public var text: String { buffer.text }

  /// Begins with a text, the cursor at its end. What was cut and entered before is kept.
  public mutating func begin(_ text: String = "") {
    buffer = EditBuffer(text)
    (menu, search, walk, message, previous, goal, isPrefixed, hidden) = (nil, nil, nil, nil, nil, nil, false, 0)
  }

  /// Does what a key asks for.
  public mutating func feed(_ key: Key) -> Event {
    message = nil
    if let event = feedSearch(key) ?? feedMenu(key) { return event }
    let bindings = isPrefixed ? KeyBindings.afterPrefix : KeyBindings.standard
    let wasPrefixed = isPrefixed
    isPrefixed = false
    switch key.code {
    case .paste(let text):
      buffer.insert(text)
      previous = nil
    case .character(let scalar) where key.modifiers.isEmpty && !wasPrefixed:
      type(scalar)
      previous = nil
    default:
      guard let command = bindings[key] else { break }
      defer { previous = command }
      if command == .prefix {
        isPrefixed = true
      } else {
        return perform(command)
      }
    }
    return .changed
  }

  /// Enters the text.
  mutating func submit() -> Event {
    let text = buffer.text
    if usesHistory { history.add(text) }
    return .submitted(text)
  }

  // MARK: Screens

  /// What should be seen in a terminal of that many columns and rows.
  public mutating func screen(columns: Int, rows: Int) -> Screen {
    let layout = Layout(columns: columns, rows: rows, width: width)
    let screen = layout.screen(of: content, hidden: hidden)
    hidden = screen.hidden
    return screen
  }

  /// What should stay when the text is done: all of it, and nothing else.
  public func finalScreen(columns: Int) -> Screen {
    var final = plainContent
    final.spans = syntax.spans(buffer.text)
    final.cursor = buffer.characters.count
    var screen = Layout(columns: columns, rows: .max, width: width).wholeScreen(of: final)
    // The cursor goes to a row of its own anyway.
    if screen.rows.count > 1, screen.rows.last?.isEmpty == true { screen.rows.removeLast() }
    return screen
  }

  private var plainContent: Layout.Content {
    Layout.Content(
      prompt: prompt, continuation: continuation, characters: buffer.characters, cursor: buffer.cursor)
  }

  private var content: Layout.Content {
    var content = plainContent
    if let search {
      content.below = [searchLine(search)]
      if let match = search.match {
        content.characters = EditBuffer.characters(of: match.entry)
        content.cursor = match.range.lowerBound
        let lengths = content.characters.map(\.utf8.count)
        let start = lengths[..<match.range.lowerBound].reduce(0, +)
        let found = start..<start + lengths[match.range].reduce(0, +)
        content.spans = syntax.spans(match.entry) + [Span(found, Style(reversed: true))]
      }
      return content
    }
    let text = buffer.text
    content.spans = syntax.spans(text)
    if let suggestion = suggestion(after: text) {
      let rows = suggestion.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      content.suggestion = String(rows[0]) + (rows.count > 1 ? " …" : "")
    }
    if let message { content.below.append(StyledText(message.text(in: language), .faint)) }
    if let hint = syntax.hint(text, buffer.offset(of: buffer.cursor)) { content.below.append(hint) }
    if let menu { content.below += menu.lines(width) }
    return content
  }

  /// How the newest entry that begins with this text goes on; nil where there is none, or the cursor is elsewhere.
  func suggestion(after text: String) -> String? {
    guard usesHistory, !text.isEmpty, buffer.cursor == buffer.characters.count, menu == nil, search == nil,
      walk?.shown != text
    else { return nil }
    let bytes = text.utf8
    let entry = history.entries.last { $0.utf8.count > bytes.count && $0.utf8.starts(with: bytes) }
    // Bytes in the middle of a character are no suggestion.
    return entry.flatMap { String($0.utf8.dropFirst(bytes.count)) }
  }
}
