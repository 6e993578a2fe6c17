import Domain
import ScriptModel
import Wording

/// Who may earn something, and for what, besides an order of its own.
struct PointSubject {
  let event: PointRule.Event
  /// The key and the code of the customer who earns.
  let id: Int64
  let code: String
  let day: CivilDate
  /// What rules are told.
  let facts: [(name: String, value: ScriptValue)]
  /// What it is for; what was earned for any of them is earned.
  let references: [PointReference]
  /// The order that it stands and falls with, and its amount.
  var order: Int64?
  var base: Int64?

  /// What rules are told, of orders too, as it is documented.
  static let description = RecordDescription(
    name: "points_event",
    summary: Phrase(
      "What a rule is asked about; what its kind does not have is nil.", zh: "规则所针对的对象；其种类没有的字段为 nil。"),
    fields: [
      .init(
        name: "amount?", summary: Phrase("What earns, in the base currency.", zh: "计分金额，本位币。"), type: .number),
      .init(name: "on", summary: Phrase("The business day.", zh: "业务日期。"), type: .date),
      .init(name: "order?", summary: Phrase("The order's code.", zh: "订单编号。"), type: .string),
      .init(name: "status?", summary: Phrase("The order's status.", zh: "订单状态。"), type: .string),
      .init(name: "line?", summary: Phrase("Of a line: its number.", zh: "订单行：行号。"), type: .integer),
      .init(name: "product?", summary: Phrase("Of a line: the product's code.", zh: "订单行：产品编号。"), type: .string),
      .init(name: "category?", summary: Phrase("Of a line: the product's category.", zh: "订单行：产品类别。"), type: .string),
      .init(name: "quantity?", summary: Phrase("Of a line.", zh: "订单行：数量。"), type: .number),
      .init(
        name: "kind?", summary: Phrase("Of a line or an activity.", zh: "订单行或活动的种类。"), type: .string),
      .init(name: "at?", summary: Phrase("Of an activity: when.", zh: "活动：时间。"), type: .string),
      .init(name: "minutes?", summary: Phrase("Of an activity: how long.", zh: "活动：分钟数。"), type: .integer),
      .init(name: "formal?", summary: Phrase("Of an activity.", zh: "活动：是否正式。"), type: .boolean),
      .init(name: "topic?", summary: Phrase("Of an activity.", zh: "活动：主题。"), type: .string),
      .init(name: "customer?", summary: Phrase("Of a referral: who came.", zh: "推荐：被推荐客户。"), type: .string),
    ], from: .patron)

  static let shape = TableShape(description)

  init(_ activity: PointActivity, in session: ScriptSession) {
    event = .activity
    id = activity.customer
    code = activity.customerCode
    day = activity.at.civilDate(in: session.zone)
    references = [.interaction(activity.id)]
    facts = [
      ("at", .string(activity.at.description)), ("formal", activity.isFormal.map { .boolean($0) } ?? .null),
      ("kind", .string(activity.kind)), ("minutes", activity.minutes.map { .integer($0) } ?? .null),
      ("on", .string(day.description)), ("topic", activity.topic.map { .string($0) } ?? .null),
    ]
  }

  init(_ referral: PointReferral, in session: ScriptSession) throws {
    event = .referral
    id = referral.referrer
    code = referral.referrerCode
    day = referral.day
    references = referral.refereeIDs.map { .customer($0) }
    order = referral.orderID
    base = referral.amount.minorUnits
    let amount = try session.book.convert(
      referral.amount, to: session.book.profile.baseCurrency, on: day, age: ExchangeRate.usualAge)
    facts = [
      ("amount", .number(amount.amount)), ("customer", .string(referral.referee)), ("on", .string(day.description)),
      ("order", .string(referral.order)),
    ]
  }
}
