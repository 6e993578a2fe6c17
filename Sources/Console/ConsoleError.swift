public import Wording

/// Why a command of a session cannot be obeyed.
public enum ConsoleError: Refusal, Hashable {
  case unknownCommand(String, suggestion: String?)
  case missingArgument(String, String)
  case nothingToSave

  public var code: String {
    switch self {
    case .unknownCommand: "unknown-command"
    case .missingArgument: "missing-argument"
    case .nothingToSave: "nothing-to-save"
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
    case .nothingToSave:
      return Phrase("no line of this session has worked yet", zh: "本会话还没有成功的行")
    }
  }
}
