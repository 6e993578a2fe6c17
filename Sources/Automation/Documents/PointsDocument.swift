import Domain
import Interchange
import Wording

extension PointsExplanation: JSONDocument {
  public static let shape = JSONShape<PointsExplanation>([
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
    .init("as_of", Phrase("The business date.", zh: "业务日期。")) { $0.day.description },
    .init(
      "wallets", type: "array",
      Phrase(
        "What there is: `wallet`, `currency` (null for points; else amounts are minor units), `balance`, `usable`, `pending`, `expired`, `debt`.",
        zh: "各钱包：`wallet`、`currency`（积分为 null，否则数值为最小货币单位）、`balance`、`usable`、`pending`、`expired`、`debt`。")
    ) { JSON.array($0.balances.map { JSON($0) }) },
    .init(
      "lots", type: "array",
      Phrase(
        "What is left: `id`, `movement`, `wallet`, `points`, `remaining`, `earned_on`, `active_on`, `expires_on`.",
        zh: "剩余批次：`id`、`movement`、`wallet`、`points`、`remaining`、`earned_on`、`active_on`、`expires_on`。")
    ) { JSON.array($0.lots.map { JSON($0) }) },
    .init(
      "moved_later",
      Phrase(
        "When points moved first after the business date: lots are what is left now; null for never.",
        zh: "业务日期之后首次变动的日期：批次余量为当前值；没有为 null。")
    ) { $0.movedLater?.description },
    .init(
      "movements", type: "array",
      Phrase(
        "The newest, at most 20: `id`, `on`, `wallet`, `kind`, `points`, `desired`, `source`, `reference`, `order`, `rule`, `version`, `reason`, `run`.",
        zh:
          "最近的变动（最多 20 条）：`id`、`on`、`wallet`、`kind`、`points`、`desired`、`source`、`reference`、`order`、`rule`、`version`、`reason`、`run`。"
      )
    ) { JSON.array($0.movements.map { JSON($0) }) },
    .init("older", Phrase("How many movements there are besides.", zh: "此外还有多少条变动。")) { $0.olderCount },
  ])
}

extension JSON {
  private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  fileprivate init(_ balance: PointBalance) {
    self = .object([
      .init("wallet", .string(balance.wallet)), .init("currency", .text(balance.currency)),
      .init("balance", .integer(balance.balance)), .init("usable", .integer(balance.usable)),
      .init("pending", .integer(balance.pending)), .init("expired", .integer(balance.expired)),
      .init("debt", .integer(balance.debt)),
    ])
  }

  init(_ lot: PointLot) {
    self = .object([
      .init("id", .integer(lot.id)), .init("movement", .integer(lot.movement)), .init("wallet", .string(lot.wallet)),
      .init("points", .integer(lot.points)), .init("remaining", .integer(lot.remaining)),
      .init("earned_on", .string(lot.earnedOn.description)), .init("active_on", .text(lot.activeOn?.description)),
      .init("expires_on", .text(lot.expiresOn?.description)),
    ])
  }

  init(_ movement: PointMovement) {
    self = .object([
      .init("id", .integer(movement.id)), .init("on", .string(movement.day.description)),
      .init("wallet", .string(movement.wallet)), .init("kind", .string(movement.kind.rawValue)),
      .init("points", .integer(movement.points)), .init("desired", .integer(movement.desired)),
      .init("source", .string(movement.source)), .init("reference", .text(movement.reference)),
      .init("order", .text(movement.order)), .init("rule", .text(movement.rule)),
      .init("version", movement.version.map { .integer(Int64($0)) } ?? .null), .init("reason", .text(movement.reason)),
      .init("run", .integer(movement.run)),
    ])
  }
}
