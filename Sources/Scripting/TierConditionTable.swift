import Analytics
import ScriptModel
import Wording

/// Reads what tiers of a policy ask for, and notes the functions that have a say.
struct TierConditionTable {
  let inputs: [ScoreInput]
  /// What a plain number is compared with; nil where the policy names no measure.
  let measure: Measure?
  /// The functions that decide, with where they stand in the policy.
  private(set) var functions: [(path: String, function: ScriptFunction)] = []

  /// Whether a plain number was compared with the measure.
  private(set) var usesMeasure = false

  /// What plain numbers of tiers are compared with.
  enum Measure {
    case field(TierField)
    case function(ScriptFunction)
  }

  /// What `from` and `keep` may be.
  static let scriptType = ScriptType.union([
    .number, .record("tier_condition"), .function(takes: ["c: customer", "i: inputs"], returns: [.any]),
  ])

  /// A condition in a table as it is documented.
  static let description = RecordDescription(
    name: "tier_condition",
    summary: Phrase(
      "What a tier asks for. Under the name of an input, its figures by name, each the lowest number or bounds; of an input that `quintile` ranks, the lowest class or bounds.",
      zh: "等级的条件。输入项的名称之下按名称写各项数字，每项为最低值或上下限；经 `quintile` 排名的输入项直接写最低等级或上下限。"),
    fields: [
      .init(name: "all?", summary: Phrase("Each of these.", zh: "全部满足。"), type: .list(scriptType)),
      .init(name: "any?", summary: Phrase("One of these.", zh: "满足其一。"), type: .list(scriptType)),
    ], others: .union([.number, .dictionary(.union([.number, .record("tier_bounds")]))]))

  /// Bounds as they are documented.
  static let boundsDescription = RecordDescription(
    name: "tier_bounds", summary: Phrase("Between which numbers.", zh: "数值范围。"),
    fields: [
      .init(name: "min?", summary: Phrase("The lowest.", zh: "最低值。"), type: .number),
      .init(name: "max?", summary: Phrase("The highest.", zh: "最高值。"), type: .number),
    ])

  init(inputs: [ScoreInput], measure: Measure?) {
    self.inputs = inputs
    self.measure = measure
  }

  /// The condition that a value is.
  mutating func condition(_ value: ScriptValue, _ path: String) throws(Mismatch) -> TierCondition {
    switch value {
    case .integer, .number:
      guard let bound = value.double, bound.isFinite else { throw Self.wrong(value, path, "a number", "数字") }
      usesMeasure = measure != nil
      switch measure {
      case .field(let field)?: return .threshold(field, atLeast: bound, atMost: nil)
      case .function?: return .measure(atLeast: bound)
      case nil:
        throw Self.wrong(
          value, path,
          "a table such as { orders = { net = 50000 } }, unless 'measure' says what numbers are compared with",
          "形如 { orders = { net = 50000 } } 的表；写数字须以 'measure' 说明与什么比较")
      }
    case .function(let function):
      functions.append((path, function))
      return .function(functions.count - 1)
    case .table(let table) where table.list.isEmpty && !table.fields.isEmpty:
      var parts: [TierCondition] = []
      for (name, part) in table.fields { parts.append(try member(name, part, "\(path).\(name)")) }
      return parts.count == 1 ? parts[0] : .all(parts)
    default:
      throw Self.wrong(
        value, path, "a number, a function, or a table such as { orders = { net = 50000 } }",
        "数字、函数或 { orders = { net = 50000 } } 之类的表")
    }
  }

