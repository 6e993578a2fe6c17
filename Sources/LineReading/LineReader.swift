public import LineEditing

/// Reads lines from a person at a terminal, who edits them, or from a file or pipe, as they are.
///
/// What is said of a line holds for texts of several rows: they are read until ``Syntax/isIncomplete`` is satisfied.
public final class LineReader {
  /// What came.
  public enum Reading: Hashable, Sendable {
    /// A text, without the line end.
    case line(String)
    /// Ctrl-C: what was written is dropped.
    case interrupted
    /// The end of the file, or Ctrl-D.
    case endOfFile
    /// What was written should be edited by another program: read on with what comes of it.
    case externalEditor(String)
  }

  /// The editor, whose prompts and syntax may be changed between lines.
  public var editor: Editor
  /// Whether nothing will come any more from a terminal that was read key by key.
  public private(set) var isAtEnd = false
  /// Why the last line was not kept for the next session; nil where it was.
  public private(set) var historyError: (any Error)?
  private let device: TerminalDevice
  private let completions: (_ text: String, _ cursor: Int) -> Completions
  private let historyFile: (any HistoryFile)?

  private var decoder = KeyDecoder()
  /// Keys that came and are not yet used: what is typed while a line runs belongs to the next.
  private var keys: ArraySlice<Key> = []
  private var lines = StreamedLines()
  private var painter: Painter
  private var size = (columns: 80, rows: 24)

  /// How long an Esc waits for what it may begin, in milliseconds: longer than a sequence takes, shorter than a person
  /// notices.
  private static let escapeTime: Int32 = 50
  /// Bytes that are read before what they changed is shown.
  private static let batch = 1 << 20

  /// A reader.
  ///
  /// - Parameters:
  ///   - device: Where lines come from.
  ///   - editor: How they are edited.
  ///   - inColor: Whether styles may have colours.
  ///   - historyFile: Where lines are kept for the next session.
  ///   - completions: How a text can go on at a cursor, an offset of UTF-8 bytes.
  public init(
    device: TerminalDevice, editor: Editor, inColor: Bool = true, historyFile: (any HistoryFile)? = nil,
    completions: @escaping (_ text: String, _ cursor: Int) -> Completions = { _, cursor in
      Completions(replacing: cursor..<cursor, [])
    }
  ) {
    self.device = device
    self.editor = editor
    self.historyFile = historyFile
    self.completions = completions
    painter = Painter(inColor: inColor)
  }

  /// Reads the next line. The terminal is as it was before when this returns.
  ///
  /// - Parameter text: What stands there to begin with; where no person is, it is left out.
  public func read(_ text: String = "") throws(TerminalError) -> Reading {
    try device.begin()
    defer { device.end() }
    return device.kind == .full ? try edited(text) : streamed()
  }

  // MARK: At a terminal

  private func edited(_ text: String) throws(TerminalError) -> Reading {
    device.write("\u{1B}[?2004h")
    defer { device.write("\u{1B}[?2004l") }
    size = device.size()
    editor.begin(text)
    while true {
      while let key = keys.popFirst() {
        if let reading = try use(key) { return reading }
      }
      paint()
      guard try takeInput() else {
        finish()
        isAtEnd = true
        return .endOfFile
      }
    }
  }

  /// Waits for something, and takes all that is there.
  ///
  /// - Returns: whether more can come.
  private func takeInput() throws(TerminalError) -> Bool {
    var taken = 0
    while true {
      let isFirst = taken == 0
      switch device.next(isFirst ? (decoder.isUndecided ? Self.escapeTime : nil) : 0) {
      case .bytes(let bytes):
        keys += decoder.feed(bytes)
        taken += bytes.count
        if taken >= Self.batch { return true }
      case .timeout:
        if isFirst { keys += decoder.flush() }
        return true
      case .resized:
        let now = device.size()
        if now != size { painter.resize(to: now.columns) }
        size = now
        return true
      case .resumed:
        try resume()
        return true
      case .interrupted:
        keys.append(.control("c"))
        return true
      case .end:
        return taken > 0
      }
    }
  }

  private func use(_ key: Key) throws(TerminalError) -> Reading? {
    switch editor.feed(key) {
    case .changed: return nil
    case .submitted(let text):
      finish()
      keep(text)
      return .line(text)
    case .interrupted:
      finish("^C")
      return .interrupted
    case .endOfFile:
      finish()
      return .endOfFile
    case .externalEditorNeeded(let text):
      finish()
      return .externalEditor(text)
    case .completionNeeded(let text, let cursor):
      editor.offer(completions(text, cursor))
    case .screenCleared:
      device.write(painter.clear())
    case .suspended:
      finish()
      device.write("\u{1B}[?2004l")
      device.end()
      device.suspend()
      try resume()
    }
    return nil
  }

  private func paint() {
    let screen = editor.screen(columns: size.columns, rows: size.rows)
    let change = painter.paint(screen, columns: size.columns)
    if !change.isEmpty { device.write(change) }
  }

  /// Leaves the text on the terminal and goes to the row below.
  private func finish(_ mark: String = "") {
    device.write(painter.finish(editor.finalScreen(columns: size.columns), columns: size.columns, mark: mark))
  }

  private func resume() throws(TerminalError) {
    try device.begin()
    painter.forget()
    size = device.size()
    device.write("\u{1B}[?2004h")
  }

  private func keep(_ text: String) {
    guard let historyFile, editor.usesHistory, editor.history.entries.last == text else { return }
    do {
      try historyFile.append(History.line(of: text))
      historyError = nil
    } catch {
      historyError = error
    }
  }

  // MARK: From a file, a pipe or a dumb terminal

  private func streamed() -> Reading {
    var text: String?
    while true {
      prompt(text == nil ? editor.prompt : editor.continuation)
      switch nextLine() {
      case .line(let line):
        let whole = text.map { $0 + "\n" + line } ?? line
        guard editor.syntax.isIncomplete(whole) else { return .line(whole) }
        text = whole
      case .endOfFile:
        // A beginning without an end is for the parser to refuse.
        return text.map { .line($0) } ?? .endOfFile
      case let reading: return reading
      }
    }
  }

  private func nextLine() -> Reading {
    while true {
      if let line = lines.next() { return .line(line) }
      switch device.next(nil) {
      case .bytes(let bytes): lines.add(bytes)
      case .interrupted:
        device.write("\n")
        return .interrupted
      case .end: return lines.last().map { .line($0) } ?? .endOfFile
      case .resized, .resumed, .timeout: break
      }
    }
  }

  private func prompt(_ prompt: StyledText) {
    if device.kind == .dumb { device.write(prompt.text) }
  }
}
