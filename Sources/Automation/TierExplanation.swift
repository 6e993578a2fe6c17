public import Analytics
public import Domain
public import Interchange
import LuaRuntime
import Scripting
import Storage
public import Wording

/// Why a customer has a tier, and what would change it.
public struct TierExplanation: Sendable {
  /// A tier and what it asks.
  public struct Aim: Sendable {
    /// The tier.
    public let tier: String
    /// The window through which documents are looked at.
    public let window: TierWindow
    /// The bounds, each with what people call its number.
    public let needs: [(label: String, need: TierNeed)]
    /// Whether a function has a say.
    public let asksFunction: Bool

    init(_ aim: TierOutlook.Aim) {
      tier = aim.tier
      window = aim.window
      needs = aim.needs
      asksFunction = aim.asksFunction
    }
  }

  /// The ladder's name.
  public let ladder: String
  /// What it is for.
  public let description: Phrase
  /// The customer's code.
  public let customer: String
  /// The customer's name.
  public let customerName: String
  /// The standing.
  public let standing: TierStanding
  /// The business date of what follows from documents.
  public let asOf: CivilDate
  /// The version in force.
  public let version: Int
  /// The file that it came from.
  public let file: String
  /// The changes, the latest first.
  public let changes: [TierChange]
  /// What keeps the tier.
  public let stay: Aim?
  /// What the next tier asks.
  public let rise: Aim?
  /// What the tier gives, as JSON.
  public let benefits: JSON
}

extension Workplace {
  /// Why a customer stands where it does on a ladder; nil where nobody judged it.
  ///
  /// - Throws: ``ExplanationFault`` for a business date before the standing came about.
  public func explain(customer: String, tier ladder: String) throws -> TierExplanation? {
    try ScriptThread.run {
      try reading { session in
        guard let standing = try session.tierStanding(of: .code(customer), on: ladder) else { return nil }
        if let asOf, asOf < standing.since {
          let then = try session.tier(of: .code(customer), on: ladder, at: asOf)
          throw ExplanationFault.judgedLater(
            customer: customer, ladder: ladder, on: asOf, tier: then, since: standing.since)
        }
        guard let version = try session.versions(of: ladder).first(where: { $0.state == .active }) else {
          throw DefinitionError.inactive(ladder)
        }
        let loaded = try LoadedDefinition(version, in: session, place: self, ScoringWatch())
        let declared = try loaded.ladder()
        let date = try businessDate(of: session.profile)
        let evaluation = TierEvaluation(
          declared, version, in: session, asOf: date, zone: try Workplace.zone(named: session.profile.timeZone),
          ask: loaded.policyCall)
        let outlook = try loaded.interpreter.withBudget { try evaluation.outlook(of: .code(customer)) }
        let changes = try session.tierHistory(of: .code(customer), on: ladder, limit: 5)
        let entity = try session.entity(Entity.customers.name)
        return TierExplanation(
          ladder: ladder, description: declared.policy.description,
          customer: try session.code(of: .code(customer), in: entity) ?? customer,
          customerName: outlook.customerName, standing: standing, asOf: date, version: version.number,
          file: version.file, changes: changes, stay: outlook.stay.map { .init($0) },
          rise: outlook.rise.map { .init($0) },
          benefits: outlook.benefits)
      }
    }
  }
}
