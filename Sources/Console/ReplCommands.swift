import Automation
import Domain
import LineEditing
import LineReading
import LuaRuntime
import Reports
import ScriptModel
import Storage
import Wording

/// What a session does for its commands.
extension Repl {
  /// Does what a command says. A name that is none of the session's own is a command of the program.
  func obey(_ name: String, _ rest: String) throws {
    guard let command = ReplCommand(named: name) else {
      guard surroundings.commands.contains(name) else {
        let known = ReplCommand.allCases.map(\.rawValue) + surroundings.commands
        throw ConsoleError.unknownCommand(name, suggestion: Suggestion.nearest(to: name, among: known))
      }
      guard session.place.bookPath != ":memory:" else { throw ConsoleError.inMemory(name) }
      guard session.mode != .reading || Self.readingCommands.contains(name) else { throw ReplError.reading }
      if name == "undo", rest.isEmpty, !session.gathered.isEmpty {
        return surroundings.note(
          Phrase(
            "`:rollback` drops the whole preview; `:undo RUN` takes back a run that was kept",
            zh: "`:rollback` 放弃整个预览；`:undo 运行编号` 撤销已保存的运行"
          ).text(in: language))
      }
      if !session.gathered.isEmpty, !Self.previewedCommands.contains(name) {
        surroundings.note(
          Phrase("of the book as committed, without the preview:", zh: "以下为已提交的账簿，不含预览：").text(in: language))
      }
      let arguments = name == "sql" && Self.isQuery(rest) ? [rest] : Self.words(rest)
      let code = try surroundings.perform([name] + arguments, session.gathered)
      if code != 0 { stop(.command(code)) }
      return
    }
    if command.arguments.isEmpty, !rest.isEmpty { throw ConsoleError.arguments(command.rawValue, given: rest) }
    switch command {
    case .help: try show(rest)
    case .diff: try diff()
    case .commit: try commit()
    case .rollback:
      guard !session.gathered.isEmpty else {
        return surroundings.note(Phrase("there is nothing to drop", zh: "没有可放弃的改动").text(in: language))
      }
      let dropped = session.gathered.summary
      session.rollback()
      accepted.rollback()
      surroundings.note(
        Phrase("dropped \(ChangeTotals(dropped).text)", zh: "已放弃 \(ChangeTotals(dropped).text)").text(in: language))
    case .again: try again()
    case .preview: try session.change(to: .preview)
    case .auto:
      try session.change(to: .auto)
      surroundings.note(
        Phrase("each line is kept at once from now on; `:preview` goes back", zh: "从现在起每行立即保存；`:preview` 恢复预览").text(
          in: language))
    case .schema: try schema(rest)
    case .time: try time(rest)
    case .plan: try plan(rest)
    case .trace: trace()
    case .edit: edit()
    case .run:
      let path = try needed(rest, of: command)
      try answer(try surroundings.read(path), from: path, Array(Self.words(rest).dropFirst()))
    case .history: try history(rest)
    case .save: try save(to: try needed(rest, of: command))
    case .limit: try limit(rest)
    case .book: try book()
    case .quit: try leave()
    }
  }

  /// The commands of the program that change no book.
  private static let readingCommands: Set<String> = [
    "backtest", "check", "docs", "explain", "export", "history", "simulate", "sql", "test",
  ]

  /// The commands of the program that see the preview.
  private static let previewedCommands: Set<String> = ["explain"]

  /// Whether a text is a query of SQL as it stands, which nobody would put into quotes here.
  private static func isQuery(_ text: String) -> Bool {
    ["explain", "select", "values", "with"].contains(text.prefix { $0.isLetter }.lowercased())
  }

