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
  @Argument(
    help: .text(
      "A file that declares a score, a tier policy, a credit policy or a points program.", zh: "声明评分、等级体系、信用策略或积分计划的文件。"
    ))
  var file: String
  @Option(help: .text("Replay from this day on, from nothing.", zh: "从该日起从头重演。", value: "date")) var from: String?
  @Option(help: .text("The last day; the business date unless given.", zh: "最后一天；默认为业务日期。", value: "date")) var to:
    String?
  @Option(help: .text("How far apart evaluations are; 1m unless given.", zh: "评定的间隔；默认 1m。", value: "span")) var step:
    String?
  @Option(
    name: .customLong("use-current"),
    help: .text(
      "Take this as it is today, though it was recorded after the days: a field of customers, or a kind of records such as orders.",
      zh: "即使晚于这些日期才记录，也按当前内容采用：客户的字段，或某种记录如 orders。", value: "field|kind"))
  var useCurrent: [String] = []
  @Option(help: .text("table, csv (all who move) or json, which is --json.", zh: "table、csv（列出所有变动者）或 json（即 --json）。"))
  var format: Format?
  @OptionGroup var object: ObjectOptions

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json
  }

  func run() throws {
    let place = try options.workplace()
    if object.json, let format, format != .json {
      throw UsageError.value(
        option: "--format", given: format.rawValue, expected: Phrase("json with --json", zh: " json（与 --json 同用时）"))
    }
    if step != nil, from == nil { throw UsageError.lone(option: "--step", without: "--from DATE") }
    let format = format ?? (object.json ? .json : .table)
    var request = SimulationRequest(
      from: try from.map { try CivilDate($0) }, to: try to.map { try CivilDate($0) },
      step: try step.map { try TimeSpan($0) }, useCurrent: Set(useCurrent))
    if format == .csv { request.moverLimit = .max }
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
    switch format {
    case .json: Terminal.print(try DefinitionRun(report).jsonText(in: place.language))
    case .csv: if let result = report.result { _ = try result.csv.withUnsafeBytes { Terminal.write(bytes: $0) } }
    case .table: if let result = report.result { Terminal.print(SimulationTable(result, in: place.language).text) }
    }
  }
}
