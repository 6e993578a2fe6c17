public import Analytics
public import Domain
import LuaRuntime
import Scripting
public import Storage
import Wording

/// What a score is held against: what came true after a past date.
public struct BacktestRequest: Sendable, Hashable {
  /// A field of customers, or a Lua expression of `c` and `i`, which holds the documents since then: `i.orders.count == 0`.
  public var label: String
  /// The date of the score: nothing after it is seen.
  public var asOf: CivilDate
  /// The last day of what came true; nil for the business date.
  public var until: CivilDate?
  /// From which score on the label is foretold; nil for the score in the middle.
  public var cutoff: Double?
  /// What has no date and is taken as it is today.
  public var useCurrent: Set<String>

  /// What a score is held against.
  public init(
    label: String, asOf: CivilDate, until: CivilDate? = nil, cutoff: Double? = nil, useCurrent: Set<String> = []
  ) {
    self.label = label
    self.asOf = asOf
    self.until = until
    self.cutoff = cutoff
    self.useCurrent = useCurrent
  }
}

/// How well a score of a past date told what came true.
public struct BacktestReport: Sendable {
  /// The score's name.
  public let name: String
  /// The date of the score.
  public let asOf: CivilDate
  /// The last day of what came true.
  public let until: CivilDate
  /// What came true.
  public let label: String
  /// Customers without a score or a label, who are left out.
  public let leftOut: Int
  /// How well they are told apart; nil where all have the label, or none.
  public let result: Discrimination?
  /// What was taken as it is today.
  public let usedCurrent: [String]
  /// What was recorded after the date of the score and left out, though it is dated on it or before.
  public let late: [Hindsight.Late]
}

/// A kind of definition that gives customers scores, which can be held against what came true.
protocol Backtestable: Simulable {
  /// The scores by customer of a draft on a day, with the book as it is shown.
  static func scores(_ simulation: Simulation, asOf date: CivilDate) throws -> [Int64: Double]
}

extension ScoreTable: Backtestable {
  static func scores(_ simulation: Simulation, asOf date: CivilDate) throws -> [Int64: Double] {
    let version = try simulation.keep(as: "\(simulation.loaded.declared.name) \u{2013} backtest")
    _ = try simulation.scoring(by: simulation.loaded, version, asOf: date)
    return try simulation.session.scoreStates(version).compactMapValues(\.value)
  }
}

extension CreditPolicyTable: Backtestable {
  static func scores(_ simulation: Simulation, asOf date: CivilDate) throws -> [Int64: Double] {
    let version = try simulation.install()
    try simulation.session.forgetCreditScores()
    try simulation.perform("credit.assess('all', \(version.name.inLua))", asOf: date)
    return try simulation.session.creditScores()
  }
}

extension Workplace {
  /// Scores everybody as of a past date, by what was recorded then, and holds it against what came true; nothing is kept.
  public func backtest(
    _ file: DefinitionFile, _ request: BacktestRequest, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<BacktestReport> {
    try definitionRun("backtest \(file.path)", mode: .dry, watch) { session in
      let today = try businessDate(of: session.profile)
      let until = request.until ?? today
      if let cutoff = request.cutoff, !cutoff.isFinite { throw SimulationError.cutoff(cutoff) }
      guard until <= today else { throw SimulationError.later(until, today: today) }
      // No document is older than the longest span.
      guard let span = TimeSpan(min(until.days(since: request.asOf), 99_999), .day) else {
        throw SimulationError.period(from: request.asOf, to: until)
      }
      let loaded = try LoadedDefinition(file, in: session, place: self, watch)
      guard let declared = loaded.declared as? any Backtestable else {
        throw SimulationError.unsupported(loaded.declared.name, kind: type(of: loaded.declared).kind)
      }
      let label = try DefinitionFile(
        path: "--label", source: BacktestLabel(request.label, in: session).source(over: span))
      let judge = try LoadedDefinition(label, in: session, place: self, watch)
      return try session.takingBack {
        let past = try PastBook(declared.name, declared.needs, allowed: request.useCurrent, in: session)
        func simulation(of loaded: LoadedDefinition) -> Simulation {
          Simulation(
            loaded: loaded, request: SimulationRequest(), session: session, place: self, watch: watch, past: nil)
        }
        let scores = try past.look(from: request.asOf, to: request.asOf) {
          try past.show(request.asOf)
          return try type(of: declared).scores(simulation(of: loaded), asOf: request.asOf)
        }
        try past.showToday()
        let labels = try ScoreTable.scores(simulation(of: judge), asOf: until)
        var cases: [Discrimination.Case] = []
        var leftOut = 0
        try session.forEachCustomer { id, _, _ in
          if let score = scores[id], let label = labels[id] {
            cases.append(.init(score: score, isPositive: label > 0))
          } else {
            leftOut += 1
          }
        }
        var random = SplitMix(state: 20_251_122)
        let report = BacktestReport(
          name: declared.name, asOf: request.asOf, until: until, label: request.label, leftOut: leftOut,
          result: Discrimination(cases, cutoff: request.cutoff, using: &random), usedCurrent: past.usedCurrent,
          late: past.late)
        return (report, loaded.hash)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same draws for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
