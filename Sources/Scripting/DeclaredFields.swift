import Domain
import ScriptModel
import Wording

/// What definitions declare besides plain values.
extension FieldReader {
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
