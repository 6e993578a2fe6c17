public import Analytics
public import Domain
public import ScriptModel
import Wording

/// A credit policy as a file declares it: what `credit_policy { … }` takes and returns.
public struct CreditPolicyTable: DefinitionTable {
  /// What it says besides its functions.
  public let policy: CreditPolicy
  /// What its functions are given.
  public let inputs: [ScoreInput]
  /// Those as they get them.
  let given: GivenInputs
  /// Judges a customer: the parts of the score by aspect.
  public let score: ScriptFunction
  /// The figures behind a limit.
  public let figures: ScriptFunction?
  /// A limit of the policy's own making.
  public let limit: ScriptFunction?
  public let table: ScriptTable

  public var name: String { policy.name }
  public static let kind = "credit_policy"

  /// The table as it is documented.
  static let description = RecordDescription(
    name: kind, summary: Phrase("How customers are graded, limited, checked and reminded.", zh: "客户的评级、额度、检查与催款规则。"),
    fields: [
      .init(name: "name", summary: Phrase("By which it is asked for.", zh: "名称。"), type: .string),
      .init(
        name: "description?", summary: Phrase("A text, or { en = …, zh = … }.", zh: "说明文字，或 { en = …, zh = … }。"),
        type: .union([.string, TextInLanguages.scriptType])),
      .init(
        name: "inputs?", summary: Phrase("What its functions are given, by name.", zh: "各函数使用的输入项。"),
        type: .dictionary(InputTable.scriptType)),
      .init(
        name: "score",
        summary: Phrase(
          "Returns 0 to 100 for character, capacity, capital, conditions and collateral; what is nil is not known. `k` is what the book says of the customer's credit.",
          zh: "返回品格、能力、资本、条件、抵押各 0 到 100；nil 表示未知。`k` 为账簿中的客户信用情况。"),
        type: .function(takes: ["c: customer", "i: inputs", "k: credit_facts"], returns: [.table])),
      .init(
        name: "weights?",
        summary: Phrase("Of the aspects; 30, 25, 20, 15 and 10 unless given.", zh: "各方面的权重；默认 30、25、20、15、10。"),
        type: .record(weightsDescription.name)),
      .init(
        name: "floor?",
        summary: Phrase("Share of weights that must be known; 1 unless given.", zh: "须已知的权重占比；默认 1。"), type: .number),
      .init(
        name: "grades",
        summary: Phrase(
          "The best first: { grade = \"A\", min = 80, terms_days = 60, prepay_percent = 0, cap = 1000000, net_worth = 0.5, turnover = 0.08, secured = false, review = \"12m\" }.",
          zh:
            "由高到低：{ grade = \"A\", min = 80, terms_days = 60, prepay_percent = 0, cap = 1000000, net_worth = 0.5, turnover = 0.08, secured = false, review = \"12m\" }。"
        ),
        type: .list(.record(gradeDescription.name))),
      .init(
        name: "figures?",
        summary: Phrase(
          "Returns forecast, net_worth and turnover in the base currency.", zh: "返回 forecast、net_worth、turnover，本位币。"),
        type: .function(takes: ["c: customer", "i: inputs", "k: credit_facts"], returns: [.table])),
      .init(
        name: "limit?",
        summary: Phrase(
          "Returns a limit in the base currency, instead of the one by figures; the grade's cap holds. `k` has the grade and terms_days that the score brought.",
          zh: "返回本位币额度，代替按 figures 计算的额度；等级上限仍适用。`k` 含评分得出的 grade 与 terms_days。"),
        type: .function(takes: ["c: customer", "i: inputs", "k: credit_facts"], returns: [.any])),
      .init(
        name: "peak?", summary: Phrase("How much more is owed at the peak; 1 unless given.", zh: "高峰系数；默认 1。"),
        type: .number),
      .init(
        name: "round?", summary: Phrase("Limits are multiples of this, rounded down; 1.", zh: "额度向下取整到它的倍数；默认 1。"),
        type: .number),
      .init(
        name: "first_order_cap?", summary: Phrase("The most for customers who never paid.", zh: "从未付款的客户的最高额度。"),
        type: .number),
      .init(
        name: "approval?",
        summary: Phrase(
          "Limits that somebody has to approve: { above = 200000, by = { \"li\" } }, the lowest first.",
          zh: "须批准的额度：{ above = 200000, by = { \"li\" } }，由低到高。"),
        type: .list(.record(approvalDescription.name))),
      .init(
        name: "exposure?",
        summary: Phrase(
          "{ disputed = true, tax = true, rate_age = 31 }: whether disputed invoices and tax count, how old rates may be.",
          zh: "{ disputed = true, tax = true, rate_age = 31 }：是否计入争议发票与税额，汇率最多多少天前。"),
        type: .record(exposureDescription.name)),
      .init(
        name: "secured?",
        summary: Phrase(
          "Share of each kind of security that adds to the limit: { credit_insurance = 0.9 }.",
          zh: "各类担保计入额度的比例：{ credit_insurance = 0.9 }。"),
        type: .record(securedDescription.name)),
      .init(
        name: "check?",
        summary: Phrase(
          "Steps by name, such as limit = { levels = { { over = 0.8, outcome = \"warn\" }, { over = 1, outcome = \"hold\" } }, at = { \"order\" } }.",
          zh:
            "按名称的各步骤，如 limit = { levels = { { over = 0.8, outcome = \"warn\" }, { over = 1, outcome = \"hold\" } }, at = { \"order\" } }。"
        ),
        type: .record(CreditChain.description.name)),
      .init(
        name: "tolerance?",
        summary: Phrase("How far an order may grow after its check, as a share; 0.", zh: "订单在检查后可增长的比例；默认 0。"),
        type: .number),
      .init(
        name: "dunning?",
        summary: Phrase(
          "Levels, the earliest first: { days = 10, from = \"due\", text = { en = …, zh = … }, channel = \"email\", fee = 20, interest = 0.05 }; days below 0 remind before, from = \"month_end\" counts from the end of the month, interest is yearly and runs from the due date.",
          zh:
            "由早到晚：{ days = 10, from = \"due\", text = { en = …, zh = … }, channel = \"email\", fee = 20, interest = 0.05 }；days 为负表示到期前提醒，from = \"month_end\" 自到期月末起算，interest 为年利率、自到期日起计。"
        ),
        type: .list(.record(dunningDescription.name))),
    ])

