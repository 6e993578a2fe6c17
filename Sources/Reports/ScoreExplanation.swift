import Analytics
public import Automation
import Domain
public import Wording

/// Why a customer has a score, for people.
public struct ScoreExplanation {
  /// The explanation as text.
  public let text: String

  /// The explanation of a score.
  public init(_ explanation: ScoringExplanation, in language: Language) {
    let score = explanation.score
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    var lines: [String] = []
    if let value = score.value {
      let band = score.band.map { say("  band \($0)", zh: "  级别 \($0)") } ?? say("  no band", zh: "  未分级")
      lines.append("\(score.customer) \(score.customerName)  \(score.name) \(Self.plain(value))\(band)")
    } else {
      lines.append(
        "\(score.customer) \(score.customerName)  \(score.name) " + say("insufficient data: ", zh: "数据不足：")
          + (score.reason ?? ""))
    }
    lines += Self.bars(explanation.parts)
    lines.append(say("evidence", zh: "依据"))
    for evidence in explanation.evidence {
      let values = evidence.values.map { $0.field.isEmpty ? $0.value : "\($0.field) \($0.value)" }
      let text = values.isEmpty ? say("no data", zh: "无数据") : values.joined(separator: ", ")
      lines.append("  \(evidence.input): \(text)")
    }
    let share = "\(Int((score.coverage * 100).rounded())) %"
    let missing = explanation.missing.joined(separator: ", ")
    let without = missing.isEmpty ? "" : say("; missing: \(missing)", zh: "；缺少：\(missing)")
    lines.append(say("coverage \(share)\(without)", zh: "数据覆盖 \(share)\(without)"))
    lines.append(
      say(
        "as of \(score.asOf), version \(score.version) (\(score.file)), run \(score.run)",
        zh: "业务日期 \(score.asOf)，版本 \(score.version)（\(score.file)），运行 \(score.run)"))
    text = lines.joined(separator: "\n")
  }

  /// The parts of a value, each with a bar.
  static func bars(_ parts: [ScorePart]) -> [String] {
    let rows = parts.flatMap { part in
      [(part.cap.map { "\(part.name) (≤ \(plain($0)))" } ?? part.name, part.value)]
        + part.parts.map { ("  \($0.name)", $0.value) }
    }
    let measure = DisplayWidth()
    let names = rows.map { measure.columns(of: $0.0) }.max() ?? 0
    let figures = rows.map { plain($0.1).count }.max() ?? 0
    let bars = Bars(largest: rows.map(\.1.magnitude).max() ?? 0)
    return rows.map { name, value in
      let line =
        "  \(measure.padded(name, to: names, .left))  \(measure.padded(plain(value), to: figures, .right))  \(bars.text(value))"
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// A number without a needless fraction.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
