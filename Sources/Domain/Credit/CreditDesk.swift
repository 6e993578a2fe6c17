import Wording

/// Credit of customers on a business date, by a policy: it fetches documents and applies the rules to them.
public struct CreditDesk {
  /// The book.
  public let book: any Book
  /// The policy.
  public let policy: CreditPolicy
  /// The business date.
  public let asOf: CivilDate

  /// Credit in a book.
  public init(_ book: any Book, policy: CreditPolicy, asOf date: CivilDate) {
    self.book = book
    self.policy = policy
    asOf = date
  }

  private var base: Currency { book.profile.baseCurrency }

  /// An amount in another currency at the rate of the business date.
  public func convert(_ amount: Money, to currency: Currency) throws -> Money {
    try book.convert(amount, to: currency, on: asOf, age: policy.exposure.rateAge)
  }

  /// A number of the policy as an amount.
  public func money(_ number: Double, in currency: Currency) throws -> Money {
    try convert(Money(exact: "1", base).multiplied(by: number), to: currency)
  }

  /// What documents expose the company to.
  public func exposure(_ documents: TradeDocuments, in currency: Currency) throws -> Exposure {
    try Exposure(documents, in: currency, policy.exposure, convert: convert)
  }

  /// Open invoices by how long they have been due.
  public func aging(_ documents: TradeDocuments, terms: Int?, in currency: Currency) throws -> Aging {
    try Aging(
      documents, terms: terms ?? 30, in: currency, countsDisputed: policy.exposure.countsDisputed, convert: convert)
  }

  /// What securities in force add to a limit: the shares that the policy gives to their kinds.
  public func secured(_ documents: TradeDocuments, in currency: Currency) throws -> Money {
    try Money.sum(
      documents.securities.map { security in
        try convert(security.amount, to: currency).multiplied(by: policy.secured[security.kind] ?? 0)
      }, in: currency)
  }

  /// What securities in force cover, all of it.
  public func covered(_ documents: TradeDocuments, in currency: Currency) throws -> Money {
    try Money.sum(documents.securities.map { try convert($0.amount, to: currency) }, in: currency)
  }

  /// The limit in force: what was agreed, else the small one for customers who never paid; nil where there is none.
  public func limit(of profile: CreditProfile, _ documents: TradeDocuments) throws -> Money? {
    if let limit = profile.limit { return limit }
    guard documents.lastPaidOn == nil, let cap = policy.firstOrderCap else { return nil }
    return try money(cap, in: profile.currency)
  }

  /// What is left of the limit and of what securities add to it; below 0 where more is used; nil without a limit.
  public func headroom(of profile: CreditProfile, _ documents: TradeDocuments) throws -> Money? {
    try limit(of: profile, documents)?.adding(secured(documents, in: profile.currency))
      .subtracting(exposure(documents, in: profile.currency).total)
  }

  /// Days sales outstanding of a customer, a group or everybody, over the days that end with the business date.
  public func salesOutstanding(of scope: CreditScope, days: Int, in currency: Currency) throws -> SalesOutstanding {
    let documents = try book.tradeDocuments(of: scope, asOf: asOf)
    let aging = try Aging(documents, terms: 30, in: currency, convert: convert)
    let unapplied = try Money.sum(
      documents.payments.filter { $0.order == nil }.map { try convert($0.unapplied, to: currency) }, in: currency)
    let sales = try book.invoiced(of: scope, after: asOf.adding(days: -days), to: asOf)
    return SalesOutstanding(
      receivables: try aging.total.subtracting(unapplied), notDue: try aging.total(of: .notDue),
      sales: try Money.sum(sales.map { try convert($0, to: currency) }, in: currency), days: days)
  }

  // MARK: Checks

  /// A document to check.
  public struct Request: Sendable {
    /// The customer's code.
    public var customer: String
    /// The document's amount.
    public var amount: Money
    /// When it is checked.
    public var stage: CreditChain.Stage
    /// The code of the order that it is, or belongs to.
    public var order: String?

    /// A document.
    public init(customer: String, amount: Money, stage: CreditChain.Stage, order: String?) {
      self.customer = customer
      self.amount = amount
      self.stage = stage
      self.order = order
    }
  }

  /// What came of a check.
  public struct Answer: Sendable {
    /// What was known.
    public let facts: CreditFacts
    /// What the steps say.
    public let verdict: CreditVerdict
    /// The release that lets the document pass.
    public let release: CreditChange?

    /// What came of it.
    public var outcome: CreditChain.Outcome { release == nil ? verdict.outcome : .warn }
  }

  /// Judges a document by the chain; a hold that a release covers is a warning.
  public func judge(_ request: Request) throws -> Answer {
    let facts = try facts(request)
    let verdict = try policy.chain.judge(facts)
    var release: CreditChange?
    if verdict.outcome == .hold {
      release = try book.release(
        of: .code(request.customer), order: request.order,
        covering: convert(request.amount, to: facts.profile.currency), on: asOf)
    }
    return Answer(facts: facts, verdict: verdict, release: release)
  }

