import Domain
import Interchange
import Wording

extension ScoringExplanation: JSONDocument {
  public static let shape = JSONShape<ScoringExplanation>([
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.score.customer },
    .init("score", Phrase("The score's name.", zh: "评分的名称。")) { $0.score.name },
    .init("value", Phrase("Its value; null where data is insufficient.", zh: "分值；数据不足时为 null。")) { $0.score.value },
    .init("band", Phrase("The band it falls in.", zh: "所属级别。")) { $0.score.band },
    .init("reason", Phrase("Why there is no value.", zh: "没有分值的原因。")) { $0.score.reason },
    .init("coverage", Phrase("The share of inputs with data, 0 to 1.", zh: "有数据的输入所占比例，0 到 1。")) { $0.score.coverage },
    .init("missing", Phrase("The inputs without data.", zh: "缺少数据的输入。")) { $0.missing },
    .init(
      "parts", type: "object",
      Phrase(
        "What the value is made of: numbers by name; a group has `value`, `cap` and `parts`.",
        zh: "分值的组成：按名称给出的数；分组含 `value`、`cap` 与 `parts`。")
    ) { try JSON(parsing: $0.score.parts) },
    .init("inputs", type: "object", Phrase("What the formula was given, by input.", zh: "公式得到的数据，按输入给出。")) {
      try JSON(parsing: $0.score.inputs)
    },
    .init("as_of", Phrase("The business date.", zh: "业务日期。")) { $0.score.asOf.description },
    .init("version", Phrase("The version of the definition.", zh: "定义的版本。")) { $0.score.version },
    .init("file", Phrase("The file that the version came from.", zh: "该版本的来源文件。")) { $0.score.file },
    .init("run", Phrase("The run that made it.", zh: "算出它的运行。")) { $0.score.run },
  ])
}
