public import Wording

/// What `help(customers.get)` and `patron docs customers.get` print.
public struct HelpText {
  private let function: FunctionDescription
  private let language: Language

  /// The help of one function in one language.
  public init(_ function: FunctionDescription, in language: Language) {
    self.function = function
    self.language = language
  }

  /// Plain text for a terminal.
  public var text: String {
    var lines = [function.signature, "", "  \(function.summary.text(in: language))", ""]
    let rows = function.parameters + (function.result.type == .nothing ? [] : [returned])
    let width = rows.map { $0.name.count }.max() ?? 0
    lines += rows.map { row in
      let gap = String(repeating: " ", count: width - row.name.count)
      return "  \(row.name)\(gap)  \(row.type.annotation)  \(row.summary.text(in: language))"
    }
    lines += ["", "  \(effect)", ""]
    lines += function.example.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A section of a reference page.
  var markdown: String {
    var lines = ["## \(function.signature)", "", function.summary.text(in: language), ""]
    for row in function.parameters {
      lines.append("- `\(row.name)` (`\(row.type.annotation)`): \(row.summary.text(in: language))")
    }
    if function.result.type != .nothing {
      lines.append("- \(returned.name) `\(returned.type.annotation)`: \(returned.summary.text(in: language))")
    }
    lines += ["", effect, "", "```lua", function.example, "```", ""]
    return lines.joined(separator: "\n")
  }

  private var returned: ParameterDescription {
    ParameterDescription(
      name: Phrase("returns", zh: "返回").text(in: language), summary: function.result.summary, type: function.result.type)
  }

  private var effect: String {
    switch function.effect {
    case .pure: Phrase("Allowed everywhere, formulas included.", zh: "任何地方都可调用，包括公式。").text(in: language)
    case .reads: Phrase("Reads the book.", zh: "读取账簿。").text(in: language)
    case .writes: Phrase("Changes the book: all of it or nothing.", zh: "修改账簿：要么全部完成，要么毫无改动。").text(in: language)
    }
  }
}
