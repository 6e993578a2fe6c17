public import Wording

/// What is wrong with the syntax of a Lua source.
public enum SyntaxFault: Refusal, Hashable {
  /// What would have been right.
  public enum Expectation: Sendable, Hashable {
    case token(String)
    case expression
    case name
    case statement
    case parameter
    case attribute
    case assignmentOrIn
    /// Nothing more.
    case end
  }

  /// What is wrong with an escape.
  public enum Escape: Sendable, Hashable {
    case unknown, hexadecimal, decimal, codePoint
  }

  /// Something else stands where that belongs.
  case unexpected(String, Expectation)
  /// What was opened is not closed where it should be; `suspect` is the line of something that probably lacks its end.
  case unclosed(String, opener: String, line: Int, found: String, suspect: Int?)
  /// Statements behind `return`.
  case afterReturn
  /// A value that nothing is done with.
  case unusedExpression
  case notAssignable
  case unfinishedText
  /// A text that goes on where the source ends.
  case unfinishedTextAtEnd
  case unfinishedLongText(isComment: Bool, line: Int)
  case brokenLongBracket
  case badEscape(String, Escape)
  case badNumber(String)
  case fullWidth(Character, String)
  case unknownCharacter(String)
  /// An operator of another language.
  case foreignOperator(String, lua: String)
  case varargsOutside
  case breakOutside
  case constant(String)
  case unknownAttribute(String)
  case twoClosed
  case unknownLabel(String)
  case repeatedLabel(String, line: Int)
  case jumpIntoLocal(label: String, local: String)
  /// More than Lua holds.
  case tooMany(Limit, Int)

  /// What there can be too much of.
  public enum Limit: Sendable, Hashable {
    case levels, locals, upvalues
  }

  public var code: String { "syntax" }

  /// Whether more text could mend it, where it is the last thing in the source.
  var isUnfinished: Bool {
    switch self {
    case .unfinishedTextAtEnd, .unfinishedLongText: true
    default: false
    }
  }

  public var message: Phrase {
    switch self {
    case .unexpected(let found, let wanted): Self.unexpected(found, wanted)
    case .unclosed(let wanted, let opener, let line, let found, let suspect):
      Phrase(
        "expected '\(wanted)' to close '\(opener)' of line \(line), found \(Self.shown(found).english)",
        zh: "应有 '\(wanted)' 来结束第 \(line) 行的 '\(opener)'，却是\(Self.shown(found).chinese)")
        + (suspect.map { Phrase("; what begins on line \($0) seems to lack its end", zh: "；第 \($0) 行开始的部分似乎缺少结尾") }
          ?? Phrase(verbatim: ""))
    case .afterReturn:
      Phrase(
        "nothing stands behind return in a block: move it before, or write do return end",
        zh: "return 必须是代码块的最后一条语句：请移到它前面，或写成 do return end")
    case .unusedExpression:
      Phrase(
        "this value is not used: assign it, as in local x = …, or call it, as in f(…)",
        zh: "这个值没有用处：请赋值（local x = …）或调用（f(…)）")
    case .notAssignable:
      Phrase("only names and fields take a value, as in x = 1 or t.x = 1", zh: "只能给变量或字段赋值，例如 x = 1 或 t.x = 1")
    case .unfinishedText, .unfinishedTextAtEnd:
      Phrase(
        "the text has no closing quote on its line: add it, or write [[…]] for several lines",
        zh: "字符串在本行没有结束引号：请补上，或用 [[…]] 写多行文本")
    case .unfinishedLongText(let isComment, let line):
      Phrase(
        "the long \(isComment ? "comment" : "text") of line \(line) is not closed with ]]",
        zh: "第 \(line) 行开始的长\(isComment ? "注释" : "字符串")没有用 ]] 结束")
    case .brokenLongBracket:
      Phrase("a long text begins with [[ or [=[", zh: "长字符串应以 [[ 或 [=[ 开始")
    case .badEscape(let text, let reason): Self.badEscape(text, reason)
    case .badNumber(let text):
      Phrase("'\(text)' is no number: write 12, 0.5, 1e6 or 0xFF", zh: "'\(text)' 不是数字：应写作 12、0.5、1e6 或 0xFF")
    case .fullWidth(let character, let half):
      Phrase(
        "full-width '\(character)': write half-width \(FullWidthPunctuation.shown(half)) instead",
        zh: "用了全角“\(character)”：请改用半角 \(FullWidthPunctuation.shown(half))")
    case .unknownCharacter(let text):
      Phrase(
        "'\(text)' has no meaning outside texts: names are of letters a to z, digits and _",
        zh: "'\(text)' 在字符串之外没有意义：名称只能用英文字母、数字和 _")
    case .foreignOperator(let written, let lua):
      Phrase("'\(written)' is not Lua: write \(lua)", zh: "Lua 没有 '\(written)'：请写 \(lua)")
    case .varargsOutside:
      Phrase(
        "'...' stands only in a function that takes it: function(...)", zh: "'...' 只能用在接受它的函数里：function(...)")
    case .breakOutside: Phrase("break stands only in a loop", zh: "break 只能用在循环里")
    case .constant(let name):
      Phrase("'\(name)' is constant and keeps its value: use another name", zh: "'\(name)' 是常量，不能再赋值：请用别的名称")
    case .unknownAttribute(let name):
      Phrase(
        "there is no attribute '\(name)': there are <const> and <close>", zh: "没有属性 '\(name)'：只有 <const> 和 <close>")
    case .twoClosed:
      Phrase("one local statement has at most one <close>", zh: "一条 local 语句最多有一个 <close>")
    case .unknownLabel(let name):
      Phrase("there is no label ::\(name):: that this goto sees", zh: "这个 goto 找不到标签 ::\(name)::")
    case .repeatedLabel(let name, let line):
      Phrase("the label '\(name)' is on line \(line) already", zh: "标签 '\(name)' 已在第 \(line) 行定义")
    case .jumpIntoLocal(let label, let local):
      Phrase(
        "goto \(label) would jump over the declaration of '\(local)': declare it before the goto",
        zh: "goto \(label) 会跳过 '\(local)' 的声明：请把声明放到 goto 之前")
    case .tooMany(.levels, let limit):
      Phrase("this is nested more than \(limit) levels deep", zh: "嵌套超过 \(limit) 层")
    case .tooMany(.locals, let limit):
      Phrase(
        "a function has at most \(limit) local variables: put some into a table", zh: "一个函数最多有 \(limit) 个局部变量：请改用表")
    case .tooMany(.upvalues, let limit):
      Phrase(
        "a function uses at most \(limit) variables of functions around it: put some into a table",
        zh: "一个函数最多使用 \(limit) 个外层变量：请改用表")
    }
  }

