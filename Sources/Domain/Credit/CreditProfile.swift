import Wording

/// What is agreed with a customer on credit. The limit is the customer's `credit_limit`, in the customer's currency.
public struct CreditProfile: Sendable, Hashable {
  /// How good a debtor is, A the best.
  public enum Grade: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    static var choices: [Field.Choice] { allCases.map { .init($0.rawValue, Phrase(verbatim: $0.rawValue)) } }
  }

  /// Whether new documents are stopped.
  public enum Hold: String, Sendable, CaseIterable {
    case none
    /// A release can let a document pass.
    case soft
    /// Nothing passes until the hold is lifted.
    case hard

    static let choices = [
      Field.Choice("none", Phrase("none", zh: "无")), .init("soft", Phrase("soft", zh: "软冻结")),
      .init("hard", Phrase("hard", zh: "硬冻结")),
    ]
  }

  /// The customer's code.
  public var customer: String
  /// The customer's name.
  public var name: String
  /// The currency of the limit.
  public var currency: Currency
  /// What the customer may owe; nil where nobody set it.
  public var limit: Money?
  /// The grade.
  public var grade: Grade?
  /// The score behind the grade, 0 to 100.
  public var score: Double?
  /// Days until an invoice is due.
  public var termsDays: Int?
  /// The share of an order that is paid ahead, 0 to 100.
  public var prepayPercent: Double?
  /// Whether new documents are stopped.
  public var hold = Hold.none
  /// The first day of the profile.
  public var validFrom: CivilDate?
  /// The last day of the profile.
  public var validUntil: CivilDate?
  /// When it is looked at again.
  public var nextReviewOn: CivilDate?
  /// The code of the group of companies that the customer belongs to.
  public var group: String?

  /// A profile with nothing agreed.
  public init(customer: String, name: String, currency: Currency) {
    self.customer = customer
    self.name = name
    self.currency = currency
  }

  /// What is agreed, by the names of fields, in a fixed order.
  public var facts: [(name: String, value: FieldValue)] {
    func date(_ date: CivilDate?) -> FieldValue { date.map { .text($0.description) } ?? .null }
    return [
      ("limit", limit.map { .money($0) } ?? .null), ("grade", grade.map { .text($0.rawValue) } ?? .null),
      ("score", score.map { .real($0) } ?? .null),
      ("terms_days", termsDays.map { .integer(Int64($0)) } ?? .null),
      ("prepay_percent", prepayPercent.map { .real($0) } ?? .null), ("hold", .text(hold.rawValue)),
      ("valid_from", date(validFrom)), ("valid_until", date(validUntil)), ("next_review_on", date(nextReviewOn)),
    ]
  }
}

/// What a rating agency says of a customer.
public struct CreditRating: Sendable, Hashable {
  /// The agency.
  public var agency: String
  /// What it says.
  public var grade: String
  /// Since when.
  public var asOf: CivilDate

  /// A rating.
  public init(agency: String, grade: String, asOf date: CivilDate) {
    self.agency = agency
    self.grade = grade
    asOf = date
  }
}

/// What stands behind a customer's debt on a day.
public struct Security: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    case guarantee
    case letterOfCredit = "letter_of_credit"
    case creditInsurance = "credit_insurance"
    case deposit

    static let choices = [
      Field.Choice("guarantee", Phrase("guarantee", zh: "保函")),
      .init("letter_of_credit", Phrase("letter of credit", zh: "信用证")),
      .init("credit_insurance", Phrase("credit insurance", zh: "信用保险")), .init("deposit", Phrase("deposit", zh: "保证金")),
    ]
  }

  /// Its code.
  public var code: String
  /// What it is.
  public var kind: Kind
  /// How much it covers.
  public var amount: Money
  /// The last day; nil for no end.
  public var expiresOn: CivilDate?

  /// A security.
  public init(code: String, kind: Kind, amount: Money, expiresOn: CivilDate?) {
    self.code = code
    self.kind = kind
    self.amount = amount
    self.expiresOn = expiresOn
  }
}
