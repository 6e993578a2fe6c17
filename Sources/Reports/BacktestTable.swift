import Analytics
public import Automation
import Domain
public import Wording

/// How well a score told what came true, for people.
public struct BacktestTable {
  /// The report as text.
  public let text: String

  /// The report of a backtest.
  public init(_ report: BacktestReport, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    let undated = SimulationTable.provisos(report.usedCurrent, report.late, in: language).map { "\n\($0)" }.joined()
    guard let result = report.result else {
      text =
        say(
          "\(report.name) as of \(report.asOf): nobody to tell apart by '\(report.label)' up to \(report.until); \(report.leftOut) customers have no score or no label",
          zh:
            "\(report.name)，业务日期 \(report.asOf)：截至 \(report.until)，按 '\(report.label)' 无可区分的客户；\(report.leftOut) 个客户缺少评分或标签"
        ) + undated
      return
    }
    var lines = [
      say(
        "\(report.name) as of \(report.asOf), held against '\(report.label)' up to \(report.until): \(result.count) customers, \(result.positives) with the label, \(report.leftOut) left out",
        zh:
          "\(report.name)，业务日期 \(report.asOf)，对照截至 \(report.until) 的 '\(report.label)'：\(result.count) 个客户，其中 \(result.positives) 个标签成立，\(report.leftOut) 个未计入"
      )
    ]
    for (name, figure) in [("AUC", result.auc), ("KS", result.ks), ("Gini", result.gini)] {
      let figures = [figure.value, figure.low, figure.high].map(Self.plain)
      lines.append(
        say(
          "  \(name) \(figures[0]) (95 %: \(figures[1]) to \(figures[2]))",
          zh: "  \(name) \(figures[0])（95%：\(figures[1]) 至 \(figures[2])）"))
    }
    let heads = [
      Phrase("tenth", zh: "十分位"), Phrase("customers", zh: "客户"), Phrase("with label", zh: "标签成立"),
      Phrase("mean score", zh: "平均分"), Phrase("rate", zh: "比例"), Phrase("expected", zh: "预期"),
      Phrase("lift", zh: "提升度"),
    ]
    var table = Table(heads.map { ($0.text(in: language), DisplayWidth.Alignment.right) })
    for (place, tenth) in result.tenths.enumerated() {
      table.add([
        "\(place + 1)", "\(tenth.count)", "\(tenth.positives)", Self.plain(tenth.meanScore), Self.plain(tenth.rate),
        tenth.expected.map(Self.plain) ?? "", tenth.lift.map(Self.plain) ?? "",
      ])
    }
    lines += table.text.split(separator: "\n").map { "  \($0)" }
    let cut = result.confusion
    lines.append(
      say(
        "  at \(Self.plain(cut.cutoff)) and above: \(cut.truePositives) foretold rightly, \(cut.falsePositives) wrongly; below: \(cut.falseNegatives) missed, \(cut.trueNegatives) rightly not foretold",
        zh:
          "  以 \(Self.plain(cut.cutoff)) 为界：预测成立且正确 \(cut.truePositives)，误报 \(cut.falsePositives)；漏报 \(cut.falseNegatives)，正确排除 \(cut.trueNegatives)"
      ))
    text = lines.joined(separator: "\n") + undated
  }

  private static func plain(_ value: Double) -> String { ScoreExplanation.plain(value.rounded(decimals: 3)) }
}
