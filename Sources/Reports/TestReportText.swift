public import Automation
import Domain
import LuaRuntime
public import Wording

/// How tests went, for people.
public struct TestReportText: Sendable {
  private let language: Language

  /// Reports in one language.
  public init(in language: Language) {
    self.language = language
  }

  /// The tests of a file: a line where all is well, and what is wrong with those that failed.
  public func text(of report: TestFileReport) -> String {
    let failed = report.results.filter { $0.outcome != .succeeded }
    let count = report.results.count
    var lines = [
      (failed.isEmpty ? "✓ " : "✗ ") + report.file + "  "
        + say(count == 1 ? "1 test" : "\(count) tests", zh: "\(count) 个测试") + "  " + Self.text(report.time)
    ]
    for result in failed {
      lines += ["", "  ✗ \(name(of: result))", indented(reason(result.outcome))] + output(of: result)
    }
    if !failed.isEmpty { lines.append("") }
    return lines.joined(separator: "\n")
  }

  /// What it all came to.
  public func summary(of report: TestReport) -> String {
    let limited = report.count { $0.isLimited }
    let failed = report.count { $0.isFailure }
    let count = report.results.count
    var parts = [
      say(
        "\(report.count { $0 == .succeeded }) of \(count) tests passed",
        zh: "\(count) 个测试中 \(report.count { $0 == .succeeded }) 个通过")
    ]
    if failed > 0 { parts.append(say("\(failed) failed", zh: "\(failed) 个失败")) }
    if limited > 0 { parts.append(say("\(limited) stopped by a limit", zh: "\(limited) 个因限额停止")) }
    if parts.count == 1, report.count(where: { $0 == .succeeded }) < count { parts.append(say("cancelled", zh: "已取消")) }
    return parts.joined(separator: say(", ", zh: "，"))
      + say(
        " in \(Self.text(report.time)), seed \(report.seed)", zh: "，用时 \(Self.text(report.time))，随机种子 \(report.seed)")
  }

  /// The tests that took longest; empty where there are few.
  public func slowest(of report: TestReport) -> String {
    guard report.results.count > 5 else { return "" }
    let rows = report.slowest(5).map {
      "  \(DisplayWidth().padded(Self.text($0.time), to: 10, .right))  \(name(of: $0))"
    }
    return ([say("slowest:", zh: "最慢的：")] + rows).joined(separator: "\n")
  }

  /// Which lines of scripts ran.
  public func coverage(of files: [CoveredFile]) -> String {
    var table = Table([
      (say("file", zh: "文件"), .left), (say("lines", zh: "行数"), .right), (say("ran", zh: "已运行"), .right), ("%", .right),
      (say("never ran", zh: "未运行"), .left),
    ])
    func add(_ name: String, _ count: Int, _ covered: Int, _ missing: String) {
      let share = count == 0 ? 100 : covered * 1000 / count
      table.add([name, "\(count)", "\(covered)", count == 0 ? "–" : "\(share / 10).\(share % 10)", missing])
    }
    for file in files {
      let stretches = file.missing.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      let more = stretches.count > 8 ? " …" : ""
      add(file.file, file.counts.count, file.covered, stretches.prefix(8).joined(separator: ", ") + more)
    }
    add(
      say("all", zh: "合计"), files.reduce(0) { $0 + $1.counts.count }, files.reduce(0) { $0 + $1.covered }, "")
    return table.text
  }

  private func name(of result: TestResult) -> String {
    DisplayWidth.visible(result.path.isEmpty ? say("the file itself", zh: "文件本身") : result.name)
      + "  \(result.location)"
  }

  private func reason(_ outcome: ScriptOutcome) -> String {
    switch outcome {
    case .succeeded: ""
    case .failed(let failure): failure.rendering.text(in: language)
    case .limited(let limit, let failure): LimitReport(limit, at: failure).text(in: language)
    case .cancelled: say("cancelled", zh: "已取消")
    }
  }

  /// The end of what a failed test printed.
  private func output(of result: TestResult) -> [String] {
    let text = DisplayWidth.visible(result.output, keeping: ["\n", "\t"])
    guard !text.isEmpty else { return [] }
    let lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
      .split(separator: "\n", omittingEmptySubsequences: false)
    let hidden = max(0, lines.count - Self.printedLines)
    let more = hidden == 0 ? [] : [indented(say("… \(hidden) more lines before", zh: "……之前还有 \(hidden) 行"))]
    return [indented(say("it printed:", zh: "输出："))] + more
      + [indented(lines.dropFirst(hidden).joined(separator: "\n"))]
  }

  private static let printedLines = 40

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
  }

  private func say(_ english: String, zh chinese: String) -> String {
    Phrase(english, zh: chinese).text(in: language)
  }

  /// A duration as people read it: `340 µs`, `1.2 ms`, `3.41 s`.
  static func text(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let microseconds = seconds.multipliedReportingOverflow(by: 1_000_000).partialValue + attoseconds / 1_000_000_000_000
    func decimal(_ value: Int64, per unit: Int64, digits: Int64) -> String {
      let scaled = value * digits / unit
      let fraction = String(scaled % digits)
      let zeros = String(repeating: "0", count: max(0, String(digits).count - 1 - fraction.count))
      return "\(scaled / digits).\(zeros)\(fraction)"
    }
    if microseconds < 1000 { return "\(microseconds) µs" }
    if microseconds < 1_000_000 { return decimal(microseconds, per: 1000, digits: 10) + " ms" }
    return decimal(microseconds, per: 1_000_000, digits: 100) + " s"
  }
}
