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
  @Argument(help: .text("What to explain: score or tier.", zh: "解释的对象：score 或 tier。", value: "what")) var kind: String
  @Argument(help: .text("Its name.", zh: "其名称。")) var name: String
  @OptionGroup var object: ObjectOptions

  func run() throws {
    let place = try options.workplace()
    switch kind {
    case "score": try explainScore(place)
    case "tier": try explainTier(place)
    default:
      throw UsageError.value(option: "explain", given: kind, expected: Phrase("score or tier", zh: "score 或 tier"))
    }
  }

  private func explainTier(_ place: Workplace) throws {
    guard let explanation = try place.explain(customer: customer, tier: name) else {
      throw UnjudgedError(customer: customer, ladder: name)
    }
    Terminal.print(
      object.json
        ? try explanation.jsonText(in: place.language) : TierReport(explanation, in: place.language).text)
  }

  private func explainScore(_ place: Workplace) throws {
    guard let explanation = try place.explain(customer: customer, score: name) else {
      throw UnscoredError(customer: customer, score: name)
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
