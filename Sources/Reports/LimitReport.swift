public import LuaRuntime
public import Wording

/// Which limit stopped a script, and what to do about it.
public struct LimitReport {
  private let limit: Limit
  private let failure: ScriptFailure
  private let keepsParts: Bool

  /// The report of a limit that was hit at a place, by a run of which parts are kept or nothing.
  public init(_ limit: Limit, at failure: ScriptFailure, keepsParts: Bool = false) {
    self.limit = limit
    self.failure = failure
    self.keepsParts = keepsParts
  }

  /// The report in one language.
  public func text(in language: Language) -> String {
    let phrase =
      Phrase("stopped: the \(limit.rawValue) limit was hit", zh: "已停止：达到\(limit.phrase.chinese)限额")
      + (keepsParts ? Phrase(verbatim: "") : Phrase(" and nothing was changed", zh: "，未做任何改动"))
      + Phrase("; raise it with --\(limit.rawValue)", zh: "；可用 --\(limit.rawValue) 提高限额")
    let place = failure.rendering.text(in: language)
    return phrase.text(in: language) + (place.isEmpty ? "" : "\n\(place)")
  }
}
