public import Analytics
public import CRow
public import Domain
import GRDB

/// One pass over the customers, in the order of their ids, each with the inputs of a score. Every kind of document is read
/// once, however many inputs use it; one customer's documents are in memory at a time.
@safe public final class ScoreInputs {
  /// The inputs, in the order in which they were declared.
  public let inputs: [ScoreInput]
  /// The layout of the customer's record.
  public var customerLayout: UnsafePointer<row_layout> { unsafe customerShape.layout }
  /// The layout of the inputs.
  public var inputsLayout: UnsafePointer<row_layout> { unsafe inputShape.layout }
  /// The id of the customer that the pass stands on.
  public private(set) var customer: Int64 = 0

  private let session: BookSession
  private let asOf: CivilDate
  private let zone: TimeZoneRule
  private let stats: [InputStats]
  private let rates: ExchangeRates
  private let baseCode: [UInt8]
  private let customerShape: RowShape
  private let inputShape: InputShape
  private let customers: StatementCursor
  private let codeColumn: Int32
  private let nameColumn: Int32
  private let firstValue: Int32
  private var ledger = CustomerLedger()
  private var settlements: [Int: Settlement] = [:]
  private var values: [InputValue]
  private var quintiles: [Int: Quintiles] = [:]
  private var streams: [(source: Source, stream: DocumentStream)] = []

  /// What a stream brings.
  private enum Source {
    case orders
    case returns
    case payments
    case invoices
    case allocations
    case interactions
    case statements
    case figures
  }

  /// - Parameters:
  ///   - inputs: What the formula asks for.
  ///   - date: The business date: documents up to and including it count.
  ///   - zone: The zone of business days.
  ///   - fields: The customers' fields that the formula may read; nil for all.
  init(_ session: BookSession, _ inputs: [ScoreInput], asOf date: CivilDate, zone: TimeZoneRule, fields: Set<String>?)
    throws
  {
    self.session = session
    self.inputs = inputs
    self.zone = zone
    asOf = date
    let base = session.profile.baseCurrency
    baseCode = Array(base.code.utf8)
    stats = try inputs.map { try InputStats($0, asOf: date, base: base) }
    rates = try session.exchangeRates()
    let whole = try session.entity(Entity.customers.name)
    let always: Set<String> = ["code", "name", "currency"]
    let entity = Entity(
      whole.name, singular: whole.singular, whole.label, key: whole.naturalKey,
      fields: whole.fields.filter { fields?.contains($0.name) ?? true || always.contains($0.name) })
    customerShape = RowShape(entity)
    codeColumn = Int32(clamping: 1 + (entity.fields.firstIndex { $0.name == "code" } ?? 0))
    nameColumn = Int32(clamping: 1 + (entity.fields.firstIndex { $0.name == "name" } ?? 0))
    firstValue = Int32(clamping: entity.fields.count + 1)
    inputShape = InputShape(inputs, first: entity.fields.count + 1)
    values = Array(repeating: .none, count: inputShape.count)
    let sql = "\(Selection(entity).text) WHERE t.merged_into_id IS NULL ORDER BY t.id"
    customers = try StatementCursor(session.statements[sql], shape: customerShape)
    for terms in Set(inputs.filter(\.source.hasTerms).map(\.terms)) { settlements[terms] = Settlement() }
    try openStreams()
    try rankCustomers()
  }

  /// The customer's code.
  public var code: String { text(codeColumn) }
  /// The customer's name.
  public var name: String { text(nameColumn) }

  /// Moves to the next customer; false after the last.
  public func next() throws -> Bool {
    guard try customers.next() else { return false }
    let reader = unsafe customers.reader
    customer = unsafe reader.integer(reader.source, 0)
    ledger.removeAll()
    for (source, stream) in streams { try stream.each(of: customer) { try take($0, source) } }
    for terms in settlements.keys { settlements[terms]?.settle(ledger, terms: terms) }
    let none = Settlement()
    for index in stats.indices {
      let offset = inputShape.offsets[index]
      stats[index].write(ledger, settlements[inputs[index].terms] ?? none, into: &values, at: offset)
      guard let ranking = inputs[index].ranking else { continue }
      values[index] = rank(index, ranking)
    }
    return true
  }

  /// Lets go of the book.
  public func close() {
    customers.close()
    streams = []
  }

  // MARK: What the customer has

  /// Whether there is data for an input.
  public func hasData(_ index: Int) -> Bool {
    if inputs[index].ranking != nil { return values[index] != .none }
    return (values[inputShape.offsets[index]].number ?? 0) > 0
  }

  /// The rank of a ranking input; none for others.
  public func rank(_ index: Int) -> InputValue { values[index] }

  /// The value of a field of an input.
  public func value(_ index: Int, field: Int) -> InputValue { values[inputShape.offsets[index] + field] }

