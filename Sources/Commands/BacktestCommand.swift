import ArgumentParser
import Automation
import Domain
import Reports
import Storage
import Wording

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "backtest",
    Phrase(
      "Holds a score or credit policy of a past date against what came true since. Nothing is kept.",
      zh: "用此后实际发生的结果检验过去某日的评分或信用策略。不作任何保留。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Argument(help: .text("A file that declares a score or a credit policy.", zh: "声明评分或信用策略的文件。")) var file: String
  @Option(
    help: .text(
      "What came true: a field of customers, or Lua over the documents since then, as in i.orders.count == 0.",
      zh: "结果标签：客户的字段，或基于此后单据的 Lua 表达式，例如 i.orders.count == 0。", value: "field|expr"))
  var label: String
  @Option(
    help: .text(
      "The last day of what came true; the business date unless given.", zh: "结果统计的最后一天；默认为业务日期。", value: "date"))
  var until: String?
  @Option(
    help: .text(
      "From which score on the label is foretold; that in the middle unless given.", zh: "预测标签成立的分数线；默认为中位客户的分值。"))
  var cutoff: Double?
  @Option(
    name: .customLong("use-current"),
    help: .text(
      "Take this as it is today, though it was recorded after the date: a field of customers, or a kind of records such as orders.",
      zh: "即使晚于该日期才记录，也按当前内容采用：客户的字段，或某种记录如 orders。", value: "field|kind"))
  var useCurrent: [String] = []
  @OptionGroup var object: ObjectOptions

  func run() throws {
    var there = try options.workplace()
    guard let asOf = there.asOf else {
      throw UsageError.value(
        option: "--as-of", given: "",
        expected: Phrase("the date of the score, such as 2026-01-31", zh: "评分的日期，例如 2026-01-31"))
    }
    there.asOf = nil
    let place = there
    let request = BacktestRequest(
      label: label, asOf: asOf, until: try until.map { try CivilDate($0) }, cutoff: cutoff, useCurrent: Set(useCurrent))
    try limits.handOver(place, for: .write)
    let report = try limits.confining(
      place, for: .write, reading: DefinitionFile.folder(of: file), limits: limits.ofDefinitions(),
      states: ScoringWatch().workers + 1, count: { (_: HeldBook?) in 3 }
    ) {
      let files = try DefinitionFile.read(file)
      guard files.count == 1, let draft = files.first else {
        throw UsageError.value(option: "backtest", given: file, expected: Phrase("one file", zh: "一个文件"))
      }
      return try limits.watching { try place.backtest(draft, request, watch: $0) }
    }
    if object.json { return Terminal.print(try DefinitionRun(report).jsonText(in: place.language)) }
    if let result = report.result { Terminal.print(BacktestTable(result, in: place.language).text) }
  }
}
