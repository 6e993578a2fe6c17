import Analytics
import Domain
import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What the files of credit policies are written with. None of it reads the book.
  static let creditGlobals: [Function<ScriptSession>] = [
    Function(
      "credit_policy",
      Phrase(
        "Declares a credit policy; a file returns it and `patron apply` installs it.",
        zh: "声明一个信用策略；由文件返回，并用 patron apply 安装。"),
      effect: .pure,
      takes: Parameter(
        "definition", Phrase("How customers are graded, limited and checked.", zh: "评级、额度与检查规则。"),
        as: CreditPolicyTable.self),
      returns: Returned("definition", Phrase("The checked definition.", zh: "检查过的定义。"), as: CreditPolicyTable.self),
      example: """
        local p = credit_policy {
          name = "simple", inputs = { paid = payments.stats("365d") },
          score = function(c, i, k) return { character = 100 - math.min(100, i.paid.weighted_days_late or 0) } end,
          weights = { character = 1 },
          grades = { { grade = "A", min = 70, cap = 100000 }, { grade = "D", min = 0, cap = 0, prepay_percent = 100 } },
        }
        assert(p.name == "simple")
        """
    ) { _, table in table },
    Function(
      "altman",
      Phrase(
        "How near a company is to failing: Altman's Z′ for manufacturers, Z″ for others, from the figures of a statement.",
        zh: "企业破产风险：制造业用 Altman Z′，其他用 Z″，取自财务报表数值。"), effect: .pure,
      takes: Parameter(
        "statement",
        Phrase(
          "Numbers: current_assets, current_liabilities, retained_earnings, ebit, equity, total_assets, total_liabilities, revenue.",
          zh:
            "数值：current_assets、current_liabilities、retained_earnings、ebit、equity、total_assets、total_liabilities、revenue。"
        ),
        as: ScriptValue.self, type: .table),
      Parameter("options", Phrase("Which model, and its bounds.", zh: "模型与界限。"), as: AltmanOptions?.self),
      returns: Returned("result", Phrase("The zone, and how it was found.", zh: "区间及其依据。"), as: AltmanResult.self),
      example: """
        local s = {
          current_assets = 600, current_liabilities = 300, retained_earnings = 200, ebit = 100, equity = 500,
          total_assets = 1000, total_liabilities = 500, revenue = 1500,
        }
        local a = altman(s)
        -- 0.717·0.3 + 0.847·0.2 + 3.107·0.1 + 0.42·1 + 0.998·1.5
        assert(math.abs(a.z - 2.6122) < 1e-9 and a.zone == "grey")
        assert(altman(s, { model = "other" }).zone == "safe")
        assert(altman({ ebit = 1 }).zone == "insufficient_data")
        """
    ) { _, statement, options in try altman(statement, options ?? AltmanOptions()) },
    Function(
      "ratios",
      Phrase("Financial ratios of a statement; one whose figures are missing is nil.", zh: "财务报表的比率；缺少数值的为 nil。"),
      effect: .pure,
      takes: Parameter(
        "statement", Phrase("Numbers by the names of the entity's fields.", zh: "按字段名给出的数值。"), as: ScriptValue.self,
        type: .table),
      returns: Returned("ratios", Phrase("The ratios.", zh: "各比率。"), as: FinancialRatios.self),
      example: """
        local r = ratios { current_assets = 600, current_liabilities = 300, total_assets = 1000, equity = 400 }
        assert(r.current == 2 and r.equity == 0.4 and r.margin == nil)
        """
    ) { _, statement in try ratios(statement) },
  ]

  private static func figures(_ statement: ScriptValue, of function: String) throws -> [String: Double] {
    let table: ScriptTable
    switch statement {
    case .table(let given) where given.list.isEmpty: table = given
    case .record(_, let fields): table = fields
    default:
      throw ArgumentError(
        function: function, parameter: "statement", mismatch: .type(expected: .table, given: statement.written))
    }
    var figures: [String: Double] = [:]
    for (name, value) in table.fields {
      if let money = Money(value) { figures[name] = money.amount }
      if let number = value.double, number.isFinite { figures[name] = number }
    }
    return figures
  }

  private static func altman(_ statement: ScriptValue, _ options: AltmanOptions) throws -> AltmanResult {
    let (score, missing) = AltmanScore.score(
      try figures(statement, of: "altman"), model: options.model, safe: options.safe, distress: options.distress)
    return AltmanResult(score: score, missing: missing)
  }

  private static func ratios(_ statement: ScriptValue) throws -> FinancialRatios {
    FinancialRatios(figures: try figures(statement, of: "ratios"))
  }
}

