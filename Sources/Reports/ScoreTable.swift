import Analytics
public import Automation
import Domain
public import Wording

/// What scoring everyone came to, for people.
public struct ScoreTable {
  /// The report as text.
  public let text: String

  /// The report of a scoring; `preview` where nothing was kept.
  public init(_ summary: ScoringSummary, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    let moves = summary.moves
    var lines = [
      say(
        "\(summary.name), version \(summary.version), as of \(summary.asOf): \(moves.count) customers, \(moves.scored) scored, \(moves.insufficient) with insufficient data",
        zh:
          "\(summary.name) 版本 \(summary.version)，业务日期 \(summary.asOf)：共 \(moves.count) 个客户，\(moves.scored) 个有评分，\(moves.insufficient) 个数据不足"
      )
    ]
    if !moves.bands.isEmpty {
      let named = moves.bands.compactMap { band, count in band.map { ($0, count) } }.sorted { $0.0 < $1.0 }
      var texts = named.map { "\($0.0) \($0.1)" }
      if let none = moves.bands[nil] { texts.append(say("no band \(none)", zh: "未分级 \(none)")) }
      lines.append(say("  bands: ", zh: "  级别：") + texts.joined(separator: ", "))
    }
    lines.append(
      say(
        "  \(moves.rose) rise, \(moves.fell) fall, \(moves.changedBand) change band, \(moves.gained) gain a score, \(moves.lost) lose it; \(moves.written) rows",
        zh:
          "  \(moves.rose) 个上升，\(moves.fell) 个下降，\(moves.changedBand) 个改变级别，\(moves.gained) 个新获评分，\(moves.lost) 个失去评分；\(moves.written) 行"
      ))
    let missing = summary.missing.filter { $0.customers > 0 }.map { input, count in
      count == moves.count ? say("\(input) (everyone)", zh: "\(input)（全部客户）") : "\(input) (\(count))"
    }
    let without = missing.isEmpty ? "" : say("; no data for ", zh: "；缺少数据：") + missing.joined(separator: ", ")
    lines.append(
      say(
        "  coverage \(Int((summary.coverage * 100).rounded())) %",
        zh: "  数据覆盖 \(Int((summary.coverage * 100).rounded())) %") + without)
    if !moves.largest.isEmpty {
      lines.append(say("  largest moves:", zh: "  变动最大：") + "\n" + Self.table(moves.largest, in: language))
    }
    text = lines.joined(separator: "\n")
  }

  private static func table(_ moves: [ScoreMoves.Move], in language: Language) -> String {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("customer", zh: "客户"), .left), (Phrase("name", zh: "名称"), .left), (Phrase("before", zh: "之前"), .right),
      (Phrase("after", zh: "之后"), .right), (Phrase("band", zh: "级别"), .left),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for move in moves {
      let (old, new) = (move.before.band ?? "–", move.after.band ?? "–")
      table.add([
        move.code, move.name, move.before.value.map(ScoreExplanation.plain) ?? "",
        move.after.value.map(ScoreExplanation.plain) ?? "",
        old == new ? new : "\(old) → \(new)",
      ])
    }
    return table.text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}
