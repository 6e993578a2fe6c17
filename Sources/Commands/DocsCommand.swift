import ArgumentParser
import Automation
import Foundation
import Wording

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "docs",
    Phrase(
      "What scripts can call, the views that SQL reads, what --json prints, exit codes; a tutorial and a cookbook.",
      zh: "脚本可以调用的函数、SQL 读取的视图、--json 的输出、退出码；入门教程与范例。"))
  @Argument(
    help: .text("A function, a module or another topic; without it, all are listed.", zh: "函数、模块或其他主题；不给则列出全部。"))
  var topic: String?
  @OptionGroup var list: ListOptions
  @Option(help: .text("The language of messages, en or zh.", zh: "信息的语言：en 或 zh。", value: "language")) var lang: String?
  @Flag(help: .text("Annotations for Lua language servers.", zh: "供 Lua 语言服务器使用的标注。")) var meta = false
  @Option(
    help: .text("Write the whole reference, in both languages, into a folder.", zh: "把两种语言的全部参考写入文件夹。", value: "folder")
  )
  var write: String?

  func run() throws {
    let language = try BookOptions.language(lang)
    if let write { return try writeFiles(into: URL(fileURLWithPath: write)) }
    let manual = Manual(in: language)
    if meta { return Terminal.print(manual.metaFile) }
    guard let topic else { return try list.print(Manual.contents, in: language) { manual.overview } }
    if topic == "exit-codes" {
      let codes = ExitCode.meanings.map { ExitCodeDocument($0.code.rawValue, $0.meaning) }
      return try list.print(codes, in: language) { ExitCode.page(in: language) }
    }
    guard list.json else { return Terminal.print(try manual.text(on: topic)) }
    for line in try manual.lines(on: topic) { Terminal.print(line) }
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
