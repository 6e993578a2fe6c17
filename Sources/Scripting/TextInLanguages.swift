import ScriptModel
import Wording

/// A text in each language that Patron speaks: `{ en = "3 customers", zh = "3 个客户" }`.
struct TextInLanguages: ScriptArgument {
  let phrase: Phrase

  static var scriptType: ScriptType { .record("text_in_languages") }

  static let description = RecordDescription(
    name: "text_in_languages", summary: Phrase("A text in each language.", zh: "各语言的文本。"),
    fields: [
      .init(name: "en", summary: Phrase("In English.", zh: "英文。"), type: .string),
      .init(name: "zh", summary: Phrase("In Simplified Chinese.", zh: "简体中文。"), type: .string),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> TextInLanguages {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    var texts: [Language: String] = [:]
    for (name, value) in table.fields {
      guard let language = Language(rawValue: name) else {
        throw .unknownField(name, of: "text_in_languages", suggestions: [])
      }
      guard case .string(let text) = value else {
        throw .value(
          Phrase("has \(value.literal) as '\(name)', which is no text", zh: "的 '\(name)' 是 \(value.literal)，不是文本"))
      }
      texts[language] = text
    }
    guard let english = texts[.english], let chinese = texts[.chinese] else {
      let missing = Language.allCases.filter { texts[$0] == nil }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw .value(Phrase("has no text under \(missing)", zh: "缺少 \(missing) 的文本"))
    }
    return TextInLanguages(phrase: Phrase(english, zh: chinese))
  }
}
