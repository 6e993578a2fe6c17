public import Domain
import Storage

/// What a customer's points are made of.
public struct PointsExplanation: Sendable {
  /// The customer's code.
  public let customer: String
  /// The customer's name.
  public let name: String
  /// The business date.
  public let day: CivilDate
  /// What there is in each wallet.
  public let balances: [PointBalance]
  /// What is left of each lot, in the order of its numbers.
  public let lots: [PointLot]
  /// When points moved first after the business date, of which lots are not: they are what is left now; nil for never.
  public let movedLater: CivilDate?
  /// The newest movements until the business date.
  public let movements: [PointMovement]
  /// How many there are besides those.
  public let olderCount: Int

  /// How many movements are told.
  public static let limit = 20
}

extension Workplace {
  /// What a customer's points are made of; nil where the customer never had any.
  public func explainPoints(customer: String, wallet: String?) throws -> PointsExplanation? {
    try reading { session in
      let entity = try session.entity(Entity.customers.name)
      let key = RecordKey.code(customer)
      guard let code = try session.code(of: key, in: entity) else { throw BookError.notFound(key, entity: entity) }
      let day = try businessDate(of: session.profile)
      let balances = try session.pointBalances(of: key, on: day).filter { wallet == nil || $0.wallet == wallet }
      if balances.isEmpty { return nil }
      let history = try session.pointHistory(of: key, wallet: wallet, limit: .max)
      let movements = history.filter { $0.day <= day }
      return PointsExplanation(
        customer: code, name: try session.customerName(key), day: day, balances: balances,
        lots: try session.pointLots(of: key, wallet: wallet).filter { $0.earnedOn <= day },
        movedLater: history.map(\.day).filter { day < $0 }.min(),
        movements: Array(movements.prefix(PointsExplanation.limit)),
        olderCount: max(0, movements.count - PointsExplanation.limit))
    }
  }
}
