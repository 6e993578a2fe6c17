import Domain
import ScriptModel
import Wording

/// A rebate by volume as scripts give it.
struct RebateTable: ScriptArgument {
  /// A volume from which a rate counts.
  struct Step {
    let minimum: Money?
    let least: Double
    let rate: Double
  }

  let name: String
  let days: ClosedRange<CivilDate>
  let steps: [Step]
  /// Whether each part of the volume has the rate of its step, and not all of it that of the highest.
  let isMarginal: Bool

  static var scriptType: ScriptType { .record("rebate") }

  static let description = RecordDescription(
    name: "rebate", summary: Phrase("A rebate by volume.", zh: "按采购量的返利。"),
    fields: [
      .init(
        name: "name",
        summary: Phrase(
          "What it is called; the `rebate` of the credit notes that settle it, one for each customer.",
          zh: "名称；即结算它的红字发票的 `rebate` 字段，每客户一张。"),
        type: .string),
      .init(name: "from", summary: Phrase("The first day of orders that count.", zh: "计入订单的首日。"), type: .date),
      .init(name: "to", summary: Phrase("The last day.", zh: "末日。"), type: .date),
      .init(
        name: "steps",
        summary: Phrase(
          "A list of { min = 100000, rate = 0.01 }: from that volume in the base currency, that share.",
          zh: "形如 { min = 100000, rate = 0.01 } 的列表：达到该本位币金额时的比例。"),
        type: .list(.record("rebate_step"))),
      .init(
        name: "mode?",
        summary: Phrase(
          "\"whole\": all of the volume has the rate of the highest step; \"marginal\": each part has its own. \"whole\" unless given.",
          zh: "\"whole\"：全部金额按最高档；\"marginal\"：分段计算；默认 \"whole\"。"), type: .choice(["whole", "marginal"])),
    ])

  static let stepDescription = RecordDescription(
    name: "rebate_step", summary: Phrase("A volume from which a rate counts.", zh: "返利的一档。"),
    fields: [
      .init(
        name: "min", summary: Phrase("From this volume.", zh: "起始金额。"), type: .union([.money, .number])),
      .init(name: "rate", summary: Phrase("The share, 0 to 1.", zh: "比例，0 到 1。"), type: .number),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> RebateTable {
    let fields = try FieldReader(call, at: index, of: description)
    let mode = try fields.text("mode") ?? "whole"
    guard ["whole", "marginal"].contains(mode) else { throw fields.refusal("mode") }
    guard let name = try fields.text("name"), ScoreTable.isName(name) else { throw fields.refusal("name") }
    guard let first = try fields.text("from").flatMap({ try? CivilDate($0) }) else { throw fields.refusal("from") }
    guard let last = try fields.text("to").flatMap({ try? CivilDate($0) }), last >= first else {
      throw fields.refusal("to", expected: Phrase("a day not before 'from'", zh: "不早于 'from' 的日期"))
    }
    return RebateTable(name: name, days: first...last, steps: try steps(fields), isMarginal: mode == "marginal")
  }

  private static func steps(_ fields: FieldReader) throws(Mismatch) -> [Step] {
    let expected = Phrase(
      "a list of { min = 100000, rate = 0.01 }, volumes rising from 0 or above, rates from 0 to 1",
      zh: "形如 { min = 100000, rate = 0.01 } 的列表：金额递增且不小于 0，比例 0 到 1")
    guard let list = try fields.table("steps")?.list, !list.isEmpty else {
      throw fields.refusal("steps", expected: expected)
    }
    var steps: [Step] = []
    for element in list {
      guard case .table(let table) = element, table.fields.count == 2, let rate = table["rate"]?.double,
        (0...1).contains(rate), let given = table["min"]
      else { throw fields.refusal("steps", expected: expected) }
      let money = Money(given)
      guard let least = money?.amount ?? given.double, least >= 0, least.isFinite,
        steps.last.map({ $0.least < least }) ?? true
      else { throw fields.refusal("steps", expected: expected) }
      steps.append(Step(minimum: money, least: least, rate: rate))
    }
    return steps
  }

  /// The rebate on a volume, rounded to the minor unit, a half away from zero.
  func rebate(on volume: Money) throws -> Money {
    let minimums = try steps.map { step in
      guard let money = step.minimum else { return try Money(exact: step.least, volume.currency) }
      guard money.currency == volume.currency else {
        throw MoneyError.otherCurrency(money.description, volume.currency)
      }
      return money
    }
    var total = Money.zero(volume.currency)
    for (place, step) in steps.enumerated() where volume.minorUnits >= minimums[place].minorUnits {
      if isMarginal {
        let next = place + 1 < steps.count ? min(minimums[place + 1].minorUnits, volume.minorUnits) : volume.minorUnits
        let part = Money(minorUnits: next - minimums[place].minorUnits, volume.currency)
        total = try total.adding(part.multiplied(by: step.rate))
      } else {
        total = try volume.multiplied(by: step.rate)
      }
    }
    return total
  }
}

/// Why a rebate is not settled.
enum RebateError: Refusal {
  case settledOtherwise(String, amount: Money, settled: Money)

  var code: String { "settled-otherwise" }

  var message: Phrase {
    switch self {
    case .settledOtherwise(let code, let amount, let settled):
      Phrase(
        "credit note \(code) settles \(settled.groupedDescription), and the rebate is \(amount.groupedDescription) by now: give the difference under another name",
        zh: "红字发票 \(code) 已结算 \(settled.groupedDescription)，而返利现为 \(amount.groupedDescription)：差额请用另一名称结算")
    }
  }
}
