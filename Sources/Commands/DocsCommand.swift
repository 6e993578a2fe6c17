import ArgumentParser
import Automation
import Foundation
import Wording

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "docs", abstract: "What scripts can call.")
  @Argument(help: "A function or a module.") var topic: String?
  @Option(help: "The language of messages, en or zh.") var lang: String?
  @Flag(help: "Annotations for Lua language servers.") var meta = false
  @Option(help: ArgumentHelp("Write the whole reference, in both languages, into a folder.", valueName: "folder"))
  var write: String?

  func run() throws {
    let manual = Manual(in: BookOptions.language(lang))
    if let write { return try writeFiles(into: URL(fileURLWithPath: write)) }
    Terminal.print(meta ? manual.metaFile : try manual.text(on: topic))
  }

  private func writeFiles(into folder: URL) throws {
    for (path, text) in Manual.files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    }
  }
}
