public import Automation
import Domain
public import Wording

/// What is kept of a run that stopped between its parts, for people.
public struct PartsReport {
  /// The report as text.
  public let text: String

  /// The report of a run; nil where nothing of it is kept, or all.
  public init?<Result>(_ report: RunReport<Result>?, script: String, in language: Language) {
    guard let report, let id = report.id, report.end.outcome != .succeeded, report.partCount > 0 else { return nil }
    let phrase = Phrase(
      "run \(id) stopped; what its batch had done is kept (parts: \(report.partCount), rows: \(report.changes.rowCount)).\n`patron run \(script) --resume \(id)` goes on there, `patron undo \(id)` takes it back",
      zh:
        "运行 \(id) 已停止；其 batch 已完成的内容保留（部分数：\(report.partCount)，行数：\(report.changes.rowCount)）。\n`patron run \(script) --resume \(id)` 从那里继续，`patron undo \(id)` 将其撤销"
    )
    text = phrase.text(in: language)
  }
}
