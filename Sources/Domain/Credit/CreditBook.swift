public import Wording

/// What happened to a customer's credit.
public struct CreditChange: Sendable {
  /// What kind of change.
  public enum Kind: String, Sendable, CaseIterable {
    case limit
    case hold
    case terms
    /// A release lets documents pass a hold up to an amount and a day.
    case release
    /// A policy assessed the customer.
    case assessment
    /// A policy, or somebody, proposes a limit that another has to approve.
    case proposal
    /// Somebody approved a proposed limit.
    case approval
  }

  /// Its number; 0 before it is kept.
  public var id: Int64 = 0
  /// The customer's code, in the history; of one that was merged into another, its own.
  public var customer = ""
  /// What kind of change.
  public var kind: Kind
  /// The business date.
  public var asOf: CivilDate
  /// When it was made.
  public var at: Instant
  /// Who made it.
  public var operatorName: String
  /// The run that made it.
  public var run: Int64 = 0
  /// Why.
  public var reason: String
  /// The limit that was set or proposed, or what a release covers.
  public var amount: Money?
  /// The last day of a release.
  public var until: CivilDate?
  /// The code of the order that a release is for; nil for any.
  public var order: String?
  /// The version of the policy that made it.
  public var version: Int64?
  /// The name and number of that version, for people.
  public var versionName: String?
  /// What it is based on, as JSON.
  public var evidence: String
  /// The profile afterwards, as JSON.
  public var profile = "{}"

  /// A change.
  public init(
    _ kind: Kind, asOf: CivilDate, at: Instant, by operatorName: String, reason: String, amount: Money? = nil,
    until: CivilDate? = nil, order: String? = nil, version: Int64? = nil, evidence: String = "{}"
  ) {
    self.kind = kind
    self.asOf = asOf
    self.at = at
    self.operatorName = operatorName
    self.reason = reason
    self.amount = amount
    self.until = until
    self.order = order
    self.version = version
    self.evidence = evidence
  }
}

/// A credit check as the book keeps it.
public struct CreditCheck: Sendable {
  /// Its number; 0 before it is kept.
  public var id: Int64 = 0
  /// The customer's code.
  public var customer: String
  /// The order's code.
  public var order: String?
  /// When it was made.
  public var stage: CreditChain.Stage
  /// What was checked.
  public var amount: Money
  /// What came of it.
  public var outcome: CreditChain.Outcome
  /// Why.
  public var reason: String
  /// The business date.
  public var asOf: CivilDate
  /// The moment.
  public var at: Instant
  /// Who made it.
  public var operatorName: String
  /// The run that made it.
  public var run: Int64 = 0
  /// The release that let it pass.
  public var release: Int64?
  /// The version of the policy.
  public var version: Int64?
  /// The steps with their evidence, as JSON.
  public var steps: String

  /// A check.
  public init(
    customer: String, order: String?, stage: CreditChain.Stage, amount: Money, outcome: CreditChain.Outcome,
    reason: String, asOf: CivilDate, at: Instant, by operatorName: String, release: Int64?, version: Int64?,
    steps: String
  ) {
    self.customer = customer
    self.order = order
    self.stage = stage
    self.amount = amount
    self.outcome = outcome
    self.reason = reason
    self.asOf = asOf
    self.at = at
    self.operatorName = operatorName
    self.release = release
    self.version = version
    self.steps = steps
  }
}

/// An order whose check is missing, or no longer says anything.
public struct UncheckedOrder: Sendable, Hashable {
  /// Why it has to be checked.
  public enum Reason: String, Sendable {
    /// It was never checked: it is new, or a copy.
    case unchecked
    /// It grew above what was checked.
    case raised
    /// It was cancelled or completed since, and is open again.
    case reopened
    /// It belongs to another customer, or is in another currency, than when it was checked.
    case altered
    /// The release that let it pass is over.
    case releaseOver = "release_over"
  }

  /// The order's code.
  public var order: String
  /// The customer's code.
  public var customer: String
  /// Why.
  public var reason: Reason

  /// An order to check.
  public init(order: String, customer: String, reason: Reason) {
    self.order = order
    self.customer = customer
    self.reason = reason
  }
}

