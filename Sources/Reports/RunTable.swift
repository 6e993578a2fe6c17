public import Domain
public import Wording

/// The register of runs, for people.
public struct RunTable {
  /// The table as text.
  public let text: String

  /// A table of those runs.
  public init(_ runs: [RunRecord], in language: Language) {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("run", zh: "运行"), .right), (Phrase("started", zh: "开始时间"), .left), (Phrase("operator", zh: "操作员"), .left),
      (Phrase("what", zh: "内容"), .left), (Phrase("outcome", zh: "结果"), .left), (Phrase("rows", zh: "行数"), .right),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for run in runs {
      let undone = run.undoneBy.map { Phrase(", undone by \($0)", zh: "，已由 \($0) 撤销").text(in: language) } ?? ""
      table.add([
        "\(run.id)", run.start.startedAt.description, run.start.operatorName,
        run.start.title
          + (run.partCount > 0
            ? Phrase(", parts: \(run.partCount)", zh: "，部分数：\(run.partCount)").text(in: language) : ""),
        Self.outcome(of: run).text(in: language) + undone, "\(run.changeCount)",
      ])
    }
    text = table.text
  }

  private static func outcome(of run: RunRecord) -> Phrase {
    switch run.state {
    case .ended: run.end.outcome.phrase
    case .running: Phrase("running", zh: "进行中")
    case .brokenOff: Phrase("broken off", zh: "已中断")
    }
  }
}

/// A record's past, for people.
public struct HistoryTable {
  /// The table as text.
  public let text: String

  /// A table of those entries.
  public init(_ entries: [HistoryEntry], in language: Language) {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("when", zh: "时间"), .left), (Phrase("who", zh: "操作员"), .left), (Phrase("run", zh: "运行"), .right),
      (Phrase("field", zh: "字段"), .left), (Phrase("before", zh: "之前"), .left), (Phrase("after", zh: "之后"), .left),
      (Phrase("what", zh: "内容"), .left),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for entry in entries {
      table.add([
        entry.at.description, entry.operatorName, "\(entry.run)", entry.change.field, entry.change.old.displayText,
        entry.change.new.displayText, entry.title,
      ])
    }
    text = table.text
  }
}
