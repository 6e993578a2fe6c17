import ArgumentParser
import Automation
import Domain
import Interchange
import Reports
import Wording

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "import", Phrase("Imports records from a delimited file, all of them or none.", zh: "从分隔文本导入记录，要么全部，要么一条不留。"))

  @OptionGroup var options: BookOptions
  @Argument(
    help: .text(
      "What the records are: customers, orders, order_lines, payments, …; all for the folder of an exported book.",
      zh: "记录的种类：customers、orders、order_lines、payments 等；all 表示导出账簿的文件夹。")) var kind: String
  @Argument(help: .text("The file; - for standard input.", zh: "文件；- 表示标准输入。")) var file: String
  @Option(
    help: .text(
      "Columns and their fields; column=- leaves one out, #3 is the third.", zh: "各列对应的字段；列=- 表示略去，#3 表示第三列。",
      value: "column=field,…"))
  var map: [String] = []
  @Option(help: .text("A value for every record.", zh: "每条记录都取的值。", value: "field=value"))
  var set: [String] = []
  @Option(help: .text("Use the options that were saved under a name.", zh: "使用以此名称保存的选项。")) var profile: String?
  @Option(help: .text("Save the options under a name.", zh: "以此名称保存选项。")) var saveProfile: String?
  @Option(help: .text("auto, utf-8, gb18030, utf-16le or utf-16be.", zh: "auto、utf-8、gb18030、utf-16le 或 utf-16be。"))
  var encoding = "auto"
  @Option(
    help: .text("auto, comma, semicolon, tab, pipe or whitespace.", zh: "auto、comma、semicolon、tab、pipe 或 whitespace。"))
  var delimiter = "auto"
  @Option(
    help: .text(
      "The fields that tell records apart; row for the row's number.", zh: "用以区分记录的字段；row 表示行号。", value: "fields|row"))
  var key: String?
  @Option(help: .text("How dates are written: dd/mm/yyyy.", zh: "日期的写法：dd/mm/yyyy。", value: "format")) var dateFormat:
    String?
  @Option(help: .text("The currency of amounts that name none.", zh: "未注明货币的金额所用的货币。", value: "code")) var currency:
    String?
  @Option(help: .text("Keep the good rows and write the bad ones here.", zh: "保留正确的行，把有误的行写入此文件。", value: "file"))
  var skipBad: String?
  @Flag(
    help: .text("Add records that are named but missing, such as the customers of orders.", zh: "补建被引用但不存在的记录，例如订单的客户。")
  ) var createReferences = false
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    let request = try request()
    if kind == Workplace.wholeBook {
      try checkBookOptions()
      return try importBook(request, place)
    }
    let report = try Interruption.watch { interruption in
      let meter = ProgressMeter()
      defer { meter.clear() }
      let watch = ImportWatch(progress: meter.show, isCancelled: { interruption.isRequested })
      return try place.importFile(request, mode: dryRun ? .dry : .live, watch: watch)
    }
    if object.json {
      Terminal.print(try ImportDocument(report).jsonText(in: place.language))
    } else {
      Terminal.note(ImportReport(report, rejects: skipBad, in: place.language).text)
    }
    if report.end.outcome == .cancelled { throw CommandEnd(code: .cancelled) }
  }

  private func importBook(_ request: ImportRequest, _ place: Workplace) throws {
    let report = try Interruption.watch { interruption in
      let meter = ProgressMeter()
      defer { meter.clear() }
      let watch = ImportWatch(progress: meter.show, isCancelled: { interruption.isRequested })
      return try place.importBook(file, options: request, mode: dryRun ? .dry : .live, watch: watch)
    }
    if object.json {
      Terminal.print(try BookImportDocument(report).jsonText(in: place.language))
      if report.end.outcome != .succeeded { throw CommandEnd(code: .cancelled) }
      return
    }
    for summary in report.result?.files ?? [] where summary.rows > 0 {
      Terminal.note(ImportReport.counts(summary).text(in: place.language))
    }
    if let result = report.result, result.definitions > 0 {
      Terminal.note(
        Phrase(
          "definitions: \(result.definitions) versions read, \(result.newDefinitions) new",
          zh: "definitions：读取 \(result.definitions) 个版本，新增 \(result.newDefinitions)"
        ).text(in: place.language))
    }
    if let result = report.result, result.historyRows > 0 {
      Terminal.note(
        Phrase(
          "histories and ledgers: \(result.historyRows) rows read, \(result.newHistoryRows) new",
          zh: "历史与积分账：读取 \(result.historyRows) 行，新增 \(result.newHistoryRows)"
        ).text(in: place.language))
    }
    guard report.end.outcome == .succeeded else {
      Terminal.note(Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动").text(in: place.language))
      throw CommandEnd(code: .cancelled)
    }
    Terminal.note(ChangeReport(report, in: place.language).text)
  }

  /// An exported book is read as it was written: options that say how else are refused.
  private func checkBookOptions() throws {
    let given = [
      ("--map", !map.isEmpty), ("--set", !self.set.isEmpty), ("--profile", profile != nil),
      ("--save-profile", saveProfile != nil), ("--delimiter", delimiter != "auto"), ("--key", key != nil),
      ("--date-format", dateFormat != nil), ("--currency", currency != nil), ("--skip-bad", skipBad != nil),
      ("--create-references", createReferences),
    ]
    guard let option = given.first(where: \.1)?.0 else { return }
    throw UsageError.unfit(
      option: option,
      Phrase(
        "an exported book is imported as it was written, all of it or nothing; leave the option out, or import the files one by one",
        zh: "导出的账簿按原样整体导入，要么全部，要么一条不留；请去掉该选项，或逐个导入文件"))
  }

  private func request() throws -> ImportRequest {
    var request = ImportRequest(kind: kind, path: file)
    request.choices = try map.flatMap { try ImportRequest.choices($0) }
    request.constants = try self.set.map { try ImportRequest.constant($0) }
    if let currency { request.constants.append(ImportRequest.Constant(field: "currency", value: currency)) }
    request.profile = profile
    request.savedProfile = saveProfile
    request.encoding = try choice("--encoding", encoding, TextEncoding.self)
    request.delimiter = try choice("--delimiter", delimiter, Delimiter.self)
    if let key {
      request.key = key == "row" ? .row : .fields(key.split(separator: ",").map { String($0.filter { $0 != " " }) })
    }
    request.dateFormat = try dateFormat.map { try DateFormat($0) }
    request.rejects = skipBad
    request.createsReferences = createReferences
    return request
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ text: String, _: Choice.Type
  ) throws -> Choice? where Choice.RawValue == String {
    if text == "auto" { return nil }
    guard let choice = Choice(rawValue: text.lowercased()) else {
      let names = (["auto"] + Choice.allCases.map(\.rawValue)).joined(separator: ", ")
      throw UsageError.value(option: option, given: text, expected: Phrase("one of \(names)", zh: "以下之一：\(names)"))
    }
    return choice
  }
}
