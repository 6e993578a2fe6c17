import ArgumentParser
import Automation
import Foundation
import Wording

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "docs", Phrase("What scripts can call, and `exit-codes`.", zh: "脚本可以调用的函数；以及退出码 `exit-codes`。"))
  @Argument(help: .text("A function, a module, or exit-codes.", zh: "函数、模块或 exit-codes。")) var topic: String?
  @Option(help: .text("The language of messages, en or zh.", zh: "信息的语言：en 或 zh。", value: "language")) var lang: String?
  @Flag(help: .text("Annotations for Lua language servers.", zh: "供 Lua 语言服务器使用的标注。")) var meta = false
  @Option(
    help: .text("Write the whole reference, in both languages, into a folder.", zh: "把两种语言的全部参考写入文件夹。", value: "folder")
  )
  var write: String?

  func run() throws {
    let language = try BookOptions.language(lang)
    if let write { return try writeFiles(into: URL(fileURLWithPath: write)) }
    if topic == "exit-codes" { return Terminal.print(ExitCode.page(in: language)) }
    let manual = Manual(in: language)
    Terminal.print(meta ? manual.metaFile : try manual.text(on: topic))
  }

  private func writeFiles(into folder: URL) throws {
    for (path, text) in Manual.files {
      let file = folder.appendingPathComponent(path)
      do {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
      } catch {
        throw UsageError.unwritable(file.path)
      }
    }
  }
}
