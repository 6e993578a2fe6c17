import ArgumentParser
import Automation
import Reports
import Wording

/// The options of a command that shows what it would change, asks, and does it.
struct ChangeOptions: ParsableArguments {
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @Flag(help: .text("Do not ask.", zh: "不再询问。")) var yes = false
  @Flag(help: .text("Print what happened as one JSON object.", zh: "以一个 JSON 对象打印结果。")) var json = false

  /// Shows, asks and does.
  ///
  /// - Parameters:
  ///   - question: What to ask.
  ///   - language: The language of messages.
  ///   - run: Does it, for show or for good.
  ///   - text: What it came to, for people.
  ///   - document: What it came to, for programs.
  ///   - isNothing: Whether there is nothing to ask about.
  func carryOut<Result>(
    _ question: Phrase, in language: Language, _ run: (RunMode) throws -> RunReport<Result>, text: (Result) -> String,
    document: (RunReport<Result>) -> some JSONDocument, isNothing: (Result) -> Bool = { _ in false }
  ) throws {
    var isShown = false
    if dryRun || !yes {
      let preview = try run(.dry)
      let isEnd = dryRun || preview.result.map(isNothing) ?? true
      try tell(preview, isEnd: isEnd, in: language, text, document)
      if isEnd { return }
      try Confirmation(language).ask(question)
      isShown = true
    }
    let done = try run(.live)
    if json || !isShown { return try tell(done, isEnd: true, in: language, text, document) }
    RunNote(language).tell(done.id)
  }

  private func tell<Result>(
    _ report: RunReport<Result>, isEnd: Bool, in language: Language, _ text: (Result) -> String,
    _ document: (RunReport<Result>) -> some JSONDocument
  ) throws {
    if json && isEnd { return Terminal.print(try document(report).jsonText(in: language)) }
    if let result = report.result {
      if json { Terminal.note(text(result)) } else { Terminal.print(text(result)) }
    }
    if isEnd { RunNote(language).tell(report.id) }
  }
}

/// Says which run it was, or that nothing was kept.
struct RunNote {
  private let language: Language

  init(_ language: Language) {
    self.language = language
  }

  func tell(_ id: Int64?) {
    let text = id.map { Phrase("run \($0)", zh: "运行 \($0)") } ?? Phrase("dry run, nothing was kept", zh: "试运行，未保留任何改动")
    Terminal.note(text.text(in: language))
  }
}
