import Domain
import Interchange
import Wording

/// What an import did.
public struct ImportDocument: JSONDocument {
  private let report: RunReport<ImportSummary>
  private var summary: ImportSummary? { report.result }

  /// The document of an import.
  public init(_ report: RunReport<ImportSummary>) {
    self.report = report
  }

  public static let shape = JSONShape<ImportDocument>([
    .init("status", Phrase("succeeded or cancelled.", zh: "succeeded 或 cancelled。")) { $0.report.end.outcome.rawValue },
    .init("dry", Phrase("Whether nothing was kept.", zh: "是否为试运行。")) { $0.report.mode == .dry },
    .init("run", Phrase("The run's number.", zh: "运行编号。")) { $0.report.id },
    .init("kind", Phrase("What the records are.", zh: "记录的种类。")) { $0.summary?.entity },
    .init("rows", Phrase("Rows read.", zh: "读取的行数。")) { $0.summary?.rows },
    .init("new", Phrase("Records added.", zh: "新增的记录数。")) { $0.summary?.added },
    .init("changed", Phrase("Records that have other values now.", zh: "更改的记录数。")) { $0.summary?.changed },
    .init("unchanged", Phrase("Records that had the same values.", zh: "未变的记录数。")) { $0.summary?.unchanged },
    .init("skipped", Phrase("Bad rows that were left out.", zh: "略去的坏行数。")) { $0.summary?.skipped },
    .init("created_references", Phrase("Records made for codes that were not there.", zh: "为不存在的编号新建的记录数。")) {
      $0.summary?.createdReferences
    },
    .init("encoding", Phrase("How the file was read.", zh: "文件的编码。")) { $0.summary?.encoding.rawValue },
    .init("delimiter", Phrase("What stands between its fields.", zh: "字段间的分隔符。")) { $0.summary?.delimiter.rawValue },
    .init("ignored", Phrase("The columns that were left out.", zh: "忽略的列。")) { $0.summary?.ignored },
    .init(
      "faults", type: "array of objects | null",
      Phrase("The first faults: `line`, `column`, `value`, `reason`.", zh: "最先的错误：`line`、`column`、`value`、`reason`。")
    ) {
      document, language in document.summary?.faults.map { $0.json(in: language) }
    },
    .init("fault_count", Phrase("How many faults there are.", zh: "错误总数。")) { $0.summary?.faultCount },
  ])
}

/// What importing a whole book did.
public struct BookImportDocument: JSONDocument {
  private let report: RunReport<BookImportSummary>

  /// The document of an import.
  public init(_ report: RunReport<BookImportSummary>) {
    self.report = report
  }

  public static let shape = JSONShape<BookImportDocument>([
    .init("status", Phrase("succeeded or cancelled.", zh: "succeeded 或 cancelled。")) { $0.report.end.outcome.rawValue },
    .init("dry", Phrase("Whether nothing was kept.", zh: "是否为试运行。")) { $0.report.mode == .dry },
    .init("run", Phrase("The run's number.", zh: "运行编号。")) { $0.report.id },
    .init(
      "files", type: "array of objects",
      Phrase(
        "Of each file: `kind`, `rows`, `new`, `changed`, `unchanged`.",
        zh: "各文件的 `kind`、`rows`、`new`、`changed`、`unchanged`。")
    ) { document in
      (document.report.result?.files ?? []).map { file in
        JSON.object([
          .init("kind", .string(file.entity)), .init("rows", file.rows.json), .init("new", file.added.json),
          .init("changed", file.changed.json), .init("unchanged", file.unchanged.json),
        ])
      }
    },
    .init("new_definitions", Phrase("Versions of definitions that were added.", zh: "新增的定义版本数。")) {
      $0.report.result?.newDefinitions ?? 0
    },
    .init(
      "new_history_rows", Phrase("Rows of histories and ledgers that were added.", zh: "新增的历史与积分账行数。")
    ) { $0.report.result?.newHistoryRows ?? 0 },
    .init("changes", Phrase("How many rows it changed.", zh: "改动的行数。")) { $0.report.changes.rowCount },
  ])
}
