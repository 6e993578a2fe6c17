import Wording

/// A command of a session: a line that begins with a colon.
enum ReplCommand: String, CaseIterable {
  case help, diff, commit, rollback, again, preview, auto, schema, time, plan, trace, edit, run, history, save, limit,
    book,
    quit

  /// What stands behind it.
  var arguments: String {
    switch self {
    case .help: "[NAME]"
    case .schema: "[ENTITY]"
    case .time, .plan: "LUA"
    case .run: "FILE [ARGUMENT …]"
    case .save: "FILE"
    case .history: "[COUNT]"
    case .limit: "[cpu|wall|memory VALUE]"
    case .diff, .commit, .rollback, .again, .preview, .auto, .trace, .edit, .book, .quit: ""
    }
  }

  /// One line on what it does.
  var summary: Phrase {
    switch self {
    case .help: Phrase("what a name means; the modules", zh: "某个名称的说明；模块列表")
    case .diff: Phrase("every changed row of the preview", zh: "预览中改动的每一行")
    case .commit: Phrase("keep the changes of the preview, as one run", zh: "把预览中的改动作为一次运行保存")
    case .rollback: Phrase("forget the changes of the preview", zh: "放弃预览中的改动")
    case .again:
      Phrase("enter the lines of the preview anew, on the book as it is now", zh: "在当前账簿上重新输入预览中的各行")
    case .preview: Phrase("gather changes until :commit", zh: "先收集改动，直到 :commit")
    case .auto: Phrase("keep the changes of each line at once", zh: "每行的改动立即保存")
    case .schema: Phrase("the fields of an entity; the entities", zh: "某类记录的字段；记录类型列表")
    case .time: Phrase("run a line and say what it took", zh: "运行一行并显示用时")
    case .plan: Phrase("run a line and list the SQL that it ran", zh: "运行一行并列出其 SQL")
    case .trace: Phrase("where the last error came from", zh: "上一个错误的调用顺序")
    case .edit: Phrase("edit the last line in $VISUAL or $EDITOR", zh: "用 $VISUAL 或 $EDITOR 编辑上一行")
    case .run: Phrase("run a file in this session; `...` has the arguments", zh: "在本会话中运行文件；参数在 `...` 中")
    case .history: Phrase("the lines entered before", zh: "以前输入的行")
    case .save: Phrase("write the lines that worked as a script", zh: "把成功的行写成脚本")
    case .limit: Phrase("what each line may use", zh: "每行可用的资源")
    case .book: Phrase("where the session works", zh: "会话所在的账簿")
    case .quit: Phrase("leave; so does Ctrl-D", zh: "离开；也可按 Ctrl-D")
    }
  }

  /// The command that a line names, and what stands behind it; nil for a line of Lua.
  ///
  /// `::` begins a label of Lua.
  static func words(of line: String) -> (name: String, rest: String)? {
    let line = line.drop { $0 == " " }
    guard line.hasPrefix(":"), !line.hasPrefix("::") else { return nil }
    let name = line.dropFirst().prefix { !$0.isWhitespace }
    let rest = line.dropFirst(1 + name.count)
    return (String(name), String(rest).trimmed)
  }

  /// The command of a name: whole, or the beginning of just one.
  init?(named name: String) {
    let meant = Self.allCases.filter { $0.rawValue.hasPrefix(name) }
    let synonym: Self? = name == "exit" ? .quit : nil
    guard let command = Self(rawValue: name) ?? synonym ?? (meant.count == 1 ? meant.first : nil), !name.isEmpty else {
      return nil
    }
    self = command
  }

  /// The name by which other consoles are left, where a line is one of them, called or not.
  static func farewell(_ line: String) -> String? {
    let text = line.trimmed
    return ["quit", "exit"].first { text == $0 || text == "\($0)()" }
  }
}

extension String {
  /// The text without blanks around it.
  var trimmed: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
