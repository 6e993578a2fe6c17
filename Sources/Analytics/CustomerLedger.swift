/// One customer's documents up to a business date: what inputs are worked out from. It is filled anew for each customer,
/// in memory that stays.
///
/// Days are counted from 1970-01-01; amounts are minor units of the book's base currency.
public struct CustomerLedger: ~Copyable, Sendable {
  /// An order, return, payment, invoice or interaction.
  public struct Document: Sendable, Hashable {
    /// Its id: documents of one day follow it.
    public var id: Int64
    /// Its day.
    public var day: Int32
    /// Its amount.
    public var amount: Int64
    /// Of an invoice: when it is due, if it says so.
    public var due: Int32?
    /// Of an interaction: whether it was formal.
    public var isFormal: Bool

    /// A document.
    public init(id: Int64, day: Int32, amount: Int64 = 0, due: Int32? = nil, isFormal: Bool = false) {
      self.id = id
      self.day = day
      self.amount = amount
      self.due = due
      self.isFormal = isFormal
    }

    /// When an invoice is due: the day that it says, or `terms` days after its own.
    public func due(terms: Int) -> Int32 {
      if let due { return due }
      let (day, overflow) = Int(day).addingReportingOverflow(terms)
      return overflow ? .max : Int32(clamping: day)
    }
  }

  /// Which payment settled how much of which invoice.
  public struct Allocation: Sendable, Hashable {
    /// The payment's id.
    public var payment: Int64
    /// The invoice's id.
    public var invoice: Int64
    /// How much.
    public var amount: Int64

    /// An allocation.
    public init(payment: Int64, invoice: Int64, amount: Int64) {
      self.payment = payment
      self.invoice = invoice
      self.amount = amount
    }
  }

  /// Orders that were not cancelled, by day.
  public var orders: [Document] = []
  /// Returns, by day.
  public var returns: [Document] = []
  /// Payments, by day and id.
  public var payments: [Document] = []
  /// Invoices, by day and id.
  public var invoices: [Document] = []
  /// Allocations.
  public var allocations: [Allocation] = []
  /// Interactions, by day.
  public var interactions: [Document] = []
  /// The newest financial statement, laid out as the fields of its source.
  public var statement: [InputValue] = []
  /// The figures of the customer's record, laid out as the fields of their source.
  public var figures: [InputValue] = []

  /// Current scores by name, laid out as the fields of their source.
  public var scores: [(name: String, fields: [InputValue])] = []

  /// No documents.
  public init() {}

  /// The current score of that name; empty for none.
  func score(_ name: String) -> [InputValue] {
    scores.first { $0.name == name }?.fields ?? []
  }

  /// Forgets the customer.
  public mutating func removeAll() {
    orders.clear()
    returns.clear()
    payments.clear()
    invoices.clear()
    allocations.clear()
    interactions.clear()
    statement.clear()
    figures.clear()
    scores.clear()
  }
}

extension Array {
  /// Forgets what it holds and keeps the memory. Most are empty, which is seen at once.
  fileprivate mutating func clear() {
    if !isEmpty { removeAll(keepingCapacity: true) }
  }
}
