import ArgumentParser
import Automation
import Domain
import Reports
import Wording

struct SqlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "sql", Phrase("Reads the book by SQL, over views that stay the same.", zh: "用 SQL 通过稳定的视图读取账簿。"))

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json, ndjson
  }

  @OptionGroup var options: BookOptions
  @OptionGroup var list: ListOptions
  @Argument(help: .text("One SELECT; without it, the views are listed.", zh: "一条 SELECT；不给则列出视图。")) var query: String?
  @Option(help: .text("table, csv, json or ndjson, which is --json.", zh: "table、csv、json 或 ndjson（即 --json）。"))
  var format: Format?
  @Option(help: .text("How many rows at the most; 1000 for a table.", zh: "最多多少行；表格默认为 1000。", value: "count"))
  var rows: Int?
  @Option(help: .text("How long it may take: 60s.", zh: "最长用时：60s。", value: "time")) var wall = "60s"

  func run() throws {
    let place = try options.workplace()
    guard let query else {
      let views = try place.views()
      return try list.print(views, in: place.language) { Topic.views(views).text(in: place.language) }
    }
    if list.json, let format, format != .ndjson {
      throw UsageError.value(
        option: "--format", given: format.rawValue, expected: Phrase("ndjson with --json", zh: " ndjson（与 --json 同用时）"))
    }
    let format = format ?? (list.json ? .ndjson : .table)
    let (seconds, attoseconds) = try Quantity.duration(wall, option: "--wall").components
    let limit = max(0, rows ?? (format == .table ? 1000 : .max))
    let printer = RowPrinter(format)
    let end = try Interruption.watch { interruption in
      try place.query(
        query, seconds: Double(seconds) + Double(attoseconds) / 1e18, limit: limit,
        isCancelled: { interruption.isRequested }, columns: printer.start, row: printer.print)
    }
    try printer.finish()
    switch end {
    case .complete: return
    case .truncated:
      Terminal.note(
        Phrase("only the first \(limit) rows are shown: ask for more with --rows", zh: "只显示前 \(limit) 行：可用 --rows 要求更多")
          .text(in: place.language))
    case .timedOut:
      Terminal.note(
        Phrase("stopped after \(wall): give the query more time with --wall", zh: "已在 \(wall) 后停止：可用 --wall 延长时间")
          .text(in: place.language))
      throw CommandEnd(code: .limited)
    case .cancelled:
      Terminal.note(
        Phrase("stopped: there may be more rows", zh: "已停止：可能还有更多行").text(in: place.language))
      throw CommandEnd(code: .cancelled)
    }
  }
}

extension FieldValue {
  /// The value as JSON can say it, which knows no infinite number.
  fileprivate var inJSON: FieldValue {
    if case .real(let number) = self, !number.isFinite { .null } else { self }
  }
}

/// Prints the rows of a query as they come; a table waits for the last, since its columns are as wide as their widest.
private final class RowPrinter {
  private let format: SqlCommand.Format
  private var writer: RowsWriter?
  private var table: Table?

  init(_ format: SqlCommand.Format) {
    self.format = format
  }

  func start(_ columns: [String]) {
    if let form = ExportFormat(rawValue: format.rawValue) {
      writer = RowsWriter(columns, form)
    } else {
      table = Table(columns.map { ($0, .left) })
    }
  }

  func print(_ row: [FieldValue]) throws {
    table?.add(row.map(\.displayText))
    try writer?.row(format == .csv ? row : row.map(\.inJSON))
    if let pending = writer?.pending, pending > 64 << 10 { try drain() }
  }

  func finish() throws {
    if let table { Terminal.print(table.text) }
    try writer?.end()
    try drain()
  }

  private func drain() throws {
    try writer?.drain { bytes in _ = bytes.withUnsafeBytes { Terminal.write(bytes: $0) } }
  }
}
