public import Wording

/// Reads the named fields of a table that a script passes or a definition declares, checked against what is documented
/// of it.
public struct FieldReader {
  private let table: ScriptTable
  private let fields: [ParameterDescription]
  /// Where it stands in the table that it was taken out of: `grades[2].`.
  private let path: String

  /// A reader of the table at an index.
  ///
  /// - Throws: `Mismatch` where there is no table, or it has a field that is not documented, or lacks one that is not
  ///   optional.
  public init(_ call: Call, at index: Int32, of description: RecordDescription) throws(Mismatch) {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: .record(description.name))
    }
    try self.init(table, of: description)
  }

  /// A reader of a table that was taken out of another.
  public init(_ table: ScriptTable, of description: RecordDescription) throws(Mismatch) {
    try self.init(table, of: description, named: description.name)
    for field in description.fields where !field.name.hasSuffix("?") && table[field.name] == nil {
      throw .value(Phrase("needs '\(field.name)', ", zh: "缺少 '\(field.name)'，应为") + field.type.expectation)
    }
  }

  private init(
    _ table: ScriptTable, of description: RecordDescription, named kind: String, at path: String = ""
  ) throws(Mismatch) {
    self.table = table
    fields = description.fields
    self.path = path
    for (name, _) in table.fields where !description.has(name) {
      let nearest = Suggestion.nearest(to: name, among: description.names)
      throw .unknownField(path + name, of: kind, suggestions: nearest.map { [path + $0] } ?? [])
    }
  }

  /// The value of a field as it was given; nil where it was left out.
  public subscript(name: String) -> ScriptValue? { table[name] }

  /// A text.
  public func text(_ name: String) throws(Mismatch) -> String? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value else { throw refusal(name) }
    return text
  }

  /// True or false.
  public func boolean(_ name: String) throws(Mismatch) -> Bool? {
    guard let value = table[name] else { return nil }
    guard case .boolean(let answer) = value else { throw refusal(name) }
    return answer
  }

  /// A number within a range; one that ends at 1e15 or beyond has no end worth telling.
  public func number(_ name: String, in range: ClosedRange<Double>) throws(Mismatch) -> Double? {
    guard let value = table[name] else { return nil }
    guard let number = value.double, range.contains(number) else {
      let (least, most) = (Self.plain(range.lowerBound), Self.plain(range.upperBound))
      let expectation =
        range.upperBound >= 1e15
        ? Phrase("a number from \(least)", zh: "不小于 \(least) 的数")
        : Phrase("a number from \(least) to \(most)", zh: "\(least) 到 \(most) 的数")
      throw refusal(name, expected: expectation)
    }
    return number
  }

  /// One of the names of a set.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) throws(Mismatch) -> Choice? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
      throw refusal(name, expected: ScriptType.choice(Choice.allCases.map(\.rawValue)).expectation)
    }
    return choice
  }

  /// An integer within a range.
  public func integer(_ name: String, in range: ClosedRange<Int64>) throws(Mismatch) -> Int? {
    guard let value = table[name] else { return nil }
    guard case .integer(let number) = value, range.contains(number) else {
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
  public func texts(_ name: String) throws(Mismatch) -> [String]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else { throw refusal(name) }
    var texts: [String] = []
    for (offset, element) in list.list.enumerated() {
      guard case .string(let text) = element else {
        throw refusal(name, given: element, at: offset + 1, expected: ScriptType.string.expectation)
      }
      texts.append(text)
    }
    return texts
  }

  /// A table of any kind.
  public func table(_ name: String) throws(Mismatch) -> ScriptTable? {
    guard let value = table[name] else { return nil }
    guard case .table(let table) = value else { throw refusal(name) }
    return table
  }

  /// A table within this one; what it lacks is for the caller to tell.
  public func inner(_ name: String, of description: RecordDescription) throws(Mismatch) -> FieldReader? {
    guard let value = table[name] else { return nil }
    guard case .table(let inner) = value, inner.list.isEmpty else {
      throw refusal(name, expected: ScriptType.table.expectation)
    }
    return try FieldReader(inner, of: description, named: "\(path)\(name)", at: "\(path)\(name).")
  }

  /// A list of tables; what one lacks is for the caller to tell.
  public func list(_ name: String, of description: RecordDescription) throws(Mismatch) -> [FieldReader]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else {
      throw refusal(name, expected: ScriptType.list(.table).expectation)
    }
    var tables: [FieldReader] = []
    for (offset, element) in list.list.enumerated() {
      guard case .table(let inner) = element, inner.list.isEmpty else {
        throw refusal(name, given: element, at: offset + 1, expected: ScriptType.table.expectation)
      }
      tables.append(
        try FieldReader(inner, of: description, named: "\(path)\(name)", at: "\(path)\(name)[\(offset + 1)]."))
    }
    return tables
  }

  /// A function.
  public func function(_ name: String) throws(Mismatch) -> ScriptFunction? {
    guard let value = table[name] else { return nil }
    guard case .function(let function) = value else { throw refusal(name) }
    return function
  }

  /// What is wrong with the value of a field: it is not what was documented, or what `expected` says.
  public func refusal(_ name: String, expected: Phrase? = nil) -> Mismatch {
    let documented = fields.first { $0.plainName == name }?.type.expectation
    return refusal(name, given: table[name] ?? .null, at: nil, expected: expected ?? documented ?? Phrase(verbatim: ""))
  }

  private func refusal(_ name: String, given: ScriptValue, at position: Int?, expected: Phrase) -> Mismatch {
    let place = path + (position.map { "\(name)[\($0)]" } ?? name)
    return .value(
      Phrase("has \(given.literal) as '\(place)', which must be ", zh: "的 '\(place)' 是 \(given.literal)，必须是") + expected
    )
  }

  private static func plain(_ number: Double) -> String {
    Int64(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
