/// What a customer has in a wallet on a day.
public struct PointBalance: Sendable, Hashable {
  /// The wallet.
  public var wallet: String
  /// Its currency; nil for points.
  public var currency: String?
  /// The sum of all movements: what is usable, pending and not yet swept, less what is owed.
  public var balance: Int64 = 0
  /// What can be used: never below 0.
  public var usable: Int64 = 0
  /// What cannot be used yet.
  public var pending: Int64 = 0
  /// What has expired, and no movement says so yet.
  public var expired: Int64 = 0
  /// What is owed.
  public var debt: Int64 = 0

  /// Nothing in a wallet.
  public init(_ wallet: String, currency: String? = nil) {
    self.wallet = wallet
    self.currency = currency
  }
}

/// Points that expire in a month.
public struct PointForecast: Sendable, Hashable {
  /// The wallet.
  public var wallet: String
  /// The wallet's currency; nil for points.
  public var currency: String?
  /// The month, `2026-11`; nil for never.
  public var month: String?
  /// How many of those that are left expire in it.
  public var points: Int64

  /// A month's points.
  public init(wallet: String, currency: String?, month: String?, points: Int64) {
    self.wallet = wallet
    self.currency = currency
    self.month = month
    self.points = points
  }
}

/// What a wallet's customers have together, and what became of the rest.
public struct PointOutstanding: Sendable, Hashable {
  /// The wallet.
  public var wallet: String
  /// The wallet's currency; nil for points.
  public var currency: String?
  /// What can be used or will be, less what is owed.
  public var outstanding: Int64
  /// What has expired so far.
  public var expired: Int64
  /// What was spent so far and has not come back.
  public var spent: Int64

  /// What a wallet's customers have together.
  public init(wallet: String, currency: String?, outstanding: Int64, expired: Int64, spent: Int64) {
    self.wallet = wallet
    self.currency = currency
    self.outstanding = outstanding
    self.expired = expired
    self.spent = spent
  }

  /// The share of the points that are gone that expired unused, 0 to 1; nil while none are gone.
  public var breakage: Double? {
    let gone = Double(expired) + Double(spent)
    return gone > 0 ? Double(expired) / gone : nil
  }
}

/// What a rebuild of the ledger's caches came to.
public struct PointRebuild: Sendable, Hashable {
  /// How many balances there are.
  public var balances: Int
  /// How many cached figures were wrong and are right now.
  public var corrected: Int

  /// What a rebuild came to.
  public init(balances: Int, corrected: Int) {
    self.balances = balances
    self.corrected = corrected
  }
}

/// How points granted under a rule are counted against a cap.
public enum PointCap: Sendable, Hashable {
  /// All that a customer was granted within days, both included.
  case customer(RecordKey, ClosedRange<CivilDate>)
  /// All that anybody was granted.
  case everybody
}

/// What a wallet lost by expiry.
public struct ExpiredPoints: Sendable, Hashable {
  /// The wallet.
  public var wallet: String
  /// Its currency; nil for points.
  public var currency: String?
  /// How many lots.
  public var lots: Int
  /// How many points, or minor units of the currency.
  public var points: Int64

  /// What a wallet lost.
  public init(wallet: String, currency: String?, lots: Int, points: Int64) {
    self.wallet = wallet
    self.currency = currency
    self.lots = lots
    self.points = points
  }
}

/// The ledger of points: movements that are only ever added, and the lots that they make and use.
///
/// Whatever happens, a balance is the sum of its movements, and the sum of what is left of its lots less what is owed.
public protocol PointsLedger: AnyObject {
  /// Adds points and returns the movement's id.
  func earn(_ request: PointRequest) throws -> Int64
  /// Uses points, in the wallet's burn order; refused where there are not as many.
  func spend(_ request: PointRequest) throws -> Int64
  /// Adds or takes points for a reason.
  func adjust(_ request: PointRequest) throws -> Int64
  /// Gives usable points to another customer, each lot with its days; returns the ids of both halves.
  func transfer(_ request: PointRequest, to customer: RecordKey) throws -> (out: Int64, in: Int64)
  /// Takes back what an order earned, in proportion to what was returned of it, in each wallet that it earned in.
  ///
  /// - Parameters:
  ///   - order: The order.
  ///   - amount: What was returned now, in minor units of the order's currency; nil for all of the order.
  ///   - request: The day, source, reference and reason; its wallet and points do not count.
  ///   - wallets: The rules of the wallets.
  func reverse(_ order: RecordKey, amount: Int64?, _ request: PointRequest, wallets: [PointWallet]) throws -> [Int64]
  /// Gives back what was spent, or as much of it, into the lots that it came from.
  func restore(_ movement: Int64, points: Int64?, _ request: PointRequest) throws -> Int64
  /// Lets points that wait for an event be used from a day on.
  func activate(_ movement: Int64, _ request: PointRequest) throws -> Int64
  /// Writes a movement for each lot whose last day is over; how many lots and points in each wallet, by wallet.
  func expirePoints(on day: CivilDate, by operatorName: String) throws -> [ExpiredPoints]

  /// A movement.
  func pointMovement(_ id: Int64) throws -> PointMovement
  /// The movement of a key; nil where there is none.
  func pointMovement(_ kind: PointMovement.Kind, source: String, reference: String, wallet: String) throws -> Int64?
  /// A customer's movements, the newest first.
  func pointHistory(of customer: RecordKey, wallet: String?, limit: Int) throws -> [PointMovement]
  /// The movements of an order, the oldest first.
  func pointMovements(ofOrder order: RecordKey) throws -> [PointMovement]
  /// What a customer has on a day, by wallet.
  func pointBalances(of customer: RecordKey, on day: CivilDate) throws -> [PointBalance]
  /// What is left in a customer's lots, in the order of their numbers.
  func pointLots(of customer: RecordKey, wallet: String?) throws -> [PointLot]
  /// What a source was granted so far, for a cap.
  func pointsGranted(_ source: String, wallet: String, _ cap: PointCap) throws -> Int64
  /// How many points of an order's price were paid in points, by wallet.
  func pointsSpent(onOrder id: Int64) throws -> [(wallet: String, points: Int64)]
  /// What all customers have together on a day, by wallet.
  func pointsOutstanding(on day: CivilDate) throws -> [PointOutstanding]
  /// What expires month by month of all that is left on a day.
  func pointForecast(on day: CivilDate) throws -> [PointForecast]
  /// Works the cached balances and remainders out anew from movements and uses, and proves that they agree.
  func rebuildPoints() throws -> PointRebuild
}
