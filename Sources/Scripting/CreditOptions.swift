import Domain
import ScriptModel
import Wording

/// How credit is looked at: `{ on = "2026-11-21", disputed = false }`.
struct CreditOptions: ScriptArgument {
  var on: CivilDate?
  var disputed: Bool?
  var tax: Bool?
  var days: Int?
  var group: String?
  var policy: String?

  static var scriptType: ScriptType { .record("credit_options") }

  static let description = RecordDescription(
    name: "credit_options", summary: Phrase("How credit is looked at.", zh: "信用查询的方式。"),
    fields: [
      .init(
        name: "on?", summary: Phrase("Another day than the business date.", zh: "业务日期以外的某日。"), type: .date),
      .init(
        name: "disputed?",
        summary: Phrase("Whether disputed invoices count; as the policy says.", zh: "是否计入争议发票；默认依策略。"),
        type: .boolean),
      .init(
        name: "tax?", summary: Phrase("Whether tax and shipping count; as the policy says.", zh: "是否计入税额与运费；默认依策略。"),
        type: .boolean),
      .init(
        name: "days?", summary: Phrase("Days of sales that `dso` looks at; 90.", zh: "`dso` 所取的销售天数；默认 90。"),
        type: .integer),
      .init(
        name: "group?", summary: Phrase("A group of companies in place of a customer.", zh: "以集团代替客户。"), type: .string),
      .init(
        name: "policy?", summary: Phrase("The policy's name, where several are in force.", zh: "策略名称（有多个生效时）。"),
        type: .string),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CreditOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = CreditOptions()
    if let text = try fields.text("on") {
      guard let day = try? CivilDate(text) else { throw fields.refusal("on") }
      options.on = day
    }
    options.disputed = try fields.boolean("disputed")
    options.tax = try fields.boolean("tax")
    options.days = try fields.integer("days", in: 1...3650)
    options.group = try fields.text("group")
    options.policy = try fields.text("policy")
    return options
  }
}

/// What is checked, and when: `{ at = "delivery", order = "O1" }`.
struct CreditCheckOptions: ScriptArgument {
  var stage = CreditChain.Stage.order
  var order: String?
  var policy: String?

  static var scriptType: ScriptType { .record("credit_check_options") }

  static let description = RecordDescription(
    name: "credit_check_options", summary: Phrase("What is checked, and when.", zh: "检查的对象与时点。"),
    fields: [
      .init(
        name: "at?", summary: Phrase("When; at the order unless given.", zh: "时点；默认为下单时。"),
        type: .choice(CreditChain.Stage.allCases.map(\.rawValue))),
      .init(
        name: "order?",
        summary: Phrase("The code of the order that is checked, if it is in the book.", zh: "被检查订单的编号（如已录入）。"),
        type: .string),
      .init(
        name: "policy?", summary: Phrase("The policy's name, where several are in force.", zh: "策略名称（有多个生效时）。"),
        type: .string),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CreditCheckOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = CreditCheckOptions()
    if let name = try fields.text("at") {
      guard let stage = CreditChain.Stage(rawValue: name) else { throw fields.refusal("at") }
      options.stage = stage
    }
    options.order = try fields.text("order")
    options.policy = try fields.text("policy")
    return options
  }
}

/// `{ reason = …, amount = …, valid_until = … }`
struct CreditRelease: ScriptArgument {
  let reason: String
  let amount: AmountArgument
  let until: CivilDate
  let order: String?

  static var scriptType: ScriptType { .record("credit_release") }

