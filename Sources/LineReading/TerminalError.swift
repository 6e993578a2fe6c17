import Glibc
public import Wording

/// Why a terminal or the file of a history cannot be used.
public enum TerminalError: Refusal, Equatable {
  /// The terminal does not give its keys to this process.
  case notRaw(errorNumber: Int32)
  /// The history cannot be read; the session has none.
  case unreadableHistory(path: String, errorNumber: Int32)
  /// The history cannot be written; the session's lines are not kept.
  case unwritableHistory(path: String, errorNumber: Int32)

  /// A stable name for the kind of error.
  public var code: String {
    switch self {
    case .notRaw: "terminal-not-raw"
    case .unreadableHistory: "history-not-readable"
    case .unwritableHistory: "history-not-writable"
    }
  }

  /// What happened and the way out.
  public var message: Phrase {
    switch self {
    case .notRaw(let number):
      Phrase(
        "the terminal does not allow lines to be edited (\(Self.reason(number))); set TERM=dumb to write plain lines",
        zh: "终端不允许编辑行（\(Self.reason(number))）；设置 TERM=dumb 可使用普通输入")
    case .unreadableHistory(let path, let number):
      Phrase(
        "the history \(path) cannot be read (\(Self.reason(number))); this session begins without one",
        zh: "无法读取历史文件 \(path)（\(Self.reason(number))）；本次会话没有历史")
    case .unwritableHistory(let path, let number):
      Phrase(
        "the history \(path) cannot be written (\(Self.reason(number))); the lines of this session are not kept",
        zh: "无法写入历史文件 \(path)（\(Self.reason(number))）；本次会话的输入不会保存")
    }
  }

  private static func reason(_ number: Int32) -> String {
    // The text that the C library gives ends with a zero, and is copied at once.
    unsafe String(cString: strerror(number))
  }
}
