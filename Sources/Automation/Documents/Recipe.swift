import Interchange
public import Wording

/// A recipe of the cookbook: a script that ships, and what its head says of it.
public struct Recipe: Sendable {
  /// What `patron docs` takes behind `cookbook.`, and the name of its file.
  public let name: String
  /// What you will have at the end, in one sentence.
  public let summary: Phrase
  /// What else there is to know of it; empty for nothing.
  public let details: Phrase
  /// How to run it.
  public let commands: [String]
  /// The script below its head.
  public let script: String
  /// The test that ships beside it; nil for none.
  public let test: String?

  /// The recipe in a script; nil where its head is not what the cookbook asks for: a comment of lines in English, of lines
  /// in Chinese, and of commands behind `$`, with empty lines between.
  init?(named name: String, text: String, test: String?) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { $0.hasPrefix("--") }
    let parts = head.split { $0 == "--" }.map { part in part.map { $0.dropFirst(3) } }
    guard parts.count == 3, let english = parts[0].first, let chinese = parts[1].first else { return nil }
    guard parts[2].allSatisfy({ $0.hasPrefix("$ ") }) else { return nil }
    self.name = name
    summary = Phrase(String(english), zh: String(chinese))
    details = Phrase(parts[0].dropFirst().joined(separator: " "), zh: parts[1].dropFirst().joined())
    commands = parts[2].map { String($0.dropFirst(2)) }
    script = lines.dropFirst(head.count).joined(separator: "\n")
    self.test = test
  }

  /// What it is for and how to run it, as Markdown below a heading.
  func introduction(in language: Language) -> String {
    let sentences = [summary, details].map { $0.text(in: language) }.filter { !$0.isEmpty }
    let code = commands.map { "$ \($0)" }.joined(separator: "\n")
    return "\(sentences.joined(separator: language == .chinese ? "" : " "))\n\n```\n\(code)\n```"
  }

  /// The recipe for a terminal: what it is for, how to run it, its script, and its test where that ships too.
  public func text(in language: Language) -> String {
    var parts = [PlainPage("# cookbook/\(name).lua\n\n\(introduction(in: language))").text, script]
    if let test { parts.append("-- cookbook/\(name)_test.lua\n\(test)") }
    return parts.map { String($0.reversed().drop { $0.isNewline }.reversed()) }.joined(separator: "\n\n")
  }
}

extension Recipe: JSONDocument {
  public static let shape = JSONShape<Recipe>([
    .init("recipe", Phrase("Its name.", zh: "名称。")) { $0.name },
    .init("summary", Phrase("What you will have at the end.", zh: "最终得到的内容。")) { $0.summary.text(in: $1) },
    .init("details", Phrase("What else there is to know.", zh: "其他说明。")) { $0.details.text(in: $1) },
    .init("commands", Phrase("How to run it.", zh: "运行方法。")) { recipe, _ in recipe.commands },
    .init("script", Phrase("The script.", zh: "脚本。")) { $0.script },
    .init("test", Phrase("The test that ships beside it.", zh: "随附的测试。")) { $0.test },
  ])
}
