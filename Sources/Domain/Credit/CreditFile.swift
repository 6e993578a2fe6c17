/// What credit is judged by, customer by customer.
public protocol CreditFiles: AnyObject {
  /// The file of a customer, whose id is above that of the one before.
  func file(of customer: Int64) throws -> CreditFile
}

/// What a customer's credit is judged by.
public struct CreditFile: Sendable {
  /// What is agreed.
  public var profile: CreditProfile
  /// The documents.
  public var documents: TradeDocuments
  /// What rating agencies say, in the order of their names.
  public var ratings: [CreditRating] = []
  /// How many promises were kept and broken.
  public var promises: (kept: Int, broken: Int) = (0, 0)

  /// A file without ratings and promises.
  public init(profile: CreditProfile, documents: TradeDocuments) {
    self.profile = profile
    self.documents = documents
  }
}
