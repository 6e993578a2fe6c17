import Analytics
import Domain
import LuaRuntime
import Scripting
import Storage
import Wording

extension TierPolicyTable: Simulable {
  var needs: BookNeeds { BookNeeds(policy.inputs) }

  static func rival(_ simulation: Simulation) throws -> DefinitionVersion? {
    simulation.request.from == nil ? try simulation.inForce() : nil
  }

  /// Replays the draft: from where everybody stands now, beside what is in force, which is evaluated for the same day
  /// unless that fails; or over a period from nothing, beside where everybody stands now.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    let session = simulation.session
    let declared = try simulation.loaded.ladder()
    let inForce = try simulation.inForce()
    var report = SimulationReport(simulation, beside: inForce)
    let version = try simulation.keep(as: "\(declared.name) \u{2013} simulated")
    let isOnce = simulation.request.from == nil
    if isOnce, let inForce { try session.copyTiers(from: inForce, to: version) }
    report.isBesideRecorded = !isOnce && inForce != nil
    let zone = try Workplace.zone(named: session.profile.timeZone)
    try simulation.eachDay { day in
      // What asks for today gets the day.
      var place = simulation.place
      place.asOf = day
      func moves(_ policy: LoadedDefinition, _ version: DefinitionVersion) throws -> TierMoves {
        simulation.watch.onStart(policy.interpreter.canceller)
        let evaluation = TierEvaluation(
          try policy.ladder(), version, in: session, asOf: day, zone: zone, copies: false, ask: policy.policyCall)
        return try policy.interpreter.withBudget { try evaluation.evaluate(nil, limit: 0) }
      }
      if let rival = try rival(simulation) {
        let beside = try simulation.attempt {
          try moves(LoadedDefinition(rival, in: session, place: place, simulation.watch), rival)
        }
        report.isBesideRecorded = beside == nil
      }
      let draft = try LoadedDefinition(
        again: simulation.loaded.file, simulation.loaded.modules, in: session, place: place,
        limits: simulation.watch.limits, output: simulation.watch.output)
      let moves = try moves(draft, version)
      report.days.append(.init(date: day, changed: moves.changed, counts: moves.tiers))
    }
    try compare(version, inForce, declared, simulation, zone, &report)
    return report
  }

  /// Goes through everybody once more and sets the draft beside what is in force.
  private static func compare(
    _ version: DefinitionVersion, _ inForce: DefinitionVersion?, _ declared: TierPolicyTable, _ simulation: Simulation,
    _ zone: TimeZoneRule, _ report: inout SimulationReport
  ) throws {
    let session = simulation.session
    guard let year = TimeSpan(1, .year) else { return }
    let former = try inForce.flatMap { version in
      try simulation.attempt {
        try LoadedDefinition(version, in: session, place: simulation.place, simulation.watch).ladder()
      }
    }
    let orders = ScoreInput("orders", .orders, window: year)
    let pass = try session.inputs([orders], of: nil, asOf: simulation.lastDay(), zone: zone)
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
      report.count(from: from, to: to)
      guard from != to else { continue }
      var stake: Int64?
      if knowsDiscounts {
        let share = declared.discount(of: to) - (former?.discount(of: from) ?? 0)
        // The second field of orders is what was ordered less what came back.
        let units = (share * max(0, pass.value(0, field: 1).number ?? 0) / unit).rounded()
        total += units
        stake = Int64(exactly: units)
      }
      report.note(.init(pass.code, pass.name, from: from, to: to, stake: stake))
    }
    guard knowsDiscounts else { return }
    report.stakes = Phrase("discounts on a year's orders", zh: "按近一年订货额计的折扣")
    report.stake = Int64(exactly: total).map { Money(minorUnits: $0, base) }
  }
}
