import Analytics
public import Automation
import Domain
public import Wording

/// What a draft would come to, for people.
public struct SimulationTable {
  /// The report as text.
  public let text: String

  /// The report of a simulation.
  public init(_ report: SimulationReport, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    let none = say("none", zh: "无")
    let beside =
      report.inForce.map { say("beside version \($0) in force", zh: "与生效的版本 \($0) 比较") }
      ?? say("nothing is in force", zh: "没有生效的版本")
    var lines = [
      say(
        "\(report.name) (\(report.kind)), \(beside): \(report.changed) customers would be elsewhere; nothing was kept",
        zh: "\(report.name)（\(report.kind)），\(beside)：\(report.changed) 个客户的结果不同；未作任何保留")
    ]
    if report.days.count > 1 {
      for day in report.days {
        let counts = day.tiers.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { "\($0.key ?? none) \($0.value)" }
        lines.append(
          say(
            "  \(day.date): \(day.changed) change; \(counts.joined(separator: ", "))",
            zh: "  \(day.date)：\(day.changed) 个变动；\(counts.joined(separator: "、"))"))
      }
    }
    if !report.matrix.isEmpty { lines.append(Self.indented(Self.matrix(report, in: language))) }
    if let cost = report.cost {
      lines.append(
        say(
          "  discounts by last year's orders: \(cost.groupedDescription) more",
          zh: "  按近一年订货额，折扣增加 \(cost.groupedDescription)"))
    }
    if !report.movers.isEmpty {
      lines.append(say("  most at stake:", zh: "  影响最大："))
      lines.append(Self.indented(Self.movers(report, in: language)))
    }
    if !report.usedCurrent.isEmpty {
      let fields = report.usedCurrent.joined(separator: ", ")
      lines.append(say("  taken as it is today: \(fields)", zh: "  按当前值采用：\(fields)"))
    }
    if let scoring = report.scoring { lines.append(ScoreTable(scoring, in: language).text) }
    text = lines.joined(separator: "\n")
  }

  private static func matrix(_ report: SimulationReport, in language: Language) -> Table {
    let none = Phrase("none", zh: "无").text(in: language)
    let names = Set(report.matrix.keys.flatMap { [$0.from, $0.to] }).sorted { ($0 ?? "") < ($1 ?? "") }
    var table = Table(
      [(Phrase("in force ↓, draft →", zh: "生效 ↓，草稿 →").text(in: language), .left)]
        + names.map { ($0 ?? none, DisplayWidth.Alignment.right) })
    for from in names {
      table.add([from ?? none] + names.map { to in report.matrix[.init(from: from, to: to)].map { "\($0)" } ?? "" })
    }
    return table
  }

  private static func movers(_ report: SimulationReport, in language: Language) -> Table {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("customer", zh: "客户"), .left), (Phrase("name", zh: "名称"), .left), (Phrase("in force", zh: "生效"), .left),
      (Phrase("draft", zh: "草稿"), .left), (Phrase("cost", zh: "金额"), .right),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for mover in report.movers {
      let cost = mover.cost.flatMap { cost in
        report.cost.map { Money(minorUnits: cost, $0.currency).groupedDescription }
      }
      table.add([mover.code, mover.name, mover.from ?? "–", mover.to ?? "–", cost ?? ""])
    }
    return table
  }

  private static func indented(_ table: Table) -> String {
    table.text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}
