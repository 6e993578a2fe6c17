public import Automation
import Domain
public import LineEditing
public import LineReading
public import LuaRuntime
import LuaSyntax
import Reports
import ScriptModel
public import Storage
import Wording

/// A person's session at a terminal, or another program's at the end of a pipe.
public final class Repl {
  /// What a session uses of the process around it.
  public struct Surroundings {
    /// Where lines come from.
    public var device: TerminalDevice
    /// Shows results.
    public var print: (String) -> Void
    /// Shows everything else.
    public var note: (String) -> Void
    /// Shows a long text a screen at a time.
    public var page: (String) -> Void
    /// Runs something while Ctrl-C stops the script.
    public var interruptibly: (Canceller, () throws -> Void) throws -> Void
    /// Runs a command of the program by its arguments, with what is not committed; the code that it ends with.
    public var perform: (_ arguments: [String], _ preview: GatheredChanges) throws -> Int32
    /// Lets a person edit a text with a program of theirs; nil where that failed.
    public var edit: (String) throws -> String?
    /// Puts a limit that a person names in the place of another.
    public var setLimit: (_ name: String, _ value: String, inout Limits) throws -> Void
    /// Reads a file of Lua.
    public var read: (_ path: String) throws -> String
    /// Writes a file that is not there yet.
    public var write: (_ path: String, _ text: String) throws -> Void
    /// The names in a folder.
    public var names: (_ folder: String) -> [String]
    /// What the program's commands are called.
    public var commands: [String]
    /// Where lines are kept for the next session.
    public var historyFile: (any HistoryFile)?
    /// Whether texts may have colours.
    public var inColor: Bool

    /// The surroundings of a session.
    public init(
      device: TerminalDevice, print: @escaping (String) -> Void, note: @escaping (String) -> Void,
      page: @escaping (String) -> Void, interruptibly: @escaping (Canceller, () throws -> Void) throws -> Void,
      perform: @escaping (_ arguments: [String], _ preview: GatheredChanges) throws -> Int32,
      edit: @escaping (String) throws -> String?,
      setLimit: @escaping (_ name: String, _ value: String, inout Limits) throws -> Void,
      read: @escaping (_ path: String) throws -> String,
      write: @escaping (_ path: String, _ text: String) throws -> Void,
      names: @escaping (_ folder: String) -> [String], commands: [String], historyFile: (any HistoryFile)? = nil,
      inColor: Bool = true
    ) {
      self.device = device
      self.print = print
      self.note = note
      self.page = page
      self.interruptibly = interruptibly
      self.perform = perform
      self.edit = edit
      self.setLimit = setLimit
      self.read = read
      self.write = write
      self.names = names
      self.commands = commands
      self.historyFile = historyFile
      self.inColor = inColor
    }
  }

  /// How a session ended. A person's always succeeds; another program's ends with the first line that does not.
  public enum End: Sendable {
    case succeeded
    /// Lua failed, hit a limit or was stopped.
    case line(ScriptOutcome)
    /// What a line asked for was refused.
    case refused(any Error)
    /// A command of the program ended with that code.
    case command(Int32)
  }

  let session: ReplSession
  let surroundings: Surroundings
  let reader: LineReader
  var accepted = AcceptedLines()
  var lastFailure: ScriptFailure?
  /// The modules that globals of the session hide.
  private var hiddenModules: Set<String> = []
  private var hasToldOfLocals = false
  private var isOver = false
  private var end = End.succeeded
  /// Why lines are not kept for the next session, where that was told.
  private var historyError: (any Error)?

  /// How many rows of a list are shown where a person turns pages, or another program reads, and where neither is so.
  private static let rowLimit = (turned: 10_000, scrolled: 50)

  var language: Language { session.place.language }
  var isAtTerminal: Bool { surroundings.device.kind != .stream }
  var columns: Int { isAtTerminal ? surroundings.device.size().columns : 120 }

  /// A session in its surroundings.
  public init(_ session: ReplSession, _ surroundings: Surroundings) {
    self.session = session
    self.surroundings = surroundings
    let catalog = Manual.catalog
    let completer = Completer(catalog, session, surroundings)
    let line = LuaLine(catalog: catalog, isGlobal: { completer.isGlobal($0) })
    session.elementLimit = surroundings.device.kind == .dumb ? Self.rowLimit.scrolled : Self.rowLimit.turned
    var history = History()
    do {
      if let file = surroundings.historyFile { history = try Self.history(in: file) }
    } catch {
      historyError = error
      surroundings.note(Self.message(of: error, in: session.place.language))
    }
    let editor = Editor(syntax: line.syntax, history: history, language: session.place.language)
    reader = LineReader(
      device: surroundings.device, editor: editor, inColor: surroundings.inColor,
      historyFile: surroundings.historyFile, completions: completer.completions)
  }

