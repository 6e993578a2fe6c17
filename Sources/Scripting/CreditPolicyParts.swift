import Analytics
import Domain
import ScriptModel
import Wording

/// The tables within a credit policy as they are documented.
extension CreditPolicyTable {
  static let weightsDescription = RecordDescription(
    name: "credit_weights", summary: Phrase("What each aspect weighs.", zh: "各方面的权重。"),
    fields: CreditGrading.Aspect.allCases.map { aspect in
      .init(
        name: "\(aspect.rawValue)?", summary: Phrase("0 unless given.", zh: "未写为 0。"), type: .number)
    })

  static let gradeDescription = RecordDescription(
    name: "credit_grade", summary: Phrase("What a grade brings.", zh: "等级的待遇。"),
    fields: [
      .init(
        name: "grade", summary: Phrase("The grade.", zh: "等级。"),
        type: .choice(CreditProfile.Grade.allCases.map(\.rawValue))),
      .init(
        name: "min", summary: Phrase("The lowest score, 0 to 100; 0 of the last.", zh: "最低分，0 到 100；末级为 0。"),
        type: .number),
      .init(name: "terms_days?", summary: Phrase("Days until an invoice is due.", zh: "账期天数。"), type: .integer),
      .init(
        name: "prepay_percent?", summary: Phrase("How much of an order is paid ahead, 0 to 100.", zh: "预付比例，0 到 100。"),
        type: .number),
      .init(name: "cap?", summary: Phrase("The highest limit, in the base currency.", zh: "额度上限，本位币。"), type: .number),
      .init(name: "net_worth?", summary: Phrase("A limit's share of net worth.", zh: "额度占净资产的比例。"), type: .number),
      .init(name: "turnover?", summary: Phrase("A limit's share of turnover.", zh: "额度占营业额的比例。"), type: .number),
      .init(
        name: "secured?", summary: Phrase("Whether a limit is no more than what secures it.", zh: "额度是否不超过担保。"),
        type: .boolean),
      .init(
        name: "review?", summary: Phrase("A span after which it is looked at again, \"12m\".", zh: "多久复审，例如 \"12m\"。"),
        type: .string),
    ])

  static let approvalDescription = RecordDescription(
    name: "credit_approval", summary: Phrase("Which limits somebody has to approve.", zh: "须批准的额度。"),
    fields: [
      .init(name: "above", summary: Phrase("Those above it, in the base currency.", zh: "超过该本位币金额的额度。"), type: .number),
      .init(
        name: "by?", summary: Phrase("Operators who may; all unless given.", zh: "可批准的操作员；默认所有人。"), type: .list(.string)
      ),
    ])

  static let exposureDescription = RecordDescription(
    name: "credit_exposure", summary: Phrase("What counts as owed.", zh: "敞口的口径。"),
    fields: [
      .init(
        name: "disputed?", summary: Phrase("Whether disputed invoices count; true.", zh: "是否计入争议发票；默认 true。"),
        type: .boolean),
      .init(
        name: "tax?", summary: Phrase("Whether tax and shipping count; true.", zh: "是否计入税额与运费；默认 true。"), type: .boolean
      ),
      .init(
        name: "rate_age?", summary: Phrase("How many days old exchange rates may be.", zh: "汇率最多多少天前。"), type: .integer),
    ])

  static let securedDescription = RecordDescription(
    name: "credit_secured", summary: Phrase("The share of a security that adds to the limit.", zh: "各类担保计入额度的比例。"),
    fields: Security.Kind.allCases.map { kind in
      .init(
        name: "\(kind.rawValue)?", summary: Phrase("0 to 1; 0 unless given.", zh: "0 到 1；未写为 0。"),
        type: .number)
    })

  static let dunningDescription = RecordDescription(
    name: "dunning_level", summary: Phrase("A reminder.", zh: "一级催款。"),
    fields: [
      .init(
        name: "days", summary: Phrase("Days late; below 0 it reminds before.", zh: "逾期天数；为负表示到期前。"), type: .integer),
      .init(
        name: "from?", summary: Phrase("What days are counted from; \"due\" unless given.", zh: "天数的起点；默认 \"due\"。"),
        type: .choice(Dunning.Start.allCases.map(\.rawValue))),
      .init(
        name: "text",
        summary: Phrase("What it says; ", zh: "内容；可用占位符 ")
          + Phrase(verbatim: Dunning.places.map { "{\($0)}" }.joined(separator: ", "))
          + Phrase(" are filled in.", zh: "。"),
        type: .union([.string, TextInLanguages.scriptType])),
      .init(name: "channel?", summary: Phrase("How it is sent.", zh: "发送方式。"), type: .string),
      .init(name: "fee?", summary: Phrase("In the base currency; 0.", zh: "费用，本位币；默认 0。"), type: .number),
      .init(
        name: "interest?", summary: Phrase("A yearly rate from the due date; 0.", zh: "年利率，自到期日起；默认 0。"), type: .number),
    ])

  /// What its functions are given besides the inputs.
  static let factsDescription = RecordDescription(
    name: "credit_facts",
    summary: Phrase(
      "What the book says of a customer's credit; sums are in the base currency.", zh: "账簿中的客户信用情况；金额为本位币。"),
    fields: [
      .init(name: "exposure", summary: Phrase("All that is owed and ordered.", zh: "敞口合计。"), type: .number),
      .init(
        name: "secured", summary: Phrase("What secures it, by the policy's shares.", zh: "按策略比例计的担保。"), type: .number),
      .init(
        name: "securities", summary: Phrase("Securities in force, by kind.", zh: "有效担保，按种类。"),
        type: .dictionary(.number)),
      .init(name: "kept", summary: Phrase("Promises to pay that were kept.", zh: "已兑现的付款承诺数。"), type: .integer),
      .init(name: "broken", summary: Phrase("Promises to pay that were broken.", zh: "未兑现的付款承诺数。"), type: .integer),
      .init(name: "open", summary: Phrase("Open invoices.", zh: "未结发票数。"), type: .integer),
      .init(name: "disputed", summary: Phrase("Those of them in dispute.", zh: "其中有争议的张数。"), type: .integer),
      .init(
        name: "hold", summary: Phrase("How new documents are stopped.", zh: "冻结状态。"),
        type: .choice(CreditProfile.Hold.allCases.map(\.rawValue))),
      .init(
        name: "ratings", summary: Phrase("The newest grade of each agency.", zh: "各机构的最近评级。"),
        type: .dictionary(.string)),
      .init(
        name: "oldest_days_late?", summary: Phrase("Of the open invoice that is latest.", zh: "最早未结发票的逾期天数。"),
        type: .integer),
      .init(
        name: "overdue_share?",
        summary: Phrase("The share of what is open that is overdue, 0 to 1.", zh: "未结金额中逾期的比例，0 到 1。"),
        type: .number),
      .init(
        name: "days_since_payment?", summary: Phrase("Days since the last payment.", zh: "距最近一次付款的天数。"), type: .integer),
      .init(
        name: "grade?",
        summary: Phrase("The grade; to `limit`, the one that the score brought.", zh: "等级；对 `limit` 为评分得出的等级。"),
        type: .choice(CreditProfile.Grade.allCases.map(\.rawValue))),
      .init(name: "limit?", summary: Phrase("The limit so far.", zh: "现有额度。"), type: .number),
      .init(
        name: "terms_days?", summary: Phrase("To `limit`: days that the grade brought.", zh: "对 `limit`：等级带来的账期天数。"),
        type: .integer),
    ], from: .patron)

  static let factsShape = TableShape(factsDescription)
}
