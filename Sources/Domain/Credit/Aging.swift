/// Open invoices by how long they have been due.
public struct Aging: Sendable {
  /// A class of days since the due date.
  public enum Bucket: String, Sendable, CaseIterable {
    case notDue = "not_due"
    case days1To30 = "days_1_30"
    case days31To60 = "days_31_60"
    case days61To90 = "days_61_90"
    case days91To180 = "days_91_180"
    case over180 = "over_180"

    /// The class of an invoice that has been due for so many days; 0 and less before that.
    public init(daysLate: Int) {
      switch daysLate {
      case ...0: self = .notDue
      case ...30: self = .days1To30
      case ...60: self = .days31To60
      case ...90: self = .days61To90
      case ...180: self = .days91To180
      default: self = .over180
      }
    }
  }

  /// An open invoice.
  public struct Item: Sendable {
    /// The invoice's code.
    public let code: String
    /// The day on which it is due.
    public let dueOn: CivilDate
    /// Days since then; below 0 before.
    public let daysLate: Int
    /// What is open, in the currency of the aging.
    public let open: Money
    /// Whether the customer disputes it.
    public let isDisputed: Bool
  }

  /// The currency of amounts.
  public let currency: Currency
  /// The open invoices, the longest due first.
  public let items: [Item]

  /// Ages invoices; one without a due date is due `terms` days after it was issued, a credit note on its day.
  public init(
    _ documents: TradeDocuments, terms: Int, in currency: Currency, countsDisputed: Bool = true,
    convert: (Money, Currency) throws -> Money
  ) throws {
    self.currency = currency
    var items: [Item] = []
    for invoice in documents.invoices where countsDisputed || !invoice.isDisputed {
      let open = try invoice.open
      if open.isZero { continue }
      let due: CivilDate
      if let agreed = invoice.dueOn {
        due = agreed
      } else {
        due = try open.isNegative ? documents.asOf : invoice.issuedOn.adding(days: terms)
      }
      items.append(
        Item(
          code: invoice.code, dueOn: due, daysLate: documents.asOf.days(since: due), open: try convert(open, currency),
          isDisputed: invoice.isDisputed))
    }
    self.items = items.enumerated().sorted { ($1.element.daysLate, $0.offset) < ($0.element.daysLate, $1.offset) }
      .map(\.element)
  }

  /// What is open in a class.
  public func total(of bucket: Bucket) throws(MoneyError) -> Money {
    try Money.sum(items.lazy.filter { Bucket(daysLate: $0.daysLate) == bucket }.map(\.open), in: currency)
  }

  /// What is open in all.
  public var total: Money {
    get throws(MoneyError) { try Money.sum(items.lazy.map(\.open), in: currency) }
  }

  /// Days that the invoice due longest has been due; nil where nothing is open, below 0 where nothing is due.
  public var oldestDaysLate: Int? { items.first { $0.open.minorUnits > 0 }?.daysLate }

  /// The share of open invoices that has been due for more than so many days; nil where nothing is open.
  public func overdueShare(over days: Int) -> Double? {
    let open = items.filter { $0.open.minorUnits > 0 }
    let total = open.reduce(0) { $0 + $1.open.amount }
    guard total > 0 else { return nil }
    return open.filter { $0.daysLate > days }.reduce(0) { $0 + $1.open.amount } / total
  }

  /// Σ(open × days late) ÷ Σ open, early ones counted as 0 days; nil where nothing is open.
  public var weightedDaysLate: Double? {
    let open = items.filter { $0.open.minorUnits > 0 }
    let total = open.reduce(0) { $0 + $1.open.amount }
    guard total > 0 else { return nil }
    return open.reduce(0) { $0 + $1.open.amount * Double(max(0, $1.daysLate)) } / total
  }
}

/// Days sales outstanding: how many days of credit sales are still to be received.
public struct SalesOutstanding: Sendable, Hashable {
  /// What customers owe: open invoices less receipts that settle nothing yet.
  public let receivables: Money
  /// The part of it that is not due yet.
  public let notDue: Money
  /// What was invoiced in the window, credit notes taken off.
  public let sales: Money
  /// The length of the window.
  public let days: Int

  /// Receivables against the credit sales of a window.
  public init(receivables: Money, notDue: Money, sales: Money, days: Int) {
    self.receivables = receivables
    self.notDue = notDue
    self.sales = sales
    self.days = days
  }

  /// Receivables ÷ credit sales × days; nil without sales.
  public var value: Double? { ratio(of: receivables) }
  /// What it would be if everybody paid when due: receivables not due ÷ credit sales × days; nil without sales.
  public var bestPossible: Double? { ratio(of: notDue) }

  private func ratio(of amount: Money) -> Double? {
    sales.minorUnits > 0 ? amount.amount / sales.amount * Double(days) : nil
  }
}
