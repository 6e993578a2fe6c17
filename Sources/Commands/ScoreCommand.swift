import ArgumentParser
import Automation
import Domain
import Reports
import Wording

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration("score", Phrase("Scores everyone again.", zh: "给所有客户重新评分。"))

  @OptionGroup var options: BookOptions
  @Argument(help: .text("A score's name, or all.", zh: "评分的名称，或 all。")) var name = "all"
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false

  func run() throws {
    let place = try options.workplace()
    let run = try Interruption.watch { interruption in
      try place.score(
        name == "all" ? nil : name, mode: dryRun ? .dry : .live, output: { Terminal.write(bytes: $0, to: 2) },
        onStart: { interruption.canceller = $0 })
    }
    for summary in run.result ?? [] { Terminal.print(ScoreTable(summary, in: place.language).text) }
    RunNote(place.language).tell(run.id)
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
