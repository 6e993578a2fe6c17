import Interchange
import ScriptModel
import Wording

/// How delimited text is written: `{ header = true, delimiter = "," }`.
struct CSVOptions: ScriptArgument {
  var header = true
  var delimiter = Delimiter.comma
  var columns: [String]?

  static var scriptType: ScriptType { .record("csv_options") }

  static let description = RecordDescription(
    name: "csv_options", summary: Phrase("How delimited text is written.", zh: "分隔文本的写法。"),
    fields: [
      .init(
        name: "header?",
        summary: Phrase("Whether the first line names the columns; true unless given.", zh: "首行是否为列名；默认为 true。"),
        type: .boolean),
      .init(
        name: "delimiter?",
        summary: Phrase("What stands between two fields; a comma unless given.", zh: "字段之间的分隔符；默认为逗号。"),
        type: .choice(delimiters.map(\.mark))),
      .init(
        name: "columns?", summary: Phrase("The names of the columns to write, in order.", zh: "要写出的列名及其顺序。"),
        type: .list(.string)),
    ])

  private static let delimiters: [(mark: String, delimiter: Delimiter)] = [
    (",", .comma), (";", .semicolon), ("\\t", .tab), ("|", .pipe),
  ]

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> CSVOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = CSVOptions()
    options.header = try fields.boolean("header") ?? true
    options.columns = try fields.texts("columns")
    if let mark = try fields.text("delimiter") {
      guard let known = delimiters.first(where: { $0.mark == (mark == "\t" ? "\\t" : mark) }) else {
        throw fields.refusal("delimiter")
      }
      options.delimiter = known.delimiter
    }
    return options
  }
}
