import Wording

/// What was asked for does not go together, or names what is not there.
enum UsageError: Refusal {
  case command(String, under: [String], known: [String])
  case kind(String, known: [String])
  case value(option: String, given: String, expected: Phrase)
  case lone(option: String, without: String)
  case unfit(option: String, Phrase)
  case unwritable(String)
  /// What the parser of arguments says.
  case arguments(String)

  var code: String {
    switch self {
    case .command: "unknown-command"
    case .kind, .value, .lone, .unfit, .arguments: "usage"
    case .unwritable: "cannot-write"
    }
  }

  var exitCode: ExitCode {
    switch self {
    case .command, .kind, .value, .lone, .unfit, .arguments: .usage
    case .unwritable: .unwritable
    }
  }

  var message: Phrase {
    switch self {
    case .command(let name, let parents, let known):
      let command = (parents + [name]).joined(separator: " ")
      let refused = Phrase("there is no command '\(command)'", zh: "没有命令 '\(command)'")
      if let guess = Suggestion.nearest(to: name, among: known) {
        let meant = (parents + [guess]).joined(separator: " ")
        return refused + Phrase(" (did you mean 'patron \(meant)'?)", zh: "（是否想写 'patron \(meant)'？）")
      }
      let list = known.joined(separator: ", ")
      return refused + Phrase(": there are \(list)", zh: "：可用的有 \(list)")
    case .kind(let name, let known):
      let list = known.joined(separator: ", ")
      let guess = Suggestion.nearest(to: name, among: known).map {
        Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）")
      }
      return Phrase("nothing of the kind '\(name)' can be begun", zh: "没有种类 '\(name)'")
        + (guess ?? Phrase(verbatim: "")) + Phrase(": there are \(list)", zh: "：可用的有 \(list)")
    case .value(let option, let given, let expected):
      return Phrase("\(option) takes ", zh: "\(option) 需要") + expected
        + Phrase(", got '\(given)'", zh: "，收到的是 '\(given)'")
    case .lone(let option, let other):
      return Phrase("\(option) goes with \(other) only", zh: "\(option) 须与 \(other) 同用")
    case .unfit(let option, let reason): return Phrase(verbatim: "\(option): ") + reason
    case .arguments(let text): return Phrase(verbatim: text)
    case .unwritable(let path):
      return Phrase(
        "cannot write \(path): look at its folder's permissions and space", zh: "无法写入 \(path)：请检查所在文件夹的权限和空间")
    }
  }
}