  /// Reads lines and does what they say, to the end.
  public func run() throws -> End {
    while !isOver {
      reader.editor.prompt = StyledText(prompt, Style(session.gathered.isEmpty ? .green : .yellow, bold: true))
      reader.editor.continuation = StyledText(String(repeating: ".", count: max(1, prompt.count - 1)) + " ", .faint)
      let reading = try reader.read()
      tellOfHistory()
      try take(reading)
    }
    if !session.gathered.isEmpty {
      surroundings.note(
        Phrase(
          "left without `:commit`: \(ChangeTotals(session.gathered.summary).text) not kept",
          zh: "未执行 `:commit` 即离开：\(ChangeTotals(session.gathered.summary).text) 未保留"
        ).text(in: language))
    }
    return end
  }

  /// Tells once why lines are not kept.
  private func tellOfHistory() {
    guard historyError == nil, let error = reader.historyError else { return }
    historyError = error
    surroundings.note(Self.message(of: error, in: language))
  }

  /// Runs a file of Lua before the first line, as if it were typed.
  public func begin(with source: String, from path: String) {
    attempt { try answer(source, from: path) }
  }

  private static func history(in file: some HistoryFile) throws -> History { try History(from: file) }

  private var prompt: String {
    let totals = ChangeTotals(session.gathered.summary)
    return switch session.mode {
    case .preview: session.gathered.isEmpty ? "patron> " : "patron(\(totals.text))> "
    case .auto: "patron!> "
    case .reading: "patron(read)> "
    }
  }

  private func take(_ reading: LineReader.Reading) throws {
    switch reading {
    case .line(let line): enter(line)
    case .interrupted: break
    case .externalEditor(let text): edit(text)
    case .endOfFile: attempt { try leave() }
    }
  }

  /// Does what a line says.
  func enter(_ line: String) {
    guard !line.trimmed.isEmpty else { return }
    attempt {
      if let question = Question(line) {
        try show(question.name)
      } else if let (name, rest) = ReplCommand.words(of: line) {
        try obey(name, rest)
      } else if let name = ReplCommand.farewell(line), !session.members(of: []).contains(name) {
        try leave()
      } else {
        try answer(line)
      }
    }
  }

