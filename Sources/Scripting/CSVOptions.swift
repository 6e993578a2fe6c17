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
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    var options = CSVOptions()
    for (name, value) in table.fields {
      switch (name, value) {
      case ("header", .boolean(let header)): options.header = header
      case ("delimiter", .string(let mark)):
        let mark = mark == "\t" ? "\\t" : mark
        guard let known = delimiters.first(where: { $0.mark == mark }) else {
          throw .value(
            Phrase(
              "has the delimiter \"\(mark)\": use a comma, a semicolon, a tab or |",
              zh: "的分隔符为 \"\(mark)\"：可用逗号、分号、制表符或 |"))
        }
        options.delimiter = known.delimiter
      case ("columns", .table(let list)) where list.fields.isEmpty:
        var columns: [String] = []
        for case .string(let column) in list.list { columns.append(column) }
        guard columns.count == list.list.count else {
          throw .value(Phrase("has a column that is no text", zh: "的 columns 中有不是文本的内容"))
        }
        options.columns = columns
      case ("header", _), ("delimiter", _), ("columns", _):
        throw .value(Phrase("has \(value.literal) as '\(name)'", zh: "的 '\(name)' 是 \(value.literal)"))
      default:
        let guess = Suggestion.nearest(to: name, among: ["header", "delimiter", "columns"])
        throw .unknownField(name, of: "csv_options", suggestions: guess.map { [$0] } ?? [])
      }
    }
    return options
  }
}
