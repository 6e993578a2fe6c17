public import Domain
public import Wording

/// What an examination found, for people: one line a finding, the way out below it.
public struct DoctorReport {
  /// The report as text.
  public let text: String

  /// The report of those findings.
  public init(_ findings: [Finding], in language: Language) {
    let measure = DisplayWidth()
    let width = findings.map { measure.columns(of: $0.check) }.max() ?? 0
    var lines: [String] = []
    for finding in findings {
      let verdict = measure.padded(finding.verdict.phrase.text(in: language), to: 4)
      lines.append("\(verdict)  \(measure.padded(finding.check, to: width))  \(finding.fact.text(in: language))")
      if let remedy = finding.remedy { lines.append("      → \(remedy.text(in: language))") }
    }
    func count(_ verdict: Finding.Verdict) -> Int { findings.count { $0.verdict == verdict } }
    let (warnings, failures) = (count(.warn), count(.fail))
    lines.append(
      failures + warnings == 0
        ? Phrase("all is well", zh: "一切正常").text(in: language)
        : Phrase("failures: \(failures), warnings: \(warnings)", zh: "失败 \(failures) 项，警告 \(warnings) 项").text(
          in: language))
    text = lines.joined(separator: "\n")
  }
}

extension Finding.Verdict {
  /// The verdict in a word of at most four columns.
  fileprivate var phrase: Phrase {
    switch self {
    case .ok: Phrase("OK", zh: "正常")
    case .warn: Phrase("WARN", zh: "警告")
    case .fail: Phrase("FAIL", zh: "失败")
    }
  }
}
