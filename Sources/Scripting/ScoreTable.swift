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
    let fields = try FieldReader(definition: table, of: Self.description)
    var model = ScoreModel(
      name: try fields.name(), description: try fields.phrase("description") ?? Phrase(verbatim: ""))
    if let range = fields["range"] {
      guard case .table(let ends) = range, ends.list.count == 2, ends.fields.isEmpty, let low = ends.list[0].double,
        let high = ends.list[1].double, low < high, low.isFinite, high.isFinite
      else { throw fields.wrong("range", "two numbers that rise, { lowest, highest }", "递增的两个数 { 最低, 最高 }") }
      model.range = low...high
    }
    let usualFloor = model.floor
    model.floor = try fields.number("floor", in: 0...1) ?? usualFloor
    model.decimals = try fields.integer("decimals", in: 0...6) ?? model.decimals
    if let asOf = fields["as_of"], asOf != .string("today") {
      guard case .string(let text) = asOf, let date = try? CivilDate(text) else {
        throw fields.wrong(
          "as_of", "\"today\" or a date such as \"2026-11-21\"", " \"today\" 或日期，例如 \"2026-11-21\"")
      }
      model.asOf = date
    }
    model.bands = try Self.bands(fields, in: model.range)
    if model.bands.isEmpty, ![0, usualFloor].contains(model.floor) { throw fields.idle("floor", without: "bands") }
    model.inputs = try fields.inputs()
    guard let formula = try fields.function("formula") else { throw fields.refusal("formula") }
    self.model = model
    self.formula = formula
  }

  private static func bands(
    _ fields: FieldReader, in range: ClosedRange<Double>
  ) throws(Mismatch) -> [ScoreModel.Band] {
    var bands: [ScoreModel.Band] = []
    for band in try fields.list("bands", of: bandDescription) ?? [] {
      guard let minimum = try band.number("min", in: -1e15...1e15) else { throw band.refusal("min") }
      guard minimum <= range.upperBound else {
        let highest = plain(range.upperBound)
        throw band.idle(
          "min", Phrase("where 'range' ends at \(highest)", zh: "在 'range' 的最高值为 \(highest) 时"),
          Phrase("change 'range'", zh: "修改 'range'"))
      }
      if let same = bands.first(where: { $0.minimum == minimum }) {
        throw band.wrong("min", "another than that of '\(same.name)'", "与 '\(same.name)' 不同的值")
      }
      bands.append(.init(from: minimum, try band.name()))
    }
    return bands.sorted { $0.minimum > $1.minimum }
  }
}