  /// Reads the customer's record and then the inputs; valid until the pass moves on. It does not keep the pass alive.
  public var reader: row_reader {
    unsafe row_reader(
      source: Unmanaged.passUnretained(self).toOpaque(),
      storage_class: { unsafe ScoreInputs.of($0)?.storageClass($1) ?? Int32(ROW_CLASS_NULL) },
      integer: { unsafe ScoreInputs.of($0)?.integer($1) ?? 0 },
      real: { unsafe ScoreInputs.of($0)?.real($1) ?? 0 },
      text: { source, column in
        guard let pass = unsafe ScoreInputs.of(source), column < pass.firstValue else { return nil }
        let reader = unsafe pass.customers.reader
        return unsafe reader.text(reader.source, column)
      },
      length: { source, column in
        guard let pass = unsafe ScoreInputs.of(source), column < pass.firstValue else { return 0 }
        let reader = unsafe pass.customers.reader
        return unsafe reader.length(reader.source, column)
      })
  }

  // Whoever lends the reader keeps the pass for as long.
  private static func of(_ source: UnsafeMutableRawPointer?) -> ScoreInputs? {
    guard let source = unsafe source else { return nil }
    return unsafe Unmanaged<ScoreInputs>.fromOpaque(source).takeUnretainedValue()
  }

  private func storageClass(_ column: Int32) -> Int32 {
    guard column >= firstValue else {
      let reader = unsafe customers.reader
      return unsafe reader.storage_class(reader.source, column)
    }
    switch value(column) {
    case .none: return Int32(ROW_CLASS_NULL)
    case .integer: return Int32(ROW_CLASS_INTEGER)
    case .real: return Int32(ROW_CLASS_REAL)
    }
  }

  private func integer(_ column: Int32) -> Int64 {
    guard column >= firstValue else {
      let reader = unsafe customers.reader
      return unsafe reader.integer(reader.source, column)
    }
    if case .integer(let value) = value(column) { return value }
    return 0
  }

  private func real(_ column: Int32) -> Double {
    guard column >= firstValue else {
      let reader = unsafe customers.reader
      return unsafe reader.real(reader.source, column)
    }
    return value(column).number ?? 0
  }

  private func value(_ column: Int32) -> InputValue {
    let index = Int(column - firstValue)
    return index < values.count ? values[index] : .none
  }

  private func text(_ column: Int32) -> String {
    let reader = unsafe customers.reader
    guard let bytes = unsafe reader.text(reader.source, column) else { return "" }
    let count = unsafe reader.length(reader.source, column)
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }

  // MARK: Ranks

  private func rank(_ index: Int, _ ranking: ScoreInput.Ranking) -> InputValue {
    guard let quintiles = quintiles[index], let number = rankedNumber(index, ranking) else { return .none }
    return .integer(Int64(quintiles.rank(of: number)))
  }

  /// The number that a customer with documents is ranked by.
  private func rankedNumber(_ index: Int, _ ranking: ScoreInput.Ranking) -> Double? {
    let offset = inputShape.offsets[index]
    guard let field = inputs[index].source.fields.firstIndex(where: { $0.name == ranking.field }),
      (values[offset].number ?? 0) > 0
    else { return nil }
    return values[offset + field].number
  }

  /// Goes through everybody once to learn the classes, where an input is a rank.
  private func rankCustomers() throws {
    let ranked = inputs.indices.filter { inputs[$0].ranking != nil }
    if ranked.isEmpty { return }
    var numbers = [[Double]](repeating: [], count: inputs.count)
    while try next() {
      for index in ranked {
        guard let ranking = inputs[index].ranking, let number = rankedNumber(index, ranking) else { continue }
        numbers[index].append(number)
      }
    }
    for index in ranked {
      guard let ranking = inputs[index].ranking, !numbers[index].isEmpty else { continue }
      quintiles[index] = Quintiles(numbers[index], best: ranking.best)
    }
    try customers.reopen()
    streams = []
    try openStreams()
  }

  // MARK: Documents

