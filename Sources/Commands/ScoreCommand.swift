import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration("score", Phrase("Scores everyone again.", zh: "给所有客户重新评分。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Argument(help: .text("A score's name, or all.", zh: "评分的名称，或 all。")) var name = "all"
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    try limits.handOver(place, for: .write)
    let count = { (book: HeldBook?) in try book?.read { try $0.definitions().count } ?? 1 }
    let report = try limits.confining(
      place, for: .write, reading: nil, limits: limits.ofDefinitions(),
      states: ScoringWatch().workers + 1, count: count
    ) {
      try limits.watching { watch in
        try place.score(name == "all" ? nil : name, mode: dryRun ? .dry : .live, watch: watch)
      }
    }
    if object.json { return Terminal.print(try DefinitionRun(report).jsonText(in: place.language)) }
    for summary in report.result ?? [] { Terminal.print(ScoreTable(summary, in: place.language).text) }
    RunNote(place.language).tell(report.id)
  }
}
