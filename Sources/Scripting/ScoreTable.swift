public import Analytics
import Domain
public import ScriptModel
import Wording

/// A score as a file declares it: what `score { … }` takes and returns.
public struct ScoreTable: DefinitionTable {
  /// What it says besides its formula.
  public let model: ScoreModel
  /// The formula, anchored in its state.
  public let formula: ScriptFunction
  public let table: ScriptTable

  public var name: String { model.name }

  /// What a returned table calls itself.
  public static let kind = "score"

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "score", summary: Phrase("What a score measures and how.", zh: "评分的内容与算法。"),
    fields: [
      .init(name: "name", summary: Phrase("By which it is asked for.", zh: "名称。"), type: .string),
      .init(
        name: "description?", summary: Phrase("A text, or { en = …, zh = … }.", zh: "说明文字，或 { en = …, zh = … }。"),
        type: .union([.string, TextInLanguages.scriptType])),
      .init(
        name: "inputs", summary: Phrase("What the formula is given, by name.", zh: "公式使用的输入项。"),
        type: .dictionary(InputTable.scriptType)),
      .init(
        name: "formula",
        summary: Phrase(
          "Takes the customer and the inputs; returns a number, named parts that are added up, or insufficient(why).",
          zh: "接收客户与输入项；返回数字、可相加的各部分，或 insufficient(原因)。"),
        type: .function(takes: ["c: customer", "i: inputs"], returns: [.any])),
      .init(
        name: "range?",
        summary: Phrase("Lowest and highest value; { 0, 100 } unless given.", zh: "最低与最高值；默认 { 0, 100 }。"),
        type: .list(.number)),
      .init(
        name: "bands?",
        summary: Phrase("A list of { min = 80, name = \"A\" }.", zh: "分级列表，如 { min = 80, name = \"A\" }。"),
        type: .list(.record("score_band"))),
      .init(
        name: "floor?",
        summary: Phrase(
          "Share of inputs with data below which there is no band; 0.5 unless given.", zh: "有数据的输入项占比低于该值则不分级；默认 0.5。"),
        type: .number),
      .init(
        name: "as_of?", summary: Phrase("\"today\", or a fixed business date.", zh: "\"today\"，或固定的业务日期。"),
        type: .union([.choice(["today"]), .date])),
      .init(
        name: "decimals?", summary: Phrase("Of the value, 0 to 6; 2 unless given.", zh: "小数位数，0 到 6；默认 2。"),
        type: .integer),
    ])

  /// A band as it is documented.
  static let bandDescription = RecordDescription(
    name: "score_band", summary: Phrase("A band of values.", zh: "分级。"),
    fields: [
      .init(
        name: "min", summary: Phrase("The lowest value that belongs to it.", zh: "该级的最低分值。"), type: .number),
      .init(name: "name", summary: Phrase("Its name.", zh: "名称。"), type: .string),
    ])

  /// Whether a text can be a score's name: there is something, and no control character.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The declaration in a table, checked.
  public init(_ table: ScriptTable) throws(Mismatch) {
    self.table = table
    for (name, _) in table.fields where name != "kind" && !Self.description.has(name) {
      let guess = Suggestion.nearest(to: name, among: Self.description.names)
      throw .unknownField(name, of: Self.kind, suggestions: guess.map { [$0] } ?? [])
    }
    guard case .string(let name)? = table["name"], Self.isName(name) else {
      throw Self.wrong(table, "name", "a text in one line", "单行文字")
    }
    var model = ScoreModel(name: name, description: try Self.description(table))
    if let range = table["range"] {
      guard case .table(let ends) = range, ends.list.count == 2, ends.fields.isEmpty, let low = ends.list[0].double,
        let high = ends.list[1].double, low < high, low.isFinite, high.isFinite
      else { throw Self.wrong(table, "range", "{ lowest, highest }", "{ 最低, 最高 }") }
      model.range = low...high
    }
    if let floor = table["floor"] {
      guard let share = floor.double, (0...1).contains(share) else {
        throw Self.wrong(table, "floor", "a share from 0 to 1", "0 到 1 的比例")
      }
      model.floor = share
    }
    if let decimals = table["decimals"] {
      guard case .integer(let count) = decimals, (0...6).contains(count) else {
        throw Self.wrong(table, "decimals", "0 to 6", "0 到 6")
      }
      model.decimals = Int(count)
    }
    if let asOf = table["as_of"], asOf != .string("today") {
      guard case .string(let text) = asOf, let date = try? CivilDate(text) else {
        throw Self.wrong(
          table, "as_of", "\"today\" or a date such as \"2026-11-21\"", "\"today\" 或日期，例如 \"2026-11-21\"")
      }
      model.asOf = date
    }
    model.bands = try Self.bands(table)
    model.inputs = try Self.inputs(table)
    guard case .function(let formula)? = table["formula"] else {
      throw Self.wrong(table, "formula", "a function", "函数")
    }
    self.model = model
    self.formula = formula
  }

  /// A text, or one in each language, under `description`.
  static func description(_ table: ScriptTable) throws(Mismatch) -> Phrase {
    switch table["description"] {
    case nil: return Phrase(verbatim: "")
    case .string(let text)?: return Phrase(verbatim: text)
    case .table(let texts)?:
      guard case .string(let english)? = texts["en"], case .string(let chinese)? = texts["zh"],
        texts.fields.count == 2, texts.list.isEmpty
      else { fallthrough }
      return Phrase(english, zh: chinese)
    default: throw wrong(table, "description", "a text or { en = …, zh = … }", "文字或 { en = …, zh = … }")
    }
  }

  private static func bands(_ table: ScriptTable) throws(Mismatch) -> [ScoreModel.Band] {
    guard let value = table["bands"] else { return [] }
    var bands: [ScoreModel.Band] = []
    guard case .table(let list) = value, list.fields.isEmpty else { throw wrong(table, "bands", "a list", "列表") }
    for (offset, element) in list.list.enumerated() {
      guard case .table(let band) = element, let minimum = band["min"]?.double, minimum.isFinite,
        case .string(let name)? = band["name"], band.fields.count == 2,
        !bands.contains(where: { $0.minimum == minimum })
      else {
        let path = "bands[\(offset + 1)]"
        throw .value(
          Phrase(
            "needs { min = 80, name = \"A\" }, with a minimum of its own, as '\(path)', got \(element.literal)",
            zh: "的 '\(path)' 应为 { min = 80, name = \"A\" } 且下限不重复，收到的是 \(element.literal)"))
      }
      bands.append(.init(from: minimum, name))
    }
    return bands.sorted { $0.minimum > $1.minimum }
  }

  private static func inputs(_ table: ScriptTable) throws(Mismatch) -> [ScoreInput] {
    guard case .table(let declared)? = table["inputs"], declared.list.isEmpty else {
      throw wrong(
        table, "inputs", "a table such as { orders = orders.stats(\"365d\") }",
        "表，例如 { orders = orders.stats(\"365d\") }")
    }
    var inputs: [ScoreInput] = []
    for (name, value) in declared.fields {
      guard case .table(let input) = value, input["input"] != nil else {
        throw .value(
          Phrase(
            "needs what a function such as orders.stats(\"365d\") returns as 'inputs.\(name)', got \(value.literal)",
            zh: "的 'inputs.\(name)' 应为 orders.stats(\"365d\") 之类函数的返回值，收到的是 \(value.literal)"))
      }
      inputs.append(try InputTable(input, named: name, at: "inputs.\(name).").input)
    }
    return inputs
  }

  private static func wrong(_ table: ScriptTable, _ field: String, _ english: String, _ chinese: String) -> Mismatch {
    let given = table[field]?.literal ?? "nil"
    return .value(Phrase("needs \(english) as '\(field)', got \(given)", zh: "的 '\(field)' 应为\(chinese)，收到的是 \(given)"))
  }
}
