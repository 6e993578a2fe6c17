/// Which payment paid which invoice, and how late.
///
/// Allocations come first. What they leave open is assumed to be paid oldest first: payments in the order of their days
/// meet invoices in the order of theirs. Credit notes (negative invoices) pay like payments and refunds (negative
/// payments) are owed like invoices; neither is early or late.
public struct Settlement: Sendable {
  /// A part of a payment that paid a part of an invoice.
  public struct Portion: Sendable, Hashable {
    /// The day of the payment.
    public let paidOn: Int32
    /// Days after the due date; 0 for early.
    public let daysLate: Int64
    /// Minor units.
    public let amount: Int64
  }

  /// An amount that is owed, or one that pays.
  private struct Side {
    let id: Int64
    let day: Int32
    var due: Int32
    var left: Int64
    /// The place of the invoice in the ledger; nil for a refund. For what pays: 0 for a payment, nil for a credit note.
    let index: Int?
  }

  /// What was paid.
  public private(set) var portions: [Portion] = []
  /// What is still open of each invoice of the ledger; 0 for credit notes.
  public private(set) var open: [Int64] = []
  private var owed: [Side] = []
  private var paying: [Side] = []

  /// Nothing settled yet.
  public init() {}

  /// Settles a ledger; an invoice without a due date is due `terms` days after its own.
  public mutating func settle(_ ledger: borrowing CustomerLedger, terms: Int) {
    portions.removeAll(keepingCapacity: true)
    owed.removeAll(keepingCapacity: true)
    paying.removeAll(keepingCapacity: true)
    for (index, invoice) in ledger.invoices.enumerated() {
      let due = invoice.due(terms: terms)
      if invoice.amount >= 0 {
        owed.append(Side(id: invoice.id, day: invoice.day, due: due, left: invoice.amount, index: index))
      } else {
        paying.append(
          Side(id: invoice.id, day: invoice.day, due: due, left: Int64(clamping: invoice.amount.magnitude), index: nil))
      }
    }
    let (refundsFrom, paymentsFrom) = (owed.count, paying.count)
    for payment in ledger.payments {
      if payment.amount >= 0 {
        paying.append(Side(id: payment.id, day: payment.day, due: 0, left: payment.amount, index: 0))
      } else {
        owed.append(
          Side(
            id: payment.id, day: payment.day, due: payment.day, left: Int64(clamping: payment.amount.magnitude),
            index: nil))
      }
    }
    if !ledger.allocations.isEmpty { allocate(ledger.allocations) }
    if refundsFrom < owed.count { owed.sort { ($0.day, $0.id) < ($1.day, $1.id) } }
    if paymentsFrom > 0 { paying.sort { ($0.day, $0.id) < ($1.day, $1.id) } }
    payOldestFirst()
    open.removeAll(keepingCapacity: true)
    open.append(contentsOf: repeatElement(0, count: ledger.invoices.count))
    for side in owed { if let index = side.index { open[index] = side.left } }
  }

  private mutating func allocate(_ allocations: [CustomerLedger.Allocation]) {
    var invoices: [Int64: Int] = [:]
    var payments: [Int64: Int] = [:]
    for (place, side) in owed.enumerated() where side.index != nil { invoices[side.id] = place }
    for (place, side) in paying.enumerated() where side.index != nil { payments[side.id] = place }
    for allocation in allocations {
      guard let invoice = invoices[allocation.invoice], let payment = payments[allocation.payment] else { continue }
      pay(invoice, from: payment, atMost: allocation.amount)
    }
  }

  private mutating func payOldestFirst() {
    var invoice = 0
    var payment = 0
    while invoice < owed.count, payment < paying.count {
      pay(invoice, from: payment, atMost: .max)
      if owed[invoice].left == 0 { invoice += 1 }
      if payment < paying.count, paying[payment].left == 0 { payment += 1 }
    }
  }

  private mutating func pay(_ invoice: Int, from payment: Int, atMost limit: Int64) {
    let amount = min(owed[invoice].left, paying[payment].left, limit)
    guard amount > 0 else { return }
    owed[invoice].left -= amount
    paying[payment].left -= amount
    guard owed[invoice].index != nil, paying[payment].index != nil else { return }
    let late = max(0, Int64(paying[payment].day) - Int64(owed[invoice].due))
    portions.append(Portion(paidOn: paying[payment].day, daysLate: late, amount: amount))
  }
}
