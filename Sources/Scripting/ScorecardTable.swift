import Analytics
import ScriptModel
import Wording

/// A scorecard as scripts see it.
struct ScorecardTable: TableResult {
  let card: Scorecard
  /// The bins of each input, by its place.
  let bins: [[ScorecardBin]]
  let options: ScorecardOptions

  static let table = ResultTable<ScorecardTable>(
    "scorecard", from: "analytics.scorecard(…)",
    Phrase("Points for each bin of each input, whose sum foretells who turns out bad.", zh: "各输入项各分箱的分值，其合计预示结果好坏。"),
    [
      .init("good", Phrase("Cases that turned out good.", zh: "好样本数。")) { $0.card.good },
      .init("bad", Phrase("Cases that turned out bad.", zh: "坏样本数。")) { $0.card.bad },
      .init("intercept", Phrase("Of the logistic regression on weights of evidence.", zh: "对证据权重的逻辑回归的截距。")) {
        $0.card.intercept
      },
      .init("factor", Phrase("Points for each e-fold of the odds.", zh: "好坏比每增加 e 倍的分值。")) { $0.card.scale.factor },
      .init("offset", Phrase("The points at even odds.", zh: "好坏比为 1 时的分值。")) { $0.card.scale.offset },
      .init("log_likelihood", Phrase("Of the regression.", zh: "对数似然。")) { $0.card.logLikelihood },
      .init("auc", Phrase("The area under the ROC curve, 0.5 to 1.", zh: "ROC 曲线下面积，0.5 到 1。")) { $0.card.auc },
      .init("gini", Phrase("2 · auc − 1.", zh: "2 · auc − 1。")) { 2 * $0.card.auc - 1 },
      .init("ks", Phrase("The greatest distance of good and bad, 0 to 1.", zh: "好坏样本的最大差距，0 到 1。")) { $0.card.ks },
      .init("inputs", Phrase("The inputs, in the order of the options.", zh: "各输入项，按选项中的顺序。")) { table in
        table.card.inputs.enumerated().map { place, input in
          ScorecardInputTable(given: table.options.inputs[place], input: input, bins: table.bins[place])
        }
      },
    ])
}

/// An input of a scorecard.
private struct ScorecardInputTable: TableResult {
  let given: ScorecardOptions.Input
  let input: Scorecard.Input
  let bins: [ScorecardBin]

  static let table = ResultTable<ScorecardInputTable>(
    "scorecard_input", from: "analytics.scorecard(…).inputs", Phrase("An input of a scorecard.", zh: "评分卡的输入项。"),
    [
      .init("name", Phrase("The field.", zh: "字段。")) { $0.given.name },
      .init("coefficient", Phrase("Of the logistic regression.", zh: "逻辑回归系数。")) { $0.input.coefficient },
      .init("iv", Phrase("The information value: the sum over its bins.", zh: "信息值：各分箱之和。")) { $0.input.information },
      .init(
        "strength",
        Phrase(
          "The information value in a word; suspicious is too good to be known beforehand.",
          zh: "信息值的强弱；suspicious 表示好得可疑。")
      ) {
        Choice($0.input.strength)
      },
      .init("breaks", Phrase("Where its numbers are parted; empty where each value is a bin.", zh: "数值断点；每个取值一箱时为空。")) {
        $0.given.breaks
      },
      .init("bins", Phrase("Its bins.", zh: "各分箱。")) { input in
        zip(input.bins, input.input.bins).map { ScorecardBinTable(bin: $0, known: $1) }
      },
    ])
}

/// A bin of an input.
private struct ScorecardBinTable: TableResult {
  let bin: ScorecardBin
  let known: Scorecard.Bin

  private var range: (from: Double, to: Double)? {
    if case .range(let from, let to) = bin { (from, to) } else { nil }
  }

  static let table = ResultTable<ScorecardBinTable>(
    "scorecard_bin", from: "analytics.scorecard(…).inputs.bins",
    Phrase("Values of an input that count as one.", zh: "输入项中视为一类的取值。"),
    [
      .init("bin", Phrase("What it is called: a value, a range, or missing.", zh: "名称：取值、区间，或 missing。")) {
        $0.bin.name
      },
      .init("from", Phrase("Of a range: the least; nil for no bound.", zh: "区间下限；无则为 nil。")) { $0.range?.from.finite },
      .init("to", Phrase("Of a range: below which; nil for no bound.", zh: "区间上限（不含）；无则为 nil。")) {
        $0.range?.to.finite
      },
      .init("good", Phrase("Cases in it that turned out good.", zh: "好样本数。")) { $0.known.good },
      .init("bad", Phrase("Cases in it that turned out bad.", zh: "坏样本数。")) { $0.known.bad },
      .init("bad_rate", Phrase("bad ÷ (good + bad).", zh: "bad ÷（good + bad）。")) {
        Double($0.known.bad) / max(1, Double($0.known.bad) + Double($0.known.good))
      },
      .init(
        "woe",
        Phrase(
          "The weight of evidence: ln(share of bad ÷ share of good); a count of 0 is taken as a half.",
          zh: "证据权重：ln(坏占比 ÷ 好占比)；计数为 0 时按 0.5。")
      ) { $0.known.weight },
      .init("iv", Phrase("What it adds to the information value.", zh: "对信息值的贡献。")) { $0.known.information },
      .init("points", Phrase("The points of a case in it.", zh: "样本落入该箱的分值。")) { $0.known.points },
    ])
}

extension Double {
  /// The number, or nil where it has no end.
  fileprivate var finite: Double? { isFinite ? self : nil }
}
