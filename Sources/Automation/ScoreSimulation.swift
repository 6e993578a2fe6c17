import Analytics
import Domain
import Scripting
import Storage

extension ScoreTable: Simulable {
  /// Scores everybody by the draft, as of the last day of the period.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport {
    var place = simulation.place
    place.asOf = try simulation.days().last
    let loaded = simulation.loaded
    let before = try simulation.inForce()
    let version = try simulation.keep(as: loaded.declared.name)
    let summary = try Scoring(loaded, version, in: simulation.session, place: place, simulation.watch).score()
    var current: [String] = []
    if simulation.request.from != nil || simulation.request.to != nil {
      current = try Undated.fields(
        of: loaded, loaded.score().model.inputs, allowed: simulation.request.useCurrent, in: simulation.session)
    }
    var report = SimulationReport(name: loaded.declared.name, kind: ScoreTable.kind, inForce: before?.number)
    report.scoring = summary
    report.usedCurrent = current
    report.matrix = summary.moves.bandWays
    report.movers = summary.moves.largest.map {
      .init(code: $0.code, name: $0.name, from: $0.before.band, to: $0.after.band)
    }
    return report
  }
}
