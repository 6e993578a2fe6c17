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
    let fields = try FieldReader(call, at: index, of: description)
    return TextInLanguages(phrase: Phrase(try fields.text("en") ?? "", zh: try fields.text("zh") ?? ""))
  }
}
