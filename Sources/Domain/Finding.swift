public import Wording

/// What an examination found about one thing.
public struct Finding: Sendable, Hashable {
  /// How bad it is.
  public enum Verdict: String, Sendable, CaseIterable {
    /// As it should be.
    case ok
    /// Works now, and may not tomorrow.
    case warn
    /// Broken.
    case fail
  }

  /// What was looked at, under a name that never changes: `integrity`.
  public let check: String
  /// How bad it is.
  public let verdict: Verdict
  /// What was seen.
  public let fact: Phrase
  /// What to do about it; nil where nothing has to be done.
  public let remedy: Phrase?

  /// A finding.
  public init(_ check: String, _ verdict: Verdict, _ fact: Phrase, remedy: Phrase? = nil) {
    self.check = check
    self.verdict = verdict
    self.fact = fact
    self.remedy = remedy
  }
}