/// What Altman's formula says.
private struct AltmanResult: TableResult {
  let score: AltmanScore?
  let missing: [String]

  private static let zones = AltmanScore.Zone.allCases.map(\.rawValue) + ["insufficient_data"]

  static let table = ResultTable<AltmanResult>(
    "altman_result", from: "altman(…)", Phrase("How near a company is to failing.", zh: "企业破产风险。"),
    [
      .init("z", Phrase("Z′ or Z″; nil where figures are missing.", zh: "Z′ 或 Z″；缺少数值则为 nil。")) { $0.score?.value },
      .init("zone", Phrase("What it means.", zh: "所在区间。"), type: .choice(zones)) {
        $0.score?.zone.rawValue ?? "insufficient_data"
      },
      .init("missing", Phrase("The figures that are missing, where some are.", zh: "所缺的数值。")) {
        $0.score == nil ? $0.missing : nil
      },
    ])
}

/// Ratios of the figures of a statement.
private struct FinancialRatios: TableResult {
  let figures: [String: Double]

  private func ratio(_ above: String, _ below: String) -> Double? {
    guard let above = figures[above], let below = figures[below], below != 0 else { return nil }
    return above / below
  }

  static let table = ResultTable<FinancialRatios>(
    "financial_ratios", from: "ratios(…)",
    Phrase("Ratios of a statement; one whose figures are missing is nil.", zh: "财务报表的比率；缺少数值的为 nil。"),
    [
      .init("current", Phrase("current_assets ÷ current_liabilities.", zh: "流动资产 ÷ 流动负债。")) {
        $0.ratio("current_assets", "current_liabilities")
      },
      .init("debt", Phrase("total_liabilities ÷ total_assets.", zh: "负债合计 ÷ 资产总计。")) {
        $0.ratio("total_liabilities", "total_assets")
      },
      .init("equity", Phrase("equity ÷ total_assets.", zh: "所有者权益 ÷ 资产总计。")) { $0.ratio("equity", "total_assets") },
      .init("margin", Phrase("net_profit ÷ revenue.", zh: "净利润 ÷ 营业收入。")) { $0.ratio("net_profit", "revenue") },
      .init("return_on_assets", Phrase("net_profit ÷ total_assets.", zh: "净利润 ÷ 资产总计。")) {
        $0.ratio("net_profit", "total_assets")
      },
      .init("asset_turnover", Phrase("revenue ÷ total_assets.", zh: "营业收入 ÷ 资产总计。")) {
        $0.ratio("revenue", "total_assets")
      },
    ])
}

/// `{ model = "other", safe = 2.9, distress = 1.23 }`
struct AltmanOptions: ScriptArgument {
  var model = AltmanScore.Model.manufacturer
  var safe: Double?
  var distress: Double?

  static var scriptType: ScriptType { .record("altman_options") }

  static let description = RecordDescription(
    name: "altman_options", summary: Phrase("Which of Altman's models, and its bounds.", zh: "Altman 模型及其界限。"),
    fields: [
      .init(
        name: "model?", summary: Phrase("Z′ for a manufacturer, Z″ for any other.", zh: "制造业用 Z′，其他用 Z″。"),
        type: .choice(AltmanScore.Model.allCases.map(\.rawValue))),
      .init(
        name: "safe?", summary: Phrase("Safe above it; 2.9, or 2.6 for Z″.", zh: "高于此值为安全；2.9（Z″ 为 2.6）。"),
        type: .number),
      .init(
        name: "distress?", summary: Phrase("In distress below it; 1.23, or 1.1 for Z″.", zh: "低于此值为困境；1.23（Z″ 为 1.1）。"),
        type: .number),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> AltmanOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = AltmanOptions()
    if let name = try fields.text("model") {
      guard let model = AltmanScore.Model(rawValue: name) else { throw fields.refusal("model") }
      options.model = model
    }
    for (name, path) in [("safe", \AltmanOptions.safe), ("distress", \AltmanOptions.distress)] {
      guard let value = fields[name] else { continue }
      guard let number = value.double, number.isFinite else { throw fields.refusal(name) }
      options[keyPath: path] = number
    }
    return options
  }
}
