import Analytics
public import Automation
import Domain
public import Wording

/// Why a customer has so much headroom, for people.
public struct CreditReport {
  /// The explanation as text.
  public let text: String

  /// The explanation of a customer's credit.
  public init(_ explanation: CreditExplanation, in language: Language) throws {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    let profile = explanation.profile
    let used = try explanation.exposure.total.groupedDescription
    let limit = explanation.limit?.groupedDescription ?? say("no limit", zh: "无额度")
    var lines = [
      "\(profile.customer) \(profile.name)  "
        + say("credit on \(explanation.exposure.asOf)", zh: "信用 \(explanation.exposure.asOf)")
    ]
    var sums = Table([("", .left), ("", .right)])
    sums.add([say("limit", zh: "额度"), limit])
    if !explanation.secured.isZero {
      sums.add([say("+ securities", zh: "+ 担保"), explanation.secured.groupedDescription])
    }
    sums.add([say("− exposure", zh: "− 敞口"), used])
    sums.add([
      say("= headroom", zh: "= 剩余额度"),
      explanation.headroom?.groupedDescription ?? say("insufficient data", zh: "数据不足"),
    ])
    lines += Self.body(of: sums)
    if let group = explanation.group {
      lines.append(
        say(
          "group \(group.code): \(group.exposure.groupedDescription) of \(group.limit.groupedDescription)",
          zh: "集团 \(group.code)：已用 \(group.exposure.groupedDescription)，额度 \(group.limit.groupedDescription)"))
    }
    let agreed = profile.facts.filter { $0.name != "limit" && $0.value != .null }
      .map { "\($0.name) \($0.value.displayText)" }
    lines.append(say("agreed: ", zh: "约定：") + agreed.joined(separator: ", "))
    if let day = explanation.changedLater {
      lines.append(
        say(
          "limit and agreements are those of now: they changed on \(day), after this day",
          zh: "额度与约定为当前值：它们在此日之后的 \(day) 有过变更"))
    }
    lines += Self.assessment(explanation, say)
    lines.append(say("documents", zh: "单据"))
    var documents = Table([("", .left), ("", .left), ("", .left), ("", .right), ("", .right)])
    for part in Exposure.Part.allCases {
      let items = explanation.exposure.items.filter { $0.part == part }
      if items.isEmpty { continue }
      documents.add([part.rawValue, "", "", "", try explanation.exposure.total(of: part).groupedDescription])
      for item in items.prefix(20) {
        let own = item.amount == item.value ? "" : item.amount.groupedDescription
        documents.add(["  \(item.entity)", item.code, item.on.description, own, item.value.groupedDescription])
      }
      if items.count > 20 { documents.add(["  …", say("\(items.count - 20) more", zh: "另有 \(items.count - 20) 份")]) }
    }
    lines += Self.body(of: documents)
    if !explanation.exposure.missing.isEmpty {
      let missing = explanation.exposure.missing.joined(separator: ", ")
      lines.append(say("without a value: \(missing)", zh: "没有金额：\(missing)"))
    }
    lines += Self.past(explanation, say)
    if !explanation.prospects.isEmpty {
      lines.append(say("what would change it", zh: "将带来变化的事项"))
      lines += explanation.prospects.map {
        "  \($0.on?.description ?? say("now", zh: "现在"))  \($0.what.text(in: language))"
      }
    }
    lines.append(
      explanation.policy.map { say("by policy \($0)", zh: "依策略 \($0)") } ?? say("no policy is in force", zh: "没有生效的策略"))
    text = lines.joined(separator: "\n")
  }

  /// What the limit was made of by the policy that assessed it.
  private static func assessment(_ explanation: CreditExplanation, _ say: (String, String) -> String) -> [String] {
    guard let assessment = explanation.assessment else { return [] }
    let change = assessment.change
    let score = assessment.score.map(ScoreExplanation.plain) ?? "–"
    let policy = change.versionName ?? "–"
    let limit = change.amount?.groupedDescription ?? "–"
    var lines = [
      say(
        "\(change.kind.rawValue) of \(change.asOf) by \(policy): score \(score), grade \(assessment.grade ?? "–"), limit \(limit)",
        "\(change.asOf) \(change.kind.rawValue)，依 \(policy)：得分 \(score)，等级 \(assessment.grade ?? "–")，额度 \(limit)")
    ]
    lines += ScoreExplanation.bars(
      assessment.parts.map { part in
        let share = assessment.shares[part.name].map { " × \(ScoreExplanation.plain(($0 * 1000).rounded() / 10)) %" }
        return ScorePart(part.name + (share ?? ""), part.value)
      })
    if let coverage = assessment.coverage, coverage < 1 {
      let share = ScoreExplanation.plain((coverage * 1000).rounded() / 10)
      lines.append(say("  known: \(share) % of the weights", "  已知权重占比 \(share) %"))
    }
    if !assessment.bounds.isEmpty {
      let bounds = assessment.bounds.map { "\($0.name) \($0.amount)" }.joined(separator: ", ")
      lines.append(say("  limit, rounded down from the least of: \(bounds)", "  额度取下列最小者并向下取整：\(bounds)"))
    }
    if let cap = assessment.firstOrderCap {
      lines.append(say("  at most \(cap) for who never paid", "  从未付款的客户最高 \(cap)"))
    }
    return lines
  }

  private static func past(_ explanation: CreditExplanation, _ say: (String, String) -> String) -> [String] {
    var lines: [String] = []
    for change in explanation.changes {
      let amount = change.amount.map { " \($0.groupedDescription)" } ?? ""
      lines.append(
        say(
          "\(change.asOf) \(change.kind.rawValue)\(amount) by \(change.operatorName): \(change.reason) (run \(change.run))",
          "\(change.asOf) \(change.kind.rawValue)\(amount)，\(change.operatorName)：\(change.reason)（运行 \(change.run)）"))
    }
    for check in explanation.checks {
      let order = check.order.map { " \($0)" } ?? ""
      lines.append(
        say(
          "\(check.asOf) checked\(order) \(check.amount.groupedDescription): \(check.outcome.rawValue), \(check.reason) (run \(check.run))",
          "\(check.asOf) 检查\(order) \(check.amount.groupedDescription)：\(check.outcome.rawValue)，\(check.reason)（运行 \(check.run)）"
        ))
    }
    return lines
  }

  /// The rows of a table without its headers.
  private static func body(of table: Table) -> [String] {
    table.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map { "  \($0)" }
  }
}
