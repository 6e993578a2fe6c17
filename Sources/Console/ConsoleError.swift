public import Wording

/// Why a command of a session cannot be obeyed.
public enum ConsoleError: Refusal, Hashable {
  case unknownCommand(String, suggestion: String?)
  case missingArgument(String, String)
  /// A command that takes nothing is given something.
  case arguments(String, given: String)
  case nothingToSave
  case exists(String)
  case unwritable(String)
  /// A command of the program would work on another book.
  case inMemory(String)
  case noTerminal

  public var code: String {
    switch self {
    case .unknownCommand: "unknown-command"
    case .missingArgument: "missing-argument"
    case .arguments: "too-many-arguments"
    case .nothingToSave: "nothing-to-save"
    case .exists: "file-exists"
    case .unwritable: "cannot-write"
    case .inMemory: "book-in-memory"
    case .noTerminal: "no-terminal"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknownCommand(let name, let suggestion):
      guard let suggestion else {
        return Phrase("there is no command ':\(name)': `:help` lists them", zh: "没有命令“:\(name)”：`:help` 列出所有命令")
      }
      return Phrase(
        "there is no command ':\(name)' (did you mean ':\(suggestion)'?)", zh: "没有命令“:\(name)”（是否想写“:\(suggestion)”？）")
    case .missingArgument(let name, let arguments):
      return Phrase("write `:\(name) \(arguments)`", zh: "写法：`:\(name) \(arguments)`")
    case .arguments(let name, let given):
      return Phrase("`:\(name)` stands alone, got '\(given)' behind it", zh: "`:\(name)` 后面不带内容，收到的是“\(given)”")
    case .nothingToSave:
      return Phrase("no line of this session has worked yet", zh: "本会话还没有成功的行")
    case .exists(let path):
      return Phrase("there is a file \(path) already: give another name", zh: "\(path) 已存在：请换一个名称")
    case .unwritable(let path):
      return Phrase("\(path) cannot be written: look at its folder", zh: "无法写入 \(path)：请检查其文件夹")
    case .inMemory(let name):
      return Phrase(
        "':\(name)' would work on another book: this one is in memory, and the session's alone",
        zh: "“:\(name)”会作用于另一个账簿：本账簿在内存中，只属于本会话")
    case .noTerminal:
      return Phrase("nobody is here to edit: the session reads from a pipe", zh: "没有终端可供编辑：会话从管道读取输入")
    }
  }
}
