public import Wording

/// Why a session cannot do what it is told.
public enum ReplError: Refusal, Hashable {
  /// Changes are gathered that would be left behind.
  case gathered
  /// The book was opened to be read.
  case reading

  public var code: String {
    switch self {
    case .gathered: "uncommitted-changes"
    case .reading: "read-only-session"
    }
  }

  public var message: Phrase {
    switch self {
    case .gathered:
      Phrase(
        "there are changes in the preview: `:commit` or `:rollback` first", zh: "预览中还有改动：请先 `:commit` 或 `:rollback`")
    case .reading:
      Phrase("this session reads only: begin one without --read-only", zh: "本会话只读：请不带 --read-only 重新启动")
    }
  }
}
