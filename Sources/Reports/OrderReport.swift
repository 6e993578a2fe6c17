import Analytics
public import Automation
import Domain
public import Wording

/// What an order came to, for people.
public struct OrderReport {
  /// The explanation as text.
  public let text: String

  /// The explanation of an order.
  public init(_ explanation: OrderExplanation, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    var goods = explanation.goods.groupedDescription
    if let base = explanation.goodsInBase, base.currency != explanation.goods.currency {
      goods += " (\(base.groupedDescription))"
    }
    let status = explanation.status.map { ", \($0)" } ?? ""
    var lines = [
      say(
        "order \(explanation.order) of \(explanation.customer) \(explanation.customerName), \(explanation.orderedOn)\(status): goods \(goods)",
        zh:
          "订单 \(explanation.order)，客户 \(explanation.customer) \(explanation.customerName)，\(explanation.orderedOn)\(status)：货款 \(goods)"
      )
    ]
    lines.append(say("credit", zh: "信用"))
    lines += Self.credit(explanation, say)
    lines.append(say("points", zh: "积分"))
    lines += Self.points(explanation, say)
    lines.append(say("tiers", zh: "等级"))
    lines += Self.tiers(explanation, say)
    text = lines.joined(separator: "\n")
  }

  private static func credit(_ explanation: OrderExplanation, _ say: (String, String) -> String) -> [String] {
    var lines: [String] = []
    for check in explanation.checks {
      let release = check.release.map { say(", let pass by release \($0)", "，由放行 \($0) 通过") } ?? ""
      lines.append(
        say(
          "  \(check.asOf) checked at \(check.stage.rawValue), \(check.amount.groupedDescription): \(check.outcome.rawValue), \(check.reason)\(release), \(check.operatorName), run \(check.run)",
          "  \(check.asOf) 在 \(check.stage.rawValue) 阶段检查 \(check.amount.groupedDescription)：\(check.outcome.rawValue)，\(check.reason)\(release)，\(check.operatorName)，运行 \(check.run)"
        ))
    }
    if explanation.checks.isEmpty { lines.append(say("  was never checked", "  从未检查")) }
    if let reason = explanation.unchecked {
      lines.append(
        say(
          "  is to be checked (\(reason.rawValue)): `patron eval --write 'credit.recheck(\"\(explanation.order)\")'`",
          "  需要检查（\(reason.rawValue)）：`patron eval --write 'credit.recheck(\"\(explanation.order)\")'`"))
    }
    for item in explanation.exposure {
      lines.append(
        say(
          "  counts as exposure (\(item.part.rawValue)): \(item.value.groupedDescription); delivery and payment, or cancelling it, change that",
          "  计入敞口（\(item.part.rawValue)）：\(item.value.groupedDescription)；发货、付款或取消订单会改变"))
    }
    return lines
  }

  private static func points(_ explanation: OrderExplanation, _ say: (String, String) -> String) -> [String] {
    var lines: [String] = []
    for movement in explanation.movements {
      let version = movement.version.map { say(" version \($0)", " 版本 \($0)") } ?? ""
      let capped =
        movement.points == movement.desired
        ? ""
        : say(
          " of \(PointsReport.amount(movement.desired, movement.currency))",
          "（应为 \(PointsReport.amount(movement.desired, movement.currency))）")
      let reason = movement.reason.map { " (\($0))" } ?? ""
      lines.append(
        "  \(movement.day)  \(movement.kind.rawValue) \(PointsReport.amount(movement.points, movement.currency))\(capped)  \(movement.wallet)  \(movement.source)\(version)\(reason)"
          + say(", run \(movement.run)", "，运行 \(movement.run)"))
    }
    for lot in explanation.lots {
      let last = lot.expiresOn.map { say("through \($0)", "有效至 \($0)") } ?? say("never expires", "永不过期")
      lines.append(
        say(
          "  lot #\(lot.id): \(lot.remaining) of \(lot.points) left, \(last)",
          "  批次 #\(lot.id)：剩余 \(lot.remaining) / \(lot.points)，\(last)"))
    }
    for rule in explanation.rules {
      let said =
        rule.hasFired ? say("gives \(rule.points)", "给予 \(rule.points)") : say("gives nothing", "不给予积分")
      lines.append("  \(rule.program)/\(rule.name) (\(rule.wallet)): \(said)" + (rule.why.map { ", \($0)" } ?? ""))
    }
    if lines.isEmpty { lines.append(say("  no points, and no program in force", "  没有积分，也没有生效的积分计划")) }
    return lines
  }

  private static func tiers(_ explanation: OrderExplanation, _ say: (String, String) -> String) -> [String] {
    var lines: [String] = []
    for part in explanation.contributions {
      let tier = part.tier ?? say("no tier", "无等级")
      let until = part.until.map { say(" until \($0)", "，直至 \($0)") } ?? ""
      lines.append(
        part.counts
          ? say(
            "  \(part.ladder): counts (window \(part.window))\(until); now \(tier)",
            "  \(part.ladder)：计入（窗口 \(part.window)）\(until)；现为 \(tier)")
          : say(
            "  \(part.ladder): does not count (window \(part.window)); now \(tier)",
            "  \(part.ladder)：不计入（窗口 \(part.window)）；现为 \(tier)"))
      if let change = part.change {
        lines.append(
          say(
            "    first judged with it on \(change.asOf): \(change.from ?? "–") → \(change.to ?? "–"), in force from \(change.effectiveOn), version \(change.version), run \(change.run)",
            "    首次连同其评定于 \(change.asOf)：\(change.from ?? "–") → \(change.to ?? "–")，自 \(change.effectiveOn) 生效，版本 \(change.version)，运行 \(change.run)"
          ))
      }
    }
    if lines.isEmpty { lines.append(say("  counts on no ladder in force", "  不计入任何生效的等级体系")) }
    return lines
  }
}
