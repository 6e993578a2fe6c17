import ArgumentParser
import Automation
import Domain
import Interchange
import Reports
import Wording

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "explain", Phrase("Says what a number about a customer is made of.", zh: "说明客户的某个数值由什么组成。"))

  @OptionGroup var options: BookOptions
  @Argument(help: .text("The customer's code.", zh: "客户编号。")) var customer: String
  @Argument(help: .text("What to explain: score.", zh: "解释的对象：score。", value: "what")) var kind: String
  @Argument(help: .text("Its name.", zh: "其名称。")) var name: String
  @Flag(help: .text("As one JSON object.", zh: "以一个 JSON 对象输出。")) var json = false

  func run() throws {
    let place = try options.workplace()
    guard kind == "score" else {
      throw UsageError.value(option: "explain", given: kind, expected: Phrase("score", zh: "score"))
    }
    guard let explanation = try place.explain(customer: customer, score: name) else {
      if json {
        Terminal.print("null")
        return
      }
      Terminal.note(
        Phrase(
          "\(customer) has no score '\(name)': `patron score \(name)` makes one",
          zh: "\(customer) 没有评分 '\(name)'：用 `patron score \(name)` 评分"
        )
        .text(in: place.language))
      return
    }
    Terminal.print(json ? try explanation.json : ScoreExplanation(explanation, in: place.language).text)
  }
}

extension ScoringExplanation {
  /// The explanation as JSON.
  fileprivate var json: String {
    get throws {
      var json = JSONWriter()
      try json.object { json in
        json.name("customer")
        json.string(score.customer)
        json.name("score")
        json.string(score.name)
        json.name("value")
        if let value = score.value { try json.number(value) } else { json.null() }
        json.name("band")
        if let band = score.band { json.string(band) } else { json.null() }
        json.name("reason")
        if let reason = score.reason { json.string(reason) } else { json.null() }
        json.name("coverage")
        try json.number(score.coverage)
        json.name("missing")
        json.array { json in for name in missing { json.string(name) } }
        json.name("parts")
        try json.value(JSON(parsing: score.parts))
        json.name("inputs")
        try json.value(JSON(parsing: score.inputs))
        json.name("as_of")
        json.string(score.asOf.description)
        json.name("version")
        json.integer(Int64(score.version))
        json.name("file")
        json.string(score.file)
        json.name("run")
        json.integer(score.run)
      }
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }
}
