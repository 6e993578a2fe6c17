public import Wording

/// Reads the named fields of a table that a script passes, checked against what is documented of it.
public struct FieldReader {
  private let table: ScriptTable
  private let description: RecordDescription

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
    self.table = table
    self.description = description
    let known = description.fields.map { Self.name(of: $0) }
    for (name, _) in table.fields where !known.contains(name) {
      let nearest = Suggestion.nearest(to: name, among: known)
      throw .unknownField(name, of: description.name, suggestions: nearest.map { [$0] } ?? [])
    }
    for field in description.fields where !field.name.hasSuffix("?") && table[field.name] == nil {
      throw .value(Phrase("needs '\(field.name)', ", zh: "缺少 '\(field.name)'，应为") + field.type.expectation)
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

  /// A function.
  public func function(_ name: String) throws(Mismatch) -> ScriptFunction? {
    guard let value = table[name] else { return nil }
    guard case .function(let function) = value else { throw refusal(name) }
    return function
  }

  /// What is wrong with the value of a field: it is not what was documented, or what `expected` says.
  public func refusal(_ name: String, expected: Phrase? = nil) -> Mismatch {
    let documented = description.fields.first { Self.name(of: $0) == name }?.type.expectation
    return refusal(name, given: table[name] ?? .null, at: nil, expected: expected ?? documented ?? Phrase(verbatim: ""))
  }

  private func refusal(_ name: String, given: ScriptValue, at position: Int?, expected: Phrase) -> Mismatch {
    let place = position.map { "\(name)[\($0)]" } ?? name
    return .value(
      Phrase("has \(given.literal) as '\(place)', which must be ", zh: "的 '\(place)' 是 \(given.literal)，必须是") + expected
    )
  }

  private static func name(of field: ParameterDescription) -> String {
    field.name.hasSuffix("?") ? String(field.name.dropLast()) : field.name
  }
}
