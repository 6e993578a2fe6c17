import Analytics
import Domain
import Scripting
import Storage
import Wording

extension PointsProgramTable: Simulable {
  var needs: BookNeeds {
    var needs = BookNeeds()
    if rules.contains(where: { $0.event == .order || $0.event == .line }) {
      needs.entities.formUnion(["orders", "returns"])
    }
    if rules.contains(where: { $0.event == .activity }) { needs.entities.insert("interactions") }
    if rules.contains(where: { $0.event == .referral }) {
      needs.entities.formUnion(["orders", "invoices", "payments"])
      needs.fields.insert("referrer")
    }
    return needs
  }

  static func rival(_ simulation: Simulation) throws -> DefinitionVersion? { try simulation.inForce(orOnly: true) }

  /// Replays the draft, and the program in force, over the book's own orders, returns, activities and referrals, each from
  /// an empty ledger, of which is spent what was spent: what they grant, what of it is lost again, and what it costs.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    let session = simulation.session
    let inForce = try rival(simulation)
    var report = SimulationReport(simulation, beside: inForce)
    let day = try simulation.lastDay()
    report.notReplayed = try session.pointsByHand(in: simulation.firstDay...day)
    let present = try inForce.map { version in
      (version, try LoadedDefinition(version, in: session, place: simulation.place, simulation.watch).program())
    }
    // Other programs' wallets are no matter of either.
    let wallets = Set(((present?.1.wallets ?? []) + (try simulation.loaded.program().wallets)).map(\.name))
    let payments = try session.pointPayments().filter { wallets.contains($0.wallet) }
    let former = try present.map { version, program in
      try session.takingBack { try replay(version, program, payments, simulation) { _, _ in } }
    }
    let version = try simulation.install()
    let program = try simulation.loaded.program()
    let draft = try replay(version, program, payments, simulation) { day, tally in
      var granted: [String: Int64] = [:]
      for entry in tally where entry.kind == .earn { granted[entry.wallet, default: 0].add(entry.points) }
      let units = program.units
      report.days.append(
        .init(
          date: day, changed: Set(tally.map(\.customer)).count,
          granted: Dictionary(uniqueKeysWithValues: granted.map { ($0, .init($1, units[$0])) })))
    }
    try compare(former, draft, on: day, session, &report)
    return report
  }

  /// What a program makes of the period.
  private struct Replayed {
    let program: PointsProgramTable
    let tally: [PointTally]
    /// What was spent and there was too little of, by wallet.
    let short: [String: SimulationReport.Effect.Quantity]
  }

  private static func replay(
    _ version: DefinitionVersion, _ program: PointsProgramTable, _ payments: [PointPayment],
    _ simulation: Simulation, _ note: (CivilDate, [PointTally]) -> Void
  ) throws -> Replayed {
    let session = simulation.session
    let first = simulation.firstDay
    var replay = PointsReplay(payments, in: first...(try simulation.lastDay()), program, session)
    var next = first
    func accrue(_ days: ClosedRange<CivilDate>, besides: String = "") throws {
      let options = "{ program = \(version.name.inLua), since = \"\(days.lowerBound)\", to = \"\(days.upperBound)\" }"
      try simulation.perform("points.accrue('all', \(options)) \(besides)", asOf: days.upperBound)
    }
    let reversal = "points.reverse('all', { program = \(version.name.inLua) })"
    try session.forgetPoints()
    try simulation.eachDay { day in
      // Where points are used or taken back, what was earned before has to be there, and what is earned later not yet.
      let turns = Set(replay.days(through: day) + (next > day ? [] : try session.returnDays(in: next...day)))
      for turn in turns.sorted() {
        let before = try turn.adding(days: -1)
        if next <= before { try accrue(next...before) }
        try replay.payOrders(on: turn)
        try accrue(min(next, turn)...turn, besides: reversal)
        try replay.settle(on: turn)
        next = try turn.adding(days: 1)
      }
      // All of it again: what was recorded late is seen by now.
      try accrue(first...day, besides: "\(reversal) points.expire()")
      next = max(next, try day.adding(days: 1))
      if simulation.request.from != nil { note(day, try session.pointTally()) }
    }
    // In the unit in which it was spent.
    let spent = Dictionary(payments.map { ($0.wallet, $0.currency.flatMap { Currency($0) }) }) { first, _ in first }
    return Replayed(
      program: program, tally: try session.pointTally(),
      short: Dictionary(uniqueKeysWithValues: replay.short.map { ($0, .init($1, spent[$0] ?? nil)) }))
  }

  private static func compare(
    _ former: Replayed?, _ draft: Replayed, on day: CivilDate, _ session: BookSession,
    _ report: inout SimulationReport
  ) throws {
    let old = try former.map { try PointsCost($0.program, $0.tally, $0.short, on: day, session) }
    let new = try PointsCost(draft.program, draft.tally, draft.short, on: day, session)
    // Points of different wallets are not added up: who moves most in the first comes first.
    let unvalued = new.unvalued + (old?.unvalued ?? []).filter { !new.unvalued.contains($0) }
    try session.forEachCustomer { id, code, name in
      let (from, to) = (old?.text(of: id), new.text(of: id))
      guard from != to else { return }
      let stake = new.stake(of: id).subtractingClamped(old?.stake(of: id) ?? 0)
      report.note(
        .init(
          code, name, from: from, to: to, stake: new.total == nil && old?.total == nil ? nil : stake,
          weight: unvalued.map { wallet in
            (new.points[id]?[wallet] ?? 0).subtractingClamped(old?.points[id]?[wallet] ?? 0).magnitude
          }))
    }
    report.stakes = Phrase("cost of points that were not lost", zh: "未过期积分的成本")
    if let cost = new.total { report.stake = try cost.subtracting(old?.total ?? .zero(cost.currency)) }
    for name in new.names(with: old) {
      report.effects.append(
        .init(name: name.code, label: name.label, inForce: old?.figures[name.code], draft: new.figures[name.code]))
    }
  }
}

