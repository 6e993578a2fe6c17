import Analytics
import Domain
import ScriptModel
import Wording

/// What a scorecard is made by: `{ bad = "late", inputs = { "industry", { name = "days", breaks = { 30 } } } }`
struct ScorecardOptions: ScriptArgument {
  /// An input and where its numbers are parted; without bounds, each value is a bin.
  struct Input {
    var name: String
    var breaks: [Double] = []
  }

  /// The field that says whether a case turned out bad.
  var bad = ""
  /// The field that says how many cases a row stands for.
  var count: String?
  var inputs: [Input] = []
  var scale: Scorecard.Scale

  static var scriptType: ScriptType { .record("scorecard_options") }

  static let description = RecordDescription(
    name: "scorecard_options", summary: Phrase("How a scorecard is made.", zh: "评分卡的建立方式。"),
    fields: [
      .init(
        name: "bad",
        summary: Phrase("The field that is true, or 1, where a case turned out bad.", zh: "样本为坏时为 true 或 1 的字段。"),
        type: .string),
      .init(
        name: "inputs",
        summary: Phrase(
          "Fields: a name, whose values are bins, or { name =, breaks = { … } }, whose numbers from one break to below the next are a bin. What is nil is a bin of its own, `missing`.",
          zh: "字段：名称（每个取值一箱），或 { name =, breaks = { … } }（从一个断点到下一断点之前为一箱）。nil 自成一箱 `missing`。"),
        type: .list(.any)),
      .init(
        name: "count?",
        summary: Phrase(
          "The field that says how many cases a row stands for; 1 unless given.", zh: "每行代表的样本数所在字段；默认 1。"),
        type: .string),
      .init(
        name: "base?", summary: Phrase("The points at `odds`; 600 unless given.", zh: "在 `odds` 处的分值；默认 600。"),
        type: .number),
      .init(
        name: "odds?", summary: Phrase("Good to bad, at the base; 50 unless given.", zh: "基准处的好坏比；默认 50。"),
        type: .number),
      .init(
        name: "pdo?", summary: Phrase("Points that double the odds; 20 unless given.", zh: "使好坏比翻倍的分值；默认 20。"),
        type: .number),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ScorecardOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var numbers: [String: Double] = ["base": 600, "odds": 50, "pdo": 20]
    for name in ["base", "odds", "pdo"] {
      guard let value = fields[name] else { continue }
      guard let number = value.double, number.isFinite, name == "base" || number > 0 else {
        throw fields.refusal(
          name, expected: name == "base" ? nil : Phrase("a number above 0", zh: "大于 0 的数"))
      }
      numbers[name] = number
    }
    guard
      let scale = Scorecard.Scale(base: numbers["base"] ?? 600, odds: numbers["odds"] ?? 50, pdo: numbers["pdo"] ?? 20)
    else { throw fields.refusal("odds") }
    var options = ScorecardOptions(scale: scale)
    options.bad = try fields.text("bad") ?? ""
    options.count = try fields.text("count")
    guard let list = try fields.table("inputs"), list.fields.isEmpty, !list.list.isEmpty else {
      throw fields.refusal("inputs", expected: Phrase("a list of at least one input", zh: "至少一个输入项的列表"))
    }
    for element in list.list {
      let input = try input(element, fields)
      guard !options.inputs.contains(where: { $0.name == input.name }) else {
        throw .value(Phrase("names the input '\(input.name)' twice", zh: "两次列出输入项 '\(input.name)'"))
      }
      guard input.name != options.bad, input.name != options.count else {
        throw .value(
          Phrase("has '\(input.name)' as an input, which tells the outcome", zh: "以结果字段 '\(input.name)' 作为输入项"))
      }
      options.inputs.append(input)
    }
    return options
  }

  private static func input(_ value: ScriptValue, _ fields: FieldReader) throws(Mismatch) -> Input {
    switch value {
    case .string(let name): return Input(name: name)
    case .table(let table):
      guard case .string(let name)? = table["name"], table.list.isEmpty else { throw fields.refusal("inputs") }
      if let other = table.fields.first(where: { $0.name != "name" && $0.name != "breaks" })?.name {
        throw .unknownField(other, of: "inputs", suggestions: ["breaks"])
      }
      var input = Input(name: name)
      guard let given = table["breaks"] else { return input }
      let expected = Phrase("a list of rising numbers as 'breaks'", zh: "以递增数字列表作为 'breaks'")
      guard case .table(let breaks) = given, breaks.fields.isEmpty, !breaks.list.isEmpty else {
        throw fields.refusal("inputs", expected: expected)
      }
      for element in breaks.list {
        guard let number = element.double, number.isFinite, input.breaks.last.map({ $0 < number }) ?? true else {
          throw fields.refusal("inputs", expected: expected)
        }
        input.breaks.append(number)
      }
      return input
    default: throw fields.refusal("inputs")
    }
  }
}
