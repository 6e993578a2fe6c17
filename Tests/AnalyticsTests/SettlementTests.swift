import Analytics
import Testing

@Suite struct SettlementTests {
  private func settled(_ ledger: borrowing CustomerLedger, terms: Int = 30) -> Settlement {
    var settlement = Settlement()
    settlement.settle(ledger, terms: terms)
    return settlement
  }

  @Test func `payments without allocations pay the oldest invoice first`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: 0, amount: 100, due: 30), .init(id: 2, day: 10, amount: 200, due: 40)]
    ledger.payments = [.init(id: 1, day: 35, amount: 150), .init(id: 2, day: 60, amount: 100)]
    let settlement = settled(ledger)
    // Payment 1: 100 to invoice 1, 5 days late; 50 to invoice 2, early. Payment 2: 100 to invoice 2, 20 days late.
    #expect(settlement.portions.map(\.amount) == [100, 50, 100])
    #expect(settlement.portions.map(\.daysLate) == [5, 0, 20])
    #expect(settlement.open == [0, 50])
  }

  @Test func `an allocation comes before the order of age`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: 0, amount: 100, due: 30), .init(id: 2, day: 10, amount: 100, due: 40)]
    ledger.payments = [.init(id: 7, day: 50, amount: 100)]
    ledger.allocations = [.init(payment: 7, invoice: 2, amount: 100)]
    let settlement = settled(ledger)
    #expect(settlement.portions.map(\.daysLate) == [10])
    #expect(settlement.open == [100, 0])
  }

  @Test func `an invoice without a due date is due after the terms`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: 100, amount: 10)]
    ledger.payments = [.init(id: 1, day: 150, amount: 10)]
    #expect(settled(ledger, terms: 30).portions.map(\.daysLate) == [20])
    #expect(settled(ledger, terms: 50).portions.map(\.daysLate) == [0])
  }

  @Test func `a credit note pays like a payment and is neither early nor late`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: 0, amount: 100, due: 5), .init(id: 2, day: 20, amount: -40)]
    ledger.payments = [.init(id: 1, day: 30, amount: 60)]
    let settlement = settled(ledger)
    #expect(settlement.portions.map(\.amount) == [60])
    #expect(settlement.portions.map(\.daysLate) == [25])
    #expect(settlement.open == [0, 0])
  }

  @Test func `a refund is owed again`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: 0, amount: 100, due: 5)]
    ledger.payments = [
      .init(id: 1, day: 1, amount: 100), .init(id: 2, day: 2, amount: -30), .init(id: 3, day: 3, amount: 30),
    ]
    #expect(settled(ledger).open == [0])
    #expect(settled(ledger).portions.map(\.amount) == [100])
  }

  @Test func `amounts at the ends of the range do not trap`() {
    var ledger = CustomerLedger()
    ledger.invoices = [.init(id: 1, day: .max, amount: .max), .init(id: 2, day: .max, amount: .min)]
    ledger.payments = [.init(id: 1, day: .min, amount: .min), .init(id: 2, day: .max, amount: .max)]
    #expect(settled(ledger, terms: .max).open.count == 2)
  }
}
