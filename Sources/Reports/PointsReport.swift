public import Automation
import Domain
public import Wording

/// What a customer's points are made of, for people.
public struct PointsReport {
  /// The report as text.
  public let text: String

  /// The report of an explanation.
  public init(_ explanation: PointsExplanation, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    var lines = [
      "\(explanation.customer) \(explanation.name)  " + say("as of \(explanation.day)", zh: "业务日期 \(explanation.day)")
    ]
    for balance in explanation.balances {
      func amount(_ points: Int64) -> String { Self.amount(points, balance.currency) }
      var parts = [say("usable \(amount(balance.usable))", zh: "可用 \(amount(balance.usable))")]
      if balance.pending != 0 {
        parts.append(say("pending \(amount(balance.pending))", zh: "待生效 \(amount(balance.pending))"))
      }
      if balance.expired != 0 {
        parts.append(say("expired, not swept \(amount(balance.expired))", zh: "已过期未清理 \(amount(balance.expired))"))
      }
      if balance.debt != 0 { parts.append(say("owed \(amount(balance.debt))", zh: "欠分 \(amount(balance.debt))")) }
      lines.append("\(balance.wallet): " + parts.joined(separator: ", "))
      for lot in explanation.lots where lot.wallet == balance.wallet {
        let left = "  #\(lot.id)  \(amount(lot.remaining)) / \(amount(lot.points))"
        let earned = say("earned \(lot.earnedOn)", zh: "获得 \(lot.earnedOn)")
        let active =
          lot.isPending(on: explanation.day)
          ? (lot.activeOn.map { say(", from \($0)", zh: "，\($0) 起可用") } ?? say(", waits for its event", zh: "，等待生效"))
          : ""
        let last = lot.expiresOn.map { say(", through \($0)", zh: "，有效至 \($0)") } ?? say(", never expires", zh: "，永不过期")
        lines.append("\(left)  \(earned)\(active)\(last)")
      }
      if let next = explanation.lots.filter({ $0.wallet == balance.wallet && !$0.isExpired(on: explanation.day) })
        .compactMap(\.expiresOn).min()
      {
        let points = explanation.lots.filter { $0.wallet == balance.wallet && $0.expiresOn == next }
          .reduce(0 as Int64) { $0 + $1.remaining }
        lines.append(say("  next to expire: \(amount(points)) after \(next)", zh: "  最近到期：\(next) 后 \(amount(points))"))
      }
    }
    if let day = explanation.movedLater {
      lines.append(
        say(
          "what is left of lots is as it is now: points moved on \(day), after this day",
          zh: "批次余量为当前值：此日之后的 \(day) 积分有过变动"))
    }
    lines.append(say("movements", zh: "变动"))
    for movement in explanation.movements {
      func amount(_ points: Int64) -> String { Self.amount(points, movement.currency) }
      var line = "  \(movement.day)  \(movement.kind.rawValue) \(amount(movement.points))"
      if movement.points != movement.desired {
        line += say(" of \(amount(movement.desired))", zh: "（应为 \(amount(movement.desired))）")
      }
      if explanation.balances.count > 1 { line += "  \(movement.wallet)" }
      line += "  \(movement.source)"
      if let version = movement.version { line += say(" version \(version)", zh: " 版本 \(version)") }
      if let document = movement.order ?? movement.reference { line += "  \(document)" }
      if let reason = movement.reason { line += "  (\(reason))" }
      line += say(", run \(movement.run)", zh: "，运行 \(movement.run)")
      lines.append(line)
    }
    if explanation.olderCount > 0 {
      lines.append(say("  … and \(explanation.olderCount) before", zh: "  … 此前还有 \(explanation.olderCount) 条"))
    }
    text = lines.joined(separator: "\n")
  }

  /// Points as people read them; money of a wallet of money.
  static func amount(_ points: Int64, _ currency: String?) -> String {
    guard let currency = currency.flatMap({ Currency($0) }) else { return "\(points)" }
    return Money(minorUnits: points, currency).groupedDescription
  }
}