  private mutating func member(_ name: String, _ value: ScriptValue, _ path: String) throws(Mismatch) -> TierCondition {
    if name == "all" || name == "any" {
      guard case .table(let list) = value, !list.list.isEmpty, list.fields.isEmpty else {
        throw Self.wrong(value, path, "a list of conditions", "条件列表")
      }
      var parts: [TierCondition] = []
      for (offset, part) in list.list.enumerated() { parts.append(try condition(part, "\(path)[\(offset + 1)]")) }
      return name == "all" ? .all(parts) : .any(parts)
    }
    guard let place = inputs.firstIndex(where: { $0.name == name }) else {
      let guess = Suggestion.nearest(to: name, among: inputs.map(\.name) + ["all", "any"])
      throw .unknownField(
        path, of: "inputs", suggestions: guess.map { [$0] } ?? [], known: inputs.map(\.name) + ["all", "any"])
    }
    if inputs[place].ranking != nil { return try bounds(TierField(input: place, field: nil), value, path) }
    guard case .table(let fields) = value, fields.list.isEmpty, !fields.fields.isEmpty else {
      throw Self.wrong(value, path, "a table of fields such as { net = 50000 }", "{ net = 50000 } 之类的字段表")
    }
    var parts: [TierCondition] = []
    for (field, bound) in fields.fields {
      parts.append(try bounds(Self.field(field, of: place, inputs, "\(path).\(field)"), bound, "\(path).\(field)"))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func bounds(_ field: TierField, _ value: ScriptValue, _ path: String) throws(Mismatch) -> TierCondition {
    if let least = value.double, least.isFinite { return .threshold(field, atLeast: least, atMost: nil) }
    guard case .table(let table) = value, table.list.isEmpty, !table.fields.isEmpty,
      table.fields.allSatisfy({ ($0.name == "min" || $0.name == "max") && $0.value.double?.isFinite == true })
    else {
      throw Self.wrong(
        value, path, "the lowest number, or { min = …, max = … }", "最低值，或 { min = …, max = … }")
    }
    let (least, most) = (table["min"]?.double, table["max"]?.double)
    if let least, let most, least > most {
      throw .value(
        Phrase(
          "has a 'min' of \(plain(least)) above its 'max' of \(plain(most)) as '\(path)'",
          zh: "的 '\(path)' 中 'min'（\(plain(least))）大于 'max'（\(plain(most))）"))
    }
    return .threshold(field, atLeast: least, atMost: most)
  }

  /// The number that a text such as `orders.net` names.
  static func field(_ text: String, _ inputs: [ScoreInput], _ path: String) throws(Mismatch) -> TierField {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let place = inputs.firstIndex(where: { $0.name == parts[0] }) {
      if inputs[place].ranking != nil, parts.count == 1 { return TierField(input: place, field: nil) }
      if parts.count == 2, let field = inputs[place].source.fields.firstIndex(where: { $0.name == parts[1] }) {
        return TierField(input: place, field: field)
      }
    }
    let known = inputs.flatMap { input in
      input.ranking != nil ? [input.name] : input.source.fields.map { "\(input.name).\($0.name)" }
    }
    guard let likely = Suggestion.nearest(to: text, among: known) ?? known.first else {
      throw .setting(
        path, .string(text),
        mustBe: Phrase("a figure of 'inputs', which has none", zh: " 'inputs' 中的数字（其中没有输入项）"))
    }
    throw .setting(
      path, .string(text),
      mustBe: Phrase("a figure of 'inputs' such as \"\(likely)\"", zh: " 'inputs' 中的数字，例如 \"\(likely)\""))
  }

  private static func field(
    _ name: String, of place: Int, _ inputs: [ScoreInput], _ path: String
  ) throws(Mismatch) -> TierField {
    let source = inputs[place].source
    guard let field = source.fields.firstIndex(where: { $0.name == name }) else {
      let names = source.fields.map(\.name)
      let guess = Suggestion.nearest(to: name, among: names)
      throw .unknownField(path, of: source.rawValue, suggestions: guess.map { [$0] } ?? [], known: names)
    }
    return TierField(input: place, field: field)
  }

  static func wrong(_ value: ScriptValue, _ path: String, _ english: String, _ chinese: String) -> Mismatch {
    .setting(path, value, mustBe: Phrase(english, zh: chinese))
  }
}

/// A number as people write it.
func plain(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
}
