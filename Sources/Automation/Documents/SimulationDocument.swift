public import Analytics
import Domain
import Interchange
import Wording

extension SimulationReport: DefinitionOutcome {
  public static let members: [JSONShape<SimulationReport>.Member] = [
    .init("name", Phrase("The definition's name.", zh: "定义的名称。")) { $0.name },
    .init("kind", Phrase("What it declares.", zh: "所声明的种类。")) { $0.kind },
    .init("in_force", Phrase("The version that it stands beside.", zh: "与之比较的生效版本。")) { $0.inForce },
    .init(
      "days", type: "array of objects",
      Phrase(
        "What was replayed: `date`, `moves`, customers by tier in `tiers`.",
        zh: "重演的各日：`date`、`moves`、按等级的客户数 `tiers`。")
    ) { report in
      report.days.map { day in
        JSON.object([
          .init("date", .string(day.date.description)), .init("moves", day.changed.json),
          .init("tiers", Self.counts(day.tiers)),
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
        "Those with most at stake: `customer`, `name`, `from`, `to`, `cost` in the base currency.",
        zh: "影响最大的客户：`customer`、`name`、`from`、`to`、本位币金额 `cost`。")
    ) { report in
      report.movers.map { mover in
        JSON.object([
          .init("customer", .string(mover.code)), .init("name", .string(mover.name)), .init("from", mover.from.json),
          .init("to", mover.to.json),
          .init(
            "cost",
            mover.cost.flatMap { cost in report.cost.map { Money(minorUnits: cost, $0.currency).decimalText } }.json),
        ])
      }
    },
    .init(
      "cost",
      Phrase(
        "What the discounts of the draft cost more by last year's orders; null where none is known.",
        zh: "按近一年订货额，草稿的折扣多花的金额；未知为 null。")
    ) { $0.cost?.decimalText },
    .init("currency", Phrase("Of the costs.", zh: "金额的币种。")) { $0.cost?.currency.code },
    .init("used_current", Phrase("What was taken as it is today.", zh: "按当前值采用的数据。")) { $0.usedCurrent },
  ]

  private static func counts(_ counts: [String?: Int]) -> JSON {
    .object(counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { .init($0.key ?? "", $0.value.json) })
  }
}

extension SimulationReport {
  /// The matrix in a fixed order: by what is in force, then by the draft.
  public var sortedMatrix: [(way: TierMoves.Way, count: Int)] {
    matrix.sorted { ($0.key.from ?? "", $0.key.to ?? "") < ($1.key.from ?? "", $1.key.to ?? "") }
      .map { (way: $0.key, count: $0.value) }
  }
}
