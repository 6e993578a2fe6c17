public import Automation
public import Domain
public import Wording

/// Definitions, for people.
public struct DefinitionTable {
  /// The table as text.
  public let text: String

  /// A table of those versions.
  public init(_ versions: [DefinitionVersion], in language: Language) {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("name", zh: "名称"), .left), (Phrase("kind", zh: "类型"), .left), (Phrase("version", zh: "版本"), .right),
      (Phrase("state", zh: "状态"), .left), (Phrase("file", zh: "文件"), .left), (Phrase("hash", zh: "哈希"), .left),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for version in versions {
      table.add([
        version.name, version.kind, "\(version.number)", version.state.phrase.text(in: language), version.file,
        String(version.hash.prefix(12)),
      ])
    }
    text = table.text
  }
}

extension DefinitionVersion.State {
  /// The state in words.
  var phrase: Phrase {
    switch self {
    case .draft: Phrase("draft", zh: "草稿")
    case .active: Phrase("active", zh: "启用")
    case .retired: Phrase("retired", zh: "停用")
    }
  }
}

/// What applying files came to, for people.
public struct AppliedTable {
  /// The report as text.
  public let text: String

  /// The report of what was applied.
  public init(_ report: ApplyReport, in language: Language) {
    var lines: [String] = []
    for item in report.items {
      let status =
        switch item.status {
        case .new: Phrase("new", zh: "新增")
        case .changed: Phrase("changed", zh: "有改动")
        case .unchanged: Phrase("unchanged", zh: "无改动")
        }
      var versions = Phrase("version \(item.version)", zh: "版本 \(item.version)")
      if let before = item.before, before != item.version {
        versions = Phrase("version \(before) → \(item.version)", zh: "版本 \(before) → \(item.version)")
      }
      let draft = item.isDraft ? Phrase(", draft", zh: "，草稿") : Phrase(verbatim: "")
      lines.append(
        "\(item.file): \((Phrase(verbatim: item.name + "  ") + status + Phrase(", ", zh: "，") + versions + draft).text(in: language))"
      )
      if let scoring = item.scoring { lines.append(ScoreTable(scoring, in: language).text) }
    }
    text = lines.joined(separator: "\n")
  }
}
