import Analytics
import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Models of who turns out how, made of cases that are known.
  public static let analytics = Module(
    "analytics", Phrase("Models made of cases whose outcome is known.", zh: "由已知结果的样本建立的模型。"),
    functions: [makeScorecard, scorecardPoints])

  private static let makeScorecard = Function<ScriptSession>(
    "analytics.scorecard",
    Phrase(
      "A scorecard of cases: weight of evidence and information value of each bin, a logistic regression on them, and points of which so many double the odds.",
      zh: "由样本建立评分卡：各分箱的证据权重与信息值、逻辑回归，以及使好坏比翻倍所需的分值。"),
    effect: .pure,
    takes: Parameter(
      "cases", Phrase("A list of tables or records.", zh: "表或记录的列表。"), as: ScorecardCases.self, type: .list(.table)),
    Parameter(
      "options", Phrase("Which fields are inputs, which tells bad from good, and the scale.", zh: "输入字段、好坏标记与刻度。"),
      as: ScorecardOptions.self),
    returns: Returned("card", Phrase("The card.", zh: "评分卡。"), as: ScorecardTable.self),
    example: """
      local cases = {
        { account = "none", late = false, n = 348 }, { account = "none", late = true, n = 46 },
        { account = "low", late = false, n = 139 }, { account = "low", late = true, n = 135 },
      }
      local card = analytics.scorecard(cases, { bad = "late", count = "n", inputs = { "account" }, pdo = 20 })
      assert(card.bad == 181 and card.inputs[1].bins[1].bin == "low")
      assert(math.abs(card.inputs[1].coefficient - 1) < 1e-9 and math.abs(card.factor - 28.8539) < 1e-4)
      """
  ) { _, cases, options in try cases.card(options) }

  private static let scorecardPoints = Function<ScriptSession>(
    "analytics.points",
    Phrase(
      "The points of a case by a scorecard; nil where a value is in none of its bins.",
      zh: "样本按评分卡所得的分值；有取值不属于任何分箱时为 nil。"),
    effect: .pure,
    takes: Parameter(
      "card", Phrase("What analytics.scorecard returned.", zh: "analytics.scorecard 的返回值。"), as: ScriptValue.self),
    Parameter("case", Phrase("A table or a record.", zh: "表或记录。"), as: ScriptValue.self),
    returns: Returned("points", Phrase("The sum over its inputs.", zh: "各输入项分值之和。"), as: Int64?.self),
    example: """
      local cases = {
        { days = 5, late = false }, { days = 9, late = true }, { days = 8, late = false },
        { days = 40, late = true }, { days = 50, late = true }, { days = 35, late = false },
      }
      local card = analytics.scorecard(cases, { bad = "late", inputs = { { name = "days", breaks = { 30 } } } })
      assert(analytics.points(card, { days = 10 }) > analytics.points(card, { days = 30 }))
      """
  ) { _, card, value in try ScorecardReading(card).points(of: value) }
}
