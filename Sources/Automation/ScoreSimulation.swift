import Analytics
import Domain
import Scripting
import Storage

extension ScoreTable: Simulable {
  var needs: BookNeeds { BookNeeds(model.inputs) }

  static func rival(_ simulation: Simulation) throws -> DefinitionVersion? { try simulation.inForce() }

  /// Scores everybody by the draft, as of the last day of the period, and by what is in force for the same day, so that
  /// nothing differs but the definition. Where that fails, what it scored at its time stands in.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    let session = simulation.session
    let before = try rival(simulation)
    var report = SimulationReport(simulation, beside: before)
    let last = try simulation.lastDay()
    try simulation.past?.show(last)
    if let before {
      let scoring = try simulation.attempt {
        let loaded = try LoadedDefinition(before, in: session, place: simulation.place, simulation.watch)
        return try simulation.scoring(by: loaded, before, asOf: last)
      }
      report.isBesideRecorded = scoring == nil
    }
    let former = try before.map { try session.scoreStates($0) } ?? [:]
    let version = try simulation.keep(as: simulation.loaded.declared.name)
    report.scoring = try simulation.scoring(by: simulation.loaded, version, asOf: last)
    try simulation.past?.showToday()
    let states = try session.scoreStates(version)
    try session.forEachCustomer { id, code, name in
      let (from, to) = (former[id]?.band, states[id]?.band)
      report.count(from: from, to: to)
      let difference = ((states[id]?.value ?? 0) - (former[id]?.value ?? 0)).magnitude
      // To three decimals, as far as that goes: it only says who comes first.
      let weight = UInt64(exactly: (difference * 1000).rounded()) ?? .max
      if from != to { report.note(.init(code, name, from: from, to: to, weight: [weight])) }
    }
    return report
  }
}

extension Simulation {
  /// Scores everybody by a version on a business date.
  func scoring(
    by loaded: LoadedDefinition, _ version: DefinitionVersion, asOf date: CivilDate
  ) throws -> ScoringSummary {
    var place = place
    place.asOf = date
    return try Scoring(loaded, version, in: session, place: place, watch).score()
  }
}
