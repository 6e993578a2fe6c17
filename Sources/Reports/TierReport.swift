import Analytics
public import Automation
import Domain
import Interchange
public import Wording

/// Why a customer has a tier, and what would change it, for people.
public struct TierReport {
  /// The explanation as text.
  public let text: String

  /// The explanation of a tier.
  public init(_ explanation: TierExplanation, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    let standing = explanation.standing
    let none = say("no tier", zh: "无等级")
    var lines = ["\(explanation.customer) \(explanation.customerName)  \(explanation.ladder): \(standing.tier ?? none)"]
    let about = explanation.description.text(in: language)
    if !about.isEmpty { lines.append("  \(about)") }
    var dates = say("  since \(standing.since)", zh: "  自 \(standing.since)")
    if let end = standing.validUntil { dates += say(", valid until \(end)", zh: "，有效期至 \(end)") }
    if let override = standing.override {
      dates += say(", set by hand until \(override.until)", zh: "，手工设定至 \(override.until)")
    }
    lines.append(dates)
    if let rising = standing.rising {
      lines.append(
        say(
          "  rising to \(rising.tier): confirmed by \(rising.count) evaluations so far",
          zh: "  即将升入 \(rising.tier)：已有 \(rising.count) 次评定确认"))
    }
    if let failing = standing.failing {
      let notice =
        failing.noticeOn.map { say("; notice given on \($0)", zh: "；已于 \($0) 通知") } ?? ""
      lines.append(
        say(
          "  not kept since \(failing.since), falls on \(failing.dueOn) at the earliest\(notice)",
          zh: "  自 \(failing.since) 起不达标，最早于 \(failing.dueOn) 降级\(notice)"))
    }
    if let stay = explanation.stay {
      lines += Self.aim(stay, say("to stay \(stay.tier)", zh: "保住 \(stay.tier)"), language)
    }
    if let rise = explanation.rise {
      lines += Self.aim(rise, say("to rise to \(rise.tier)", zh: "升入 \(rise.tier)"), language)
    }
    if case .object(let benefits) = explanation.benefits, !benefits.isEmpty {
      let texts = benefits.map { "\($0.name) \((try? $0.value.text()) ?? "")" }
      lines.append(say("gives: ", zh: "权益：") + texts.joined(separator: ", "))
    }
    lines.append(say("how it came about", zh: "变动经过"))
    for change in explanation.changes {
      let reason = change.reason.map { " “\($0)”" } ?? ""
      lines.append(
        say(
          "  \(change.asOf) \(change.kind.rawValue): \(change.from ?? "–") → \(change.to ?? "–"), in force from \(change.effectiveOn)\(reason), version \(change.version), run \(change.run), \(change.operatorName)",
          zh:
            "  \(change.asOf) \(change.kind.rawValue)：\(change.from ?? "–") → \(change.to ?? "–")，自 \(change.effectiveOn) 生效\(reason)，版本 \(change.version)，运行 \(change.run)，\(change.operatorName)"
        ))
      if change.evidence != "{}" { lines.append("    \(change.evidence)") }
    }
    lines.append(
      say(
        "as of \(explanation.asOf), version \(explanation.version) (\(explanation.file)); an order does not count for the tier that it earns: what is judged on a day is in force from the next",
        zh:
          "业务日期 \(explanation.asOf)，版本 \(explanation.version)（\(explanation.file)）；订单不享受由它自己挣得的等级：某日的评定自次日起生效"))
    text = lines.joined(separator: "\n")
  }

  private static func aim(_ aim: TierExplanation.Aim, _ head: String, _ language: Language) -> [String] {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    var lines = [head + say(" (window \(aim.window))", zh: "（窗口 \(aim.window)）")]
    for (label, need) in aim.needs {
      let bound =
        need.atLeast.map { say("at least \(plain($0))", zh: "至少 \(plain($0))") }
        ?? need.atMost.map { say("at most \(plain($0))", zh: "至多 \(plain($0))") } ?? ""
      let has = need.has.map { say("has \(plain($0))", zh: "现有 \(plain($0))") } ?? say("not known", zh: "未知")
      let lacking =
        switch need.lacking {
        case nil: ""
        case 0?: say(", met", zh: "，已满足")
        case let gap?:
          need.atLeast == nil
            ? say(", \(plain(gap)) too much", zh: "，超出 \(plain(gap))")
            : say(", \(plain(gap)) more", zh: "，还差 \(plain(gap))")
        }
      let way = need.way.map { say(" [way \($0)]", zh: " [方案 \($0)]") } ?? ""
      lines.append("  \(label) \(bound), \(has)\(lacking)\(way)")
    }
    if aim.asksFunction { lines.append(say("  a function of the policy decides", zh: "  由政策中的函数决定")) }
    if aim.needs.isEmpty && !aim.asksFunction { lines.append(say("  nothing", zh: "  无要求")) }
    return lines
  }

  private static func plain(_ value: Double) -> String { ScoreExplanation.plain(value.rounded(decimals: 4)) }
}
