import ArgumentParser
import Automation
import Wording

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "new",
    Phrase(
      "Writes a working start with its test into scripts: a definition, a script, a job or a test.",
      zh: "在 scripts 中写入可用的起始文件及其测试：定义、脚本、定期任务或测试。"))

  @Argument(
    help: .text(
      "What to begin: \(kinds).", zh: "要新建的种类：\(kinds)。"))
  var kind: String
  @Argument(help: .text("Its name: lower-case letters, digits and _.", zh: "名称：小写字母、数字与 _。")) var name: String
  @Option(help: .text("The language of the comments, en or zh.", zh: "注释的语言：en 或 zh。", value: "language")) var lang:
    String?

  private static var kinds: String { NewScript.Kind.allCases.map(\.rawValue).joined(separator: ", ") }

  func run() throws {
    let language = try BookOptions.language(lang)
    guard let kind = NewScript.Kind(rawValue: kind) else {
      throw UsageError.kind(self.kind, known: NewScript.Kind.allCases.map(\.rawValue))
    }
    let script = try NewScript(kind, named: name)
    try script.write(into: ".", in: language)
    for (path, _) in script.files(in: language) { Terminal.print(path) }
    let next =
      kind.isDefinition
      ? Phrase(
        "try it with patron test \(script.path.folder), put it in force with patron apply \(script.path)",
        zh: "测试：patron test \(script.path.folder)；启用：patron apply \(script.path)")
      : Phrase("try it with patron test \(script.path.folder)", zh: "试运行：patron test \(script.path.folder)")
    Terminal.note(next.text(in: language))
  }
}