  static let description = RecordDescription(
    name: "credit_release", summary: Phrase("What a release lets pass.", zh: "放行的内容。"),
    fields: [
      .init(name: "reason", summary: Phrase("Why.", zh: "原因。"), type: .string),
      .init(
        name: "amount", summary: Phrase("Up to how much, in all orders together.", zh: "合计放行金额上限。"),
        type: AmountArgument.scriptType),
      .init(name: "valid_until", summary: Phrase("The last day.", zh: "截止日。"), type: .date),
      .init(name: "order?", summary: Phrase("For this order only.", zh: "仅限该订单。"), type: .string),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CreditRelease {
    let fields = try FieldReader(call, at: index, of: description)
    guard let reason = try fields.text("reason") else { throw fields.refusal("reason") }
    guard let until = try fields.text("valid_until").flatMap({ try? CivilDate($0) }) else {
      throw fields.refusal("valid_until")
    }
    guard let amount = fields["amount"].flatMap({ AmountArgument($0) }) else { throw fields.refusal("amount") }
    return CreditRelease(reason: reason, amount: amount, until: until, order: try fields.text("order"))
  }
}

/// What is agreed with a customer besides limit and hold; null empties a field.
struct CreditTerms: ScriptArgument {
  private let fields: FieldReader

  static var scriptType: ScriptType { .record("credit_terms") }

  static let description = RecordDescription(
    name: "credit_terms", summary: Phrase("What is agreed besides limit and hold.", zh: "额度与冻结以外的约定。"),
    fields: [
      .init(
        name: "grade?", summary: Phrase("The grade.", zh: "信用等级。"),
        type: .choice(CreditProfile.Grade.allCases.map(\.rawValue))),
      .init(name: "terms_days?", summary: Phrase("Days until an invoice is due.", zh: "账期天数。"), type: .integer),
      .init(
        name: "prepay_percent?", summary: Phrase("The share of an order that is paid ahead.", zh: "预付比例（%）。"),
        type: .number),
      .init(name: "valid_from?", summary: Phrase("The first day of the profile.", zh: "生效日期。"), type: .date),
      .init(name: "valid_until?", summary: Phrase("The last day of the profile.", zh: "有效期至。"), type: .date),
      .init(name: "next_review_on?", summary: Phrase("When it is looked at again.", zh: "下次复审日期。"), type: .date),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CreditTerms {
    let terms = CreditTerms(fields: try FieldReader(call, at: index, of: description))
    var probe = CreditProfile(customer: "", name: "", currency: .cny)
    try terms.apply(to: &probe)
    return terms
  }

  /// Sets what was given.
  func apply(to profile: inout CreditProfile) throws(Mismatch) {
    func given(_ name: String, _ isNothing: () -> Void) -> Bool {
      if fields[name] == .null { isNothing() }
      return fields[name] != nil && fields[name] != .null
    }
    if given("grade", { profile.grade = nil }) {
      guard let grade = try fields.text("grade").flatMap({ CreditProfile.Grade(rawValue: $0) }) else {
        throw fields.refusal("grade")
      }
      profile.grade = grade
    }
    if given("terms_days", { profile.termsDays = nil }) {
      profile.termsDays = try fields.integer("terms_days", in: 0...3650)
    }
    if given("prepay_percent", { profile.prepayPercent = nil }) {
      guard let share = fields["prepay_percent"]?.double, (0...100).contains(share) else {
        throw fields.refusal("prepay_percent", expected: Phrase("a number from 0 to 100", zh: "0 到 100 的数"))
      }
      profile.prepayPercent = share
    }
    func day(_ name: String) throws(Mismatch) -> CivilDate {
      guard let text = try fields.text(name), let day = try? CivilDate(text) else { throw fields.refusal(name) }
      return day
    }
    if given("valid_from", { profile.validFrom = nil }) { profile.validFrom = try day("valid_from") }
    if given("valid_until", { profile.validUntil = nil }) { profile.validUntil = try day("valid_until") }
    if given("next_review_on", { profile.nextReviewOn = nil }) { profile.nextReviewOn = try day("next_review_on") }
    if let from = profile.validFrom, let until = profile.validUntil, until.daysSinceEpoch < from.daysSinceEpoch {
      throw fields.refusal("valid_until", expected: Phrase("a day from \(from) on", zh: "不早于 \(from) 的日期"))
    }
  }
}

/// How new documents are stopped.
struct HoldArgument: ScriptArgument {
  let hold: CreditProfile.Hold

  static var scriptType: ScriptType { .choice(CreditProfile.Hold.allCases.map(\.rawValue)) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> HoldArgument {
    guard let hold = call.string(at: index).flatMap({ CreditProfile.Hold(rawValue: $0) }) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return HoldArgument(hold: hold)
  }
}

/// One customer, or `"all"`.
struct CustomerOrAll: ScriptArgument {
  /// The customer; nil for all.
  let key: RecordKey?

  static var scriptType: ScriptType { EntityFunctions(.customers).referenceType }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CustomerOrAll {
    if call.string(at: index) == "all" { return CustomerOrAll(key: nil) }
    return CustomerOrAll(key: try RecordReference.read(call, at: index).key)
  }
}
