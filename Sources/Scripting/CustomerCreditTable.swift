public import Domain
import Interchange
public import ScriptModel
import Wording

/// What is agreed with a customer on credit, as scripts see it: now, or as a change kept it.
struct CustomerCredit: TableResult {
  /// What is agreed, by the names of fields.
  private let facts: ScriptTable
  private var securities: [Security]?
  private var ratings: [CreditRating]?

  /// What a profile says, and where it is asked for what stands behind it and what others say.
  init(_ profile: CreditProfile, securities: [Security]? = nil, ratings: [CreditRating]? = nil) {
    facts = ScriptTable(fields: profile.fields)
    self.securities = securities
    self.ratings = ratings
  }

  /// What a change kept.
  init(kept json: String) throws {
    guard case .table(let facts) = ScriptValue(kept: try JSON(parsing: json)) else {
      self.facts = ScriptTable()
      return
    }
    self.facts = facts
  }

  private static func fact(_ name: String, _ summary: Phrase, _ type: ScriptType) -> ResultTable<Self>.Field {
    .init(name, summary, type: type) { $0.facts[name] ?? .null }
  }

  static let table = ResultTable<CustomerCredit>(
    "customer_credit", from: "credit.profile(…)", Phrase("What is agreed with a customer on credit.", zh: "与客户的信用约定。"),
    [
      fact("customer", Phrase("The customer's code.", zh: "客户编号。"), .string),
      fact("name", Phrase("The customer's name.", zh: "客户名称。"), .string),
      fact("currency", Phrase("The currency of the limit.", zh: "额度币种。"), .string),
      fact("group", Phrase("The code of the group of companies.", zh: "所属集团编号。"), .optional(.string)),
      fact("limit", Phrase("What the customer may owe.", zh: "信用额度。"), .optional(.money)),
      fact(
        "grade", Phrase("The grade, A the best.", zh: "等级，A 最好。"),
        .optional(.choice(CreditProfile.Grade.allCases.map(\.rawValue)))),
      fact("score", Phrase("The score behind the grade, 0 to 100.", zh: "评级得分，0 到 100。"), .optional(.number)),
      fact("terms_days", Phrase("Days until an invoice is due.", zh: "账期天数。"), .optional(.integer)),
      fact(
        "prepay_percent", Phrase("The share of an order that is paid ahead, 0 to 100.", zh: "预付比例，0 到 100。"),
        .optional(.number)),
      fact(
        "hold", Phrase("Whether new documents are stopped.", zh: "新单据是否冻结。"),
        .choice(CreditProfile.Hold.allCases.map(\.rawValue))),
      fact("valid_from", Phrase("The first day.", zh: "生效日。"), .optional(.date)),
      fact("valid_until", Phrase("The last day.", zh: "失效日。"), .optional(.date)),
      fact("next_review_on", Phrase("When it is looked at again.", zh: "下次复审日。"), .optional(.date)),
      .init(
        "securities",
        Phrase("Of `credit.profile` as it is now: what stands behind the debt.", zh: "仅 `credit.profile` 的当前约定：有效担保。")
      ) {
        $0.securities
      },
      .init(
        "ratings",
        Phrase(
          "Of `credit.profile` as it is now: the newest grade of each agency.", zh: "仅 `credit.profile` 的当前约定：各机构的最近评级。"
        )
      ) { credit in credit.ratings.map { ByName($0.map { ($0.agency, $0.grade) }) } },
    ])
}

extension Security: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<Security>(
    "credit_security", from: "credit.profile(…).securities",
    Phrase("What stands behind a customer's debt.", zh: "客户欠款的担保。"),
    [
      .init("code", Phrase("Its code.", zh: "编号。")) { $0.code },
      .init("kind", Phrase("What it is.", zh: "种类。")) { Choice($0.kind) },
      .init("amount", Phrase("How much it covers.", zh: "担保金额。")) { $0.amount },
      .init("expires_on", Phrase("The last day; nil for no end.", zh: "到期日；nil 为无期限。")) { $0.expiresOn },
    ])
}

extension CreditChange: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<CreditChange>(
    "credit_change", from: "credit.history(…)", Phrase("What happened to a customer's credit.", zh: "客户信用的一次变更。"),
    [
      .init("kind", Phrase("What kind of change.", zh: "变更类型。")) { Choice($0.kind) },
      .init("customer", Phrase("Whose it was: the customer, or one merged into it.", zh: "所属客户：本客户或并入其中的客户。")) {
        $0.customer
      },
      .init("on", Phrase("The business date.", zh: "业务日期。")) { $0.asOf },
      .init("at", Phrase("When it was made, in UTC.", zh: "变更时间，UTC。")) { $0.at.description },
      .init("amount", Phrase("The limit that was set or proposed, or what a release covers.", zh: "设定或提议的额度，或放行金额。")) {
        $0.amount
      },
      .init("valid_until", Phrase("The last day of a release.", zh: "放行截止日。")) { $0.until },
      .init("order", Phrase("The code of the order that a release is for.", zh: "放行所针对的订单。")) { $0.order },
      .init("reason", Phrase("Why.", zh: "原因。")) { $0.reason },
      .init("operator", Phrase("Who made it.", zh: "操作员。")) { $0.operatorName },
      .init("version", Phrase("The version of the policy that made it.", zh: "作出变更的策略版本。")) { $0.versionName },
      .init("run", Phrase("The run that made it.", zh: "所属运行。")) { $0.run },
      .init(
        "evidence",
        Phrase("What it is based on, by name: parts, coverage, bounds.", zh: "依据，按名称：parts、coverage、bounds。"),
        type: .dictionary(.any)
      ) { ScriptValue(kept: try JSON(parsing: $0.evidence)) },
      .init("profile", Phrase("What was agreed afterwards.", zh: "变更后的约定。")) { try CustomerCredit(kept: $0.profile) },
    ])
}

/// What happened to the limit of a group, as scripts see it.
struct GroupLimitChange: TableResult {
  let change: CreditChange

  static let table = ResultTable<GroupLimitChange>(
    "group_limit_change", from: "credit.group_history(…)",
    Phrase("What happened to a group's limit.", zh: "集团额度的一次变更。"),
    [
      .init("group", Phrase("The group's code.", zh: "集团编号。")) { $0.change.customer },
      .init("kind", Phrase("What kind of change.", zh: "变更类型。")) { Choice($0.change.kind) },
      .init("as_of", Phrase("The business date.", zh: "业务日期。")) { $0.change.asOf },
      .init("at", Phrase("When it was made, in UTC.", zh: "变更时间，UTC。")) { $0.change.at.description },
      .init("amount", Phrase("The limit that was set or proposed.", zh: "设定或提议的额度。")) { $0.change.amount },
      .init("reason", Phrase("Why.", zh: "原因。")) { $0.change.reason },
      .init("operator", Phrase("Who made it.", zh: "操作员。")) { $0.change.operatorName },
      .init("run", Phrase("The run that made it.", zh: "所属运行。")) { $0.change.run },
    ])
}
