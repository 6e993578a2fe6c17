public import Wording

/// The reference of one module as a page of Markdown.
public struct ReferencePage {
  private let module: ModuleDescription
  private let records: [RecordDescription]
  private let language: Language

  /// The page in one language. Of `records` it describes those that the module's functions name, and the tables that are
  /// parts of their results.
  public init(_ module: ModuleDescription, records: [RecordDescription], in language: Language) {
    self.module = module
    let types = module.functions.flatMap { $0.parameters + [$0.result] } + module.constants
    let parts = Set(module.functions.flatMap(\.result.tables).map(\.name))
    let named = Set(records.named(in: types.map(\.type)).map(\.name))
    self.records = records.filter { parts.contains($0.name) || named.contains($0.name) }
    self.language = language
  }

  /// The name of the page's file.
  public var fileName: String { module.name.isEmpty ? "globals.md" : "\(module.name).md" }

  /// The text of the page.
  public var text: String {
    let title = module.name.isEmpty ? Phrase("Globals", zh: "全局函数").text(in: language) : module.name
    let constants = module.constants.map { "- `\($0.name)`: \($0.summary.text(in: language))\n" }
    let head = "# \(title)\n\n\(module.summary.text(in: language))\n"
    let parts = [head] + constants + module.functions.map { HelpText($0, in: language).markdown } + records.map(table)
    return parts.joined(separator: "\n")
  }

  private func table(_ record: RecordDescription) -> String {
    let heads = [Phrase("field", zh: "字段"), Phrase("type", zh: "类型"), Phrase("meaning", zh: "含义")]
    var lines = ["## \(record.name)", "", record.summary.text(in: language), ""]
    lines.append("| \(heads.map { $0.text(in: language) }.joined(separator: " | ")) |")
    lines.append("|---|---|---|")
    lines += record.rows.map {
      "| `\($0.name)` | `\($0.type.annotation.replacing("|", with: "\\|"))` | \($0.summary.text(in: language)) |"
    }
    if !record.operators.isEmpty {
      lines += [
        "",
        Phrase("Operators: ", zh: "运算符：").text(in: language)
          + record.operators.map { "`\($0)`" }.joined(separator: ", "),
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
