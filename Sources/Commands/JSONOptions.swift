import ArgumentParser
import Automation
import Wording

/// How a list is shown: a table for people, or an object a line for programs.
struct ListOptions: ParsableArguments {
  @Flag(help: .text("One JSON object a line.", zh: "每行一个 JSON 对象。")) var json = false

  /// Prints the items, or the text of all of them.
  func print(_ items: [some JSONDocument], in language: Language, text: () throws -> String) throws {
    guard json else { return Terminal.print(try text()) }
    for item in items { Terminal.print(try item.jsonText(in: language)) }
  }
}

/// How one thing is shown: words for people, or an object for programs.
struct ObjectOptions: ParsableArguments {
  @Flag(help: .text("As one JSON object.", zh: "以一个 JSON 对象输出。")) var json = false
}
