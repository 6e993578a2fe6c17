public import Domain

/// Works out an input from a customer's documents.
public struct InputStats: Sendable {
  /// What is asked for.
  public let input: ScoreInput
  private var days: ClosedRange<Int32>
  private var hasReturns = true
  private let today: Int32
  private let unit: Double
  private let defaults: [InputValue]

  /// The numbers of an input on a business date. `base` is the currency of the ledger's amounts.
  public init(_ input: ScoreInput, asOf date: CivilDate, base: Currency) throws(DateError) {
    self.input = input
    days = try input.days(asOf: date)
    today = date.daysSinceEpoch
    unit = [1, 10, 100, 1000][min(3, max(0, base.decimals))]
    defaults = input.source.fields.map(\.whenAbsent)
  }

  /// The first day that counts.
  public var firstDay: Int32 { days.lowerBound }
  /// The days that count.
  public var window: ClosedRange<Int32> { days }

  /// The same numbers through another window, with or without what was returned.
  public func through(_ days: ClosedRange<Int32>, withReturns: Bool) -> InputStats {
    var stats = self
    stats.days = days
    stats.hasReturns = withReturns
    return stats
  }

  /// Writes the fields of the source, in their order, from `offset` on. A settlement of the ledger with the input's
  /// terms is needed for payments and invoices.
  public func write(
    _ ledger: borrowing CustomerLedger, _ settlement: Settlement, into values: inout [InputValue], at offset: Int
  ) {
    for (index, value) in defaults.enumerated() { values[offset + index] = value }
    switch input.source {
    case .orders: orders(ledger, &values, offset)
    case .returns:
      let totals = Totals(hasReturns ? ledger.returns : [], within: days)
      totals.write(&values, offset, [.sum, .last], today: today, unit: unit)
    case .payments:
      Totals(ledger.payments, within: days).write(&values, offset, [.sum, .last], today: today, unit: unit)
      punctuality(settlement, &values, offset + 3)
    case .invoices: invoices(ledger, settlement, &values, offset)
    case .interactions:
      Totals(ledger.interactions, within: days).write(&values, offset, [.formal, .last], today: today, unit: unit)
    case .scores: copy(ledger.score(input.score ?? ""), &values, offset)
    case .statements: copy(ledger.statement, &values, offset)
    case .figures: copy(ledger.figures, &values, offset)
    }
  }

  private func copy(_ known: [InputValue], _ values: inout [InputValue], _ offset: Int) {
    for (index, value) in known.enumerated() where index < defaults.count { values[offset + index] = value }
  }

  private func orders(_ ledger: borrowing CustomerLedger, _ values: inout [InputValue], _ offset: Int) {
    let orders = Totals(ledger.orders, within: days)
    let returned = ledger.returns.isEmpty || !hasReturns ? 0 : Totals(ledger.returns, within: days).sum
    let net = Double(orders.sum.adding(0 &- returned)) / unit
    values[offset] = .integer(orders.count)
    values[offset + 1] = .real(net)
    values[offset + 2] = .real(Double(orders.sum) / unit)
    values[offset + 3] = .real(Double(returned) / unit)
    guard orders.count > 0 else { return }
    values[offset + 4] = .real(net / Double(orders.count))
    values[offset + 5] = .integer(Int64(today) - Int64(orders.last))
    values[offset + 6] = .integer(Int64(today) - Int64(orders.first))
    values[offset + 7] = .integer(months(ledger.orders))
  }

  /// How many calendar months have an order. Orders come by day.
  private func months(_ orders: [CustomerLedger.Document]) -> Int64 {
    var count: Int64 = 0
    var end = Int32.min
    for order in orders where days.contains(order.day) && order.day > end {
      count += 1
      guard let date = CivilDate(daysSinceEpoch: Int(order.day)) else { continue }
      let (year, month, day) = date.parts
      end = order.day + Int32(CivilDate.days(inMonth: month, of: year) - day)
    }
    return count
  }

  private func punctuality(_ settlement: Settlement, _ values: inout [InputValue], _ offset: Int) {
    var paid = 0.0
    var late = 0.0
    var weighted = 0.0
    for portion in settlement.portions where days.contains(portion.paidOn) {
      let amount = Double(portion.amount)
      paid += amount
      weighted += amount * Double(portion.daysLate)
      if portion.daysLate > 0 { late += amount }
    }
    guard paid > 0 else { return }
    values[offset] = .real(weighted / paid)
    values[offset + 1] = .real(late / paid)
  }

  private func invoices(
    _ ledger: borrowing CustomerLedger, _ settlement: Settlement, _ values: inout [InputValue], _ offset: Int
  ) {
    let totals = Totals(ledger.invoices, within: days)
    totals.write(&values, offset, [.sum], today: today, unit: unit)
    guard totals.count > 0 else { return }
    var open: Int64 = 0
    var overdue: Int64 = 0
    var oldest: Int64 = 0
    for (index, invoice) in ledger.invoices.enumerated() where days.contains(invoice.day) {
      let left = settlement.open[index]
      let due = Int64(invoice.due(terms: input.terms))
      open = open.adding(left)
      guard left > 0, due < Int64(today) else { continue }
      overdue = overdue.adding(left)
      oldest = max(oldest, Int64(today) - due)
    }
    values[offset + 2] = .real(Double(open) / unit)
    values[offset + 3] = .real(Double(overdue) / unit)
    values[offset + 4] = .integer(oldest)
  }
}

/// The documents of a window, added up.
private struct Totals {
  var count: Int64 = 0
  var sum: Int64 = 0
  var formal: Int64 = 0
  var first = Int32.max
  var last = Int32.min

  enum Column {
    case sum
    case formal
    case last
  }

  init(_ documents: [CustomerLedger.Document], within days: ClosedRange<Int32>) {
    for document in documents where days.contains(document.day) {
      count += 1
      sum = sum.adding(document.amount)
      if document.isFormal { formal += 1 }
      first = min(first, document.day)
      last = max(last, document.day)
    }
  }

  func write(_ values: inout [InputValue], _ offset: Int, _ columns: [Column], today: Int32, unit: Double) {
    values[offset] = .integer(count)
    guard count > 0 else { return }
    for (index, column) in columns.enumerated() {
      values[offset + 1 + index] =
        switch column {
        case .sum: .real(Double(sum) / unit)
        case .formal: .integer(formal)
        case .last: .integer(Int64(today) - Int64(last))
        }
    }
  }
}

extension Int64 {
  /// The sum, at the end of the range where it would leave it.
  fileprivate func adding(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
