import Analytics
import Domain
public import ScriptModel
import Wording

/// An input of a score as a script declares it: what `orders.stats("365d")` returns.
public struct InputTable: ScriptConvertible {
  let input: ScoreInput

  public static var scriptType: ScriptType { .record("input") }

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "input", summary: Phrase("An input of a score, to be put under `inputs`.", zh: "评分的输入项，写在 inputs 中。"),
    fields: [
      .init(name: "input", summary: Phrase("The function that made it.", zh: "生成它的函数。"), type: .string),
      .init(name: "window?", summary: Phrase("How far back documents count.", zh: "统计的时间窗口。"), type: .string),
      .init(
        name: "terms?", summary: Phrase("Days until an invoice without a due date is due.", zh: "未注明到期日的发票的账期天数。"),
        type: .integer),
      .init(name: "score?", summary: Phrase("The score that is read.", zh: "所读取的评分。"), type: .string),
      .init(name: "field?", summary: Phrase("The field that customers are ranked by.", zh: "用于排名的字段。"), type: .string),
      .init(
        name: "best?", summary: Phrase("Which end is class 5.", zh: "哪一端为第 5 级。"),
        type: .choice(Quintiles.Best.allCases.map(\.rawValue))),
    ], from: .patron)

  /// The inputs of a definition as its functions get them.
  static let givenDescription = RecordDescription(
    name: "inputs",
    summary: Phrase("What was found of each input of a definition, by its name.", zh: "定义中各输入项的取值，按名称。"), fields: [],
    others: .record("input_figures"), from: .patron)

  /// What a function gets of an input: the figures of whichever source it has.
  static let figuresDescription: RecordDescription = {
    let sources = InputSource.allCases.flatMap { source in source.fields.map { (source: source, field: $0) } }
    var names: [String] = []
    for (_, field) in sources where !names.contains(field.name) { names.append(field.name) }
    let copy = ParameterDescription(
      name: "copy", summary: Phrase("A copy, to be kept of what is only lent.", zh: "副本，用于保留只借给公式的内容。"),
      type: .function(takes: ["self: input_figures"], returns: [.record("input_figures")]))
    return RecordDescription(
      name: "input_figures",
      summary: Phrase(
        "What was found of an input: figures, or a number from 1 to 5 of one that `quintile` ranks.",
        zh: "输入项的取值：各项数字；经 `quintile` 排名的为 1 到 5 的数字。"),
      fields: names.map { name in
        figure(name, sources.filter { $0.field.name == name })
      } + [copy],
      base: .number, from: .patron)
  }()

  /// A figure that one or more sources have.
  private static func figure(
    _ name: String, _ found: [(source: InputSource, field: InputSource.Field)]
  ) -> ParameterDescription {
    let summary = found.dropFirst().reduce(meaning(found.first)) {
      $0 + Phrase(verbatim: " ") + meaning($1)
    }
    let isInteger = found.allSatisfy { if case .integer = $0.field.whenAbsent { true } else { false } }
    let mayLack = found.contains { $0.field.whenAbsent == .none }
    return ParameterDescription(
      name: mayLack ? "\(name)?" : name, summary: summary, type: isInteger ? .integer : .number)
  }

  private static func meaning(_ found: (source: InputSource, field: InputSource.Field)?) -> Phrase {
    guard let found else { return Phrase(verbatim: "") }
    return Phrase("\(found.source.rawValue): ", zh: "\(found.source.rawValue)：") + found.field.summary
  }

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> InputTable {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table["input"] != nil else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return try InputTable(table)
  }

  init(_ input: ScoreInput) {
    self.input = input
  }

  /// The input that a table declares, checked.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - name: What the formula calls it.
  ///   - path: Where it stands in the definition, for messages.
  init(_ table: ScriptTable, named name: String = "", at path: String = "") throws(Mismatch) {
    let fields = try FieldReader(table, of: Self.description, at: path)
    guard case .string(let function)? = fields["input"], let source = InputSource(rawValue: function) else {
      throw fields.wrong("input", "a function such as orders.stats", " orders.stats 之类的函数名")
    }
    func onlyIf(_ takesIt: Bool, _ field: String) throws(Mismatch) {
      if !takesIt, fields[field] != nil { throw fields.idle(field, where: "input", is: function) }
    }
    try onlyIf(source.hasWindow, "window")
    try onlyIf(source.hasTerms, "terms")
    try onlyIf(source == .scores, "score")
    var input = ScoreInput(name, source)
    input.window = try fields.span("window")
    input.terms = try fields.integer("terms", in: 0...3650) ?? input.terms
    if source == .scores {
      guard let score = try fields.text("score") else { throw fields.wrong("score", "a score's name", "评分的名称") }
      input.score = score
    }
    if let name = try fields.text("field") {
      guard source.fields.contains(where: { $0.name == name }) else {
        let names = source.fields.map(\.name).joined(separator: ", ")
        throw fields.wrong("field", "a field of \(function): \(names)", " \(function) 的字段：\(names)")
      }
      guard let best = try fields.choice("best", of: Quintiles.Best.self) else { throw fields.refusal("best") }
      input.ranking = .init(field: name, best: best)
    } else if fields["best"] != nil {
      throw fields.idle("best", without: "field")
    }
    self.input = input
  }

  public func push(to call: Call) throws -> Int32 {
    var fields: [(name: String, value: ScriptValue)] = [("input", .string(input.source.rawValue))]
    if let window = input.window { fields.append(("window", .string(window.description))) }
    if input.source.hasTerms { fields.append(("terms", .integer(Int64(input.terms)))) }
    if let score = input.score { fields.append(("score", .string(score))) }
    if let ranking = input.ranking {
      fields.append(("field", .string(ranking.field)))
      fields.append(("best", .string(ranking.best.rawValue)))
    }
    return try ScriptValue.table(ScriptTable(fields: fields)).push(to: call)
  }
}

/// How far back documents count: `"365d"`.
struct Window: ScriptArgument {
  let span: TimeSpan

  static var scriptType: ScriptType { .string }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Window {
    let text = try String.read(call, at: index)
    guard let span = try? TimeSpan(text) else {
      throw .value(
        Phrase(
          "must be a span such as \"365d\", \"12m\" or \"1y\", got \"\(text)\"",
          zh: "必须是时间跨度，例如 \"365d\"、\"12m\"、\"1y\"，收到的是 \"\(text)\""))
    }
    return Window(span: span)
  }
}

/// When an invoice without a due date is due: `{ terms = 30 }`.
struct Terms: ScriptArgument {
  let days: Int

  static var scriptType: ScriptType { .record("terms") }

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "terms", summary: Phrase("How invoices without a due date are treated.", zh: "未注明到期日的发票如何处理。"),
    fields: [
      .init(
        name: "terms", summary: Phrase("Due this many days after the invoice; 30 unless given.", zh: "开票后多少天到期；默认 30。"),
        type: .integer)
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Terms {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    var days = 30
    for (name, value) in table.fields {
      guard name == "terms" else {
        throw .unknownField(
          name, of: "terms", suggestions: Suggestion.nearest(to: name, among: ["terms"]).map { [$0] } ?? [])
      }
      guard let count = value.integer, (0...3650).contains(count) else {
        throw .value(
          Phrase(
            "has \(value.written) as 'terms', where days from 0 to 3650 belong",
            zh: "的 'terms' 应为 0 到 3650 的天数，而不是 \(value.written)"))
      }
      days = Int(count)
    }
    return Terms(days: days)
  }
}
