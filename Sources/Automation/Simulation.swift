import Analytics
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
  /// How many of those who move are listed.
  public var moverLimit = 20

  /// What is to be tried.
  public init(from: CivilDate? = nil, to: CivilDate? = nil, step: TimeSpan? = nil, useCurrent: Set<String> = []) {
    self.from = from
    self.to = to
    self.step = step
    self.useCurrent = useCurrent
  }

  /// Whether the book is looked at as it was known on days that have passed.
  var isPast: Bool { from != nil || to != nil }
}

/// Why a draft cannot be tried.
public enum SimulationError: Refusal, Hashable {
  case unsupported(String, kind: String)
  case period(from: CivilDate, to: CivilDate)
  case undated(String, [String])
  case unknownCurrent(String, suggestion: String?)
  case unneededCurrent([String])
  case tooManyDays
  case later(CivilDate, today: CivilDate)
  case unknownLabel(String, suggestion: String?, fields: [String])
  case labelKind(String, kind: String)
  case cutoff(Double)

  public var code: String {
    switch self {
    case .unsupported: "no-simulation"
    case .period: "empty-period"
    case .undated: "undated-input"
    case .unknownCurrent: "unknown-current"
    case .unneededCurrent: "unneeded-current"
    case .tooManyDays: "too-many-days"
    case .later: "future-date"
    case .unknownLabel: "unknown-label"
    case .labelKind: "label-kind"
    case .cutoff: "bad-cutoff"
    }
  }

  public var message: Phrase {
    func guess(_ suggestion: String?) -> Phrase {
      suggestion.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: "")
    }
    switch self {
    case .unsupported(let name, let kind):
      return Phrase("'\(name)' is a \(kind), which cannot be tried this way", zh: "'\(name)' 是 \(kind)，不能这样试算")
    case .period(let from, let to):
      return Phrase("the period from \(from) to \(to) has no day", zh: "从 \(from) 到 \(to) 没有任何一天")
    case .undated(let name, let fields):
      let options = fields.map { "--use-current \($0)" }.joined(separator: " ")
      return Phrase(
        "'\(name)' asks for what was not recorded yet by then, and is known only as it is today: \(fields.joined(separator: ", ")); \(options) takes it as it is (documents by their dates)",
        zh:
          "'\(name)' 用到当时尚未记录、只有当前内容的数据：\(fields.joined(separator: "、"))；\(options) 按当前内容采用（单据按其日期）")
    case .unknownCurrent(let name, let suggestion):
      return Phrase(
        "there is no field of customers and no kind of record named '\(name)' to take as it is today",
        zh: "没有名为 '\(name)' 的客户字段或记录种类可按当前值采用") + guess(suggestion)
    case .unneededCurrent(let names):
      return Phrase(
        "--use-current \(names.joined(separator: " ")) is for days that have passed: say which with --from or --to",
        zh: "--use-current \(names.joined(separator: " ")) 用于过去的日期：请用 --from 或 --to 指明")
    case .tooManyDays:
      return Phrase(
        "that would be more than \(Simulation.dayLimit) evaluations: take a longer --step",
        zh: "评定将超过 \(Simulation.dayLimit) 次：请加大 --step")
    case .later(let day, let today):
      return Phrase(
        "\(day) is after \(today), the business date: nothing is known of it", zh: "\(day) 晚于业务日期 \(today)：尚无任何记录")
    case .unknownLabel(let label, let suggestion, let fields):
      return Phrase("'\(label)' is no field of customers", zh: "客户没有字段 '\(label)'") + guess(suggestion)
        + Phrase(
          ": a label is one of \(fields.joined(separator: ", ")), or Lua over the documents since then, as in i.orders.count == 0",
          zh: "：标签可为 \(fields.joined(separator: "、")) 之一，或基于此后单据的 Lua 表达式，例如 i.orders.count == 0")
    case .labelKind(let label, let kind):
      return Phrase(
        "the field '\(label)' is \(kind), which neither holds nor does not: compare it, as in c.\(label) == \"…\"",
        zh: "字段 '\(label)' 是 \(kind)，无法判断成立与否：请写成比较，例如 c.\(label) == \"…\"")
    case .cutoff(let cutoff):
      return Phrase("--cutoff must be a finite number, got \(cutoff)", zh: "--cutoff 必须是有限的数，收到的是 \(cutoff)")
    }
  }
}

/// A kind of definition that can be tried on the book without keeping anything.
protocol Simulable: DefinitionTable {
  /// What it looks at.
  var needs: BookNeeds { get }
  /// The version in force that is worked out anew beside the draft; nil for none, and where what was recorded is taken.
  static func rival(_ simulation: Simulation) throws -> DefinitionVersion?
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
  /// The look at days that have passed; nil where the book is taken as it is.
  var past: PastBook?

