import Wording

extension ScriptFinding: JSONDocument {
  public static let shape = JSONShape<ScriptFinding>([
    .init("file", Phrase("The script.", zh: "脚本文件。")) { $0.file },
    .init("line", Phrase("The line, from 1.", zh: "行号，从 1 开始。")) { $0.line },
    .init("column", Phrase("The column in characters, from 1.", zh: "列号（字符），从 1 开始。")) { $0.column },
    .init("width", Phrase("How many characters it is about.", zh: "涉及的字符数。")) { $0.width },
    .init("severity", Phrase("error or warning.", zh: "error 或 warning。")) { $0.severity.rawValue },
    .init("code", Phrase("A stable name for what it is about: unknown-field.", zh: "问题的固定名称，例如 unknown-field。")) {
      $0.code
    },
    .init("message", Phrase("What it is about, and the way out, in words.", zh: "问题与解决办法的文字说明。")) {
      $0.reason.message.text(in: $1)
    },
  ])
}
