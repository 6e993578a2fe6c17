import ArgumentParser
import Automation
import Domain
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
  @OptionGroup var options: BookOptions
  @OptionGroup var list: ListOptions
  @Flag(
    help: .text(
      "Annotations for Lua language servers, with the fields that were added to the book; --write installs them.",
      zh: "供 Lua 语言服务器使用的标注，含账簿中添加的字段；用 --write 安装。")) var meta = false
  @Option(
    help: .text(
      "Write the whole reference, in both languages, into a folder; with --meta, what an editor needs there: annotations and .luarc.json.",
      zh: "把两种语言的全部参考写入文件夹；与 --meta 同用则写入编辑器所需的标注与 .luarc.json。", value: "folder")
  )
  var write: String?

  func run() throws {
    let language = try BookOptions.language(options.lang)
    if meta { return try printOrInstallAnnotations(language) }
    if let write { return try writeFiles(into: URL(fileURLWithPath: write)) }
    let manual = Manual(in: language)
    guard list.json else { return Pager.standard.show(try text(of: manual, in: language)) }
    switch topic {
    case nil: for topic in Manual.contents { Terminal.print(try topic.jsonText(in: language)) }
    case "exit-codes":
      for (code, meaning) in ExitCode.meanings {
        Terminal.print(try ExitCodeDocument(code.rawValue, meaning).jsonText(in: language))
      }
    case let topic?: for line in try manual.lines(on: topic) { Terminal.print(line) }
    }
  }

  private func text(of manual: Manual, in language: Language) throws -> String {
    guard let topic else { return manual.overview }
    return topic == "exit-codes" ? ExitCode.page(in: language) : try manual.text(on: topic)
  }

  private func printOrInstallAnnotations(_ language: Language) throws {
    let manual = Manual(in: language, of: try options.workplace().entities() ?? Entity.all)
    guard let write else { return Terminal.print(manual.metaFile) }
    try EditorSetup(manual).write(into: write)
    Terminal.note(
      Phrase(
        "\(write)/\(EditorSetup.annotations) is up to date, and \(EditorSetup.settings) leads to it: open \(write) in an editor with lua-language-server",
        zh:
          "\(write)/\(EditorSetup.annotations) 已更新，\(EditorSetup.settings) 指向它：请用带 lua-language-server 的编辑器打开 \(write)"
      ).text(in: language))
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
