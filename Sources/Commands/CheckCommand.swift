import ArgumentParser
import Automation
import Wording

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "check",
    Phrase(
      "Looks through scripts without running them: syntax, names, types, definitions. Ends with 1 where there is anything to say, warnings too.",
      zh: "不运行脚本而检查其内容：语法、名称、类型、定义。只要有任何提示（包括警告），退出码即为 1。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var list: ListOptions
  @Argument(
    help: .text(
      "Scripts, and folders that are searched for them; scripts here unless given. A comment -- check: ignore CODE silences its line.",
      zh: "脚本，或要搜索脚本的文件夹；默认为当前目录的 scripts。注释 -- check: ignore CODE 可忽略所在行的该项。")) var paths: [String] = []

  func run() throws {
    let place = try options.workplace()
    let check = try ScriptCheck(in: place)
    let files = try ScriptCheck.scripts(at: paths)
    let findings = check.findings(inFiles: files, searchPath: Environment.value("PATH") ?? "")
    if list.json || !findings.isEmpty {
      try list.print(findings, in: place.language) {
        findings.map { $0.text(in: place.language) }.joined(separator: "\n")
      }
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
    Terminal.note(
      Phrase(
        "\(counted(files.count, "script")): \(counted(errors, "error")), \(counted(warnings, "warning"))",
        zh: "\(files.count) 个脚本：\(errors) 个错误，\(warnings) 个警告"
      ).text(in: place.language))
    if !findings.isEmpty { throw CommandEnd(code: .failed) }
  }
}
