import Automation
import Domain
import Wording

/// Scripts that are looked through without a book.
enum CheckDesk {
  static func check() throws -> ScriptCheck {
    try ScriptCheck(
      in: Workplace(bookPath: ":memory:", operatorName: "Li Wei", now: { Instant(secondsSinceEpoch: 1_795_000_000) }))
  }

  static func findings(_ source: String) throws -> [ScriptFinding] { try check().findings(in: source, named: "s.lua") }

  /// `line:column code message` of each finding.
  static func said(_ source: String, in language: Language = .english) throws -> [String] {
    try findings(source).map { "\($0.line):\($0.column) \($0.code) \($0.reason.message.text(in: language))" }
  }
}
