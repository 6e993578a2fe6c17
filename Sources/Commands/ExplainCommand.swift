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
  @Argument(help: .text("What to explain: score.", zh: "解释的对象：score。", value: "what")) var kind: String
  @Argument(help: .text("Its name.", zh: "其名称。")) var name: String
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    guard kind == "score" else {
      throw UsageError.value(option: "explain", given: kind, expected: Phrase("score", zh: "score"))
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
