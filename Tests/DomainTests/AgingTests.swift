import Domain
import Testing

@Suite struct AgingTests {
  private typealias Made = CreditDocuments

  private func aging(terms: Int = 30, _ invoices: [TradeDocuments.Invoice]) throws -> Aging {
    var documents = TradeDocuments(asOf: Made.day)
    documents.invoices = invoices
    return try Aging(documents, terms: terms, in: .cny) { amount, _ in amount }
  }

  @Test(arguments: [
    (-1, "not_due"), (0, "not_due"), (1, "days_1_30"), (30, "days_1_30"), (31, "days_31_60"), (60, "days_31_60"),
    (61, "days_61_90"), (90, "days_61_90"), (91, "days_91_180"), (180, "days_91_180"), (181, "over_180"),
  ]) func `an invoice is in the class of its days since the due date`(_ days: Int, _ bucket: String) throws {
    let aging = try aging([Made.invoice("I", 100, due: -days)])
    for each in Aging.Bucket.allCases {
      #expect(try aging.total(of: each) == (each.rawValue == bucket ? Made.yuan(100) : .zero(.cny)), "\(each)")
    }
    #expect(aging.oldestDaysLate == days)
  }

  @Test func `only what is open counts, and a credit note lowers it`() throws {
    let aging = try aging([
      Made.invoice("I", 100, due: -10, paid: 60), Made.invoice("J", 50, due: -40, paid: 50),
      Made.invoice("R", -15, due: -10), Made.invoice("S", -5),
    ])
    #expect(try aging.total(of: .days1To30) == Made.yuan(25))
    #expect(try aging.total(of: .notDue) == Made.yuan(-5))
    #expect(try aging.total == Made.yuan(20))
    #expect(aging.items.count == 3)
  }

  @Test func `an invoice without a due date is due after the terms`() throws {
    // Issued 10 days ago.
    #expect(try aging(terms: 8, [Made.invoice("I", 1)]).oldestDaysLate == 2)
    #expect(try aging(terms: 30, [Made.invoice("I", 1)]).oldestDaysLate == -20)
  }

  @Test func `days late are weighted by what is open, and shares are of what is open`() throws {
    let aging = try aging([
      Made.invoice("I", 300, due: -20), Made.invoice("J", 100, due: -5), Made.invoice("K", 100, due: 40),
    ])
    // (300 · 20 + 100 · 5 + 100 · 0) / 500
    #expect(aging.weightedDaysLate == 13)
    #expect(aging.overdueShare(over: 0) == 0.8)
    #expect(aging.overdueShare(over: 5) == 0.6)
    #expect(try self.aging([]).weightedDaysLate == nil)
    #expect(try self.aging([]).overdueShare(over: 0) == nil)
  }

  @Test func `days sales outstanding are receivables over sales times days`() {
    // 45,000 of 90,000 in 90 days; 30,000 of it not due.
    let dso = SalesOutstanding(
      receivables: Made.yuan(45_000), notDue: Made.yuan(30_000), sales: Made.yuan(90_000), days: 90)
    #expect(dso.value == 45)
    #expect(dso.bestPossible == 30)
    let none = SalesOutstanding(receivables: Made.yuan(5), notDue: Made.yuan(0), sales: Made.yuan(0), days: 90)
    #expect(none.value == nil)
  }
}
