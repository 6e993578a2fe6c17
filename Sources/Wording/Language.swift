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
  ///
  /// - Parameter environment: The value of a variable; nil where it is not set.
  public init(environment: (String) -> String?) {
    for name in ["PATRON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let asked = environment(name), !asked.isEmpty else { continue }
      self = Language(locale: asked) ?? .english
      return
    }
    self = .english
  }
}
