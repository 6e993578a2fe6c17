public import Analytics
public import Domain
import LuaRuntime
import Scripting
import Storage

/// What scoring everyone by one definition came to.
public struct ScoringSummary: Sendable, Hashable {
  /// The definition's name.
  public var name: String
  /// The version that was used.
  public var version: Int
  /// The business date.
  public var asOf: CivilDate
  /// How scores moved.
  public var moves = ScoreMoves()
  /// The mean share of inputs with data, 0 to 1; 0 without customers.
  public var coverage = 0.0
  /// For each declared input, how many customers have no data for it.
  public var missing: [(input: String, customers: Int)] = []

  public static func == (first: ScoringSummary, second: ScoringSummary) -> Bool {
    first.name == second.name && first.version == second.version && first.asOf == second.asOf
      && first.moves == second.moves && first.coverage == second.coverage
      && first.missing.elementsEqual(second.missing) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(moves)
  }
}

/// Scores every customer by one version of a definition. Rows are added where something changed.
///
/// The customers fall into parts, whose scores depend on nothing but the part. Threads work on parts side by side and by
/// connections of their own, while this one writes what they make in the order of the customers. So scores, what formulas
/// print, faults and recorded changes are the same for any number of threads.
struct Scoring {
  private let definition: LoadedDefinition
  private let version: DefinitionVersion
  private let session: BookSession
  private let place: Workplace
  private let watch: ScoringWatch

  init(
    _ definition: LoadedDefinition, _ version: DefinitionVersion, in session: BookSession, place: Workplace,
    _ watch: ScoringWatch
  ) {
    self.definition = definition
    self.version = version
    self.session = session
    self.place = place
    self.watch = watch
  }

  func score() throws -> ScoringSummary {
    let interpreter = definition.interpreter
    defer { watch.use.note(interpreter) }
    return try session.stopping(when: { interpreter.shouldStop }) {
      try interpreter.withBudget {
        do {
          return try scoreParts()
        } catch let fault as DefinitionFault {
          throw fault
        } catch {
          // What stopped a statement is what people want to hear of.
          throw interpreter.dueStop.map { DefinitionFault($0, of: version.name, customer: nil) } ?? error
        }
      }
    }
  }

  private func scoreParts() throws -> ScoringSummary {
    let model = try definition.score().model
    let date = try model.asOf ?? place.businessDate(of: session.profile)
    let zone = try Workplace.zone(named: session.profile.timeZone)
    let plan = ScoringPlan(
      file: definition.file, modules: definition.modules, words: definition.words, model: model, version: version,
      date: date, zone: zone, quintiles: try session.quintiles(model.inputs, asOf: date, zone: zone), place: place,
      limits: watch.limits)
    let parts = try session.customerParts(of: watch.partSize)
    // Asked for first, since what the writer adds is not what the parts are to see.
    let reading = watch.workers > 0 && parts.count > 1 ? session.sideReading(for: version) : nil
    let harvest = ScoringHarvest(plan, try session.scoreWriter(version, asOf: date), watch)
    // Every customer was read from this book, and the version stands in it.
    try session.trustingReferences {
      if let reading {
        let crew = ScoringCrew(plan, parts, reading)
        try gather(parts.indices, from: crew, into: harvest)
      } else {
        let scoring = try PartScoring(plan, in: session)
        defer { scoring.close() }
        for part in parts { try harvest.end(try scoring.score(part) { try harvest.take($0) }) }
      }
    }
    return harvest.summary
  }

  /// Takes what the threads make, in the order of the parts.
  private func gather(_ parts: Range<Int>, from crew: ScoringCrew, into harvest: ScoringHarvest) throws {
    defer {
      crew.stop()
      watch.use.add(processorTime: crew.processorTime, threads: crew.threadCount)
    }
    try crew.start(min(watch.workers, parts.count))
    for part in parts {
      var isOver = false
      while !isOver {
        try check(crew)
        for item in crew.take(part) {
          switch item {
          case .batch(let batch): try harvest.take(batch)
          case .failure(let error): throw error
          case .end(let use):
            try harvest.end(use)
            isOver = true
          }
        }
      }
    }
  }

  /// Ends the work where it was cancelled or all threads together have used up a budget.
  private func check(_ crew: ScoringCrew) throws {
    let interpreter = definition.interpreter
    let used = interpreter.cpuUsed + crew.processorTime
    let isSpent = watch.limits.cpu.map { used >= $0 } ?? false
    guard let stop = interpreter.dueStop ?? (isSpent ? .limited(.cpu, at: ScriptFailure(message: "")) : nil) else {
      return
    }
    crew.stop()
    if case .limited(let limit, _) = stop, let failure = crew.stoppedAt {
      throw DefinitionFault.limited(version.name, limit, at: failure)
    }
    throw DefinitionFault(stop, of: version.name, customer: nil)
  }
}
