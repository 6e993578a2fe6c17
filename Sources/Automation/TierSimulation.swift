import Analytics
import Domain
import LuaRuntime
import Scripting
import Storage

extension TierPolicyTable: Simulable {
  /// Replays the draft: from where everybody stands now, or over a period from nothing.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    let session = simulation.session
    let declared = try simulation.loaded.ladder()
    let inForce = try simulation.inForce()
    var report = SimulationReport(name: declared.name, kind: kind, inForce: inForce?.number)
    let days = try simulation.days()
    if simulation.request.from != nil {
      report.usedCurrent = try Undated.fields(
        of: simulation.loaded, declared.policy.inputs, allowed: simulation.request.useCurrent, in: session)
    }
    let version = try simulation.keep(as: "\(declared.name) \u{2013} simulated")
    if simulation.request.from == nil, let inForce { try session.copyTiers(from: inForce, to: version) }
    let zone = try Workplace.zone(named: session.profile.timeZone)
    try simulation.loaded.interpreter.withBudget {
      for day in days {
        let evaluation = TierEvaluation(
          declared, version, in: session, asOf: day, zone: zone, copies: false, ask: simulation.loaded.policyCall)
        let moves = try evaluation.evaluate(nil, limit: 0)
        report.days.append(.init(date: day, changed: moves.changed, tiers: moves.tiers))
      }
    }
    try compare(version, inForce, declared, simulation, asOf: days.last, zone, &report)
    return report
  }

  /// Goes through everybody once more and sets the draft beside what is in force.
  private static func compare(
    _ version: DefinitionVersion, _ inForce: DefinitionVersion?, _ declared: TierPolicyTable, _ simulation: Simulation,
    asOf date: CivilDate?, _ zone: TimeZoneRule, _ report: inout SimulationReport
  ) throws {
    let session = simulation.session
    guard let date, let year = TimeSpan(1, .year) else { return }
    let former = try inForce.map {
      try LoadedDefinition($0, in: session, place: simulation.place, simulation.watch).ladder()
    }
    let pass = try session.inputs([ScoreInput("orders", .orders, window: year)], of: nil, asOf: date, zone: zone)
    defer { pass.close() }
    let old = try inForce.map { try session.tierStandings(on: $0, of: nil) }
    let new = try session.tierStandings(on: version, of: nil)
    defer {
      old?.close()
      new.close()
    }
    let knowsDiscounts = [declared, former].compactMap { $0 }.contains { $0.hasDiscounts }
    let base = session.profile.baseCurrency
    let unit = Money(minorUnits: 1, base).amount
    var total = 0.0
    while try pass.next() {
      let from = try old?.standing(of: pass.customer)?.tier
      let to = try new.standing(of: pass.customer)?.tier
      report.matrix[.init(from: from, to: to), default: 0] += 1
      guard from != to else { continue }
      var cost: Int64?
      if knowsDiscounts {
        let share = declared.discount(of: to) - (former?.discount(of: from) ?? 0)
        // The second field of orders is what was ordered less what came back.
        let units = (share * max(0, pass.value(0, field: 1).number ?? 0) / unit).rounded()
        total += units
        cost = Int64(exactly: units)
      }
      let mover = SimulationReport.Mover(code: pass.code, name: pass.name, from: from, to: to, cost: cost)
      keep(mover, in: &report.movers)
    }
    if knowsDiscounts, let units = Int64(exactly: total) { report.cost = Money(minorUnits: units, base) }
  }

  /// Keeps the twenty with most at stake; among equals the first.
  private static func keep(_ mover: SimulationReport.Mover, in movers: inout [SimulationReport.Mover]) {
    let stake = mover.cost?.magnitude ?? 0
    guard movers.count < 20 || stake > (movers.last?.cost?.magnitude ?? 0) else { return }
    movers.insert(mover, at: movers.firstIndex { ($0.cost?.magnitude ?? 0) < stake } ?? movers.count)
    if movers.count > 20 { movers.removeLast() }
  }
}
