import Analytics
import Domain
import ScriptModel
import Wording

/// What definitions declare besides plain values.
extension FieldReader {
  /// The name of what is declared: one line of text.
  func name() throws(Mismatch) -> String {
    let expected = Phrase("a text in one line", zh: "单行文字")
    guard let name = try text("name", expected: expected), ScoreTable.isName(name) else {
      throw refusal("name", expected: expected)
    }
    return name
  }

  /// What functions or conditions are given, by name.
  ///
  /// - Parameter reserved: Names that mean something else.
  func inputs(otherThan reserved: [String] = []) throws(Mismatch) -> [ScoreInput] {
    var inputs: [ScoreInput] = []
    guard let given = self["inputs"] else { return [] }
    guard case .table(let declared) = given, declared.list.isEmpty else {
      throw wrong(
        "inputs", "a table such as { orders = orders.stats(\"365d\") }", "形如 { orders = orders.stats(\"365d\") } 的表")
    }
    for (name, value) in declared.fields {
      let path = place("inputs.\(name)")
      guard !reserved.contains(name) else {
        let names = reserved.joined(separator: ", ")
        throw .value(
          Phrase("has '\(path)', and an input cannot be called \(names)", zh: "的 '\(path)'：输入项不能命名为 \(names)"))
      }
      guard case .table(let input) = value, input["input"] != nil else {
        throw .setting(
          path, value,
          mustBe: Phrase(
            "what a function such as orders.stats(\"365d\") returns", zh: " orders.stats(\"365d\") 之类函数的返回值"))
      }
      inputs.append(try InputTable(input, named: name, at: path).input)
    }
    return inputs
  }

  /// A day.
  func day(_ name: String) throws(Mismatch) -> CivilDate? {
    guard let text = try text(name) else { return nil }
    guard let day = try? CivilDate(text) else { throw refusal(name, expected: ScriptType.date.expectation) }
    return day
  }

  /// A length of time.
  func span(_ name: String) throws(Mismatch) -> TimeSpan? {
    guard let value = self[name] else { return nil }
    guard case .string(let text) = value, let span = try? TimeSpan(text) else {
      throw wrong(name, "a span such as \"30d\" or \"12m\"", "时间跨度，例如 \"30d\"、\"12m\"")
    }
    return span
  }

  /// A text, or one in each language.
  func phrase(_ name: String) throws(Mismatch) -> Phrase? {
    switch self[name] {
    case nil: return nil
    case .string(let text)?: return Phrase(verbatim: text)
    case .table(let texts)?:
      guard case .string(let english)? = texts["en"], case .string(let chinese)? = texts["zh"],
        texts.fields.count == 2, texts.list.isEmpty
      else { fallthrough }
      return Phrase(english, zh: chinese)
    default: throw wrong(name, "a text or { en = …, zh = … }", "文字或 { en = …, zh = … }")
    }
  }

  /// What is wrong with the value of a field.
  func wrong(_ name: String, _ english: String, _ chinese: String) -> Mismatch {
    refusal(name, expected: Phrase(english, zh: chinese))
  }
}