extension PointsProgramTable {
  /// The currencies of the wallets that hold money.
  fileprivate var units: [String: Currency] {
    Dictionary(wallets.compactMap { wallet in wallet.currency.map { (wallet.name, $0) } }) { first, _ in first }
  }
}

extension SimulationReport.Effect.Quantity {
  /// So many points, or minor units of a currency.
  fileprivate init(_ count: Int64, _ currency: Currency?) {
    self = currency.map { .money(Money(minorUnits: count, $0)) } ?? .count(count)
  }

  fileprivate var text: String {
    switch self {
    case .count(let count): "\(count)"
    case .money(let money): money.description
    }
  }
}

extension LoadedDefinition {
  /// The points program that it declares.
  func program() throws -> PointsProgramTable {
    guard let program = declared as? PointsProgramTable else {
      throw DefinitionError.otherKind(
        declared.name, kind: type(of: declared).kind, expected: PointsProgramTable.kind)
    }
    return program
  }
}

/// What a replayed program grants and costs.
private struct PointsCost {
  /// Points by customer and wallet, those that expired or were taken back left out; what was spent was had.
  private(set) var points: [Int64: [String: Int64]] = [:]
  /// Figures by their names.
  private(set) var figures: [String: SimulationReport.Effect.Quantity] = [:]
  /// What everything costs; nil where no wallet has a value.
  private(set) var total: Money?
  /// The wallets of which nobody knows what they cost.
  private(set) var unvalued: [String] = []
  private let units: [String: Currency]
  private var costs: [Int64: Int64] = [:]
  private var labels: [(code: String, label: Phrase)] = []