  private func facts(_ request: Request) throws -> CreditFacts {
    let profile = try book.creditProfile(of: .code(request.customer))
    let currency = profile.currency
    let documents = try book.tradeDocuments(of: .customer(.code(request.customer)), asOf: asOf)
    let exposure = try exposure(documents, in: currency)
    let amount = try convert(request.amount, to: currency)
    let before = try exposure.total
    let after = try before.subtracting(counted(request, amount, exposure)).adding(amount)
    let aging = try aging(documents, terms: profile.termsDays, in: currency)
    return CreditFacts(
      stage: request.stage,
      documentAmount: try policy.chain.rules[.documentMaximum] == nil
        ? request.amount : convert(request.amount, to: base),
      profile: profile,
      limit: try limit(of: profile, documents), secured: try secured(documents, in: currency), exposure: after,
      exposureByHorizon: try byHorizon(request, amount, exposure, documents), missing: exposure.missing,
      group: try group(of: profile, change: after.subtracting(before)), aging: aging,
      dunningLevel: try dunningLevel(of: request.customer), asOf: asOf, lastPaidOn: documents.lastPaidOn,
      prepayment: try prepayment(request, profile, documents))
  }

  /// What a profile wants paid ahead of an order, and what was paid: what settles its invoices already, and what does not.
  private func prepayment(
    _ request: Request, _ profile: CreditProfile, _ documents: TradeDocuments
  ) throws -> (required: Money, paid: Money)? {
    guard let percent = profile.prepayPercent, percent > 0, let code = request.order else { return nil }
    let currency = profile.currency
    let order = documents.orders.first { $0.code == code }
    let value = order.flatMap { policy.exposure.countsTax ? $0.gross : $0.net } ?? request.amount
    let settled = try documents.invoices.filter { $0.order == code }.map { try convert($0.allocated, to: currency) }
    let waiting = try documents.payments.filter { $0.order == code }.map { try convert($0.unapplied, to: currency) }
    return (
      try convert(value, to: currency).multiplied(by: percent / 100), try Money.sum(settled + waiting, in: currency)
    )
  }

  /// The part of a document's amount that the exposure counts already: an order that is in the book is not new, goods
  /// that leave the house were ordered, an invoice is of what was ordered.
  private func counted(_ request: Request, _ amount: Money, _ exposure: Exposure) throws -> Money {
    guard let order = request.order else { return .zero(amount.currency) }
    var counted = try exposure.value(of: .undelivered, code: order)
    if request.stage == .order { return counted }
    if request.stage == .invoice { counted = try counted.adding(exposure.value(of: .delivered, code: order)) }
    return try counted.isLess(than: amount) ? counted : amount
  }

  private func byHorizon(
    _ request: Request, _ amount: Money, _ exposure: Exposure, _ documents: TradeDocuments
  ) throws -> Money {
    guard let rule = policy.chain.rules[.horizon] else { return try exposure.total }
    let last = try asOf.adding(days: rule.days)
    let counted = try exposure.total(deliveredBy: last)
    let wanted = documents.orders.first { $0.code == request.order }.map { $0.requiredOn ?? $0.orderedOn }
    if let wanted, wanted.daysSinceEpoch > last.daysSinceEpoch, request.stage == .order { return counted }
    let own = try self.counted(request, amount, exposure)
    let isCounted = wanted.map { $0.daysSinceEpoch <= last.daysSinceEpoch } ?? true
    return try counted.subtracting(isCounted ? own : .zero(own.currency)).adding(amount)
  }

  private func group(
    of profile: CreditProfile, change: Money
  ) throws -> (code: String, limit: Money, exposure: Money)? {
    guard let code = profile.group, let limit = try book.creditGroup(.code(code)).limit else { return nil }
    let documents = try book.tradeDocuments(of: .group(.code(code)), asOf: asOf)
    let total = try exposure(documents, in: limit.currency).total
    return (code, limit, try total.adding(convert(change, to: limit.currency)))
  }

  /// The highest dunning level of a customer's open invoices.
  public func dunningLevel(of customer: String) throws -> Int {
    guard !policy.dunning.levels.isEmpty else { return 0 }
    return try book.dunningItems(of: .code(customer), asOf: asOf).compactMap { item in
      item.isDisputed ? nil : policy.dunning.level(due: item.dueOn, on: asOf)?.number
    }.max() ?? 0
  }

  // MARK: Dunning

  /// An invoice that somebody is to be reminded of.
  public struct Reminder: Sendable {
    /// The invoice.
    public let item: DunningItem
    /// The level: 0 before the due date.
    public let level: Int
    /// Days since the due date; below 0 before.
    public let daysLate: Int
    /// How to remind; nil for no particular way.
    public let channel: String?
    /// What reminding costs.
    public let fee: Money
    /// Interest so far.
    public let interest: Money
    /// What to write.
    public let text: String
  }

  /// Whom to remind of what: disputed invoices and those promised to be paid are left out.
  public func reminders(of customer: RecordKey?) throws -> [Reminder] {
    try book.dunningItems(of: customer, asOf: asOf).compactMap { item in
      let daysLate = asOf.days(since: item.dueOn)
      guard !item.isDisputed, item.promisedBy == nil,
        let (number, level) = policy.dunning.level(due: item.dueOn, on: asOf)
      else { return nil }
      let fee = level.fee > 0 ? try money(level.fee, in: item.open.currency) : .zero(item.open.currency)
      let interest = try Dunning.interest(on: item.open, rate: level.interest, days: daysLate)
      let values = [
        "name": item.name, "code": item.customer, "invoice": item.invoice, "open": item.open.groupedDescription,
        "due_on": "\(item.dueOn)", "days": "\(abs(daysLate))", "fee": fee.groupedDescription,
        "interest": interest.groupedDescription,
      ]
      return Reminder(
        item: item, level: number, daysLate: daysLate, channel: level.channel, fee: fee, interest: interest,
        text: Self.filled(level.text.text(in: item.language), values))
    }
  }

  private static func filled(_ text: String, _ values: [String: String]) -> String {
    var filled = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      filled += rest[..<start]
      filled += values[String(rest[rest.index(after: start)..<end])] ?? ""
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }
}