  /// What an amount may be.
  static let amounts: ClosedRange<Double> = 0...1e15

  /// The declaration in a table, checked.
  public init(_ table: ScriptTable) throws(Mismatch) {
    self.table = table
    let fields = try FieldReader(definition: table, of: Self.description)
    let name = try fields.name()
    _ = try fields.phrase("description")
    guard let score = try fields.function("score") else { throw fields.refusal("score") }
    self.score = score
    figures = try fields.function("figures")
    limit = try fields.function("limit")
    inputs = try fields.inputs()
    given = GivenInputs(inputs)
    var policy = CreditPolicy()
    policy.name = name
    policy.grading = try Self.grading(fields)
    policy.exposure = try Self.exposure(fields)
    policy.secured = try Self.secured(fields)
    policy.chain = try CreditChain(fields)
    policy.approvals = try Self.approvals(fields)
    policy.firstOrderCap = try fields.number("first_order_cap", in: Self.amounts)
    policy.tolerance = try fields.number("tolerance", in: 0...10) ?? 0
    policy.dunning = try Self.dunning(fields)
    if let check = try fields.inner("check", of: CreditChain.description), check["dunning_level"] != nil,
      policy.dunning.levels.isEmpty
    {
      throw check.idle(
        "dunning_level", Phrase("without 'dunning'", zh: "在没有 'dunning' 时"), Phrase("add 'dunning'", zh: "补上 'dunning'")
      )
    }
    self.policy = policy
  }

  private static func grading(_ fields: FieldReader) throws(Mismatch) -> CreditGrading {
    var grading = CreditGrading()
    let aspects = CreditGrading.Aspect.allCases
    if let weights = try fields.inner("weights", of: weightsDescription) {
      grading.weights = [:]
      for aspect in aspects { grading.weights[aspect] = try weights.number(aspect.rawValue, in: 0...1e6) ?? 0 }
      guard grading.weights.values.contains(where: { $0 > 0 }) else {
        throw fields.wrong("weights", "a table with at least one weight above 0", "至少有一个权重大于 0 的表")
      }
    }
    grading.floor = try fields.number("floor", in: 0...1) ?? 1
    grading.peak = try fields.number("peak", in: 0...1000) ?? 1
    if grading.peak != 1, fields["figures"] == nil { throw fields.idle("peak", without: "figures") }
    grading.step = try fields.number("round", in: 0.01...1e12) ?? 1
    guard let declared = try fields.list("grades", of: gradeDescription), !declared.isEmpty else {
      throw fields.wrong("grades", "a list of { grade = \"A\", min = 80 }", "{ grade = \"A\", min = 80 } 的列表")
    }
    for grade in declared { grading.rules.append(try rule(grade, of: fields)) }
    for (better, worse) in zip(grading.rules, zip(grading.rules.dropFirst(), declared.dropFirst())) {
      guard better.grade.rawValue < worse.0.grade.rawValue else {
        throw worse.1.wrong(
          "grade", "a grade below \(better.grade.rawValue): the best grade comes first",
          "低于 \(better.grade.rawValue) 的等级（等级由高到低）")
      }
      guard worse.0.minimum < better.minimum else {
        throw worse.1.wrong(
          "min", "less than the \(plain(better.minimum)) of grade \(better.grade.rawValue), or the two overlap",
          "小于等级 \(better.grade.rawValue) 的 \(plain(better.minimum)) 的数（否则两级重叠）")
      }
    }
    if let lowest = declared.last, grading.rules.last?.minimum != 0 {
      throw lowest.wrong("min", "0 for the lowest grade", "0（最低等级）")
    }
    return grading
  }

