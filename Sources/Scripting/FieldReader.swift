import Domain
import ScriptModel
import Wording

/// Reads the named fields of a table that a script passes or a definition declares, checked against what is documented
/// of it.
struct FieldReader {
  private let table: ScriptTable
  private let fields: [ParameterDescription]
  /// Where it stands in the definition, with the dot behind it: `grades[2].`.
  private let path: String

  /// A reader of the table at an index.
  ///
  /// - Throws: `Mismatch` where there is no table, or it has a field that is not documented, or lacks one that is not
  ///   optional.
  init(_ call: Call, at index: Int32, of description: RecordDescription) throws(Mismatch) {
    guard case .table(let table) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: .record(description.name))
    }
    try self.init(table, of: description)
  }

  /// A reader of what a definition declares.
  init(definition table: ScriptTable, of description: RecordDescription) throws(Mismatch) {
    try self.init(ScriptTable(list: table.list, fields: table.fields.filter { $0.name != "kind" }), of: description)
  }

  /// A reader of a table that was taken out of another, where it stood at `path`.
  init(_ table: ScriptTable, of description: RecordDescription, at path: String = "") throws(Mismatch) {
    self.table = table
    fields = description.fields
    self.path = path.isEmpty ? "" : "\(path)."
    if let first = table.list.first {
      throw .value(
        Phrase(
          "has \(first.written) without a name\(path.isEmpty ? "" : " in '\(path)'"): write name = value",
          zh: "\(path.isEmpty ? "" : "的 '\(path)' ")中的 \(first.written) 没有名称：请写成 name = value"))
    }
    for (name, _) in table.fields where !description.has(name) {
      let nearest = Suggestion.nearest(to: name, among: description.names)
      throw .unknownField(
        place(name), of: description.name, suggestions: nearest.map { [place($0)] } ?? [], known: description.names)
    }
    for field in description.fields where !field.name.hasSuffix("?") && table[field.name] == nil {
      throw refusal(field.name)
    }
  }

  /// Where a field stands in the definition: `grades[2].min`.
  func place(_ name: String) -> String { path + name }

  /// The value of a field as it was given; nil where it was left out.
  subscript(name: String) -> ScriptValue? { table[name] }

  /// A text; what else than one it has to be is in `expected`, where that says more.
  func text(_ name: String, expected: Phrase? = nil) throws(Mismatch) -> String? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value else { throw refusal(name, expected: expected) }
    return text
  }

  /// True or false.
  func boolean(_ name: String) throws(Mismatch) -> Bool? {
    guard let value = table[name] else { return nil }
    guard case .boolean(let answer) = value else { throw refusal(name) }
    return answer
  }

  /// A number within a range; one that ends at 1e15 or beyond has no end worth telling.
  func number(_ name: String, in range: ClosedRange<Double>) throws(Mismatch) -> Double? {
    guard let value = table[name] else { return nil }
    guard let number = value.double, range.contains(number) else {
      let (least, most) = (Self.plain(range.lowerBound), Self.plain(range.upperBound))
      let expectation =
        range.lowerBound <= -1e15
        ? ScriptType.number.expectation
        : range.upperBound >= 1e15
          ? Phrase("a number from \(least)", zh: "不小于 \(least) 的数")
          : Phrase("a number from \(least) to \(most)", zh: "\(least) 到 \(most) 的数")
      throw refusal(name, expected: expectation)
    }
    return number
  }

  /// One of the names of a set.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) throws(Mismatch) -> Choice? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
      throw refusal(name, expected: ScriptType.choice(Choice.allCases.map(\.rawValue)).expectation)
    }
    return choice
  }

  /// An integer within a range.
  func integer(_ name: String, in range: ClosedRange<Int64>) throws(Mismatch) -> Int? {
    guard let value = table[name] else { return nil }
    guard let number = value.integer, range.contains(number) else {
      let least = range.lowerBound
      let expectation =
        range.upperBound == .max
        ? Phrase("an integer from \(least)", zh: "不小于 \(least) 的整数")
        : Phrase("an integer from \(least) to \(range.upperBound)", zh: "\(least) 到 \(range.upperBound) 的整数")
      throw refusal(name, expected: expectation)
    }
    return Int(clamping: number)
  }

  /// A list of texts.
  func texts(_ name: String) throws(Mismatch) -> [String]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else { throw refusal(name) }
    var texts: [String] = []
    for (offset, element) in list.list.enumerated() {
      guard case .string(let text) = element else {
        throw refusal(name, at: offset, element, expected: ScriptType.string.expectation)
      }
      texts.append(text)
    }
    return texts
  }

  /// A table of any kind.
  func table(_ name: String) throws(Mismatch) -> ScriptTable? {
    guard let value = table[name] else { return nil }
    guard case .table(let table) = value else { throw refusal(name) }
    return table
  }

  /// A table within this one.
  func inner(_ name: String, of description: RecordDescription) throws(Mismatch) -> FieldReader? {
    guard let value = table[name] else { return nil }
    guard case .table(let inner) = value else { throw refusal(name, expected: Self.shape(of: description)) }
    return try FieldReader(inner, of: description, at: place(name))
  }

  /// A list of tables.
  func list(_ name: String, of description: RecordDescription) throws(Mismatch) -> [FieldReader]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else {
      throw refusal(name, expected: Phrase("a list, each ", zh: "列表，其中每项是") + Self.shape(of: description))
    }
    var tables: [FieldReader] = []
    for (offset, element) in list.list.enumerated() {
      let place = "\(place(name))[\(offset + 1)]"
      guard case .table(let inner) = element else {
        throw .setting(place, element, mustBe: Self.shape(of: description))
      }
      tables.append(try FieldReader(inner, of: description, at: place))
    }
    return tables
  }

  /// A function.
  func function(_ name: String) throws(Mismatch) -> ScriptFunction? {
    guard let value = table[name] else { return nil }
    guard case .function(let function) = value else { throw refusal(name) }
    return function
  }

  /// What is wrong with the value of a field, or that there is none: it is not what was documented, or what `expected`
  /// says.
  func refusal(_ name: String, expected: Phrase? = nil) -> Mismatch {
    let documented = fields.first { $0.plainName == name }?.type.expectation
    return .setting(place(name), table[name], mustBe: expected ?? documented ?? Phrase(verbatim: ""))
  }

  /// What is wrong with an element of a list.
  func refusal(_ name: String, at offset: Int, _ element: ScriptValue, expected: Phrase) -> Mismatch {
    .setting("\(place(name))[\(offset + 1)]", element, mustBe: expected)
  }

  /// A field that cannot take effect beside what another says.
  func idle(_ name: String, where other: String, is value: String) -> Mismatch {
    idle(
      name, Phrase("where '\(place(other))' is \(value)", zh: "在 '\(place(other))' 为 \(value) 时"),
      Phrase("change '\(place(other))'", zh: "修改 '\(place(other))'"))
  }

  /// A field that cannot take effect as long as another is left out.
  func idle(_ name: String, without other: String) -> Mismatch {
    idle(
      name, Phrase("without '\(place(other))'", zh: "在没有 '\(place(other))' 时"),
      Phrase("add '\(place(other))'", zh: "补上 '\(place(other))'"))
  }

  /// A field that cannot take effect: under which condition, and what else would help than leaving it out.
  func idle(_ name: String, _ condition: Phrase, _ remedy: Phrase) -> Mismatch {
    let given = (table[name] ?? .null).written
    return .value(
      Phrase("has \(given) as '\(place(name))', which has no effect ", zh: "的 '\(place(name))' 是 \(given)，")
        + condition + Phrase(": leave it out, or ", zh: "不起作用：请去掉它，或") + remedy)
  }

  /// What a table has to look like, in words.
  private static func shape(of description: RecordDescription) -> Phrase {
    let needed = description.fields.filter { !$0.name.hasSuffix("?") }.map(\.name)
    let names = needed.isEmpty ? description.names.prefix(4) : needed[...]
    let list = names.map { "\($0) = …" }.joined(separator: ", ")
    return Phrase("a table such as { \(list) }", zh: "形如 { \(list) } 的表")
  }

  private static func plain(_ number: Double) -> String {
    Int64(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}

extension Mismatch {
  /// What is wrong with a setting of a definition: it is left out, or is not what it must be.
  ///
  /// - Parameters:
  ///   - path: Where it stands in the definition, `grades[2].min`.
  ///   - given: What stands there; nil for nothing.
  ///   - expected: What has to, as the rest of a sentence.
  static func setting(_ path: String, _ given: ScriptValue?, mustBe expected: Phrase) -> Mismatch {
    guard let given, given != .null else {
      return .value(Phrase("needs '\(path)', ", zh: "缺少 '\(path)'，应为").beside(expected))
    }
    return .value(
      Phrase("has \(given.written) as '\(path)', which must be ", zh: "的 '\(path)' 是 \(given.written)，必须是")
        .beside(expected))
  }
}
