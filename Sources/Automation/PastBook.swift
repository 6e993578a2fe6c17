import Analytics
import Domain
import Scripting
import Storage
import Wording

/// What a definition looks at of the book.
struct BookNeeds {
  /// The entities, by their plural names; `scores` for scores of other definitions.
  var entities: Set<String> = []
  /// Fields of customers that are looked at whatever functions read.
  var fields: Set<String> = []
  /// Inputs that are figures of the customer's record.
  var figures: Set<String> = []
  /// The scores that are looked at.
  var scores: Set<String> = []
  /// Entities and fields of customers that the definition itself writes.
  var own: Set<String> = []

  /// What inputs look at.
  init(_ inputs: [ScoreInput] = []) {
    for input in inputs {
      switch input.source {
      case .orders: entities.formUnion(["orders", "returns"])
      case .returns: entities.insert("returns")
      // Who paid what depends on both.
      case .payments, .invoices: entities.formUnion(["payments", "invoices"])
      case .interactions: entities.insert("interactions")
      case .statements: entities.insert("statements")
      case .figures: figures.insert(input.name)
      case .scores:
        entities.insert("scores")
        if let score = input.score { scores.insert(score) }
      }
    }
  }

  /// Adds what another looks at.
  mutating func formUnion(_ other: BookNeeds) {
    entities.formUnion(other.entities)
    fields.formUnion(other.fields)
    figures.formUnion(other.figures)
    scores.formUnion(other.scores)
    own.formUnion(other.own)
  }

  /// The fields of customers that figures are made of.
  static let figureFields = Set(InputSource.figureFields + ["employees"])
}

/// A definition's look at the book as it was known on past days. What was recorded after a day is not seen, values are what
/// they were, and what the book's record does not reach back to is refused, unless somebody has allowed to take it as it
/// is today.
final class PastBook {
  private let name: String
  private let needs: BookNeeds
  private let allowed: Set<String>
  private let session: BookSession
  private let hindsight: Hindsight
  /// What was taken as it is today.
  private(set) var usedCurrent: [String] = []
  /// What was recorded too late to be seen on its day.
  private(set) var late: [Hindsight.Late] = []

  /// A look for a definition of that name.
  init(_ name: String, _ needs: BookNeeds, allowed: Set<String>, in session: BookSession) throws {
    self.name = name
    self.needs = needs
    self.allowed = allowed
    self.session = session
    let customers = try session.entity(Entity.customers.name)
    let known = Set(Entity.all.map(\.name)).union(customers.fields.map(\.name)).union(needs.figures).union(["scores"])
    if let unknown = allowed.subtracting(known).min() {
      throw SimulationError.unknownCurrent(unknown, suggestion: Suggestion.nearest(to: unknown, among: known.sorted()))
    }
    var view = Hindsight.View(entities: needs.entities, current: allowed, currentFields: allowed, own: needs.own)
    if !needs.figures.isDisjoint(with: allowed) { view.currentFields.formUnion(BookNeeds.figureFields) }
    view.scores = needs.scores
    hindsight = session.hindsight(view, zone: try Workplace.zone(named: session.profile.timeZone))
  }

  /// Looks at the book from one day to another: the body shows the days.
  func look<Result>(from first: CivilDate, to last: CivilDate, _ body: () throws -> Result) throws -> Result {
    let late = try hindsight.late(from: first, to: last)
    let reading = try session.noteReading()
    let result = Swift.Result { try body() }
    let isLate = late.contains { $0.entity == Entity.customers.name && $0.isWhole }
    var asked = Set(late.filter { $0.isWhole && $0.entity != Entity.customers.name }.map(\.entity))
    if isLate {
      let read = reading.fields.union(needs.fields).subtracting(["code", "name", "currency"])
      asked.formUnion(read.union(needs.figures).subtracting(allowed))
    }
    guard asked.isEmpty else { throw SimulationError.undated(name, asked.sorted()) }
    let read = reading.fields.union(needs.fields).union(needs.entities).union(needs.figures)
    usedCurrent = allowed.intersection(read.union([Entity.customers.name])).sorted()
    self.late = late.filter { !$0.isWhole && $0.count > 0 }
    return try result.get()
  }

  /// Shows the book as it was known at the end of a day.
  func show(_ day: CivilDate) throws { try hindsight.move(to: day) }

  /// Shows the book as it is.
  func showToday() throws { try hindsight.move(to: CivilDate.range.upperBound) }
}
