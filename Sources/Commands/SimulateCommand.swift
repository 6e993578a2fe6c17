import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "simulate",
    Phrase(
      "Tries a draft on the book: who would be elsewhere, and what it costs. Nothing is kept.",
      zh: "用账簿试算一份草稿：谁的结果会不同、金额影响多少。不作任何保留。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Argument(help: .text("A file that declares a score or a tier policy.", zh: "声明评分或等级体系的文件。")) var file: String
  @Option(help: .text("Replay from this day on, from nothing.", zh: "从该日起从头重演。", value: "date")) var from: String?
  @Option(help: .text("The last day; the business date unless given.", zh: "最后一天；默认为业务日期。", value: "date")) var to:
    String?
  @Option(help: .text("How far apart evaluations are; 1m unless given.", zh: "评定的间隔；默认 1m。", value: "span")) var step:
    String?
  @Option(
    name: .customLong("use-current"),
    help: .text("Take this as it is today, though the days are past.", zh: "即使日期已过，也按当前值采用。", value: "field"))
  var useCurrent: [String] = []
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    let request = SimulationRequest(
      from: try from.map { try CivilDate($0) }, to: try to.map { try CivilDate($0) },
      step: try step.map { try TimeSpan($0) }, useCurrent: Set(useCurrent))
    try limits.handOver(place, for: .write)
    let report = try limits.confining(
      place, for: .write, reading: DefinitionFile.folder(of: file), limits: limits.ofDefinitions(),
      states: ScoringWatch().workers + 1, count: { (_: HeldBook?) in 2 }
    ) {
      let files = try DefinitionFile.read(file)
      guard files.count == 1, let draft = files.first else {
        throw UsageError.value(option: "simulate", given: file, expected: Phrase("one file", zh: "一个文件"))
      }
      return try limits.watching { try place.simulate(draft, request, watch: $0) }
    }
    if object.json { return Terminal.print(try DefinitionRun(report).jsonText(in: place.language)) }
    if let result = report.result { Terminal.print(SimulationTable(result, in: place.language).text) }
  }
}
