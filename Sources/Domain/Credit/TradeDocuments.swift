/// Documents by which customers come to owe and to pay, up to a business date: what exposure, aging and credit checks
/// are worked out from. Amounts are as written, in the documents' own currencies.
public struct TradeDocuments: Sendable {
  /// An order that was not cancelled.
  public struct Order: Sendable {
    /// Its code.
    public var code: String
    /// When it was placed.
    public var orderedOn: CivilDate
    /// When the customer wants it.
    public var requiredOn: CivilDate?
    /// The value without tax and shipping; nil where nobody wrote one.
    public var net: Money?
    /// The value with tax and shipping.
    public var gross: Money?
    /// Whether nothing more of it will leave the house.
    public var isShipped: Bool
    /// What left the house by its deliveries, without tax; nil where none, or not all of them, say what they are worth.
    public var delivered: Money?
    /// What came back.
    public var returned: Money

    /// An order.
    public init(
      code: String, orderedOn: CivilDate, requiredOn: CivilDate? = nil, net: Money?, gross: Money?, isShipped: Bool,
      delivered: Money?, returned: Money
    ) {
      self.code = code
      self.orderedOn = orderedOn
      self.requiredOn = requiredOn
      self.net = net
      self.gross = gross
      self.isShipped = isShipped
      self.delivered = delivered
      self.returned = returned
    }
  }

  /// An invoice, or a credit note, whose amount is below 0.
  public struct Invoice: Sendable {
    /// Its code.
    public var code: String
    /// The order's code.
    public var order: String?
    /// When it was issued.
    public var issuedOn: CivilDate
    /// When it is due, where that was agreed.
    public var dueOn: CivilDate?
    /// What it is over, with tax.
    public var amount: Money
    /// The tax in the amount.
    public var tax: Money
    /// What payments settled of it.
    public var allocated: Money
    /// Whether the customer disputes it.
    public var isDisputed: Bool

    /// An invoice.
    public init(
      code: String, order: String? = nil, issuedOn: CivilDate, dueOn: CivilDate?, amount: Money, tax: Money,
      allocated: Money, isDisputed: Bool = false
    ) {
      self.code = code
      self.order = order
      self.issuedOn = issuedOn
      self.dueOn = dueOn
      self.amount = amount
      self.tax = tax
      self.allocated = allocated
      self.isDisputed = isDisputed
    }

    /// What is still to be settled.
    public var open: Money {
      get throws(MoneyError) { try amount.subtracting(allocated) }
    }
  }

  /// A payment.
  public struct Payment: Sendable {
    /// Its code.
    public var code: String
    /// The code of the order that it was paid ahead for.
    public var order: String?
    /// When it was paid.
    public var paidOn: CivilDate
    /// How much of it settles no invoice yet.
    public var unapplied: Money

    /// A payment.
    public init(code: String, order: String? = nil, paidOn: CivilDate, unapplied: Money) {
      self.code = code
      self.order = order
      self.paidOn = paidOn
      self.unapplied = unapplied
    }
  }

  /// An acceptance bill that was not honoured yet.
  public struct Bill: Sendable {
    /// Its code.
    public var code: String
    /// When it is due.
    public var dueOn: CivilDate
    /// What it is over.
    public var amount: Money

    /// A bill.
    public init(code: String, dueOn: CivilDate, amount: Money) {
      self.code = code
      self.dueOn = dueOn
      self.amount = amount
    }
  }

  /// The business date.
  public let asOf: CivilDate
  /// Orders that were not cancelled and may not be paid yet, by id.
  public var orders: [Order] = []
  /// Invoices of those orders, and all that are not settled, by id.
  public var invoices: [Invoice] = []
  /// Payments with something left of them, by id.
  public var payments: [Payment] = []
  /// Bills that were not honoured, by id.
  public var bills: [Bill] = []
  /// Securities in force.
  public var securities: [Security] = []
  /// The day of the last payment of all.
  public var lastPaidOn: CivilDate?

  /// No documents.
  public init(asOf date: CivilDate) {
    asOf = date
  }
}

/// Whose documents are looked at.
public enum CreditScope: Sendable, Hashable {
  case customer(RecordKey)
  case group(RecordKey)
  case everybody
}
