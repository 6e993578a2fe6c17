public import Wording

/// The reference of one module as a page of Markdown.
public struct ReferencePage {
  private let module: ModuleDescription
  private let records: [RecordDescription]
  private let language: Language

  /// The page in one language; `records` are the tables that the module's page describes.
  public init(_ module: ModuleDescription, records: [RecordDescription], in language: Language) {
    self.module = module
    self.records = records
    self.language = language
  }

  /// The text of the page.
  public var text: String {
    let title = module.name.isEmpty ? Phrase("Globals", zh: "全局函数").text(in: language) : module.name
    let head = "# \(title)\n\n\(module.summary.text(in: language))\n"
    return ([head] + module.functions.map { HelpText($0, in: language).markdown } + records.map(table)).joined(separator: "\n")
  }

  private func table(_ record: RecordDescription) -> String {
    let heads = [Phrase("field", zh: "字段"), Phrase("type", zh: "类型"), Phrase("meaning", zh: "含义")]
    var lines = ["## \(record.name)", "", record.summary.text(in: language), ""]
    lines.append("| \(heads.map { $0.text(in: language) }.joined(separator: " | ")) |")
    lines.append("|---|---|---|")
    lines += record.fields.map {
      "| `\($0.name)` | `\($0.type.annotation.replacing("|", with: "\\|"))` | \($0.summary.text(in: language)) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
