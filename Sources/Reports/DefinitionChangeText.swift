public import Automation
public import Wording

/// A change of the version in force, for people.
public struct DefinitionChangeText {
  /// The report as text.
  public let text: String

  /// The report of a change.
  public init(_ change: DefinitionChange, in language: Language) {
    let before = change.before.map { "\($0)" }
    let head =
      switch (before, change.after) {
      case (let before?, let after?): Phrase("version \(before) → \(after)", zh: "版本 \(before) → \(after)")
      case (nil, let after?): Phrase("version \(after) goes into force", zh: "启用版本 \(after)")
      case (let before?, nil):
        Phrase(
          "version \(before) goes out of force; scores that stay: \(change.valueCount)",
          zh: "停用版本 \(before)；\(change.valueCount) 个客户保留其评分")
      case (nil, nil): Phrase("no version is in force", zh: "没有启用的版本")
      }
    let line = (Phrase("\(change.name): ", zh: "\(change.name)：") + head).text(in: language)
    text = ([line] + (change.scoring.map { [ScoreTable($0, in: language).text] } ?? [])).joined(separator: "\n")
  }
}
