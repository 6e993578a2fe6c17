public import Analytics
public import Domain
import LuaRuntime
import Scripting
import Storage
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
}

extension Workplace {
  /// Scores everybody as of a past date and holds it against what came true; nothing is kept.
  public func backtest(
    _ file: DefinitionFile, _ request: BacktestRequest, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<BacktestReport> {
    try definitionRun("backtest \(file.path)", mode: .dry, watch) { session in
      let loaded = try LoadedDefinition(file, in: session, place: self, watch)
      let model = try loaded.score().model
      let until = try request.until ?? businessDate(of: session.profile)
      guard let span = TimeSpan(until.days(since: request.asOf), .day) else {
        throw SimulationError.period(from: request.asOf, to: until)
      }
      let current = try Undated.fields(of: loaded, model.inputs, allowed: request.useCurrent, in: session)
      let label = try DefinitionFile(path: "--label", source: Self.labelling(request.label, over: span, in: session))
      let judge = try LoadedDefinition(label, in: session, place: self, watch)
      let scores = try draft(loaded, as: "\(model.name) \u{2013} backtest", asOf: request.asOf, in: session, watch)
      let labels = try draft(judge, as: "\(model.name) \u{2013} label", asOf: until, in: session, watch)
      var cases: [Discrimination.Case] = []
      var leftOut = 0
      try session.scorePairs(scores, labels) { score, label in
        if let score, let label {
          cases.append(.init(score: score, isPositive: label > 0))
        } else {
          leftOut += 1
        }
      }
      var random = SplitMix(state: 20_251_122)
      let report = BacktestReport(
        name: model.name, asOf: request.asOf, until: until, label: request.label, leftOut: leftOut,
        result: Discrimination(cases, cutoff: request.cutoff, using: &random), usedCurrent: current)
      return (report, loaded.hash)
    }
  }

  private func draft(
    _ loaded: LoadedDefinition, as name: String, asOf date: CivilDate, in session: BookSession, _ watch: ScoringWatch
  ) throws -> DefinitionVersion {
    let version = try session.addVersion(
      kind: ScoreTable.kind, name: name, hash: loaded.hash, file: loaded.file.path, source: loaded.file.source,
      modules: loaded.modules)
    var place = self
    place.asOf = date
    _ = try Scoring(loaded, version, in: session, place: place, watch).score()
    return version
  }

  /// A score that is 1 where the label holds: its inputs are the documents of a span.
  private static func labelling(_ label: String, over span: TimeSpan, in session: BookSession) throws -> String {
    let isField = try session.entity(Entity.customers.name).field(label) != nil
    return """
      return score {
        name = "label", range = { 0, 1 },
        inputs = {
          orders = orders.stats("\(span)"), returns = returns.stats("\(span)"), payments = payments.stats("\(span)"),
          invoices = invoices.stats("\(span)"), interactions = interactions.stats("\(span)"),
        },
        formula = function(c, i)
          local label = \(isField ? "c.\(label)" : label)
          if label == nil then return insufficient("unknown") end
          return (label and label ~= 0) and 1 or 0
        end,
      }
      """
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
