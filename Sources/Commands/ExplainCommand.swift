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
  @Argument(help: .text("What to explain: score, credit.", zh: "解释的对象：score、credit。", value: "what")) var kind: String
  @Argument(help: .text("The score's name, or the policy's where several are in force.", zh: "评分名称，或策略名称（有多个生效时）。"))
  var name: String?
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    if kind == "credit" {
      let explanation = try place.explainCredit(of: customer, policy: name)
      let text =
        try object.json
        ? explanation.jsonText(in: place.language) : CreditReport(explanation, in: place.language).text
      return Terminal.print(text)
    }
    guard kind == "score" else {
      throw UsageError.value(
        option: "explain", given: kind, expected: Phrase("score or credit", zh: "score 或 credit"))
    }
    guard let name else {
      throw UsageError.value(
        option: "explain", given: kind, expected: Phrase("score and its name", zh: "score 及其名称"))
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
