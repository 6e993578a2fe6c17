/// An invoice, or a credit note, that allocations have not settled yet.
public struct OpenInvoice: Sendable, Hashable {
  /// The invoice's code.
  public let code: String
  /// The customer's code.
  public let customer: String
  /// When it was issued, as ISO text.
  public let issuedOn: String
  /// When it is due, as ISO text; nil where nothing was agreed.
  public let dueOn: String?
  /// What it is over; below 0 for a credit note.
  public let amount: Money
  /// What payments settled of it.
  public let allocated: Money

  /// An open invoice.
  public init(code: String, customer: String, issuedOn: String, dueOn: String?, amount: Money, allocated: Money) {
    self.code = code
    self.customer = customer
    self.issuedOn = issuedOn
    self.dueOn = dueOn
    self.amount = amount
    self.allocated = allocated
  }

  /// What is still to be settled.
  public func open() throws(MoneyError) -> Money {
    try amount.subtracting(allocated)
  }

  /// How many days it has been due on a day; 0 before.
  public func daysLate(on day: CivilDate) -> Int {
    guard let dueOn, let due = CivilDate(utf8: dueOn.utf8) else { return 0 }
    return max(0, day.days(since: due))
  }
}
