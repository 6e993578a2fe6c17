import ArgumentParser
import Automation
import Domain
import Reports
import Wording

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "explain", Phrase("Says what a number about a customer is made of.", zh: "说明客户的某个数值由什么组成。"))

  @OptionGroup var options: BookOptions
  @Argument(help: .text("The customer's code.", zh: "客户编号。")) var customer: String
  @Argument(help: .text("What to explain: score or points.", zh: "解释的对象：score 或 points。", value: "what"))
  var kind: String
  @Argument(help: .text("The score's name, or a wallet of points.", zh: "评分名称，或积分钱包。")) var name: String?
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    switch kind {
    case "score": try explainScore(in: place)
    case "points": try explainPoints(in: place)
    default:
      throw UsageError.value(option: "explain", given: kind, expected: Phrase("score or points", zh: "score 或 points"))
    }
  }

  private func explainPoints(in place: Workplace) throws {
    guard let explanation = try place.explainPoints(customer: customer, wallet: name) else {
      throw NoPointsError(customer: customer, wallet: name)
    }
    Terminal.print(
      object.json ? try explanation.jsonText(in: place.language) : PointsReport(explanation, in: place.language).text)
  }

  private func explainScore(in place: Workplace) throws {
    guard let name else {
      throw UsageError.value(
        option: "explain", given: kind, expected: Phrase("score and its name", zh: "score 与其名称"))
    }
    guard let explanation = try place.explain(customer: customer, score: name) else {
      throw UnscoredError(customer: customer, score: name)
    }
    Terminal.print(
      object.json
        ? try explanation.jsonText(in: place.language) : ScoreExplanation(explanation, in: place.language).text)
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

  var code: String { "no-points" }

  var message: Phrase {
    let place = wallet.map { Phrase(" in wallet '\($0)'", zh: "（钱包 '\($0)'）") } ?? Phrase(verbatim: "")
    return Phrase("\(customer) has no points", zh: "\(customer) 没有积分") + place
      + Phrase(": points.accrue and points.earn give some", zh: "：可用 points.accrue 或 points.earn 增加")
  }
}
