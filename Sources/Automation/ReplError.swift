public import Wording

/// Why a session cannot do what it is told.
public enum ReplError: Refusal, Hashable {
  /// Changes are gathered that would be left behind.
  case gathered
  /// The book was opened to be read.
  case reading
  /// Ctrl-C, while no line was running.
  case stopped

  public var code: String {
    switch self {
    case .gathered: "uncommitted-changes"
    case .reading: "read-only-session"
    case .stopped: "stopped"
    }
  }

  public var message: Phrase {
    switch self {
    case .gathered:
      Phrase(
        "there are changes in the preview: `:commit` or `:rollback` first", zh: "预览中还有改动：请先 `:commit` 或 `:rollback`")
    case .reading:
      Phrase("this session reads only: begin one without --read-only", zh: "本会话只读：请不带 --read-only 重新启动")
    case .stopped: Phrase("stopped; nothing was changed", zh: "已停止；未做任何改动")
    }
  }
}
