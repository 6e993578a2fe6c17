public import Domain
public import Wording

/// Why something of a customer cannot be explained.
public enum ExplanationFault: Refusal, Hashable {
  /// A word that is neither a customer's code nor an order's.
  case noSubject(String)
  /// Something of which the customer has none: nobody scored it, or judged it.
  case none(ExplanationList.Kind, customer: String)
  /// Something of which the customer has several.
  case several(ExplanationList.Kind, customer: String, names: [String])
  /// A score on a day before the first.
  case scoredLater(customer: String, String, on: CivilDate, first: CivilDate)
  /// A tier on a day before the present standing, and which one it was then.
  case judgedLater(customer: String, ladder: String, on: CivilDate, tier: String?, since: CivilDate)

  public var code: String {
    switch self {
    case .noSubject: "not-found"
    case .none(let kind, _): "no-\(kind.rawValue)"
    case .several: "usage"
    case .scoredLater: "no-score"
    case .judgedLater: "earlier-tier"
    }
  }

  public var message: Phrase {
    switch self {
    case .noSubject(let code):
      Phrase("there is no customer and no order \(code)", zh: "没有客户或订单 \(code)")
    case .none(let kind, let customer):
      Phrase("\(customer) has no \(kind.rawValue): ", zh: "\(customer) 没有 \(kind.rawValue)：")
        + (kind == .score
          ? Phrase("`patron score` makes those of the definitions in force", zh: "`patron score` 按生效的定义评分")
          : Phrase("tiers.evaluate(LADDER, \"all\") judges everyone", zh: "tiers.evaluate(阶梯, \"all\") 评定所有客户"))
    case .several(let kind, let customer, let names):
      Phrase(
        "\(customer) has more than one \(kind.rawValue): name one of \(names.joined(separator: ", "))",
        zh: "\(customer) 有多个 \(kind.rawValue)：请指定其一：\(names.joined(separator: "、"))")
    case .scoredLater(let customer, let score, let day, let first):
      Phrase(
        "\(customer) had no score '\(score)' on \(day): its first is as of \(first)",
        zh: "\(customer) 在 \(day) 还没有评分 '\(score)'：首次评分的业务日期为 \(first)")
    case .judgedLater(let customer, let ladder, let day, let tier, let since):
      Phrase(
        "\(customer) was at \(tier ?? "no tier") on '\(ladder)' on \(day); explain tells of where it stands since \(since), tiers.history(\"\(customer)\", \"\(ladder)\") of what came before",
        zh:
          "\(customer) 在 \(day) 于 '\(ladder)' 为\(tier.map { " \($0)" } ?? "无等级")；explain 只说明自 \(since) 起的等级，此前的变动见 tiers.history(\"\(customer)\", \"\(ladder)\")"
      )
    }
  }
}
