public import Analytics
public import Domain
import LuaRuntime
import Scripting
import Storage
public import Wording

/// What is to be tried of a draft: today, or over days that have passed.
public struct SimulationRequest: Sendable, Hashable {
  /// The first day that is evaluated; nil for what is in force as it stands, evaluated once.
  public var from: CivilDate?
  /// The last day; nil for the business date.
  public var to: CivilDate?
  /// How far apart the days are.
  public var step: TimeSpan?
  /// What has no date and is taken as it is today.
  public var useCurrent: Set<String>

  /// What is to be tried.
  public init(from: CivilDate? = nil, to: CivilDate? = nil, step: TimeSpan? = nil, useCurrent: Set<String> = []) {
    self.from = from
    self.to = to
    self.step = step
    self.useCurrent = useCurrent
  }
}

/// What a draft would make of everybody, beside what is in force.
public struct SimulationReport: Sendable {
  /// A customer whom the draft puts elsewhere.
  public struct Mover: Sendable, Hashable {
    /// The customer's code.
    public var code: String
    /// The customer's name.
    public var name: String
    /// The tier or band in force; nil for none.
    public var from: String?
    /// That of the draft; nil for none.
    public var to: String?
    /// What the difference costs or saves a year, in minor units of the base currency, by last year's orders; nil where
    /// tiers name no discount.
    public var cost: Int64?
  }

  /// A day that was replayed.
  public struct Day: Sendable, Hashable {
    /// The business date.
    public var date: CivilDate
    /// How many customers changed.
    public var changed: Int
    /// How many were in each tier; those without one under nil.
    public var tiers: [String?: Int]
  }

  /// The definition's name.
  public var name: String
  /// What it declares.
  public var kind: String
  /// The version in force that it stands beside; nil for none.
  public var inForce: Int?
  /// The days that were evaluated.
  public var days: [Day] = []
  /// How many customers went from what in force to what in the draft, those who stay included.
  public var matrix: [TierMoves.Way: Int] = [:]
  /// The first of those who move, by what is at stake.
  public var movers: [Mover] = []
  /// What all differences together cost a year, in minor units of the base currency; nil where none is known.
  public var cost: Money?
  /// What was taken as it is today, though the days are past.
  public var usedCurrent: [String] = []
  /// What scoring everyone came to, of a score.
  public var scoring: ScoringSummary?

  /// How many customers the draft puts elsewhere.
  public var changed: Int { matrix.reduce(0) { $0 + ($1.key.from == $1.key.to ? 0 : $1.value) } }
}

/// Why a draft cannot be tried.
public enum SimulationError: Refusal, Hashable {
  case unsupported(String, kind: String)
  case period(from: CivilDate, to: CivilDate)
  case undated(String, [String])
  case tooManyDays(Int)

  public var code: String {
    switch self {
    case .unsupported: "no-simulation"
    case .period: "empty-period"
    case .undated: "undated-input"
    case .tooManyDays: "too-many-days"
    }
  }

  public var message: Phrase {
    switch self {
    case .unsupported(let name, let kind):
      return Phrase("'\(name)' is a \(kind), which cannot be simulated", zh: "'\(name)' 是 \(kind)，不能模拟")
    case .period(let from, let to):
      return Phrase("the period from \(from) to \(to) has no day", zh: "从 \(from) 到 \(to) 没有任何一天")
    case .undated(let name, let fields):
      let options = fields.map { "--use-current \($0)" }.joined(separator: " ")
      return Phrase(
        "'\(name)' asks for what the book knows only as it is today: \(fields.joined(separator: ", ")); \(options) takes it as it is",
        zh: "'\(name)' 用到账簿中只有当前值的数据：\(fields.joined(separator: "、"))；\(options) 按当前值采用")
    case .tooManyDays(let count):
      return Phrase(
        "that would be \(count) evaluations, above \(Simulation.dayLimit): take a longer --step",
        zh: "将评定 \(count) 次，超过 \(Simulation.dayLimit) 次：请加大 --step")
    }
  }
}

/// A kind of definition that can be tried on the book without keeping anything.
protocol Simulable: DefinitionTable {
  /// What the draft would come to, in a run that is taken back.
  static func simulate(_ simulation: Simulation) throws -> SimulationReport
}

/// A draft at work in a run that is taken back.
struct Simulation {
  /// How many days can be replayed.
  static let dayLimit = 2000

  let loaded: LoadedDefinition
  let request: SimulationRequest
  let session: BookSession
  let place: Workplace
  let watch: ScoringWatch

  /// The version in force under the draft's name; nil for none.
  func inForce() throws -> DefinitionVersion? {
    try session.activeDefinition(named: loaded.declared.name).flatMap {
      $0.kind == type(of: loaded.declared).kind ? $0 : nil
    }
  }

  /// Keeps the draft under a name, until the run is taken back.
  func keep(as name: String) throws -> DefinitionVersion {
    try session.addVersion(
      kind: type(of: loaded.declared).kind, name: name, hash: loaded.hash, file: loaded.file.path,
      source: loaded.file.source, modules: loaded.modules)
  }

  /// The days to evaluate: of a period, its first, then step by step, and its last.
  func days() throws -> [CivilDate] {
    let last = try request.to ?? place.businessDate(of: session.profile)
    guard let first = request.from else { return [last] }
    guard first <= last else { throw SimulationError.period(from: first, to: last) }
    guard let step = request.step ?? TimeSpan(1, .month) else { return [last] }
    var days: [CivilDate] = []
    var next = first
    var count = 0
    while next < last {
      days.append(next)
      guard days.count < Self.dayLimit else { throw SimulationError.tooManyDays(days.count + 1) }
      count += step.count
      // From the first day each time: a month after 31 January is 28 February, and two months after is 31 March.
      guard let span = TimeSpan(count, step.unit) else { break }
      next = try span.after(first)
    }
    return days + [last]
  }
}

extension Workplace {
  /// Tries a draft on the book: nothing is kept.
  public func simulate(
    _ file: DefinitionFile, _ request: SimulationRequest, watch: ScoringWatch = ScoringWatch()
  ) throws -> RunReport<SimulationReport> {
    try definitionRun("simulate \(file.path)", mode: .dry, watch) { session in
      let loaded = try LoadedDefinition(file, in: session, place: self, watch)
      guard let kind = type(of: loaded.declared) as? any Simulable.Type else {
        throw SimulationError.unsupported(loaded.declared.name, kind: type(of: loaded.declared).kind)
      }
      let simulation = Simulation(loaded: loaded, request: request, session: session, place: self, watch: watch)
      return (try kind.simulate(simulation), loaded.hash)
    }
  }
}
