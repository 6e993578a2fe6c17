import Analytics
public import Domain
import Interchange
import Wording

extension DefinitionVersion: JSONDocument {
  public static let shape = JSONShape<DefinitionVersion>([
    .init("name", Phrase("The definition's name.", zh: "定义的名称。")) { $0.name },
    .init("kind", Phrase("What it declares: score.", zh: "所声明的种类：score。")) { $0.kind },
    .init("version", Phrase("Its number.", zh: "版本号。")) { $0.number },
    .init("state", Phrase("draft, active or retired.", zh: "draft、active 或 retired。")) { $0.state.rawValue },
    .init("file", Phrase("The file that it came from.", zh: "来源文件。")) { $0.file },
    .init("hash", Phrase("SHA-256 of its text and of all that it required.", zh: "其文本及所引用内容的 SHA-256。")) { $0.hash },
  ])
}

extension DefinitionText: JSONDocument {
  public static let shape = JSONShape<DefinitionText>(
    JSONShape.members(of: DefinitionVersion.shape) { $0.version } + [
      .init("source", Phrase("Its text.", zh: "文本。")) { $0.version.source },
      .init(
        "modules", type: "array of objects",
        Phrase("What it required: `name`, `file`, `source`.", zh: "所引用的模块：`name`、`file`、`source`。")
      ) {
        $0.modules.map { module in
          JSON.object([
            .init("name", .string(module.name)), .init("file", .string(module.file)),
            .init("source", .string(module.source)),
          ])
        }
      },
    ])
}

extension DefinitionDiff: JSONDocument {
  public static let shape = JSONShape<DefinitionDiff>([
    .init("name", Phrase("The definition's name.", zh: "定义的名称。")) { $0.to.version.name },
    .init("from", Phrase("The older version.", zh: "较旧的版本。")) { $0.from.version.number },
    .init("to", Phrase("The newer version.", zh: "较新的版本。")) { $0.to.version.number },
    .init("same", Phrase("Whether they say the same.", zh: "内容是否相同。")) { $0.text.isEmpty },
    .init("lines", Phrase("The lines that differ, marked.", zh: "有差异的行，带标记。")) {
      $0.text.split(separator: "\n").map { String($0) }
    },
  ])
}

/// What became of definitions and scores in a run.
public struct DefinitionRun<Outcome: DefinitionOutcome>: JSONDocument {
  private let report: RunReport<Outcome>

  /// The document of a run.
  public init(_ report: RunReport<Outcome>) {
    self.report = report
  }

  public static var shape: JSONShape<DefinitionRun<Outcome>> {
    JSONShape(
      [
        .init("status", Phrase("succeeded.", zh: "succeeded。")) { $0.report.end.outcome.rawValue },
        .init("dry", Phrase("Whether nothing was kept.", zh: "是否为试运行。")) { $0.report.mode == .dry },
        .init("run", Phrase("The run's number.", zh: "运行编号。")) { $0.report.id },
        .init("changes", Phrase("How many rows it changed.", zh: "改动的行数。")) { $0.report.changes.rowCount },
        .init(
          "used", type: "object",
          Phrase(
            "`cpu_ms` of processor time and `peak_bytes` of memory.", zh: "处理器时间 `cpu_ms`（毫秒）与内存峰值 `peak_bytes`（字节）。")
        ) {
          JSON.object([
            .init("cpu_ms", ($0.report.end.processorMilliseconds ?? 0).json),
            .init("peak_bytes", ($0.report.end.peakBytes ?? 0).json),
          ])
        },
      ]
        + Outcome.members.map { member in
          .init(member.name, type: member.type, member.meaning) { document, language in
            try document.report.result.map { try member.value($0, language) } ?? .null
          }
        })
  }
}

/// What a run that is about definitions came to.
public protocol DefinitionOutcome: SendableMetatype {
  /// The members of the run's document that tell it.
  static var members: [JSONShape<Self>.Member] { get }
}

extension ApplyReport: DefinitionOutcome {
  public static let members: [JSONShape<ApplyReport>.Member] = [
    .init(
      "definitions", type: "array of objects",
      Phrase(
        "Of each file: `file`, `name`, `status` (new, changed, unchanged), `before` and `version`, `draft`, `scoring`.",
        zh: "各文件的 `file`、`name`、`status`（new、changed、unchanged）、`before` 与 `version`、`draft`、`scoring`。")
    ) {
      $0.items.map { item in
        JSON.object([
          .init("file", .string(item.file)), .init("name", .string(item.name)),
          .init("status", .string(item.status.rawValue)), .init("before", item.before.json),
          .init("version", item.version.json), .init("draft", .bool(item.isDraft)),
          .init("scoring", (item.scoring?.json).json),
        ])
      }
    }
  ]
}

extension [ScoringSummary]: DefinitionOutcome {
  public static let members: [JSONShape<[ScoringSummary]>.Member] = [
    .init("scores", type: "array of objects", Phrase("Of each score, its `scoring`.", zh: "各评分的 `scoring` 内容。")) {
      $0.map(\.json)
    }
  ]
}

extension DefinitionChange: DefinitionOutcome {
  public static let members: [JSONShape<DefinitionChange>.Member] = [
    .init("name", Phrase("The definition's name.", zh: "定义的名称。")) { $0.name },
    .init("before", Phrase("The version that was in force.", zh: "之前启用的版本。")) { $0.before },
    .init("version", Phrase("The version that is in force now.", zh: "现在启用的版本。")) { $0.after },
    .init("customers_with_value", Phrase("How many customers have a value.", zh: "有分值的客户数。")) { $0.valueCount },
    .init(
      "scoring", type: "object | null",
      Phrase(
        "`name`, `version`, `as_of`, `customers`, `scored`, `insufficient`, `bands` by name, `without_band`, `rose`, `fell`, `changed_band`, `gained`, `lost`, `rows`, `coverage` from 0 to 1, `missing` customers by input, `largest_moves`.",
        zh:
          "`name`、`version`、`as_of`、`customers`、`scored`、`insufficient`、按名称的 `bands`、`without_band`、`rose`、`fell`、`changed_band`、`gained`、`lost`、`rows`、0 到 1 的 `coverage`、按输入项的缺失客户数 `missing`、`largest_moves`。"
      )
    ) { ($0.scoring?.json).json },
  ]
}

extension ScoringSummary {
  fileprivate var json: JSON {
    let bands = moves.bands.compactMap { band, count in band.map { ($0, count) } }.sorted { $0.0 < $1.0 }
    return .object([
      .init("name", .string(name)), .init("version", version.json), .init("as_of", .string(asOf.description)),
      .init("customers", moves.count.json), .init("scored", moves.scored.json),
      .init("insufficient", moves.insufficient.json),
      .init("bands", .object(bands.map { .init($0, $1.json) })), .init("without_band", (moves.bands[nil] ?? 0).json),
      .init("rose", moves.rose.json), .init("fell", moves.fell.json), .init("changed_band", moves.changedBand.json),
      .init("gained", moves.gained.json), .init("lost", moves.lost.json), .init("rows", moves.written.json),
      .init("coverage", coverage.json), .init("missing", .object(missing.map { .init($0.input, $0.customers.json) })),
      .init("largest_moves", moves.largest.map(\.json).json),
    ])
  }
}

extension ScoreMoves.Move {
  fileprivate var json: JSON {
    .object([
      .init("customer", .string(code)), .init("name", .string(name)), .init("before", before.json),
      .init("after", after.json),
    ])
  }
}

extension ScoreMoves.State {
  fileprivate var json: JSON { .object([.init("value", value.json), .init("band", band.json)]) }
}
