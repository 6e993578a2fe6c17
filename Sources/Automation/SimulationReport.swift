public import Analytics
public import Domain
import Interchange
import Scripting
public import Storage
public import Wording

/// What a draft would make of everybody, beside what is in force.
public struct SimulationReport: Sendable {
  /// A customer whom the draft puts elsewhere.
  public struct Mover: Sendable, Hashable {
    /// The customer's code.
    public var code: String
    /// The customer's name.
    public var name: String
    /// The tier, band, grade or points of what is in force; nil for none.
    public var from: String?
    /// That of the draft; nil for none.
    public var to: String?
    /// The money at stake, in minor units of the base currency: what the draft gives more. Nil where none is known.
    public var stake: Int64?
    /// What else differs.
    public var detail: String?
    /// How much moves: the money at stake, then what no money tells, each thing in a unit of its own.
    var weight: [UInt64]

    init(
      _ code: String, _ name: String, from: String?, to: String?, stake: Int64? = nil, detail: String? = nil,
      weight: [UInt64] = []
    ) {
      self.code = code
      self.name = name
      self.from = from
      self.to = to
      self.stake = stake
      self.detail = detail
      self.weight = (stake.map { [$0.magnitude] } ?? []) + weight
    }
  }

  /// A day that was replayed.
  public struct Day: Sendable, Hashable {
    /// The business date.
    public var date: CivilDate
    /// How many customers changed.
    public var changed: Int
    /// How many were in each tier or grade; those without one under nil.
    public var counts: [String?: Int] = [:]
    /// Of a points program, what was granted up to the day, by wallet.
    public var granted: [String: Effect.Quantity] = [:]
  }

  /// A figure of what is in force and of the draft.
  public struct Effect: Sendable, Hashable {
    /// A number with its unit.
    public enum Quantity: Sendable, Hashable {
      case count(Int64)
      case money(Money)
    }

    /// What it is, for programs.
    public var name: String
    /// What it is, for people.
    public var label: Phrase
    /// In force; nil where there is no such thing.
    public var inForce: Quantity?
    /// By the draft; nil where there is no such thing.
    public var draft: Quantity?
  }

  /// The definition's name.
  public var name: String
  /// What it declares.
  public var kind: String
  /// The version in force that it stands beside; nil for none.
  public var inForce: Int?
  /// The name of what is in force, where it has another.
  public var otherName: String?
  /// Whether the draft stands beside what was recorded at its time, not beside what is in force on the draft's day: what
  /// time has changed since then differs too.
  public var isBesideRecorded = false
  /// The days that were evaluated.
  public var days: [Day] = []
  /// How many customers went from what is in force to what is in the draft, those who stay included.
  public var matrix: [TierMoves.Way: Int] = [:]
  /// How many customers the draft puts elsewhere.
  public private(set) var changed = 0
  /// Those of them with most at stake.
  public private(set) var movers: [Mover] = []
  /// What the stakes mean; nil where there are none.
  public var stakes: Phrase?
  /// All stakes together; nil where none is known.
  public var stake: Money?
  /// Figures of both.
  public var effects: [Effect] = []
  /// What was taken as it is today, though the days are past.
  public var usedCurrent: [String] = []
  /// What was recorded too late to be seen on its day.
  public var late: [Hindsight.Late] = []
  /// How many movements of points come from no rule, document or spending, so that they are not replayed; by kind.
  public var notReplayed: [(kind: String, count: Int)] = []
  /// What scoring everyone came to, of a score.
  public var scoring: ScoringSummary?
  private let moverLimit: Int

  init(_ simulation: Simulation, beside version: DefinitionVersion?) {
    name = simulation.loaded.declared.name
    kind = type(of: simulation.loaded.declared).kind
    inForce = version?.number
    otherName = version.flatMap { [name] in $0.name == name ? nil : $0.name }
    moverLimit = max(0, simulation.request.moverLimit)
  }

  /// Counts a customer whom the draft puts elsewhere, and keeps it among those with most at stake; of equals the first.
  mutating func note(_ mover: Mover) {
    changed += 1
    guard movers.count < moverLimit || movers.last?.weight.lexicographicallyPrecedes(mover.weight) == true else {
      return
    }
    guard moverLimit < .max else { return movers.append(mover) }
    movers.insert(mover, at: movers.firstIndex { $0.weight.lexicographicallyPrecedes(mover.weight) } ?? movers.count)
    if movers.count > moverLimit { movers.removeLast() }
  }

  /// Adds a way from what is in force to the draft.
  mutating func count(from: String?, to: String?) { matrix[.init(from: from, to: to), default: 0] += 1 }

  /// Puts those with most at stake first, where all are kept.
  mutating func sortMovers() {
    guard moverLimit == .max else { return }
    movers.sort { $0.weight == $1.weight ? $0.code < $1.code : $1.weight.lexicographicallyPrecedes($0.weight) }
  }
}

extension SimulationReport {
  /// Those who move as CSV: customer, name, from, to, stake, currency, detail.
  public var csv: [UInt8] {
    get throws {
      var writer = RowsWriter(["customer", "name", "from", "to", "stake", "currency", "detail"], .csv)
      var bytes: [UInt8] = []
      func text(_ text: String?) -> FieldValue { text.map { .text($0) } ?? .null }
      for mover in movers {
        try writer.row([
          .text(mover.code), .text(mover.name), text(mover.from), text(mover.to), text(self.text(ofStake: mover.stake)),
          text(mover.stake.flatMap { _ in stake?.currency.code }), text(mover.detail),
        ])
      }
      try writer.end()
      try writer.drain { span in span.withUnsafeBufferPointer { bytes += $0 } }
      return bytes
    }
  }
}