  private static func unexpected(_ found: String, _ wanted: Expectation) -> Phrase {
    let found = shown(found)
    let what =
      switch wanted {
      case .token(let text): Phrase("expected '\(text)'", zh: "应有 '\(text)'")
      case .expression: Phrase("expected a value", zh: "应有一个值")
      case .name: Phrase("expected a name", zh: "应有一个名称")
      case .statement: Phrase("no statement begins so", zh: "语句不能这样开头")
      case .parameter: Phrase("expected a parameter's name or ')'", zh: "应有参数名或 ')'")
      case .attribute: Phrase("expected const or close", zh: "应有 const 或 close")
      case .assignmentOrIn: Phrase("expected '=' or 'in'", zh: "应有 '=' 或 'in'")
      case .end: Phrase("nothing is left to close", zh: "没有可结束的代码块")
      }
    return what + Phrase(": found \(found.english)", zh: "：却是\(found.chinese)") + hint(found.english, wanted)
  }

  /// What people who come from other languages mean.
  private static func hint(_ found: String, _ wanted: Expectation) -> Phrase {
    switch (found, wanted) {
    case ("'='", .token("then")), ("'='", .token("do")): Phrase("; values compare with ==", zh: "；比较请用 ==")
    case ("'&'", .expression): Phrase("; for && write and", zh: "；&& 请写 and")
    case ("'|'", .expression): Phrase("; for || write or", zh: "；|| 请写 or")
    case ("'='", .expression): Phrase("; for x += 1 write x = x + 1", zh: "；x += 1 请写 x = x + 1")
    default: Phrase(verbatim: "")
    }
  }

  /// A piece of source as a message shows it.
  static func shown(_ found: String) -> Phrase {
    found.isEmpty ? Phrase("the end of the text", zh: "文本结尾") : Phrase("'\(found)'", zh: " '\(found)'")
  }

  private static func badEscape(_ text: String, _ reason: Escape) -> Phrase {
    switch reason {
    case .unknown:
      Phrase(
        "'\(text)' is no escape: for a backslash write \\\\", zh: "'\(text)' 不是转义：反斜杠请写 \\\\")
    case .hexadecimal:
      Phrase("'\(text)': two hexadecimal digits follow \\x", zh: "'\(text)'：\\x 后应有两位十六进制数字")
    case .decimal: Phrase("'\(text)': a byte is at most 255", zh: "'\(text)'：字节最大为 255")
    case .codePoint: Phrase("'\(text)': a character is written \\u{4E0A}", zh: "'\(text)'：字符应写作 \\u{4E0A}")
    }
  }
}
