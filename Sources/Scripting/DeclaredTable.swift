import Domain
import ScriptModel
import Wording

/// A table within a definition, and where it stands in it, so that a message says which field is wrong.
struct DeclaredTable {
  let table: ScriptTable
  private let path: String

  /// A table whose fields are among `known`.
  ///
  /// - Parameter path: Where it stands: `grades[2].`.
  init(_ table: ScriptTable, at path: String = "", known: [String], of kind: String) throws(Mismatch) {
    self.table = table
    self.path = path
    for (name, _) in table.fields where !known.contains(name) {
      let guess = Suggestion.nearest(to: name, among: known)
      throw .unknownField(path + name, of: kind, suggestions: guess.map { [path + $0] } ?? [])
    }
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(Mismatch) -> Double? {
    guard let value = table[name] else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw range.upperBound.isInfinite || range.upperBound > 1e15
        ? wrong(name, "a number from \(Self.plain(range.lowerBound))", "不小于 \(Self.plain(range.lowerBound)) 的数")
        : wrong(
          name, "a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))",
          "\(Self.plain(range.lowerBound)) 到 \(Self.plain(range.upperBound)) 的数")
    }
    return number
  }

  func integer(_ name: String, in range: ClosedRange<Int64>) throws(Mismatch) -> Int? {
    guard let value = table[name] else { return nil }
    guard case .integer(let number) = value, range.contains(number) else {
      throw wrong(
        name, "an integer from \(range.lowerBound) to \(range.upperBound)",
        "\(range.lowerBound) 到 \(range.upperBound) 的整数")
    }
    return Int(number)
  }

  func text(_ name: String) throws(Mismatch) -> String? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value else { throw wrong(name, "a text", "文字") }
    return text
  }

  func boolean(_ name: String) throws(Mismatch) -> Bool? {
    guard let value = table[name] else { return nil }
    guard case .boolean(let answer) = value else { throw wrong(name, "true or false", "true 或 false") }
    return answer
  }

  func function(_ name: String) throws(Mismatch) -> ScriptFunction? {
    guard let value = table[name] else { return nil }
    guard case .function(let function) = value else { throw wrong(name, "a function", "函数") }
    return function
  }

  func choice(_ name: String, of names: [String]) throws(Mismatch) -> String? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value, names.contains(text) else {
      let list = names.map { "\"\($0)\"" }
      throw wrong(name, "one of \(list.joined(separator: ", "))", "以下之一：\(list.joined(separator: "、"))")
    }
    return text
  }

  func span(_ name: String) throws(Mismatch) -> TimeSpan? {
    guard let value = table[name] else { return nil }
    guard case .string(let text) = value, let span = try? TimeSpan(text) else {
      throw wrong(name, "a span such as \"6m\"", "时间跨度，例如 \"6m\"")
    }
    return span
  }

  /// A text, or one in each language.
  func phrase(_ name: String) throws(Mismatch) -> Phrase? {
    switch table[name] {
    case nil: return nil
    case .string(let text)?: return Phrase(verbatim: text)
    case .table(let texts)?:
      guard case .string(let english)? = texts["en"], case .string(let chinese)? = texts["zh"] else { fallthrough }
      return Phrase(english, zh: chinese)
    default: throw wrong(name, "a text or { en = …, zh = … }", "文字或 { en = …, zh = … }")
    }
  }

  func texts(_ name: String) throws(Mismatch) -> [String]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else { throw wrong(name, "a list of texts", "文字列表") }
    var texts: [String] = []
    for element in list.list {
      guard case .string(let text) = element else { throw wrong(name, "a list of texts", "文字列表") }
      texts.append(text)
    }
    return texts
  }

  func inner(_ name: String, known: [String], of kind: String) throws(Mismatch) -> DeclaredTable? {
    guard let value = table[name] else { return nil }
    guard case .table(let inner) = value, inner.list.isEmpty else { throw wrong(name, "a table", "表") }
    return try DeclaredTable(inner, at: "\(path)\(name).", known: known, of: kind)
  }

  func list(_ name: String, known: [String], of kind: String) throws(Mismatch) -> [DeclaredTable]? {
    guard let value = table[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else { throw wrong(name, "a list of tables", "由表组成的列表") }
    var tables: [DeclaredTable] = []
    for (offset, element) in list.list.enumerated() {
      guard case .table(let inner) = element, inner.list.isEmpty else {
        throw wrong(name, "a list of tables", "由表组成的列表")
      }
      tables.append(try DeclaredTable(inner, at: "\(path)\(name)[\(offset + 1)].", known: known, of: kind))
    }
    return tables
  }

  /// What is wrong with the value of a field.
  func wrong(_ name: String, _ english: String, _ chinese: String) -> Mismatch {
    let given = table[name]?.literal ?? "nil"
    return .value(
      Phrase(
        "needs \(english) as '\(path)\(name)', got \(given)", zh: "的 '\(path)\(name)' 应为\(chinese)，收到的是 \(given)"))
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
  }
}