  /// The version in force under the draft's name, or where `orOnly` says so the only one of its kind; nil for none.
  func inForce(orOnly: Bool = false) throws -> DefinitionVersion? {
    let kind = type(of: loaded.declared).kind
    if let own = try session.activeDefinition(named: loaded.declared.name), own.kind == kind { return own }
    let others = orOnly ? try session.activeDefinitions(kind) : []
    return others.count == 1 ? others.first : nil
  }

  /// Works out what a version in force comes to; nil where it fails by itself, with what it wrote taken back.
  func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
    do {
      return try session.atomically(body)
    } catch let fault as DefinitionFault where fault.outcome == .failed {
      return nil
    } catch is TierFault {
      return nil
    }
  }

  /// What the draft looks at, and what is worked out beside it.
  fileprivate func needs(_ draft: any Simulable) throws -> BookNeeds {
    var needs = draft.needs
    if let version = try type(of: draft).rival(self),
      let rival = try attempt({ try LoadedDefinition(version, in: session, place: place, watch).declared })
        as? any Simulable
    {
      needs.formUnion(rival.needs)
    }
    return needs
  }

  /// Keeps the draft under a name, until the run is taken back.
  func keep(as name: String) throws -> DefinitionVersion {
    try session.addVersion(
      kind: type(of: loaded.declared).kind, name: name, hash: loaded.hash, file: loaded.file.path,
      source: loaded.file.source, modules: loaded.modules)
  }

  /// Puts the draft in force, until the run is taken back.
  func install() throws -> DefinitionVersion {
    let version = try keep(as: loaded.declared.name)
    try session.activate(version)
    return version
  }

  /// Runs a script on the book as scripts do, on a business date.
  func perform(_ source: String, asOf date: CivilDate) throws {
    var there = place
    there.asOf = date
    var script = ScriptRun(source: source, name: "simulate", title: "simulate", output: watch.output)
    script.limits = watch.limits
    script.onStart = watch.onStart
    script.seed = 0
    let ended = try script.run(in: session, place: there, access: .write)
    guard ended.outcome == .succeeded else {
      throw DefinitionFault(ended.outcome, of: loaded.declared.name, customer: nil)
    }
  }

  /// Does something on each day that is to be evaluated, with the book as it was known then.
  func eachDay(_ body: (CivilDate) throws -> Void) throws {
    for day in try days() {
      try past?.show(day)
      try body(day)
    }
    try past?.showToday()
  }

  /// The first day that counts.
  var firstDay: CivilDate { request.from ?? CivilDate.range.lowerBound }

  /// The last day that is evaluated.
  func lastDay() throws -> CivilDate { try request.to ?? place.businessDate(of: session.profile) }

  /// The days to evaluate: of a period, its first, then step by step, and its last.
  private func days() throws -> [CivilDate] {
    let last = try lastDay()
    guard let first = request.from else { return [last] }
    guard let step = request.step ?? TimeSpan(1, .month) else { return [last] }
    var days: [CivilDate] = []
    var next = first
    var count = 0
    while next < last {
      days.append(next)
      guard days.count < Self.dayLimit else { throw SimulationError.tooManyDays }
      count += step.count
      // From the first day each time: a month after 31 January is 28 February, and two months after is 31 March.
      guard let span = TimeSpan(count, step.unit), let day = try? span.after(first) else { break }
      next = day
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
      guard let declared = loaded.declared as? any Simulable else {
        throw SimulationError.unsupported(loaded.declared.name, kind: type(of: loaded.declared).kind)
      }
      let today = try businessDate(of: session.profile)
      let last = request.to ?? today
      let first = request.from ?? last
      guard last <= today else { throw SimulationError.later(last, today: today) }
      guard first <= last else { throw SimulationError.period(from: first, to: last) }
      guard request.isPast || request.useCurrent.isEmpty else {
        throw SimulationError.unneededCurrent(request.useCurrent.sorted())
      }
      return try session.takingBack {
        var simulation = Simulation(
          loaded: loaded, request: request, session: session, place: self, watch: watch, past: nil)
        if request.isPast {
          simulation.past = try PastBook(
            declared.name, simulation.needs(declared), allowed: request.useCurrent, in: session)
        }
        let past = simulation.past
        let simulate = { [simulation] in try type(of: declared).simulate(simulation) }
        var report = try past?.look(from: first, to: last, simulate) ?? simulate()
        report.usedCurrent = past?.usedCurrent ?? []
        report.late = past?.late ?? []
        report.sortMovers()
        return (report, loaded.hash)
      }
    }
  }
}