  /// Tells what is refused. Another program cannot act on that: its session ends.
  func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      surroundings.note("patron: \(Self.message(of: error, in: language))")
      stop(.refused(error))
    }
  }

  private static func message(of error: any Error, in language: Language) -> String {
    let text = (error as? any Refusal)?.message.text(in: language) ?? "\(error)"
    return DisplayWidth.visible(text, keeping: ["\n", "\t"])
  }

  /// Ends another program's session, which nobody sees fail.
  func stop(_ end: End) {
    guard !isAtTerminal else { return }
    (self.end, isOver) = (end, true)
  }

  // MARK: Lua

  /// Runs Lua, shows what came of it, and gives the answer.
  @discardableResult
  func answer(
    _ source: String, from file: String? = nil, _ arguments: [String] = []
  ) throws -> ReplSession.Answer? {
    try answer(AcceptedLines.Line(source: source, file: file, arguments: arguments))
  }

  /// Runs a line once more.
  func answer(_ line: AcceptedLines.Line) throws -> ReplSession.Answer? {
    var given: ReplSession.Answer?
    try surroundings.interruptibly(session.canceller) {
      given = try session.run(line.source, from: line.file, line.arguments)
    }
    guard let answer = given else { return nil }
    show(answer)
    tellOfHiddenModules()
    if answer.outcome == .succeeded, line.file == nil { tellOfLocals(line.source) }
    if answer.results == [.plain(.null)], let hint = unknownName(line.source) { surroundings.note(hint) }
    if answer.outcome == .succeeded {
      accepted.add(line, number: answer.number, isPending: answer.hasChanged && session.mode == .preview)
    }
    return answer
  }

  /// Tells once that what a line declares is gone with it.
  private func tellOfLocals(_ source: String) {
    guard isAtTerminal, !hasToldOfLocals, case .statements(let tree) = ConsoleInput(source) else { return }
    let declaresOnly = tree.block.statements.allSatisfy {
      switch $0.kind {
      case .local, .localFunction: true
      default: false
      }
    }
    guard declaresOnly else { return }
    hasToldOfLocals = true
    surroundings.note(
      Phrase(
        "a local lasts for its line only: leave out `local` to keep it", zh: "局部变量只在这一行有效：去掉 `local` 才会保留"
      ).text(in: language))
  }

  /// Tells once of each module that a global hides.
  private func tellOfHiddenModules() {
    let hidden = Set(session.hiddenModules())
    for name in hidden.subtracting(hiddenModules).sorted() {
      surroundings.note(
        Phrase(
          "'\(name)' hides Patron's module now: `\(name) = nil` brings it back",
          zh: "“\(name)”现在遮盖了 Patron 的模块：`\(name) = nil` 可恢复"
        ).text(in: language))
    }
    hiddenModules = hidden
  }

  /// What was probably meant by a line that is nothing but the name of no global.
  private func unknownName(_ source: String) -> String? {
    let tokens = SyntaxTree(source).tokens
    guard tokens.count == 2, tokens[0].kind == .name else { return nil }
    let (name, globals) = (source.trimmed, session.members(of: []))
    guard !globals.contains(name), let meant = Suggestion.nearest(to: name, among: globals) else { return nil }
    return Phrase(
      "there is no global '\(name)' (did you mean '\(meant)'?)", zh: "没有全局变量“\(name)”（是否想写“\(meant)”？）"
    ).text(in: language)
  }

  private func show(_ answer: ReplSession.Answer) {
    switch answer.outcome {
    case .succeeded where answer.results == [.function("help")]:
      surroundings.page(help)
    case .succeeded:
      let texts = answer.results.map { ValueReport($0, columns: columns, in: language).text }
      if answer.results.count == 1, answer.results.first == .plain(.null) {
        surroundings.print("nil")
      } else if !texts.isEmpty {
        surroundings.page(texts.joined(separator: "\n"))
      }
      if let run = answer.run { surroundings.note(ChangeReport(run, in: language).text) }
      if answer.obstacle != nil {
        surroundings.note(
          Phrase(
            "the line saw the book without the preview, which no longer fits it since somebody else has changed it: `:diff` says where, `:again` enters the lines of the preview anew, `:rollback` drops it",
            zh: "账簿已被他人改动，预览与之不再相符，因此该行所见的账簿不含预览：`:diff` 说明何处不符，`:again` 重新输入预览中的各行，`:rollback` 放弃预览"
          ).text(in: language))
      }
    case .failed(let failure):
      lastFailure = failure
      var short = failure
      short.traceback = []
      surroundings.note(short.rendering.text(in: language))
      if failure.traceback.count > 1, isAtTerminal {
        surroundings.note(Phrase("`:trace` shows the calls", zh: "`:trace` 显示调用顺序").text(in: language))
      }
    case .limited(let limit, let failure):
      surroundings.note(LimitReport(limit, at: failure, isInSession: true).text(in: language))
    case .cancelled:
      surroundings.note(Phrase("stopped; the line changed nothing", zh: "已停止；该行未做任何改动").text(in: language))
    }
    if answer.outcome != .succeeded { stop(.line(answer.outcome)) }
  }

  // MARK: Leaving

  /// Leaves, unless there are changes and the person rather stays.
  func leave() throws {
    guard !session.gathered.isEmpty, isAtTerminal, !reader.isAtEnd else { return isOver = true }
    let question = Phrase(
      "\(ChangeTotals(session.gathered.summary).text) not committed: commit, drop or stay? [c/d/S] ",
      zh: "\(ChangeTotals(session.gathered.summary).text) 尚未提交：提交、放弃还是留下？[c/d/S] ")
    reader.editor.prompt = StyledText(question.text(in: language))
    reader.editor.usesHistory = false
    defer { reader.editor.usesHistory = true }
    while true {
      let reading = try reader.read()
      guard case .line(let answer) = reading else {
        // Where nobody is there any more, the end comes again and again; a dumb terminal does not say which of the two it is.
        return isOver = reading == .endOfFile && (reader.isAtEnd || surroundings.device.kind == .dumb)
      }
      switch answer.trimmed.lowercased() {
      case "c", "commit", "提交":
        try commit()
        return isOver = true
      case "d", "drop", "放弃":
        session.rollback()
        return isOver = true
      case "", "s", "stay", "留下": return
      default:
        surroundings.note(
          Phrase(
            "c keeps the changes and leaves, d drops them and leaves, s goes on with the session",
            zh: "c 保存改动并离开，d 放弃改动并离开，s 继续会话"
          ).text(in: language))
      }
    }
  }

  /// Commits the preview.
  func commit() throws {
    var committed: RunReport<Void>?
    try surroundings.interruptibly(session.canceller) { committed = try session.commit() }
    guard let report = committed else {
      return surroundings.note(Phrase("there is nothing to commit", zh: "没有需要提交的改动").text(in: language))
    }
    accepted.commit()
    surroundings.note(ChangeReport(report, in: language).text)
  }

  private func edit(_ text: String) {
    attempt {
      guard let edited = try surroundings.edit(text) else { return }
      surroundings.print(edited)
      enter(edited)
    }
  }
}
