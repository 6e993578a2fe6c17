import Domain
import Testing

@Suite struct ExposureTests {
  private typealias Made = CreditDocuments

  @Test func `an order counts until it is delivered, then until it is invoiced, then until it is paid`() throws {
    #expect(try Made.exposure { $0.orders = [Made.order("O", 1000)] }.parts == ["undelivered": 1000])
    #expect(
      try Made.exposure { $0.orders = [Made.order("O", 1000, delivered: 400)] }.parts
        == ["undelivered": 600, "delivered": 400])
    #expect(try Made.exposure { $0.orders = [Made.order("O", 1000, shipped: true)] }.parts == ["delivered": 1000])
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000, delivered: 400)]
        $0.invoices = [Made.invoice("I", 400, order: "O", paid: 150)]
      }.parts == ["undelivered": 600, "invoices": 250])
  }

  @Test func `what was paid ahead lowers its order, and the rest other debts, each yuan once`() throws {
    let exposure = try Made.exposure {
      $0.orders = [Made.order("O", 1000), Made.order("P", 500)]
      $0.payments = [Made.payment("Y", 300, order: "O"), Made.payment("Z", 700, order: "P"), Made.payment("W", 50)]
    }
    // Of Z 500 go to P, and 200 settle nothing yet, as do the 50 of W.
    #expect(try exposure.parts == ["undelivered": 1500, "prepaid": -800, "unapplied": -250])
    #expect(try exposure.total == Made.yuan(450))
    #expect(exposure.items.map(\.code) == ["O", "P", "Y", "Z", "Z", "W"])
  }

  @Test func `an order invoiced before its delivery counts as an invoice only`() throws {
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000)]
        $0.invoices = [Made.invoice("I", 300, order: "O")]
      }.parts == ["undelivered": 700, "invoices": 300])
  }

  @Test func `a credit note of an invoice's amount reverses it, and another lowers what is owed`() throws {
    // 红字: the goods were delivered and are not invoiced any more.
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000, shipped: true)]
        $0.invoices = [Made.invoice("I", 1000, order: "O"), Made.invoice("R", -1000, order: "O")]
      }.parts == ["delivered": 1000])
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000, shipped: true)]
        $0.invoices = [
          Made.invoice("I", 1000, order: "O"), Made.invoice("R", -1000, order: "O"), Made.invoice("N", 950, order: "O"),
          Made.invoice("D", -30, order: "O"),
        ]
      }.parts == ["delivered": 50, "invoices": 920])
  }

  @Test func `goods that came back before they were invoiced are not owed`() throws {
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000, shipped: true, returned: 100)]
        $0.invoices = [Made.invoice("I", 900, order: "O")]
      }.parts == ["invoices": 900])
    #expect(
      try Made.exposure {
        $0.orders = [Made.order("O", 1000, shipped: true, returned: 100)]
        $0.invoices = [Made.invoice("I", 1000, order: "O"), Made.invoice("R", -100, order: "O")]
      }.parts == ["invoices": 900])
  }

  @Test func `disputed invoices and tax count by option`() throws {
    let fill = { (documents: inout TradeDocuments) in
      documents.orders = [Made.order("O", 1000, gross: 1130, delivered: 500)]
      documents.invoices = [
        Made.invoice("I", 226, paid: 113, tax: 26), Made.invoice("D", 80, disputed: true),
      ]
    }
    #expect(
      try Made.exposure(.init(), fill).parts == ["undelivered": 565, "delivered": 565, "invoices": 193])
    var options = Exposure.Options()
    options.countsDisputed = false
    #expect(try Made.exposure(options, fill).total(of: .invoices) == Made.yuan(113))
    options.countsTax = false
    // Half of 226 with 26 tax is open: 100 of 200 without.
    #expect(try Made.exposure(options, fill).parts == ["undelivered": 500, "delivered": 500, "invoices": 100])
  }

  @Test func `a bill counts until it is honoured, and an order without a value is named`() throws {
    let exposure = try Made.exposure {
      $0.bills = [.init(code: "B", dueOn: Made.day(90), amount: Made.yuan(400))]
      $0.orders = [Made.order("O", nil)]
    }
    #expect(try exposure.parts == ["acceptance_bills": 400])
    #expect(exposure.missing == ["O"])
  }

  @Test func `the horizon leaves out orders that are wanted later`() throws {
    let exposure = try Made.exposure {
      $0.orders = [Made.order("O", 100, required: 30), Made.order("P", 200, required: 31), Made.order("Q", 400)]
    }
    #expect(try exposure.total(deliveredBy: Made.day(30)) == Made.yuan(500))
  }

  @Test func `a missing rate ends it`() {
    var documents = TradeDocuments(asOf: Made.day)
    documents.invoices = [Made.invoice("I", 100)]
    #expect(throws: ExchangeRateError.self) {
      try Exposure(documents, in: .cny, .init()) { _, currency in throw ExchangeRateError.base(currency) }
    }
  }

  /// A model written apart: it never looks at parts, only at what would be lost.
  ///
  /// What an order, its deliveries, invoices and payments put at risk is the larger of what left the house or was
  /// ordered, and what was invoiced, less what was paid; without returns and credit notes.
  @Test(arguments: [UInt64](1...4)) func `the total equals that of a naive model`(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    for round in 1...500 {
      var documents = TradeDocuments(asOf: Made.day)
      var naive: Int64 = 0
      for number in 0..<Int(random.next(6)) {
        let code = "O\(number)"
        let value = Int64(random.next(1000)) + 1
        let isShipped = random.next(3) == 0
        let delivered = random.next(2) == 0 ? Int64(random.next(UInt64(value) + 1)) : nil
        documents.orders.append(Made.order(code, value, shipped: isShipped, delivered: delivered))
        // An order that ships no more is worth what was delivered.
        let worth = isShipped ? delivered ?? value : value
        var invoiced: Int64 = 0
        for invoice in 0..<Int(random.next(3)) {
          let amount = Int64(random.next(700)) + 1
          let paid = Int64(random.next(UInt64(amount) + 1))
          documents.invoices.append(Made.invoice("I\(number)-\(invoice)", amount, order: code, paid: paid))
          invoiced += amount
          naive -= paid
        }
        naive += max(worth, invoiced)
        if random.next(3) == 0 {
          let paid = Int64(random.next(1500)) + 1
          documents.payments.append(Made.payment("A\(number)", paid, order: code))
          naive -= paid
        }
      }
      for number in 0..<Int(random.next(4)) {
        let amount = Int64(random.next(500)) + 1
        switch random.next(3) {
        case 0:
          documents.invoices.append(Made.invoice("F\(number)", amount))
          naive += amount
        case 1:
          documents.bills.append(.init(code: "B\(number)", dueOn: Made.day(9), amount: Made.yuan(amount)))
          naive += amount
        default:
          documents.payments.append(Made.payment("P\(number)", amount))
          naive -= amount
        }
      }
      let filled = documents
      let exposure = try Made.exposure { $0 = filled }
      #expect(try exposure.total == Made.yuan(naive), "seed \(seed), round \(round)")
      let once = Set(
        exposure.items.filter { $0.part != .prepaid && $0.part != .unapplied }.map { "\($0.part) \($0.code)" })
      #expect(
        once.count == exposure.items.count { $0.part != .prepaid && $0.part != .unapplied },
        "a document counts twice: seed \(seed), round \(round)")
    }
  }
}

/// Sebastiano Vigna's SplitMix64.
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number below a bound.
  mutating func next(_ bound: UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return (mixed ^ (mixed >> 31)) % max(1, bound)
  }
}