  private static func rule(_ grade: FieldReader, of policy: FieldReader) throws(Mismatch) -> CreditGrading.Rule {
    guard let letter = try grade.choice("grade", of: CreditProfile.Grade.self) else {
      throw grade.wrong("grade", "a grade from A to E", " A 到 E 的等级")
    }
    guard let minimum = try grade.number("min", in: 0...100) else {
      throw grade.wrong("min", "the lowest score, 0 to 100,", "最低分（0 到 100）")
    }
    var rule = CreditGrading.Rule(letter, from: minimum)
    rule.termsDays = try grade.integer("terms_days", in: 0...3650)
    rule.prepayPercent = try grade.number("prepay_percent", in: 0...100)
    rule.cap = try grade.number("cap", in: amounts)
    rule.netWorth = try grade.number("net_worth", in: 0...100)
    rule.turnover = try grade.number("turnover", in: 0...100)
    for share in ["net_worth", "turnover"] where grade[share] != nil {
      if policy["limit"] != nil {
        throw grade.idle(share, Self.ownLimit, Phrase("leave out 'limit'", zh: "去掉 'limit'"))
      }
      guard policy["figures"] == nil else { continue }
      throw .value(
        Phrase(
          "needs 'figures', a function that returns \(share), since '\(grade.place(share))' is a share of it",
          zh: "缺少 'figures'：'\(grade.place(share))' 是 \(share) 的比例，须由该函数返回 \(share)"))
    }
    rule.isSecured = try grade.boolean("secured") ?? false
    rule.review = try grade.span("review")
    return rule
  }

  private static let ownLimit = Phrase("where 'limit' is a function", zh: "在 'limit' 为函数时")

  private static func exposure(_ fields: FieldReader) throws(Mismatch) -> Exposure.Options {
    var options = Exposure.Options()
    guard let given = try fields.inner("exposure", of: exposureDescription) else {
      return options
    }
    options.countsDisputed = try given.boolean("disputed") ?? true
    options.countsTax = try given.boolean("tax") ?? true
    options.rateAge = try given.integer("rate_age", in: 0...3650) ?? ExchangeRate.usualAge
    return options
  }

  private static func secured(_ fields: FieldReader) throws(Mismatch) -> [Security.Kind: Double] {
    var shares: [Security.Kind: Double] = [:]
    let kinds = Security.Kind.allCases
    guard let given = try fields.inner("secured", of: securedDescription) else { return [:] }
    for kind in kinds { shares[kind] = try given.number(kind.rawValue, in: 0...1) }
    return shares
  }

  private static func approvals(_ fields: FieldReader) throws(Mismatch) -> [CreditPolicy.Approval] {
    var approvals: [CreditPolicy.Approval] = []
    for given in try fields.list("approval", of: approvalDescription) ?? [] {
      guard let above = try given.number("above", in: amounts) else { throw given.wrong("above", "an amount", "金额") }
      if let last = approvals.last, above <= last.above {
        throw given.wrong("above", "more than the \(plain(last.above)) before it", "大于前一项 \(plain(last.above)) 的金额")
      }
      let operators = try given.texts("by")
      if operators == [] { throw given.wrong("by", "a list of at least one operator", "至少含一名操作员的列表") }
      approvals.append(.init(above: above, by: operators ?? []))
    }
    return approvals
  }

  private static func dunning(_ fields: FieldReader) throws(Mismatch) -> Dunning {
    var dunning = Dunning()
    for given in try fields.list("dunning", of: dunningDescription) ?? [] {
      guard let days = try given.integer("days", in: -365...3650) else { throw given.wrong("days", "days", "天数") }
      if let last = dunning.levels.last, days <= last.days {
        throw given.wrong("days", "more than the \(last.days) of the level before it", "大于前一级 \(last.days) 的天数")
      }
      guard let text = try given.phrase("text") else { throw given.wrong("text", "a text", "文字") }
      for language in Language.allCases {
        if let place = Dunning.unknownPlace(in: text.text(in: language)) {
          let known = Dunning.places.map { "{\($0)}" }.joined(separator: ", ")
          throw given.wrong(
            "text", "a text with no place but \(known) (not {\(place)})", "只含占位符 \(known) 的文字（不含 {\(place)}）")
        }
      }
      dunning.levels.append(
        .init(
          days: days, from: try given.choice("from") ?? .due, text: text, channel: try given.text("channel"),
          fee: try given.number("fee", in: amounts) ?? 0,
          interest: try given.number("interest", in: 0...10) ?? 0))
    }
    return dunning
  }
}
