import Analytics
import Domain
import Interchange
import Wording

extension CreditExplanation: JSONDocument {
  public static let shape = JSONShape<CreditExplanation>([
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.profile.customer },
    .init("on", Phrase("The business date.", zh: "业务日期。")) { $0.exposure.asOf.description },
    .init("currency", Phrase("The currency of amounts, which are decimal texts.", zh: "金额（十进制文本）的币种。")) {
      $0.profile.currency.code
    },
    .init("limit", Phrase("The limit in force; null where there is none.", zh: "生效额度；没有为 null。")) {
      $0.limit?.decimalText
    },
    .init("secured", Phrase("What securities add.", zh: "担保计入额度的金额。")) { $0.secured.decimalText },
    .init("exposure", Phrase("What documents come to.", zh: "敞口合计。")) { try $0.exposure.total.decimalText },
    .init("headroom", Phrase("What is left; below 0 where exceeded.", zh: "剩余额度；超限时为负。")) { $0.headroom?.decimalText },
    .init(
      "group", type: "object | null",
      Phrase("The group's code, limit and exposure, in its currency.", zh: "集团的编号、额度与敞口，以其币种计。")
    ) { explanation in
      explanation.group.map { group in
        JSON.object([
          .init("code", .string(group.code)), .init("limit", .string(group.limit.description)),
          .init("exposure", .string(group.exposure.description)),
        ])
      }
    },
    .init("policy", Phrase("The policy and its version; null for none.", zh: "策略及版本；没有为 null。")) { $0.policy },
    .init("profile", type: "object", Phrase("What is agreed, by field.", zh: "信用约定，按字段。")) { explanation in
      JSON.object(
        explanation.profile.facts.filter { $0.name != "limit" && $0.value != .null }.map {
          .init($0.name, .string($0.value.displayText))
        })
    },
    .init("parts", type: "object", Phrase("The parts of the exposure, by name.", zh: "敞口各部分，按名称。")) { explanation in
      JSON.object(
        try Exposure.Part.allCases.map {
          .init($0.rawValue, .string(try explanation.exposure.total(of: $0).decimalText))
        })
    },
    .init(
      "documents", type: "array of object",
      Phrase(
        "Each document that counts: part, kind, code, on, amount, currency, value.",
        zh: "计入的各单据：part、kind、code、on、amount、currency、value。")
    ) { explanation in
      JSON.array(
        explanation.exposure.items.map { item in
          .object([
            .init("part", .string(item.part.rawValue)), .init("kind", .string(item.entity)),
            .init("code", .string(item.code)), .init("on", .string(item.on.description)),
            .init("amount", .string(item.amount.decimalText)), .init("currency", .string(item.amount.currency.code)),
            .init("value", .string(item.value.decimalText)),
          ])
        })
    },
    .init("missing", Phrase("Orders without a value.", zh: "没有金额的订单。")) { $0.exposure.missing },
    .init(
      "assessment", type: "object | null",
      Phrase(
        "The last assessment: kind, on, version, score, grade, limit, parts, shares of the score that they decide, coverage, bounds, first_order_cap; null for none.",
        zh: "最近一次评估：kind、on、version、score、grade、limit、parts、各部分在得分中的占比 shares、coverage、bounds、first_order_cap；没有为 null。"
      )
    ) { $0.assessment.map { JSON($0) } },
    .init(
      "changed_later",
      Phrase(
        "When limit and profile, which are those of now, changed after the business date; null for never.",
        zh: "额度与约定均为当前值；此为业务日期之后首次变更的日期，没有为 null。")
    ) { $0.changedLater?.description },
    .init("changes", type: "array of object", Phrase("The last changes of what is agreed.", zh: "最近的约定变更。")) {
      explanation in
      JSON.array(
        try explanation.changes.map { change in
          .object([
            .init("kind", .string(change.kind.rawValue)), .init("on", .string(change.asOf.description)),
            .init("operator", .string(change.operatorName)), .init("reason", .string(change.reason)),
            .init("run", .integer(change.run)), .init("version", change.versionName.map { .string($0) } ?? .null),
            .init("evidence", try JSON(parsing: change.evidence)),
          ])
        })
    },
    .init("checks", type: "array of object", Phrase("The last checks.", zh: "最近的检查。")) { explanation in
      JSON.array(
        explanation.checks.map { check in
          .object([
            .init("on", .string(check.asOf.description)), .init("at", .string(check.stage.rawValue)),
            .init("order", check.order.map { .string($0) } ?? .null),
            .init("amount", .string(check.amount.decimalText)),
            .init("currency", .string(check.amount.currency.code)), .init("outcome", .string(check.outcome.rawValue)),
            .init("reason", .string(check.reason)), .init("run", .integer(check.run)),
          ])
        })
    },
    .init("prospects", type: "array of object", Phrase("What would change it: on, what.", zh: "将带来变化的事项：on、what。")) {
      explanation, language in
      JSON.array(
        explanation.prospects.map { prospect in
          .object([
            .init("on", prospect.on.map { .string($0.description) } ?? .null),
            .init("what", .string(prospect.what.text(in: language))),
          ])
        })
    },
  ])
}

extension JSON {
  fileprivate init(_ assessment: CreditExplanation.Assessment) {
    func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    self = .object([
      .init("kind", .string(assessment.change.kind.rawValue)), .init("on", .string(assessment.change.asOf.description)),
      .init("version", text(assessment.change.versionName)), .init("score", number(assessment.score)),
      .init("grade", text(assessment.grade)), .init("limit", text(assessment.change.amount?.decimalText)),
      .init("parts", .object(assessment.parts.map { .init($0.name, .number($0.value)) })),
      .init(
        "shares",
        .object(
          assessment.parts.compactMap { part in
            assessment.shares[part.name].map { JSON.Member(part.name, .number($0)) }
          })), .init("coverage", number(assessment.coverage)),
      .init("bounds", .object(assessment.bounds.map { .init($0.name, .string($0.amount)) })),
      .init("first_order_cap", text(assessment.firstOrderCap)),
    ])
  }
}
