import Domain
import ScriptModel

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
