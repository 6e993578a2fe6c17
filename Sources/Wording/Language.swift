/// A language that Patron speaks.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language of a locale name such as `zh_CN.UTF-8`, or of a choice such as `zh`; nil for names that say nothing
  /// (`C`, `POSIX`, empty).
  public init?(locale: some StringProtocol) {
    let tag = locale.lowercased()
    if tag.hasPrefix("zh") {
      self = .chinese
    } else if tag.hasPrefix("en") || tag == "c" || tag == "posix" || tag.hasPrefix("c.") {
      self = .english
    } else {
      return nil
    }
  }

  /// The language that the environment asks for: `PATRON_LANG`, then `LC_ALL`, `LC_MESSAGES`, `LANG`; else English.
  public init(environment: [String: String]) {
    let asked = ["PATRON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = asked.flatMap { Language(locale: $0) } ?? .english
  }
}