  init(
    _ program: PointsProgramTable, _ tally: [PointTally], _ short: [String: SimulationReport.Effect.Quantity],
    on day: CivilDate, _ session: BookSession
  ) throws {
    let base = session.profile.baseCurrency
    units = program.units
    for wallet in program.wallets {
      let entries = tally.filter { $0.wallet == wallet.name }
      // What a million of the wallet's units cost: minor units of its currency, or points.
      let million =
        try wallet.currency.map { Money(minorUnits: 1_000_000, $0) } ?? wallet.value?.multiplied(by: 1_000_000)
      let unit = try million.map { try session.convert($0, to: base, on: day, age: ExchangeRate.usualAge) }
      if unit == nil { unvalued.append(wallet.name) }
      func cost(_ count: Int64) throws -> Money? { try unit?.multiplied(by: Double(count) / 1_000_000) }
      var (granted, expired, capped, returned, spent): (Int64, Int64, Int64, Int64, Int64) = (0, 0, 0, 0, 0)
      for entry in entries {
        if entry.kind == .spend || entry.kind == .restore {
          spent.add(-entry.points)
          continue
        }
        points[entry.customer, default: [:]][wallet.name, default: 0].add(entry.points)
        if let money = try cost(entry.points) { costs[entry.customer, default: 0].add(money.minorUnits) }
        switch entry.kind {
        case .expire: expired.add(-entry.points)
        case .reverse: returned.add(-entry.points)
        default:
          granted.add(entry.points)
          capped.add(entry.desired.subtractingClamped(entry.points))
        }
      }
      func note(_ what: String, _ label: Phrase, _ figure: SimulationReport.Effect.Quantity) {
        figures["\(wallet.name)/\(what)"] = figure
        labels.append(("\(wallet.name)/\(what)", Phrase(verbatim: "\(wallet.name): ") + label))
      }
      note("granted", Phrase("granted", zh: "授予"), .init(granted, wallet.currency))
      note("expired", Phrase("expired", zh: "过期"), .init(expired, wallet.currency))
      note("capped", Phrase("kept back by caps", zh: "因上限未授予"), .init(capped, wallet.currency))
      note("returned", Phrase("taken back with returns", zh: "随退货收回"), .init(returned, wallet.currency))
      note("spent", Phrase("spent", zh: "使用"), .init(spent, wallet.currency))
      note("short", Self.shortLabel, short[wallet.name] ?? .init(0, wallet.currency))
      if let money = try cost(granted.subtractingClamped(expired).subtractingClamped(returned)) {
        total = try (total ?? .zero(base)).adding(money)
      }
      for rule in program.rules where rule.wallet.name == wallet.name {
        let sum = entries.filter { $0.rule == rule.name && $0.kind == .earn }.reduce(into: Int64(0)) {
          $0.add($1.points)
        }
        note(
          "rule \(rule.name)", Phrase("by rule '\(rule.name)'", zh: "规则 '\(rule.name)'"), .init(sum, wallet.currency))
      }
    }
    for (name, figure) in short.sorted(by: { $0.key < $1.key })
    where !program.wallets.contains(where: { $0.name == name }) {
      figures["\(name)/short"] = figure
      labels.append(("\(name)/short", Phrase(verbatim: "\(name): ") + Self.shortLabel))
    }
    if let total {
      figures["cost"] = .money(total)
      labels.append(("cost", Phrase("cost", zh: "成本")))
    }
  }

  private static let shortLabel = Phrase("spent in fact, and not there", zh: "实际已使用而此处不足")

  func stake(of customer: Int64) -> Int64 { costs[customer] ?? 0 }

  /// The names of the figures of both, in the order of the wallets and rules.
  func names(with other: PointsCost?) -> [(code: String, label: Phrase)] {
    let mine = Set(labels.map(\.code))
    return labels.filter { $0.code != "cost" }
      + (other?.labels ?? []).filter { !mine.contains($0.code) && $0.code != "cost" }
      + (labels + (other?.labels ?? [])).filter { $0.code == "cost" }.prefix(1)
  }

  /// What a customer has, money with its currency; nil for nothing.
  func text(of customer: Int64) -> String? {
    points[customer].map { points in
      points.sorted { $0.key < $1.key }.map { wallet, count in
        let text = SimulationReport.Effect.Quantity(count, units[wallet]).text
        return points.count == 1 ? text : "\(wallet) \(text)"
      }.joined(separator: ", ")
    }
  }
}

extension Int64 {
  /// The sum, as far as there is one.
  fileprivate func clamped(adding other: Int64) -> Int64 { Int64(clamping: Int128(self) + Int128(other)) }

  /// The difference, as far as there is one.
  fileprivate func subtractingClamped(_ other: Int64) -> Int64 { Int64(clamping: Int128(self) - Int128(other)) }

  mutating func add(_ other: Int64) { self = clamped(adding: other) }
}