/// Where the book keeps credit.
public protocol CreditBook: AnyObject {
  /// What is agreed with a customer.
  func creditProfile(of customer: RecordKey) throws -> CreditProfile
  /// The companies of a group, by their codes.
  func members(ofGroup group: RecordKey) throws -> [String]
  /// Sets the limit that the companies of a group share to the amount of a change, or only proposes it, and notes it.
  func changeGroupLimit(_ group: RecordKey, _ change: CreditChange) throws
  /// Notes the limit of a group, or of all that the run wrote, that its history does not know yet.
  func noteGroupLimits(of group: Int64?, _ change: CreditChange) throws
  /// What happened to the limit of a group, whose code stands for the customer's, the latest first.
  func groupLimitHistory(of group: RecordKey) throws -> [CreditChange]
  /// A group's code, and its limit where it has one.
  func creditGroup(_ group: RecordKey) throws -> (code: String, limit: Money?)
  /// Writes what differs in a customer's profile and notes the change; says whether anything differed.
  func changeCredit(_ profile: CreditProfile, _ change: CreditChange, always: Bool) throws -> Bool
  /// Notes what the profile of a customer, or of all that the run wrote, is now and the history does not know yet: the
  /// operator, the day and the reason are those of `change`, its kind is what differs.
  func noteCredit(of customer: Int64?, _ change: CreditChange) throws
  /// What happened to a customer's credit and to that of the customers merged into it, the latest first.
  func creditHistory(of customer: RecordKey) throws -> [CreditChange]
  /// What happened to a customer's own credit up to a day, the latest first.
  func creditChanges(of customer: RecordKey, until day: CivilDate?) throws -> [CreditChange]
  /// A release with how much of it is left for an order, if there is one that covers the amount on a day.
  func release(of customer: RecordKey, order: String?, covering amount: Money, on day: CivilDate) throws
    -> CreditChange?
  /// The documents of a customer, a group or everybody, up to a day.
  func tradeDocuments(of scope: CreditScope, asOf date: CivilDate) throws -> TradeDocuments
  /// What was invoiced after a day and up to another, by currency and day.
  func invoiced(of scope: CreditScope, after start: CivilDate, to end: CivilDate) throws -> [Money]
  /// The code of the customer who placed an order.
  func customer(ofOrder code: String) throws -> String
  /// Keeps a check.
  func keep(_ check: CreditCheck) throws -> CreditCheck
  /// The checks of a customer and those merged into it, or of an order, the latest first.
  func creditChecks(of customer: RecordKey?, order: String?, limit: Int) throws -> [CreditCheck]
  /// The open orders that have to be checked; `tolerance` is how far one may grow after its check.
  func uncheckedOrders(tolerance: Double, tax: Bool, on day: CivilDate) throws -> [UncheckedOrder]
  /// What a dunning list needs to know of open invoices.
  func dunningItems(of customer: RecordKey?, asOf date: CivilDate) throws -> [DunningItem]
  /// What rating agencies say of a customer: the last word of each up to a day.
  func creditRatings(of customer: RecordKey, asOf date: CivilDate) throws -> [CreditRating]
  /// How many promises a customer kept and broke up to a day.
  func promises(of customer: RecordKey, asOf date: CivilDate) throws -> (kept: Int, broken: Int)
  /// What credit is judged by up to a day: of one customer, or of everybody who was not merged into another, with every
  /// kind of document read once.
  func creditFiles(of customer: RecordKey?, asOf date: CivilDate) throws -> any CreditFiles
}

/// An open invoice as reminding sees it.
public struct DunningItem: Sendable {
  /// The invoice's code.
  public var invoice: String
  /// The customer's code.
  public var customer: String
  /// The customer's name.
  public var name: String
  /// The language that the customer is written to in.
  public var language: Language
  /// When it is due.
  public var dueOn: CivilDate
  /// What is open.
  public var open: Money
  /// Whether the customer disputes it.
  public var isDisputed: Bool
  /// Until when the customer promised to pay, where that is still to come.
  public var promisedBy: CivilDate?

  /// An open invoice.
  public init(
    invoice: String, customer: String, name: String, language: Language, dueOn: CivilDate, open: Money,
    isDisputed: Bool, promisedBy: CivilDate?
  ) {
    self.invoice = invoice
    self.customer = customer
    self.name = name
    self.language = language
    self.dueOn = dueOn
    self.open = open
    self.isDisputed = isDisputed
    self.promisedBy = promisedBy
  }
}
