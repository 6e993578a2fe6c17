public import LuaRuntime
public import Wording

/// Which limit stopped a script, and what to do about it.
public struct LimitReport {
  private let limit: Limit
  private let failure: ScriptFailure
  private let keepsParts: Bool
  private let isInSession: Bool

  /// The limits that a session sets between its lines.
  private static let limitsOfSessions: Set<Limit> = [.cpu, .wall, .memory]

  /// The report of a limit that was hit at a place, by a run of which parts are kept or nothing, or by a line of a session.
  public init(_ limit: Limit, at failure: ScriptFailure, keepsParts: Bool = false, isInSession: Bool = false) {
    self.isInSession = isInSession
    self.limit = limit
    self.failure = failure
    self.keepsParts = keepsParts
  }

  private var option: String {
    isInSession && Self.limitsOfSessions.contains(limit) ? "`:limit \(limit.rawValue) …`" : "--\(limit.rawValue)"
  }

  /// The report in one language.
  public func text(in language: Language) -> String {
    let phrase =
      Phrase("stopped: the \(limit.rawValue) limit was hit", zh: "已停止：达到\(limit.phrase.chinese)限额")
      + (keepsParts ? Phrase(verbatim: "") : Phrase(" and nothing was changed", zh: "，未做任何改动"))
      + Phrase("; raise it with \(option)", zh: "；可用 \(option) 提高限额")
      + (isInSession && limit == .memory
        ? Phrase(
          ". Where a global holds too much, set it to nil after that", zh: "。若是全局变量占用过多，提高后将其设为 nil")
        : Phrase(verbatim: ""))
    let place = failure.rendering.text(in: language)
    return phrase.text(in: language) + (place.isEmpty ? "" : "\n\(place)")
  }
}
