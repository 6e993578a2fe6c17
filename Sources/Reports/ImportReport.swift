public import Automation
import Domain
import Interchange
public import Wording

/// What an import did, for people.
public struct ImportReport {
  private let report: RunReport<ImportSummary>
  private let rejects: String?
  private let language: Language

  /// The report of an import whose bad rows went to `rejects`.
  public init(_ report: RunReport<ImportSummary>, rejects: String?, in language: Language) {
    self.report = report
    self.rejects = rejects
    self.language = language
  }

  /// The report in words.
  public var text: String {
    guard report.end.outcome != .cancelled, let summary = report.result else {
      return Phrase("cancelled; nothing was changed", zh: "已取消；未做任何改动").text(in: language)
    }
    var lines = [(head + Self.counts(summary)).text(in: language)]
    lines.append(
      Phrase(
        "  read as \(summary.encoding.rawValue), delimiter \(summary.delimiter.rawValue)",
        zh: "  编码 \(summary.encoding.rawValue)，分隔符 \(summary.delimiter.rawValue)"
      ).text(in: language))
    if !summary.ignored.isEmpty {
      lines.append(
        Phrase(
          "  left out: \(summary.ignored.joined(separator: ", "))",
          zh: "  忽略的列：\(summary.ignored.joined(separator: "、"))"
        )
        .text(in: language))
    }
    if summary.createdReferences > 0 {
      lines.append(
        Phrase(
          "  \(summary.createdReferences) records made for codes that were not there",
          zh: "  为不存在的编号新建了 \(summary.createdReferences) 条记录"
        ).text(in: language))
    }
    if summary.skipped > 0, let rejects {
      lines.append(
        Phrase("  bad rows are in \(rejects), each with a reason", zh: "  坏行及原因已写入 \(rejects)").text(in: language))
      lines += summary.faults.prefix(5).map { "    \($0.message.text(in: language))" }
    }
    if report.mode == .dry { lines.append(ChangeReport.text(report.changes, in: language)) }
    return lines.joined(separator: "\n")
  }

  private var head: Phrase {
    switch report.mode {
    case .live: Phrase("run \(report.id ?? 0): ", zh: "运行 \(report.id ?? 0)：")
    case .dry: Phrase("dry run, nothing was kept: ", zh: "试运行，未保留任何改动：")
    }
  }

  /// What became of the rows of a file.
  public static func counts(_ summary: ImportSummary) -> Phrase {
    Phrase(
      "\(summary.name): \(summary.rows) rows read, \(summary.added) new, \(summary.changed) changed, \(summary.unchanged) unchanged, \(summary.skipped) skipped",
      zh:
        "\(summary.name)：读取 \(summary.rows) 行，新增 \(summary.added)，更改 \(summary.changed)，未变 \(summary.unchanged)，跳过 \(summary.skipped)"
    )
  }
}