  private func openStreams() throws {
    let used = Set(inputs.map(\.source))
    let last = "\(asOf)"
    /// The first day that any of the sources' inputs looks at.
    func first(_ sources: Set<InputSource>) -> String {
      let day = stats.filter { sources.contains($0.input.source) }.map(\.firstDay).min() ?? asOf.daysSinceEpoch
      return "\(CivilDate(daysSinceEpoch: Int(day)) ?? CivilDate.range.lowerBound)"
    }
    func open(_ source: Source, _ table: String, _ sql: String, _ arguments: StatementArguments) throws {
      streams.append((source, try DocumentStream(session, table, sql, arguments)))
    }
    let ever = "\(CivilDate.range.lowerBound)"
    if used.contains(.orders) { try open(.orders, "orders", ScoreInputsSQL.orders, [first([.orders]), last]) }
    if used.contains(.orders) || used.contains(.returns) {
      try open(.returns, "returns", ScoreInputsSQL.returns, [first([.orders, .returns]), last])
    }
    if used.contains(.payments) || used.contains(.invoices) {
      // Who paid what depends on all documents, also those before the window.
      try open(.payments, "payments", ScoreInputsSQL.payments, [ever, last])
      try open(.invoices, "invoices", ScoreInputsSQL.invoices, [ever, last])
      try open(.allocations, "allocations", ScoreInputsSQL.allocations, [ever, last])
    }
    if used.contains(.interactions) {
      let from = try CivilDate(first([.interactions]))
      let bounds = [Instant(from, in: zone), Instant(try asOf.adding(days: 1), in: zone)].map(\.description)
      try open(.interactions, "interactions", ScoreInputsSQL.interactions, [bounds[0], bounds[1]])
    }
    if used.contains(.statements) { try open(.statements, "statements", ScoreInputsSQL.statements, [asOf.year]) }
    if used.contains(.figures) { try open(.figures, "customers", ScoreInputsSQL.figures, []) }
  }

  private func take(_ row: DocumentStream, _ source: Source) throws {
    switch source {
    case .orders: ledger.orders.append(try document(row))
    case .returns: ledger.returns.append(try document(row))
    case .payments: ledger.payments.append(try document(row))
    case .invoices:
      var invoice = try document(row)
      if !row.isNull(5) { invoice.due = try row.day(5) }
      ledger.invoices.append(invoice)
    case .allocations:
      let amount = try amount(row, 3, currency: 4, day: try row.day(2))
      ledger.allocations.append(.init(payment: row.integer(1), invoice: row.integer(5), amount: amount))
    case .interactions:
      let day = try row.instant(2).civilDate(in: zone).daysSinceEpoch
      ledger.interactions.append(.init(id: row.integer(1), day: day, isFormal: row.integer(5) != 0))
    case .statements: try takeStatement(row)
    case .figures: try takeFigures(row)
    }
  }

  private func document(_ row: DocumentStream) throws -> CustomerLedger.Document {
    let day = try row.day(2)
    return .init(id: row.integer(1), day: day, amount: try amount(row, 3, currency: 4, day: day))
  }

  private func takeStatement(_ row: DocumentStream) throws {
    let end = CivilDate(year: Int(clamping: row.integer(2)), month: 12, day: 31) ?? asOf
    ledger.statement = [.integer(row.integer(1)), .integer(row.integer(2))]
    for index in InputSource.statementFields.indices {
      ledger.statement.append(try units(row, Int32(4 + index), currency: 3, day: min(end, asOf).daysSinceEpoch))
    }
  }

  private func takeFigures(_ row: DocumentStream) throws {
    var known: [InputValue] = []
    for index in InputSource.figureFields.indices {
      known.append(try units(row, Int32(3 + index), currency: 1, day: asOf.daysSinceEpoch))
    }
    known.append(row.isNull(2) ? .none : .integer(row.integer(2)))
    ledger.figures = [.integer(Int64(known.count { $0 != .none }))] + known
  }

  private func units(_ row: DocumentStream, _ column: Int32, currency: Int32, day: Int32) throws -> InputValue {
    if row.isNull(column) { return .none }
    let scale = [1.0, 10, 100, 1000][min(3, max(0, session.profile.baseCurrency.decimals))]
    return .real(Double(try amount(row, column, currency: currency, day: day)) / scale)
  }

  private func amount(_ row: DocumentStream, _ column: Int32, currency: Int32, day: Int32) throws -> Int64 {
    let amount = row.integer(column)
    if amount == 0 || row.holds(baseCode, currency) { return amount }
    return try rates.amount(amount, row.currency(currency), day: day)
  }
}

extension BookSession {
  /// A pass over the customers with the inputs of a score. `fields` are the customers' fields that the formula may read;
  /// nil for all.
  public func scoreInputs(
    _ inputs: [ScoreInput], asOf date: CivilDate, zone: TimeZoneRule, fields: Set<String>? = nil
  ) throws -> ScoreInputs {
    try ScoreInputs(self, inputs, asOf: date, zone: zone, fields: fields)
  }

  /// All exchange rates of the book.
  func exchangeRates() throws -> ExchangeRates {
    var rates = ExchangeRates(base: profile.baseCurrency)
    let rows = try Row.fetchCursor(db, sql: #"SELECT currency, "on", rate FROM fx_rates ORDER BY currency, "on""#)
    while let row = try rows.next() {
      let code: String = row[0]
      guard let currency = Currency(code) else { continue }
      rates.add(currency, day: try CivilDate(row[1] as String).daysSinceEpoch, rate: row[2])
    }
    return rates
  }
}
