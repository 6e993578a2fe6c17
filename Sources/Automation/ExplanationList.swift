public import Domain
import Scripting
import Storage

/// What there is to explain of a customer.
public struct ExplanationList: Sendable {
  /// What can be explained.
  public enum Kind: String, Sendable, CaseIterable {
    case score
    case tier
    case credit
    case points
  }

  /// One of the things that can be explained.
  public struct Item: Sendable {
    /// What it is.
    public let kind: Kind
    /// Which one: a score, a ladder, a policy, a wallet; nil where there is only one.
    public let name: String?
    /// What it comes to now, or on the day, as text; nil where there is no such thing.
    public let value: String?
    /// The day, where somebody asks for one and the value is of it; nil for now.
    public var on: CivilDate?
  }

  /// The customer's code.
  public let customer: String
  /// The customer's name.
  public let customerName: String
  /// What there is, by kind and name.
  public let items: [Item]

  /// The names of one kind.
  public func names(of kind: Kind) -> [String] { items.filter { $0.kind == kind }.compactMap(\.name) }
}

extension Workplace {
  /// What there is to explain of a customer.
  public func explanations(of customer: String) throws -> ExplanationList {
    try reading { session in
      let key = RecordKey.code(customer)
      let profile = try session.creditProfile(of: key)
      var items = try session.scores(of: key).map { score in
        ExplanationList.Item(
          kind: .score, name: score.name, value: score.value.map { FieldValue.real($0).displayText } ?? score.reason)
      }
      items += try session.tierStandings(of: key).map { ladder, standing in
        .init(kind: .tier, name: ladder, value: standing.tier)
      }
      let policies = try session.activeDefinitions(CreditPolicyTable.kind).map(\.name)
      let limit = profile.limit?.groupedDescription
      items += policies.map { .init(kind: .credit, name: $0, value: limit) }
      if policies.isEmpty { items.append(.init(kind: .credit, name: nil, value: limit)) }
      items += try session.pointBalances(of: key, on: businessDate(of: session.profile)).map { balance in
        let currency = balance.currency.flatMap { Currency($0) }
        let usable = currency.map { Money(minorUnits: balance.usable, $0).groupedDescription } ?? "\(balance.usable)"
        return .init(kind: .points, name: balance.wallet, value: usable, on: asOf)
      }
      return ExplanationList(customer: profile.customer, customerName: profile.name, items: items)
    }
  }
}
