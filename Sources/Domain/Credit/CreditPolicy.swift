public import Wording

/// What a credit policy says besides its functions. Amounts are in the book's base currency.
public struct CreditPolicy: Sendable {
  /// By which it is asked for; empty for the usual one.
  public var name = ""
  /// How customers are graded.
  public var grading = CreditGrading()
  /// What counts as exposure.
  public var exposure = Exposure.Options()
  /// The share of each kind of security that adds to the limit, 0 to 1; what is not named does not.
  public var secured: [Security.Kind: Double] = [:]
  /// The checks.
  public var chain = CreditChain.usual
  /// From which limits on somebody has to approve, the lowest first.
  public var approvals: [Approval] = []
  /// The limit of customers who never paid.
  public var firstOrderCap: Double?
  /// How far an order may grow after its check, as a share.
  public var tolerance = 0.0
  /// When and how customers are reminded.
  public var dunning = Dunning()

  /// Who approves limits above an amount.
  public struct Approval: Sendable, Hashable {
    /// The amount.
    public var above: Double
    /// The operators who may; empty for everybody but who proposed it.
    public var by: [String]

    /// An approval.
    public init(above: Double, by: [String]) {
      self.above = above
      self.by = by
    }
  }

  /// The policy of a book that has none.
  public init() {}

  /// What approval a limit needs.
  public func approval(for limit: Money) -> Approval? {
    approvals.last { limit.amount > $0.above }
  }
}

/// When customers are reminded of invoices, and what it costs them.
public struct Dunning: Sendable {
  /// What the days of a level are counted from.
  public enum Start: String, Sendable, CaseIterable {
    /// The due date.
    case due
    /// The end of the month in which the invoice is due.
    case monthEnd = "month_end"
  }

  /// A step of reminding.
  public struct Level: Sendable, Hashable {
    /// Days since the start from which it applies; below 0 for a reminder before.
    public var days: Int
    /// What they are counted from.
    public var start: Start
    /// How the customer is to be reminded, such as `email`; nil for no particular way.
    public var channel: String?
    /// What it says: a text with places such as `{invoice}`.
    public var text: Phrase
    /// What it costs, in the base currency.
    public var fee: Double
    /// Yearly interest on what is open, as a share.
    public var interest: Double

    /// A level.
    public init(
      days: Int, from start: Start = .due, text: Phrase, channel: String? = nil, fee: Double = 0, interest: Double = 0
    ) {
      self.days = days
      self.start = start
      self.channel = channel
      self.text = text
      self.fee = fee
      self.interest = interest
    }
  }

  /// The levels, the earliest first.
  public var levels: [Level] = []

  /// Nobody is reminded.
  public init() {}

  /// The level on a day of an invoice that was due on another, and its number: 0 for reminders before the due date, then
  /// 1, 2, …; nil before all of them, and between the last reminder before the due date and the first level after it.
  public func level(due: CivilDate, on day: CivilDate) -> (number: Int, level: Level)? {
    let place = levels.lastIndex { level in
      let days = day.days(since: level.start == .due ? due : due.endOfMonth)
      // What is said before the day is wrong after it.
      return days >= level.days && (level.days >= 0 || days <= 0)
    }
    guard let place else { return nil }
    return (levels[...place].count { $0.days >= 0 }, levels[place])
  }

  /// Interest on an amount for days late: amount × rate × days ÷ 365, rounded to the minor unit.
  public static func interest(on amount: Money, rate: Double, days: Int) throws(MoneyError) -> Money {
    guard days > 0, rate > 0 else { return .zero(amount.currency) }
    return try amount.multiplied(by: rate).multiplied(by: days, over: 365)
  }

  /// The places that a text may have.
  public static let places = ["name", "code", "invoice", "open", "due_on", "days", "fee", "interest"]

  /// A place in a text that is none.
  public static func unknownPlace(in text: String) -> String? {
    var rest = text[...]
    while let start = rest.firstIndex(of: "{") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: "}") else { return String(rest) }
      if !places.contains(String(rest[..<end])) { return String(rest[..<end]) }
      rest = rest[end...]
    }
    return nil
  }
}
