/// What could be lost if a customer paid nothing any more, built from documents, each of which counts once.
///
/// Orders not yet delivered, less what was paid ahead for them, plus what was delivered and not invoiced, plus open
/// invoices, plus bills not yet honoured, less receipts that settle nothing yet. A credit note of exactly an invoice's
/// amount reverses an invoice of the same order; other credit notes lower what is owed.
public struct Exposure: Sendable {
  /// What a document adds to.
  public enum Part: String, Sendable, CaseIterable {
    case undelivered
    case prepaid
    case delivered
    case invoices
    case bills = "acceptance_bills"
    case unapplied
  }

  /// What one document adds.
  public struct Item: Sendable {
    /// To which part.
    public let part: Part
    /// The entity of the document.
    public let entity: String
    /// The document's code.
    public let code: String
    /// When it is wanted or due, else when it was written.
    public let on: CivilDate
    /// In the document's currency; below 0 for what lowers the exposure.
    public let amount: Money
    /// In the currency of the exposure.
    public let value: Money
  }

  /// What counts.
  public struct Options: Sendable, Hashable {
    /// Whether disputed invoices count.
    public var countsDisputed = true
    /// Whether tax and shipping count.
    public var countsTax = true
    /// How many days old an exchange rate may be.
    public var rateAge = ExchangeRate.usualAge

    /// Everything counts.
    public init() {}
  }

  /// The business date.
  public let asOf: CivilDate
  /// The currency of values.
  public let currency: Currency
  /// What each document adds, part by part.
  public private(set) var items: [Item] = []
  /// Orders without a value, or with one below 0: what they add is not known.
  public private(set) var missing: [String] = []

  /// The exposure from documents; `convert` turns an amount into another currency at the rate of the business date.
  public init(
    _ documents: TradeDocuments, in currency: Currency, _ options: Options,
    convert: (Money, Currency) throws -> Money
  ) throws {
    asOf = documents.asOf
    self.currency = currency
    let invoices = Dictionary(grouping: documents.invoices.filter { $0.order != nil }) { $0.order ?? "" }
    var left = documents.payments.map(\.unapplied)
    let ahead = Dictionary(grouping: documents.payments.indices.filter { documents.payments[$0].order != nil }) {
      documents.payments[$0].order ?? ""
    }
    var items: [Part: [Item]] = [:]
    func add(_ part: Part, _ entity: Entity, _ code: String, _ on: CivilDate, _ amount: Money) throws {
      if amount.isZero { return }
      let value = try convert(amount, currency)
      items[part, default: []].append(
        Item(part: part, entity: entity.name, code: code, on: on, amount: amount, value: value))
    }
    for order in documents.orders {
      guard let net = order.net, let gross = order.gross, !net.isNegative, !gross.isNegative else {
        missing.append(order.code)
        continue
      }
      let value = options.countsTax ? gross : net
      let own = value.currency
      let invoiced = try Self.invoiced(invoices[order.code] ?? [], in: own, options, convert: convert)
      let delivered = try Self.delivered(order, value: value, net: net)
      let back = try Self.positive(convert(order.returned, own).subtracting(invoiced.credited))
      let kept = try Self.positive(delivered.subtracting(back))
      let notInvoiced = try Self.positive(kept.subtracting(invoiced.amount))
      let early = try Self.positive(invoiced.amount.subtracting(kept))
      let undelivered =
        try order.isShipped ? .zero(own) : Self.positive(value.subtracting(delivered).subtracting(early))
      try add(.undelivered, .orders, order.code, order.requiredOn ?? order.orderedOn, undelivered)
      try add(.delivered, .orders, order.code, order.orderedOn, notInvoiced)
      var open = undelivered
      for index in ahead[order.code] ?? [] where !open.isZero {
        let payment = documents.payments[index]
        let rest = try convert(left[index], own)
        guard rest.minorUnits > 0 else { continue }
        // What is taken whole leaves nothing behind, whatever a conversion there and back rounds.
        let isWhole = rest.minorUnits <= open.minorUnits
        let taken = isWhole ? rest : open
        let used = try isWhole ? left[index] : convert(taken, left[index].currency)
        try add(.prepaid, .payments, payment.code, payment.paidOn, used.negated())
        left[index] = try left[index].subtracting(used)
        open = try open.subtracting(taken)
      }
    }
    for invoice in documents.invoices where options.countsDisputed || !invoice.isDisputed {
      try add(
        .invoices, .invoices, invoice.code, invoice.dueOn ?? invoice.issuedOn, Self.open(invoice, options))
    }
    for bill in documents.bills { try add(.bills, .acceptanceBills, bill.code, bill.dueOn, bill.amount) }
    for (payment, rest) in zip(documents.payments, left) {
      try add(.unapplied, .payments, payment.code, payment.paidOn, rest.negated())
    }
    self.items = Part.allCases.flatMap { items[$0] ?? [] }
  }

