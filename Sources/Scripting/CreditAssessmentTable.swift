import Domain
import ScriptModel
import Wording

/// What an assessment came to, of one customer or of all.
enum CreditAssessments: ScriptResult {
  case one(CreditAssessment)
  case all(CreditMoves)

  static var scriptType: ScriptType { .union([CreditAssessment.scriptType, CreditMoves.scriptType]) }

  static var tables: [RecordDescription] { CreditAssessment.tables + CreditMoves.tables }

  func push(to call: Call) throws -> Int32 {
    switch self {
    case .one(let assessment): try assessment.push(to: call)
    case .all(let moves): try moves.push(to: call)
    }
  }
}

extension CreditAssessment: TableResult {
  /// The profile that the policy asks for; nil where it could say nothing.
  private var agreed: CreditProfile? { status == .insufficientData ? nil : after }

  static let table = ResultTable<CreditAssessment>(
    "credit_assessment", from: "credit.assess(…)", Phrase("What a policy says of a customer.", zh: "策略对客户的评估。"),
    [
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.after.customer },
      .init("name", Phrase("The customer's name.", zh: "客户名称。")) { $0.after.name },
      .init(
        "status",
        Phrase("Whether it could say something; a proposed limit waits for an approval.", zh: "评估状态；proposed 表示额度待批准。")
      ) {
        Choice($0.status)
      },
      .init("reason", Phrase("Why it could say nothing.", zh: "无法评估的原因。")) { $0.reason.isEmpty ? nil : $0.reason },
      .init("before", Phrase("The limit before.", zh: "原额度。")) { $0.before.limit },
      .init("limit", Phrase("The limit by the policy.", zh: "策略额度。")) { $0.agreed == nil ? nil : $0.limit },
      .init("grade", Phrase("The grade.", zh: "等级。")) { $0.agreed?.grade.map { Choice($0) } },
      .init("score", Phrase("The score behind it, 0 to 100.", zh: "得分，0 到 100。")) { $0.agreed?.score },
      .init("terms_days", Phrase("Days until an invoice is due.", zh: "账期天数。")) { $0.agreed?.termsDays },
      .init("prepay_percent", Phrase("The share of an order that is paid ahead, 0 to 100.", zh: "预付比例，0 到 100。")) {
        $0.agreed?.prepayPercent
      },
      .init("hold", Phrase("Whether new documents are stopped.", zh: "新单据是否冻结。")) { $0.agreed.map { Choice($0.hold) } },
      .init("valid_from", Phrase("The first day.", zh: "生效日。")) { $0.agreed?.validFrom },
      .init("valid_until", Phrase("The last day.", zh: "失效日。")) { $0.agreed?.validUntil },
      .init("next_review_on", Phrase("When it is looked at again.", zh: "下次复审日。")) { $0.agreed?.nextReviewOn },
      .init("parts", Phrase("The parts of the score, by aspect.", zh: "各方面得分。")) { $0.parts.map(ByName.init) },
      .init("coverage", Phrase("The share of weights that is known, 0 to 1.", zh: "已知权重占比，0 到 1。")) { $0.coverage },
      .init("bounds", Phrase("What the limit was bounded by, in the base currency.", zh: "额度的各项上限，本位币。")) {
        $0.bounds.map(ByName.init)
      },
      .init(
        "first_order_cap", Phrase("The most for customers who never paid, where it applies.", zh: "从未付款客户的最高额度（适用时）。")
      ) {
        $0.firstOrderCap
      },
    ])
}

/// What an assessment of all comes to.
struct CreditMoves: TableResult {
  /// How many changes of limits are listed; all are counted.
  private static let listed = 10_000

  let policy: String
  let version: Int
  let on: CivilDate
  private(set) var customers = 0
  private var statuses: [CreditAssessment.Status: Int] = [:]
  private var raised = 0
  private var lowered = 0
  private var unchanged = 0
  private var changes: [CreditAssessment] = []

  init(policy: String, version: Int, on date: CivilDate) {
    self.policy = policy
    self.version = version
    on = date
  }

  mutating func note(_ assessment: CreditAssessment) throws {
    customers += 1
    statuses[assessment.status, default: 0] += 1
    guard assessment.status != .insufficientData, let limit = assessment.limit else { return }
    if limit == assessment.before.limit {
      unchanged += 1
      return
    }
    if try assessment.before.limit.map({ try $0.isLess(than: limit) }) ?? true { raised += 1 } else { lowered += 1 }
    if changes.count < Self.listed { changes.append(assessment) }
  }

  static let table = ResultTable<CreditMoves>(
    "credit_assessments", from: "credit.assess(\"all\")", Phrase("What an assessment of all came to.", zh: "全部评估的结果。"),
    [
      .init("policy", Phrase("The policy.", zh: "策略。")) { $0.policy },
      .init("version", Phrase("Its version.", zh: "版本。")) { $0.version },
      .init("on", Phrase("The business date.", zh: "业务日期。")) { $0.on },
      .init("customers", Phrase("Customers who were looked at.", zh: "客户数。")) { $0.customers },
      .init("assessed", Phrase("Of whom the policy could say something, and said it.", zh: "已评估数。")) {
        $0.statuses[.assessed] ?? 0
      },
      .init("proposed", Phrase("Whose limit waits for an approval.", zh: "额度待批准数。")) { $0.statuses[.proposed] ?? 0 },
      .init("insufficient_data", Phrase("Of whom it could say nothing.", zh: "数据不足数。")) {
        $0.statuses[.insufficientData] ?? 0
      },
      .init("raised", Phrase("Limits that are higher than before.", zh: "额度上调数。")) { $0.raised },
      .init("lowered", Phrase("Limits that are lower.", zh: "额度下调数。")) { $0.lowered },
      .init("unchanged", Phrase("Limits that are the same.", zh: "额度不变数。")) { $0.unchanged },
      .init("changes", Phrase("The first 10,000 whose limits differ.", zh: "额度有变者，至多 10,000 条。")) { $0.changes },
    ])
}
