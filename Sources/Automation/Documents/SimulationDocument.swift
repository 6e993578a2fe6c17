public import Analytics
import Domain
import Interchange
import Storage
import Wording

extension SimulationReport: DefinitionOutcome {
  public static let members: [JSONShape<SimulationReport>.Member] = [
    .init("name", Phrase("The definition's name.", zh: "定义的名称。")) { $0.name },
    .init("kind", Phrase("What it declares.", zh: "所声明的种类。")) { $0.kind },
    .init("in_force", Phrase("The version that it stands beside.", zh: "与之比较的生效版本。")) { $0.inForce },
    .init(
      "in_force_name", Phrase("Its name, where it is another than the draft's; else null.", zh: "其名称（与草稿不同时），否则为 null。")
    ) { $0.otherName },
    .init(
      "beside_recorded",
      Phrase(
        "Whether that is taken as it was recorded, not evaluated on the draft's day: what time has changed since then differs too.",
        zh: "是否按当时的记录比较，而非在草稿当天重新评定；若是，差异中也包含此后时间带来的变化。")
    ) { $0.isBesideRecorded },
    .init(
      "days", type: "array of objects",
      Phrase(
        "What was replayed: `date`, `moves` (customers who change), and `counts`: customers by tier or grade; or what was granted by wallet, points as a number and money as `{amount, currency}`.",
        zh: "重演的各日：`date`、`moves`（变动的客户数）、`counts`：按等级的客户数；或按钱包授予的积分（数值）与金额（`{amount, currency}`）。")
    ) { report in
      report.days.map { day in
        JSON.object([
          .init("date", .string(day.date.description)), .init("moves", day.changed.json),
          .init("counts", Self.counts(day)),
        ])
      }
    },
    .init(
      "matrix", type: "array of objects",
      Phrase(
        "Customers by what is in force and what the draft gives: `from`, `to`, `customers`.",
        zh: "按生效结果与草稿结果统计的客户数：`from`、`to`、`customers`。")
    ) { report in
      report.sortedMatrix.map { way, count in
        JSON.object([.init("from", way.from.json), .init("to", way.to.json), .init("customers", count.json)])
      }
    },
    .init("changed", Phrase("Customers whom the draft puts elsewhere.", zh: "结果不同的客户数。")) { $0.changed },
    .init(
      "movers", type: "array of objects",
      Phrase(
        "Those with most at stake, at most 20: `customer`, `name`, `from`, `to`, `stake` in the base currency, `detail`.",
        zh: "影响最大的客户，最多 20 个：`customer`、`name`、`from`、`to`、本位币金额 `stake`、`detail`。")
    ) { report in
      report.movers.map { mover in
        JSON.object([
          .init("customer", .string(mover.code)), .init("name", .string(mover.name)), .init("from", mover.from.json),
          .init("to", mover.to.json), .init("stake", report.text(ofStake: mover.stake).json),
          .init("detail", mover.detail.json),
        ])
      }
    },
    .init(
      "stake",
      Phrase(
        "What the draft gives more than what is in force, in money: discounts on a year's orders, credit limits, or the cost of points; null where none is known.",
        zh: "草稿比生效结果多出的金额：按近一年订货额的折扣、信用额度，或积分成本；未知为 null。")
    ) { $0.stake?.decimalText },
    .init("currency", Phrase("Of the stakes.", zh: "金额的币种。")) { $0.stake?.currency.code },
    .init(
      "effects", type: "array of objects",
      Phrase(
        "Figures of both: `name`, `in_force`, `draft`; money as `{amount, currency}`.",
        zh: "两者的数值：`name`、`in_force`、`draft`；金额为 `{amount, currency}`。")
    ) { report in
      report.effects.map { effect in
        JSON.object([
          .init("name", .string(effect.name)), .init("in_force", (effect.inForce?.json).json),
          .init("draft", (effect.draft?.json).json),
        ])
      }
    },
    .init("used_current", Phrase("What was taken as it is today.", zh: "按当前值采用的数据。")) { $0.usedCurrent },
    .init(
      "recorded_later", type: "object",
      Phrase(
        "How many rows by entity were recorded too late to be seen on the days that they are dated on.",
        zh: "记录过晚、在其日期当天不可见的行数，按种类。")
    ) { Hindsight.Late.json($0.late) },
    .init(
      "not_replayed", type: "object",
      Phrase(
        "How many movements of points come from no rule, document or spending (by hand: `earn`, `adjust`, `transfer_out`, `activate`, `reverse`), by kind: neither side has them.",
        zh: "不来自规则、单据或使用的积分变动数（手工的 `earn`、`adjust`、`transfer_out`、`activate`、`reverse`），按种类：两边都不含。")
    ) { report in JSON.object(report.notReplayed.map { .init($0.kind, $0.count.json) }) },
  ]

  private static func counts(_ day: Day) -> JSON {
    .object(
      day.counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { .init($0.key ?? "", $0.value.json) }
        + day.granted.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) })
  }
}

extension Hindsight.Late {
  static func json(_ late: [Hindsight.Late]) -> JSON { .object(late.map { .init($0.entity, $0.count.json) }) }
}

extension SimulationReport.Effect.Quantity {
  fileprivate var json: JSON {
    switch self {
    case .count(let count): count.json
    case .money(let money):
      .object([.init("amount", .string(money.decimalText)), .init("currency", .string(money.currency.code))])
    }
  }
}

extension SimulationReport {
  /// A stake as a decimal number.
  public func text(ofStake stake: Int64?) -> String? {
    stake.flatMap { units in self.stake.map { Money(minorUnits: units, $0.currency).decimalText } }
  }

  /// The matrix in a fixed order: by what is in force, then by the draft.
  public var sortedMatrix: [(way: TierMoves.Way, count: Int)] {
    matrix.sorted { ($0.key.from ?? "", $0.key.to ?? "") < ($1.key.from ?? "", $1.key.to ?? "") }
      .map { (way: $0.key, count: $0.value) }
  }
}