  /// The sum of a part.
  public func total(of part: Part) throws(MoneyError) -> Money {
    try Money.sum(items.lazy.filter { $0.part == part }.map(\.value), in: currency)
  }

  /// The sum of all parts.
  public var total: Money {
    get throws(MoneyError) { try Money.sum(items.lazy.map(\.value), in: currency) }
  }

  /// The sum without orders that are wanted after a day.
  public func total(deliveredBy day: CivilDate) throws(MoneyError) -> Money {
    try Money.sum(
      items.lazy.filter { $0.part != .undelivered || $0.on.daysSinceEpoch <= day.daysSinceEpoch }.map(\.value),
      in: currency)
  }

  /// What one document adds to a part.
  public func value(of part: Part, code: String) throws(MoneyError) -> Money {
    try Money.sum(items.lazy.filter { $0.part == part && $0.code == code }.map(\.value), in: currency)
  }

  // MARK: One order

  private static func delivered(_ order: TradeDocuments.Order, value: Money, net: Money) throws -> Money {
    guard let delivered = order.delivered else { return order.isShipped ? value : .zero(value.currency) }
    guard net.minorUnits > 0, delivered.minorUnits < net.minorUnits else { return value }
    // Deliveries say what goods are worth; tax and shipping go with them in proportion.
    return try value.multiplied(by: Int(max(0, delivered.minorUnits)), over: Int(net.minorUnits))
  }

  /// What was invoiced of an order, reversed invoices left out, and what other credit notes took off.
  private static func invoiced(
    _ invoices: [TradeDocuments.Invoice], in currency: Currency, _ options: Options,
    convert: (Money, Currency) throws -> Money
  ) throws -> (amount: Money, credited: Money) {
    var charged: [Money] = []
    var credited: [Money] = []
    for invoice in invoices {
      let amount = try convert(options.countsTax ? invoice.amount : invoice.amount.subtracting(invoice.tax), currency)
      if amount.isNegative { credited.append(try amount.negated()) } else { charged.append(amount) }
    }
    var others: [Money] = []
    for note in credited {
      if let reversed = charged.firstIndex(of: note) { charged.remove(at: reversed) } else { others.append(note) }
    }
    return (try Money.sum(charged, in: currency), try Money.sum(others, in: currency))
  }

  /// What is open of an invoice; without tax, the same share of its net amount.
  private static func open(_ invoice: TradeDocuments.Invoice, _ options: Options) throws -> Money {
    let open = try invoice.open
    guard !options.countsTax, !invoice.tax.isZero, !invoice.amount.isZero else { return open }
    let net = try invoice.amount.subtracting(invoice.tax)
    return try open.multiplied(by: Int(net.minorUnits), over: Int(invoice.amount.minorUnits))
  }

  private static func positive(_ money: Money) -> Money {
    money.isNegative ? .zero(money.currency) : money
  }
}
