/// A customer's score as the book keeps it.
public struct Score: Sendable, Hashable {
  /// The definition's name.
  public var name: String
  /// The number of the version that made it.
  public var version: Int
  /// The file that the version came from.
  public var file: String
  /// The customer's code.
  public var customer: String
  /// The customer's name.
  public var customerName: String
  /// The run that made it.
  public var run: Int64
  /// The business date that it was made for.
  public var asOf: CivilDate
  /// The value; nil where there was too little to judge by.
  public var value: Double?
  /// The band; nil below the floor of coverage, or below all bands.
  public var band: String?
  /// The share of inputs that had data, 0 to 1.
  public var coverage: Double
  /// Why there is no value.
  public var reason: String?
  /// The parts as JSON: a number by name, or `{"value":…,"cap":…,"parts":{…}}` for a group.
  public var parts: String
  /// The evidence as JSON: by input, the fields that the formula names, a rank, or null where there was no data.
  public var inputs: String

  /// A score.
  public init(
    name: String, version: Int, file: String, customer: String, customerName: String, run: Int64, asOf: CivilDate,
    value: Double?, band: String?, coverage: Double, reason: String?, parts: String, inputs: String
  ) {
    self.name = name
    self.version = version
    self.file = file
    self.customer = customer
    self.customerName = customerName
    self.run = run
    self.asOf = asOf
    self.value = value
    self.band = band
    self.coverage = coverage
    self.reason = reason
    self.parts = parts
    self.inputs = inputs
  }
}

/// Where current scores are read.
public protocol ScoreRegister: AnyObject {
  /// The current score of a customer, or nil where nobody scored it by that definition; an error where there is no
  /// such customer or definition.
  func score(of customer: RecordKey, by name: String) throws -> Score?
  /// All current scores of a customer, by name.
  func scores(of customer: RecordKey) throws -> [Score]
  /// The customers with the highest current values, or the lowest; ties in the order of their codes.
  func topScores(by name: String, limit: Int, lowestFirst: Bool) throws -> [Score]
}
