import ArgumentParser
import Automation
import Interchange
import Wording

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "export", Phrase("Writes records to a file, or a whole book to a folder.", zh: "把记录写入文件，或把整个账簿写入文件夹。"))

  @OptionGroup var options: BookOptions
  @Argument(
    help: .text(
      "What to write: customers, orders, …; all for the whole book, with its definitions, import profiles, points and the histories of credit and tiers. Scores and runs stay with the book: `patron score` makes scores again, `patron backup` copies everything.",
      zh:
        "写出的内容：customers、orders 等；all 表示整个账簿，包括定义、导入方案、积分账以及信用与等级的历史。评分与运行记录留在账簿中：可用 `patron score` 重新评分，用 `patron backup` 复制全部内容。"
    ))
  var kind: String
  @Option(help: .text("csv, json or ndjson.", zh: "csv、json 或 ndjson。")) var format = "csv"
  @Flag(
    help: .text(
      "As Excel opens it right: a byte order mark, and lines that end with CR LF.", zh: "便于 Excel 打开：带字节序标记，行尾为 CR LF。")
  )
  var excel = false
  @Flag(help: .text("In GB18030, as Excel in China opens it right.", zh: "用 GB18030 编码，便于中文 Excel 打开。")) var gb18030 =
    false
  @Option(
    help: .text(
      "Where to; standard output for one kind, this folder for all.", zh: "写到哪里；单种记录默认写到标准输出，all 默认写到当前文件夹。",
      value: "file|folder"))
  var output: String?
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    // Standard output takes the records.
    guard !object.json || output != nil || kind == Workplace.wholeBook else {
      throw UsageError.lone(option: "--json", without: "--output FILE")
    }
    var request = ExportRequest(kind: kind)
    guard let form = ExportFormat(rawValue: format) else {
      throw UsageError.value(
        option: "--format", given: format, expected: Phrase("csv, json or ndjson", zh: "csv、json 或 ndjson"))
    }
    guard form == .csv || !(excel || gb18030) else {
      throw UsageError.value(
        option: "--format", given: format,
        expected: Phrase("csv with --excel and --gb18030", zh: "csv（与 --excel 或 --gb18030 同用时）"))
    }
    request.format = form
    request.isForExcel = excel
    request.encoding = gb18030 ? .gb18030 : .utf8
    request.output = output
    let counts = try Interruption.watch { interruption in
      try place.export(request, isCancelled: { interruption.isRequested })
    }
    if object.json {
      return Terminal.print(try ExportDocument(counts, to: output ?? ".").jsonText(in: place.language))
    }
    for (kind, rows) in counts where rows > 0 || counts.count == 1 {
      Terminal.note(Phrase("\(kind): \(rows) records written", zh: "\(kind)：已写出 \(rows) 条记录").text(in: place.language))
    }
  }
}