  /// Words parted by blanks; quotes hold one together.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      switch character {
      case quote: quote = nil
      case _ where quote != nil: word = (word ?? "") + String(character)
      case "\"", "'":
        quote = character
        word = word ?? ""
      case _ where character.isWhitespace:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap { $0 }
  }

  private func needed(_ text: String, of command: ReplCommand) throws -> String {
    guard let word = Self.words(text).first else {
      throw ConsoleError.missingArgument(command.rawValue, command.arguments)
    }
    return word
  }

  // MARK: Help

  /// The commands, and what scripts can call.
  var help: String {
    let measure = DisplayWidth()
    let rows = ReplCommand.allCases.map { (":\($0.rawValue) \($0.arguments)", $0.summary.text(in: language)) }
    let width = rows.map { measure.columns(of: $0.0) }.max() ?? 0
    let others = Phrase(
      "Any other command of patron works too: `:explain C0042 credit`, `:runs list`, `:undo 17`.\n`?customers` tells of a module, `?customers.get` of a function. `_` is the last result, `out[n]` an earlier one.",
      zh:
        "patron 的其他命令也可使用：`:explain C0042 credit`、`:runs list`、`:undo 17`。\n`?customers` 说明模块，`?customers.get` 说明函数。`_` 是上一个结果，`out[n]` 是更早的结果。"
    )
    let commands = rows.map { "\(measure.padded($0.0, to: width))  \($0.1)" }
    return (commands + ["", others.text(in: language), "", Manual(in: language).overview]).joined(separator: "\n")
  }

  /// Tells of a name; of the session where there is none.
  func show(_ name: String) throws {
    do {
      surroundings.page(name.isEmpty ? help : try Manual(in: language).text(on: name))
    } catch is UnknownTopic where Manual.topics.contains(where: { $0.name == name }) {
      _ = try surroundings.perform(["docs", name], session.gathered)
    }
  }

  private func schema(_ name: String) throws {
    let entities = try session.book.read { book in try Entity.all.map { try book.entity($0.name) } }
    guard !name.isEmpty else {
      var table = Table([(Phrase("entity", zh: "记录类型").text(in: language), .left), ("", .left)])
      for entity in entities { table.add([entity.name, entity.label.text(in: language)]) }
      return surroundings.page(table.text)
    }
    guard let entity = entities.first(where: { $0.name == name }) else {
      throw BookError.unknownEntity(name)
    }
    var table = Table([
      (Phrase("field", zh: "字段").text(in: language), .left), (Phrase("type", zh: "类型").text(in: language), .left),
      (Phrase("meaning", zh: "含义").text(in: language), .left),
    ])
    for field in entity.fields {
      table.add([field.name + (field.isRequired ? " *" : ""), field.kind.name, field.label.text(in: language)])
    }
    surroundings.page(table.text + "\n" + Phrase("* needed", zh: "* 必填").text(in: language))
  }

  // MARK: Changes

  private func diff() throws {
    try surroundings.interruptibly(session.canceller) {
      let (summary, obstacle) = try session.changes(sample: 10_000)
      surroundings.page(ChangeReport.text(summary, in: language))
      if let obstacle { surroundings.note(obstacle.message.text(in: language)) }
    }
  }

  /// Enters the lines of the preview anew. Where one fails or is stopped, the preview is as it was.
  private func again() throws {
    let lines = accepted.pending
    guard !lines.isEmpty else {
      return surroundings.note(Phrase("the preview has no lines", zh: "预览中没有可重新输入的行").text(in: language))
    }
    let (gathered, gatheredLines, before) = (session.gathered, session.gatheredLines, accepted)
    var isDone = false
    defer {
      if !isDone {
        session.resume(gathered, by: gatheredLines)
        accepted = before
      }
    }
    session.rollback()
    accepted.rollback()
    for line in lines {
      surroundings.note(line.text)
      guard try answer(line)?.outcome == .succeeded else {
        return surroundings.note(
          Phrase("the preview is as it was before", zh: "预览保持原样").text(in: language))
      }
    }
    isDone = true
  }

  // MARK: Looking closer

  private func time(_ source: String) throws {
    guard !source.isEmpty else { throw ConsoleError.missingArgument("time", ReplCommand.time.arguments) }
    let clock = ContinuousClock()
    var used = Duration.zero
    let elapsed = try clock.measure { used = try answer(source)?.processorTime ?? .zero }
    surroundings.note(
      Phrase(
        "\(Self.milliseconds(elapsed)) ms, of the processor \(Self.milliseconds(used)) ms",
        zh: "\(Self.milliseconds(elapsed)) 毫秒，其中处理器 \(Self.milliseconds(used)) 毫秒"
      ).text(in: language))
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000 + 1000).dropFirst()
    return "\(microseconds / 1000).\(fraction)"
  }

  private func plan(_ source: String) throws {
    guard !source.isEmpty else { throw ConsoleError.missingArgument("plan", ReplCommand.plan.arguments) }
    session.countsStatements = true
    defer { session.countsStatements = false }
    guard let answer = try answer(source) else { return }
    guard !answer.statements.isEmpty else {
      guard answer.outcome == .succeeded else { return }
      return surroundings.note(Phrase("the line ran no SQL", zh: "该行未执行任何 SQL").text(in: language))
    }
    var table = Table([(Phrase("runs", zh: "次数").text(in: language), .right), ("SQL", .left)])
    for statement in answer.statements { table.add(["\(statement.count)", statement.sql]) }
    surroundings.page(table.text)
  }

  private func trace() {
    guard let lastFailure else {
      return surroundings.note(Phrase("there was no error", zh: "还没有出现过错误").text(in: language))
    }
    surroundings.note(lastFailure.rendering.text(in: language))
  }

  // MARK: Lines

  private func edit() {
    guard isAtTerminal else { return attempt { throw ConsoleError.noTerminal } }
    let last = reader.editor.history.entries.last { ReplCommand.words(of: $0) == nil } ?? ""
    attempt {
      guard let edited = try surroundings.edit(last) else { return }
      surroundings.print(edited)
      enter(edited)
    }
  }

  private func history(_ count: String) throws {
    guard count.isEmpty || Int(count).map({ $0 > 0 }) == true else {
      throw ConsoleError.missingArgument("history", ReplCommand.history.arguments)
    }
    let entries = reader.editor.history.entries
    surroundings.page(
      entries.suffix(Int(count) ?? 50).map { DisplayWidth.visible($0, keeping: ["\n", "\t"]) }
        .joined(separator: "\n"))
  }

  private func save(to path: String) throws {
    guard !accepted.isEmpty else { throw ConsoleError.nothingToSave }
    try surroundings.write(path, accepted.script)
    surroundings.note(
      Phrase(
        "written to \(path): `patron run \(path) --dry-run` tries it",
        zh: "已写入 \(path)：可用 `patron run \(path) --dry-run` 试运行"
      ).text(
        in: language))
  }

  private func limit(_ rest: String) throws {
    let words = Self.words(rest)
    if words.count == 2 {
      try surroundings.setLimit(words[0], words[1], &session.limits)
    } else if !words.isEmpty {
      throw ConsoleError.missingArgument("limit", ReplCommand.limit.arguments)
    }
    let limits = session.limits
    let parts = [
      "cpu \(limits.cpu.map { "\($0)" } ?? "-")", "wall \(limits.wall.map { "\($0)" } ?? "-")",
      "memory \(limits.memory.map { $0 < 1 << 20 ? "\($0) B" : "\($0 >> 20) MB" } ?? "-")",
    ]
    surroundings.note(parts.joined(separator: " · "))
  }

  private func book() throws {
    let profile = try session.book.read(\.profile)
    let place = session.place
    let day = place.asOf.map { Phrase("; as of \($0)", zh: "；业务日期 \($0)") } ?? Phrase(verbatim: "")
    surroundings.note(
      (Phrase(
        "\(place.bookPath): \(profile.name), \(profile.baseCurrency), \(profile.timeZone); operator \(place.operatorName); \(session.mode.rawValue)",
        zh:
          "\(place.bookPath)：\(profile.name)，\(profile.baseCurrency)，\(profile.timeZone)；操作员 \(place.operatorName)；\(session.mode.rawValue)"
      ) + day).text(in: language))
  }
}
