/// A change of a customer's points, as the ledger keeps it. Movements are only ever added.
public struct PointMovement: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    case earn, spend
    /// Points whose last day is over; above 0 where they are taken back with the order that earned them instead.
    case expire
    /// What an order earned goes back with what was returned of it.
    case reverse
    /// What was spent comes back.
    case restore
    case adjust
    case transferOut = "transfer_out"
    case transferIn = "transfer_in"
    /// Points that waited for an event can be used from now on.
    case activate
  }

  /// Its number in the book.
  public var id: Int64
  /// The customer's code.
  public var customer: String
  /// The wallet.
  public var wallet: String
  /// The wallet's currency; nil for points.
  public var currency: String?
  /// What happened.
  public var kind: Kind
  /// By how much the balance changed.
  public var points: Int64
  /// By how much it should have: a cap or a shortage keeps `points` nearer to 0.
  public var desired: Int64
  /// The business day.
  public var day: CivilDate
  /// What wrote it: a program's rule, or the name that a script gave.
  public var source: String
  /// What it was for, under which it is written once.
  public var reference: String?
  /// The order's code.
  public var order: String?
  /// The rule that earned it.
  public var rule: String?
  /// The number of the program's version.
  public var version: Int?
  /// The movement that it takes back, or the other half of a transfer.
  public var origin: Int64?
  /// Who.
  public var operatorName: String
  /// Why.
  public var reason: String?
  /// What the rule was given, as JSON.
  public var inputs: String?
  /// The run that wrote it.
  public var run: Int64

  /// A movement.
  public init(
    id: Int64, customer: String, wallet: String, currency: String?, kind: Kind, points: Int64, desired: Int64,
    day: CivilDate, source: String, reference: String?, order: String?, rule: String?, version: Int?, origin: Int64?,
    operatorName: String, reason: String?, inputs: String?, run: Int64
  ) {
    self.id = id
    self.customer = customer
    self.wallet = wallet
    self.currency = currency
    self.kind = kind
    self.points = points
    self.desired = desired
    self.day = day
    self.source = source
    self.reference = reference
    self.order = order
    self.rule = rule
    self.version = version
    self.origin = origin
    self.operatorName = operatorName
    self.reason = reason
    self.inputs = inputs
    self.run = run
  }
}

/// What is asked of the ledger, and what is kept of it.
public struct PointRequest: Sendable {
  /// Whose points.
  public var customer: RecordKey
  /// Which wallet, and its rules.
  public var wallet: PointWallet
  /// How many, above 0; of an adjustment below 0 too.
  public var points: Int64
  /// How many of them are granted; nil for all.
  public var granted: Int64?
  /// The business day.
  public var day: CivilDate
  /// What writes it.
  public var source: String
  /// What it is for: asked for again under the same source, it is written once. Nil for something that may be repeated.
  public var reference: String?
  /// The order that it belongs to.
  public var order: RecordKey?
  /// What earned it, in minor units.
  public var base: Int64?
  /// The rule that earned it.
  public var rule: String?
  /// The key of the program's version.
  public var version: Int64?
  /// Who.
  public var operatorName: String
  /// Why.
  public var reason: String?
  /// What the rule was given, as JSON.
  public var inputs: String?
  /// Whether an adjustment may take more than there is.
  public var allowsDebt = false
  /// Whether customer and order are keys just read, the reference is new, and the caller takes all back where it fails:
  /// for whoever earns by the million.
  public var isProven = false

  /// A request.
  public init(
    _ customer: RecordKey, _ wallet: PointWallet, _ points: Int64, on day: CivilDate, source: String,
    reference: String? = nil, by operatorName: String
  ) {
    self.customer = customer
    self.wallet = wallet
    self.points = points
    self.day = day
    self.source = source
    self.reference = reference
    self.operatorName = operatorName
  }

  /// How many points one movement may be of.
  public static let limit: Int64 = 1_000_000_000_000
}
