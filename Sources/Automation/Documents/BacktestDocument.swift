import Analytics
import Domain
import Interchange
import Storage
import Wording

extension BacktestReport: DefinitionOutcome {
  public static let members: [JSONShape<BacktestReport>.Member] = [
    .init("name", Phrase("The score's name.", zh: "评分的名称。")) { $0.name },
    .init("as_of", Phrase("The date of the score.", zh: "评分的日期。")) { $0.asOf.description },
    .init("until", Phrase("The last day of what came true.", zh: "结果统计的最后一天。")) { $0.until.description },
    .init("label", Phrase("What came true.", zh: "标签。")) { $0.label },
    .init("customers", Phrase("Customers with a score and a label.", zh: "同时有评分与标签的客户数。")) { $0.result?.count },
    .init("positives", Phrase("Those whose label holds.", zh: "标签成立的客户数。")) { $0.result?.positives },
    .init("left_out", Phrase("Customers without a score or a label.", zh: "缺少评分或标签的客户数。")) { $0.leftOut },
    .init(
      "auc", type: "object | null", Phrase("`value`, `low` and `high` of 95 %.", zh: "`value` 及 95% 区间 `low`、`high`。")
    ) {
      ($0.result?.auc.json).json
    },
    .init("ks", type: "object | null", Phrase("Likewise.", zh: "格式同上。")) { ($0.result?.ks.json).json },
    .init("gini", type: "object | null", Phrase("Likewise.", zh: "格式同上。")) { ($0.result?.gini.json).json },
    .init(
      "tenths", type: "array of objects",
      Phrase(
        "The highest scores first: `customers`, `positives`, `mean_score`, `rate`, `expected` (the rate by the logistic curve through all scores; null where it cannot be drawn), `lift`.",
        zh: "自高分到低分：`customers`、`positives`、`mean_score`、`rate`、`expected`（按全部评分拟合的逻辑曲线的预期比例；无法拟合时为 null）、`lift`。")
    ) { report in
      (report.result?.tenths ?? []).map { tenth in
        JSON.object([
          .init("customers", tenth.count.json), .init("positives", tenth.positives.json),
          .init("mean_score", tenth.meanScore.json), .init("rate", tenth.rate.json),
          .init("expected", tenth.expected.json), .init("lift", tenth.lift.json),
        ])
      }
    },
    .init(
      "confusion", type: "object | null",
      Phrase(
        "At `cutoff`: `true_positives`, `false_positives`, `false_negatives`, `true_negatives`.",
        zh: "在 `cutoff` 处：`true_positives`、`false_positives`、`false_negatives`、`true_negatives`。")
    ) { report in
      (report.result?.confusion).map { confusion in
        JSON.object([
          .init("cutoff", confusion.cutoff.json), .init("true_positives", confusion.truePositives.json),
          .init("false_positives", confusion.falsePositives.json),
          .init("false_negatives", confusion.falseNegatives.json),
          .init("true_negatives", confusion.trueNegatives.json),
        ])
      }.json
    },
    .init("used_current", Phrase("What was taken as it is today.", zh: "按当前值采用的数据。")) { $0.usedCurrent },
    .init(
      "recorded_later", type: "object",
      Phrase(
        "How many rows by entity were recorded after the date of the score, though dated on it or before, and were not seen.",
        zh: "日期不晚于评分日、但此后才记录因而未采用的行数，按种类。")
    ) { Hindsight.Late.json($0.late) },
  ]
}

extension Discrimination.Figure {
  fileprivate var json: JSON {
    .object([.init("value", value.json), .init("low", low.json), .init("high", high.json)])
  }
}
