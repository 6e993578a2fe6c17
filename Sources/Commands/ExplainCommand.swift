import ArgumentParser
import Automation
import Domain
import Reports
import Wording

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "explain",
    Phrase(
      "Says what a number about a customer is made of, and what an order came to.", zh: "说明客户的某个数值由什么组成，以及订单的结果。"))

  @OptionGroup var options: BookOptions
  @Argument(
    help: .text(
      "The customer's code, or an order's. A customer's alone lists what there is to explain.",
      zh: "客户编号，或订单编号。只给客户编号时列出可以说明的各项。")) var subject: String
  @Argument(
    help: .text(
      "What of a customer: score, tier, credit, points, or the code of an order.",
      zh: "客户的哪一项：score、tier、credit、points，或订单编号。", value: "what"))
  var kind: String?
  @Argument(
    help: .text(
      "The name of the score, ladder or credit policy, or a wallet of points; the only one unless given.",
      zh: "评分、等级阶梯或信用策略的名称，或积分钱包；只有一个时可省略。"))
  var name: String?
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    switch kind {
    case "score": try explainScore(try name ?? only(.score, in: place), in: place)
    case "tier": try explainTier(try name ?? only(.tier, in: place), in: place)
    case "credit": try explainCredit(in: place)
    case "points": try explainPoints(in: place)
    case nil: try explainSubject(in: place)
    case let order?: try explainOrder(order, of: subject, in: place)
    }
  }

  /// The name of what the customer has one of.
  private func only(_ kind: ExplanationList.Kind, in place: Workplace) throws -> String {
    let names = try place.explanations(of: subject).names(of: kind)
    guard let name = names.first else { throw ExplanationFault.none(kind, customer: subject) }
    guard names.count == 1 else { throw ExplanationFault.several(kind, customer: subject, names: names) }
    return name
  }

  /// An order, or what there is of a customer.
  private func explainSubject(in place: Workplace) throws {
    do {
      return try explainOrder(subject, in: place)
    } catch BookError.notFound {}
    let list: ExplanationList
    do { list = try place.explanations(of: subject) } catch BookError.notFound {
      throw ExplanationFault.noSubject(subject)
    }
    Terminal.print(
      object.json ? try list.jsonText(in: place.language) : ExplanationTable(list, in: place.language).text)
  }

  private func explainOrder(_ order: String, of customer: String? = nil, in place: Workplace) throws {
    let explanation: OrderExplanation
    do {
      explanation = try place.explain(order: order)
    } catch BookError.notFound(let key, entity: let entity) {
      // A word that is neither.
      guard customer != nil else { throw BookError.notFound(key, entity: entity) }
      throw UsageError.value(
        option: "explain", given: order,
        expected: Phrase(
          "score, tier, credit, points or the code of an order", zh: "score、tier、credit、points 或订单编号"))
    }
    guard name == nil else {
      throw UsageError.value(
        option: "explain", given: name ?? "", expected: Phrase("nothing after an order", zh: "订单之后无其他参数"))
    }
    guard customer.map({ $0 == explanation.customer }) ?? true else {
      throw CreditError.otherCustomer(order: order, customer: customer ?? "")
    }
    Terminal.print(
      object.json ? try explanation.jsonText(in: place.language) : OrderReport(explanation, in: place.language).text)
  }

  private func explainCredit(in place: Workplace) throws {
    let explanation = try place.explainCredit(of: subject, policy: name)
    Terminal.print(
      try object.json ? explanation.jsonText(in: place.language) : CreditReport(explanation, in: place.language).text)
  }

  private func explainPoints(in place: Workplace) throws {
    guard let explanation = try place.explainPoints(customer: subject, wallet: name) else {
      throw NoPointsError(customer: subject, wallet: name, day: place.asOf)
    }
    Terminal.print(
      object.json ? try explanation.jsonText(in: place.language) : PointsReport(explanation, in: place.language).text)
  }

  private func explainTier(_ ladder: String, in place: Workplace) throws {
    guard let explanation = try place.explain(customer: subject, tier: ladder) else {
      throw UnjudgedError(customer: subject, ladder: ladder)
    }
    Terminal.print(
      object.json
        ? try explanation.jsonText(in: place.language) : TierReport(explanation, in: place.language).text)
  }

  private func explainScore(_ name: String, in place: Workplace) throws {
    guard let explanation = try place.explain(customer: subject, score: name) else {
      throw UnscoredError(customer: subject, score: name)
    }
    Terminal.print(
      object.json
        ? try explanation.jsonText(in: place.language) : ScoreExplanation(explanation, in: place.language).text)
  }
}

/// A customer whom nobody has judged by a ladder.
struct UnjudgedError: Refusal {
  let customer: String
  let ladder: String

  var code: String { "no-tier" }

  var message: Phrase {
    Phrase(
      "\(customer) has no tier on '\(ladder)': `patron eval --write 'return tiers.evaluate(\"\(ladder)\", \"\(customer)\")'` judges it",
      zh:
        "\(customer) 在 '\(ladder)' 上还没有等级：用 `patron eval --write 'return tiers.evaluate(\"\(ladder)\", \"\(customer)\")'` 评定"
    )
  }
}

/// A customer that has no score by a definition.
struct UnscoredError: Refusal {
  let customer: String
  let score: String

  var code: String { "no-score" }

  var message: Phrase {
    Phrase(
      "\(customer) has no score '\(score)': `patron score \(score)` makes one",
      zh: "\(customer) 没有评分 '\(score)'：用 `patron score \(score)` 评分")
  }
}

/// A customer that never had points.
struct NoPointsError: Refusal {
  let customer: String
  let wallet: String?
  /// The business date that was asked for.
  let day: CivilDate?

  var code: String { "no-points" }

  var message: Phrase {
    let place = wallet.map { Phrase(" in wallet '\($0)'", zh: "（钱包 '\($0)'）") } ?? Phrase(verbatim: "")
    let time = day.map { Phrase(" on \($0)", zh: "（\($0)）") } ?? Phrase(verbatim: "")
    return Phrase("\(customer) has no points", zh: "\(customer) 没有积分") + place + time
      + Phrase(": points.accrue and points.earn give some", zh: "：可用 points.accrue 或 points.earn 增加")
  }
}
