import Analytics
import Domain
import Interchange
import Wording

extension OrderExplanation: JSONDocument {
  public static let shape = JSONShape<OrderExplanation>([
    .init("order", Phrase("The order's code.", zh: "订单编号。")) { $0.order },
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
    .init("ordered_on", Phrase("When it was ordered.", zh: "订货日期。")) { $0.orderedOn.description },
    .init("status", Phrase("Its status.", zh: "状态。")) { $0.status },
    .init("goods", Phrase("Its goods without tax, a decimal text.", zh: "不含税货款（十进制文本）。")) { $0.goods.decimalText },
    .init("currency", Phrase("Of the goods.", zh: "货款币种。")) { $0.goods.currency.code },
    .init("as_of", Phrase("The business date.", zh: "业务日期。")) { $0.asOf.description },
    .init(
      "checks", type: "array of objects",
      Phrase(
        "Its credit checks, the latest first: `on`, `at`, `amount`, `currency`, `outcome`, `reason`, `steps`, `operator`, `release`, `run`.",
        zh: "信用检查，最近的在前：`on`、`at`、`amount`、`currency`、`outcome`、`reason`、`steps`、`operator`、`release`、`run`。")
    ) { explanation in
      JSON.array(
        try explanation.checks.map { check in
          .object([
            .init("on", .string(check.asOf.description)), .init("at", .string(check.stage.rawValue)),
            .init("amount", .string(check.amount.decimalText)),
            .init("currency", .string(check.amount.currency.code)), .init("outcome", .string(check.outcome.rawValue)),
            .init("reason", .string(check.reason)), .init("steps", try JSON(parsing: check.steps)),
            .init("operator", .string(check.operatorName)), .init("release", check.release.json),
            .init("run", .integer(check.run)),
          ])
        })
    },
    .init(
      "unchecked",
      Phrase(
        "Why it has to be checked: unchecked, raised, reopened, altered, release_over; null where it need not be.",
        zh: "需要检查的原因：unchecked、raised、reopened、altered、release_over；无需检查为 null。")
    ) { $0.unchecked?.rawValue },
    .init(
      "exposure", type: "array of objects",
      Phrase(
        "What of it counts as exposure: `part`, `on`, `value`, `currency`.",
        zh: "计入敞口的部分：`part`、`on`、`value`、`currency`。")
    ) { explanation in
      JSON.array(
        explanation.exposure.map { item in
          .object([
            .init("part", .string(item.part.rawValue)), .init("on", .string(item.on.description)),
            .init("value", .string(item.value.decimalText)), .init("currency", .string(item.value.currency.code)),
          ])
        })
    },
    .init(
      "movements", type: "array",
      Phrase(
        "Its movements of points, as `patron explain … points` gives them.", zh: "积分变动，格式同 `patron explain … points`。")
    ) { JSON.array($0.movements.map { JSON($0) }) },
    .init("lots", type: "array", Phrase("What is left of what it earned, likewise.", zh: "所得积分的剩余批次，格式同上。")) {
      JSON.array($0.lots.map { JSON($0) })
    },
    .init(
      "rules", type: "array of objects",
      Phrase(
        "What rules say of it now: `program`, `rule`, `wallet`, `fired`, `points`, `why`.",
        zh: "各规则现在的结论：`program`、`rule`、`wallet`、`fired`、`points`、`why`。")
    ) { explanation in
      JSON.array(
        explanation.rules.map { rule in
          .object([
            .init("program", .string(rule.program)), .init("rule", .string(rule.name)),
            .init("wallet", .string(rule.wallet)), .init("fired", .bool(rule.hasFired)),
            .init("points", .integer(rule.points)), .init("why", rule.why.json),
          ])
        })
    },
    .init(
      "tiers", type: "array of objects",
      Phrase(
        "What it counts for: `ladder`, `window`, `counts`, `until`, `tier`, and `change`, the first that was judged with it: `as_of`, `from`, `to`, `effective_on`, `version`, `run`.",
        zh:
          "计入的等级：`ladder`、`window`、`counts`、`until`、`tier`，以及首次连同该订单评定的变动 `change`：`as_of`、`from`、`to`、`effective_on`、`version`、`run`。"
      )
    ) { explanation in
      JSON.array(
        explanation.contributions.map { part in
          .object([
            .init("ladder", .string(part.ladder)), .init("window", .string(part.window.description)),
            .init("counts", .bool(part.counts)), .init("until", (part.until?.description).json),
            .init("tier", part.tier.json),
            .init(
              "change",
              part.change.map { change in
                JSON.object([
                  .init("as_of", .string(change.asOf.description)), .init("from", change.from.json),
                  .init("to", change.to.json), .init("effective_on", .string(change.effectiveOn.description)),
                  .init("version", change.version.json), .init("run", change.run.json),
                ])
              }.json),
          ])
        })
    },
  ])
}
