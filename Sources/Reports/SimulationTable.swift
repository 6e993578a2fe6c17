import Analytics
public import Automation
import Domain
import Storage
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
      report.inForce.map { number in
        report.otherName.map { say("beside '\($0)' version \(number) in force", zh: "与生效的 '\($0)' 版本 \(number) 比较") }
          ?? say("beside version \(number) in force", zh: "与生效的版本 \(number) 比较")
      }
      ?? say("nothing is in force", zh: "没有生效的版本")
    let changed = report.changed == 1 ? "1 customer" : "\(report.changed) customers"
    var lines = [
      say(
        "\(report.name) (\(report.kind)), \(beside): \(changed) would be elsewhere; nothing was kept",
        zh: "\(report.name)（\(report.kind)），\(beside)：\(report.changed) 个客户的结果不同；未作任何保留")
    ]
    if report.days.count > 1 {
      for day in report.days {
        let counts =
          day.counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { "\($0.key ?? none) \($0.value)" }
          + day.granted.sorted { $0.key < $1.key }.map { "\($0.key) \(Self.text($0.value))" }
        lines.append(
          say(
            "  \(day.date): \(day.changed) change; \(counts.joined(separator: ", "))",
            zh: "  \(day.date)：\(day.changed) 个变动；\(counts.joined(separator: "、"))"))
      }
    }
    if !report.matrix.isEmpty { lines.append(Self.indented(Self.matrix(report, in: language))) }
    if let stake = report.stake, let stakes = report.stakes?.text(in: language) {
      let amount = ((try? stake.magnitude()) ?? stake).groupedDescription
      lines.append(
        stake.isNegative
          ? say("  \(stakes): \(amount) less", zh: "  \(stakes)：减少 \(amount)")
          : say("  \(stakes): \(amount) more", zh: "  \(stakes)：增加 \(amount)"))
    }
    if !report.effects.isEmpty { lines.append(Self.indented(Self.effects(report, in: language))) }
    if !report.movers.isEmpty {
      lines.append(say("  most at stake:", zh: "  影响最大："))
      lines.append(Self.indented(Self.movers(report, in: language)))
    }
    if report.isBesideRecorded {
      lines.append(
        say(
          "  in force is what was recorded at its time: what has changed since then by time alone differs too",
          zh: "  生效的一方取当时的记录：此后仅因时间推移而产生的变化也计入差异"))
    }
    lines += Self.provisos(report.usedCurrent, report.late, in: language)
    if !report.notReplayed.isEmpty {
      let counts = report.notReplayed.map { "\($0.kind) \($0.count)" }.joined(separator: ", ")
      lines.append(
        say(
          "  points moved by hand, which neither side has: \(counts)", zh: "  手工的积分变动，两边均不含：\(counts)"))
    }
    if let scoring = report.scoring { lines.append(ScoreTable(scoring, in: language).text) }
    text = lines.joined(separator: "\n")
  }

  /// What is to be known of a look at the past.
  static func provisos(_ current: [String], _ late: [Hindsight.Late], in language: Language) -> [String] {
    var lines: [String] = []
    if !current.isEmpty {
      let fields = current.joined(separator: ", ")
      lines.append(
        Phrase("  taken as it is today: \(fields)", zh: "  按当前值采用：\(fields)").text(in: language))
    }
    if !late.isEmpty {
      let counts = late.map { "\($0.entity) \($0.count)" }.joined(separator: ", ")
      lines.append(
        Phrase(
          "  recorded later than their day, and not seen before: \(counts)", zh: "  晚于其日期才记录、此前不可见：\(counts)"
        ).text(in: language))
    }
    return lines
  }

  private static func effects(_ report: SimulationReport, in language: Language) -> Table {
    let heads: [(Phrase, DisplayWidth.Alignment)] = [
      (Phrase("figure", zh: "指标"), .left), (Phrase("in force", zh: "生效"), .right), (Phrase("draft", zh: "草稿"), .right),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for effect in report.effects {
      table.add([effect.label.text(in: language), text(effect.inForce), text(effect.draft)])
    }
    return table
  }

  private static func text(_ quantity: SimulationReport.Effect.Quantity?) -> String {
    switch quantity {
    case .count(let count)?: "\(count)"
    case .money(let money)?: money.groupedDescription
    case nil: ""
    }
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
      (Phrase("draft", zh: "草稿"), .left), (Phrase("at stake", zh: "金额"), .right),
      (Phrase("besides", zh: "其他变化"), .left),
    ]
    var table = Table(heads.map { ($0.0.text(in: language), $0.1) })
    for mover in report.movers {
      let stake = mover.stake.flatMap { stake in
        report.stake.map { Money(minorUnits: stake, $0.currency).groupedDescription }
      }
      table.add([mover.code, mover.name, mover.from ?? "–", mover.to ?? "–", stake ?? "", mover.detail ?? ""])
    }
    return table
  }

  private static func indented(_ table: Table) -> String {
    table.text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}
