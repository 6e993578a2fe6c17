public import Wording

/// What `help(customers.get)` and `patron docs customers.get` print.
public struct HelpText {
  private let function: FunctionDescription
  private let records: [RecordDescription]
  private let language: Language

  /// The help of one function in one language. Of `records` it describes those that are parameters of the function, and it
  /// describes the tables of its result.
  public init(_ function: FunctionDescription, records: [RecordDescription] = [], in language: Language) {
    self.function = function
    let types = function.parameters.map(\.type).filter { type in
      records.contains { type.unwrapped == .record($0.name) }
    }
    self.records = records.named(in: types) + function.result.tables
    self.language = language
  }

  /// Plain text for a terminal.
  public var text: String {
    var lines = [function.signature, "", "  \(function.summary.text(in: language))", ""]
    lines += Self.described(function.parameters + (function.result.type == .nothing ? [] : [returned]), in: language)
    for record in records { lines += ["", "  \(record.name):"] + Self.described(record.rows, in: language) }
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

  /// Names, types and meanings in columns.
  fileprivate static func described(_ rows: [ParameterDescription], in language: Language) -> [String] {
    let measure = DisplayWidth()
    let width = rows.map { measure.columns(of: $0.name) }.max() ?? 0
    return rows.map { row in
      "  \(measure.padded(row.name, to: width))  \(row.type.annotation)  \(row.summary.text(in: language))"
    }
  }

  private var returned: ParameterDescription {
    ParameterDescription(
      name: Phrase("returns", zh: "返回").text(in: language), summary: function.result.summary, type: function.result.type
    )
  }

  private var effect: String {
    switch function.effect {
    case .pure: Phrase("Allowed everywhere, formulas included.", zh: "任何地方都可调用，包括公式。").text(in: language)
    case .reads: Phrase("Reads the book.", zh: "读取账簿。").text(in: language)
    case .writesInParts:
      Phrase("Changes the book in parts: each of them whole, or not at all.", zh: "分部分修改账簿：每一部分要么全部完成，要么毫无改动。").text(
        in: language)
    case .tests: Phrase("For test files.", zh: "用于测试文件。").text(in: language)
    case .writes: Phrase("Changes the book: all of it or nothing.", zh: "修改账簿：要么全部完成，要么毫无改动。").text(in: language)
    }
  }
}

extension Catalog {
  /// The help of a function, the list of a module's functions, the fields of a described table, or the list of modules
  /// where no topic is named.
  ///
  /// - Parameter others: Topics elsewhere, for suggestions.
  /// - Throws: ``UnknownTopic`` for a topic that is none of them.
  public func help(on topic: String?, in language: Language, besides others: [String] = []) throws -> String {
    guard let topic else {
      let rows = modules.map {
        ($0.name.isEmpty ? Phrase("(globals)", zh: "（全局）").text(in: language) : $0.name, $0.summary)
      }
      let width = DisplayWidth()
      let column = rows.map { width.columns(of: $0.0) }.max() ?? 0
      return rows.map { "\(width.padded($0.0, to: column))  \($0.1.text(in: language))" }.joined(separator: "\n")
    }
    if let module = modules.first(where: { $0.name == topic }) {
      // A function that has the module's own name is found under no other.
      let own = module.functions.filter { $0.name == topic }.map {
        HelpText($0, records: records, in: language).text
      }
      let functions = module.functions.filter { $0.name != topic }.map {
        "\($0.signature)\n    \($0.summary.text(in: language))"
      }
      return ([module.summary.text(in: language), ""] + own + functions).joined(separator: "\n")
    }
    guard let function = function(named: topic) else {
      if let record = records.first(where: { $0.name == topic }) {
        let origin = record.title == record.name ? [] : ["  \(record.title)", ""]
        let fields = HelpText.described(record.rows, in: language)
        return ([record.summary.text(in: language), ""] + origin + fields).joined(separator: "\n")
      }
      let known = modules.map(\.name).filter { !$0.isEmpty } + functions.map(\.name) + records.map(\.name) + others
      throw UnknownTopic(topic: topic, suggestion: Suggestion.nearest(to: topic, among: known))
    }
    return HelpText(function, records: records, in: language).text
  }
}

/// There is no help on a topic.
public struct UnknownTopic: Refusal {
  /// What was asked for.
  public let topic: String
  /// What was probably meant.
  public let suggestion: String?

  public var code: String { "unknown-topic" }

  public var message: Phrase {
    guard let suggestion else {
      return Phrase(
        "there is no function or module '\(topic)': help() lists the modules", zh: "没有函数或模块 '\(topic)'：help() 列出所有模块")
    }
    return Phrase(
      "there is no function or module '\(topic)' (did you mean '\(suggestion)'?)",
      zh: "没有函数或模块 '\(topic)'（是否想写 '\(suggestion)'？）")
  }
}
