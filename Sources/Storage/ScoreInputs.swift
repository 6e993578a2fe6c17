public import Analytics
public import CRow
public import Domain
import GRDB
import GRDBSQLite

/// The customers of one part of the book after another, in the order of their ids, each with the inputs of a score. Every
/// kind of document is read once, however many inputs use it; one customer's documents are in memory at a time.
@safe public final class ScoreInputs: InputPass {
  /// The inputs, in the order in which they were declared.
  public let inputs: [ScoreInput]
  /// The layout of the customer's record.
  public var customerLayout: UnsafePointer<row_layout> { unsafe customers.shape.layout }
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
  private let inputShape: InputShape
  private let customers: CustomerPass
  private let codeColumn: Int32
  private let nameColumn: Int32
  private let firstValue: Int32
  private var ledger = CustomerLedger()
  private var settlements: [Int: Settlement] = [:]
  private let none = Settlement()
  private var values: [InputValue]
  /// For each value, the last customer that the formula asked it of.
  private let askedOf: UnsafeMutableBufferPointer<Int64>
  private let quintiles: [Int: Quintiles]
  /// For each input that is a rank, where the number stands that customers are ranked by.
  private let rankedBy: [Int?]
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
    case score(String)

    /// What records are called that it brings.
    var name: String {
      switch self {
      case .orders: "orders"
      case .returns: "returns"
      case .payments: "payments"
      case .invoices: "invoices"
      case .allocations: "allocations"
      case .interactions: "interactions"
      case .statements: "statements"
      case .figures: "figures"
      case .score(let name): name
      }
    }
  }

  /// - Parameters:
  ///   - inputs: What the formula asks for.
  ///   - date: The business date: documents up to and including it count.
  ///   - zone: The zone of business days.
  ///   - fields: The customers' fields that are read with every customer, others when they are asked for; nil for all.
  ///   - quintiles: The classes of inputs that are ranks, by their places; empty where they are still to be found.
  init(
    _ session: BookSession, _ inputs: [ScoreInput], asOf date: CivilDate, zone: TimeZoneRule, fields: Set<String>?,
    quintiles: [Int: Quintiles]
  ) throws {
    self.session = session
    self.quintiles = quintiles
    rankedBy = inputs.map { input in
      input.ranking.flatMap { ranking in input.source.fields.firstIndex { $0.name == ranking.field } }
    }
    self.inputs = inputs
    self.zone = zone
    asOf = date
    let base = session.profile.baseCurrency
    baseCode = Array(base.code.utf8)
    stats = try inputs.map { try InputStats($0, asOf: date, base: base) }
    rates = try session.exchangeRates()
    customers = try CustomerPass(session, fields: fields)
    codeColumn = customers.column(of: "code")
    nameColumn = customers.column(of: "name")
    let columnCount = customers.shape.fields.count + 1
    firstValue = Int32(clamping: columnCount)
    inputShape = InputShape(inputs, first: columnCount)
    values = Array(repeating: .none, count: inputShape.count)
    unsafe askedOf = .allocate(capacity: inputShape.count)
    unsafe askedOf.initialize(repeating: .min)
    for terms in Set(inputs.filter(\.source.hasTerms).map(\.terms)) { settlements[terms] = Settlement() }
    try openStreams()
  }

  deinit {
    unsafe askedOf.deallocate()
  }

  /// The customer's code.
  public var code: String { text(codeColumn) }
  /// The customer's name.
  public var name: String { text(nameColumn) }

  /// Starts with the first of some customers.
  public func begin(_ part: ClosedRange<Int64>) throws {
    customers.begin(part)
    for (_, stream) in streams { try stream.begin(part) }
  }

  /// Moves to the next customer of the part; false after the last.
  public func next() throws -> Bool {
    guard try customers.advance() else { return false }
    customer = customers.id
    ledger.removeAll()
    for (source, stream) in streams {
      do {
        try stream.each(of: customer) { try take($0, source) }
      } catch let fault as ConversionError {
        throw InputFault(fault, customer: code, source: source.name)
      }
    }
    for terms in settlements.keys { settlements[terms]?.settle(ledger, terms: terms) }
    for index in stats.indices {
      let offset = inputShape.offsets[index]
      let settlement = settlements.isEmpty ? none : settlements[inputs[index].terms] ?? none
      stats[index].write(ledger, settlement, into: &values, at: offset)
      if let field = rankedBy[index] { values[index] = rank(index, field) }
    }
    return true
  }

  /// Throws why the formula was given less of the customer than there is.
  public func checkReading() throws {
    if let failure = customers.failure { throw failure }
  }

  /// Lets go of the book.
  public func close() {
    customers.close()
    for (_, stream) in streams { stream.end() }
  }

  // MARK: What the customer has

  /// Whether there is data for an input.
  public func hasData(_ index: Int) -> Bool {
    if inputs[index].ranking != nil { return values[index] != .none }
    return (values[inputShape.offsets[index]].number ?? 0) > 0
  }

  /// The rank of a ranking input; none for others.
  public func rank(_ index: Int) -> InputValue { values[index] }

  public func look(_ index: Int, through days: ClosedRange<Int32>, withReturns: Bool) {
    guard inputs[index].ranking == nil else { return }
    let settlement = settlements.isEmpty ? none : settlements[inputs[index].terms] ?? none
    stats[index].through(days, withReturns: withReturns)
      .write(ledger, settlement, into: &values, at: inputShape.offsets[index])
  }

  /// The value of a field of an input.
  public func value(_ index: Int, field: Int) -> InputValue { values[inputShape.offsets[index] + field] }

  /// Whether the formula asked this customer for a field of an input.
  public func wasAsked(_ index: Int, field: Int) -> Bool {
    let place = inputShape.offsets[index] + field
    return unsafe askedOf.indices.contains(place) && askedOf[place] == customer
  }

  /// Reads the customer's record and then the inputs; valid until the pass moves on. It does not keep the pass alive.
  public var reader: row_reader {
    unsafe row_reader(
      source: Unmanaged.passUnretained(self).toOpaque(),
      read: { source, column in
        guard let source = unsafe source else { return unsafe row_value() }
        // Whoever lends the reader keeps the pass for as long.
        return unsafe Unmanaged<ScoreInputs>.fromOpaque(source)._withUnsafeGuaranteedRef { unsafe $0.read(column) }
      })
  }

  private func read(_ column: Int32) -> row_value {
    guard column >= firstValue else {
      let place = unsafe customers.place(of: column)
      return unsafe row_value(place.column, of: place.statement)
    }
    let index = Int(column - firstValue)
    var value = unsafe row_value()
    unsafe value.storage_class = Int32(ROW_CLASS_NULL)
    guard unsafe askedOf.indices.contains(index) else { return unsafe value }
    unsafe askedOf[index] = customer
    switch values[index] {
    case .none: break
    case .integer(let integer): unsafe (value.storage_class, value.integer) = (Int32(ROW_CLASS_INTEGER), integer)
    case .real(let real): unsafe (value.storage_class, value.real) = (Int32(ROW_CLASS_REAL), real)
    }
    return unsafe value
  }

  private func text(_ column: Int32) -> String {
    let place = unsafe customers.place(of: column)
    guard let bytes = unsafe sqlite3_column_text(place.statement, place.column) else { return "" }
    let count = unsafe sqlite3_column_bytes(place.statement, place.column)
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }

  // MARK: Ranks

  private func rank(_ index: Int, _ field: Int) -> InputValue {
    guard let quintiles = quintiles[index], let number = rankedNumber(index, field) else { return .none }
    return .integer(Int64(quintiles.rank(of: number)))
  }

  /// The number that a customer with documents is ranked by.
  private func rankedNumber(_ index: Int, _ field: Int) -> Double? {
    let offset = inputShape.offsets[index]
    return (values[offset].number ?? 0) > 0 ? values[offset + field].number : nil
  }

  /// Goes through everybody once to learn the classes of inputs that are ranks, by their places.
  func rankEverybody() throws -> [Int: Quintiles] {
    var numbers = [[Double]](repeating: [], count: inputs.count)
    try begin(.min ... .max)
    while try next() {
      for (index, field) in rankedBy.enumerated() {
        if let field, let number = rankedNumber(index, field) { numbers[index].append(number) }
      }
    }
    var found: [Int: Quintiles] = [:]
    for (index, input) in inputs.enumerated() {
      guard let ranking = input.ranking, !numbers[index].isEmpty else { continue }
      found[index] = Quintiles(numbers[index], best: ranking.best)
      numbers[index] = []
    }
    return found
  }

  // MARK: Documents

  private func openStreams() throws {
    let used = Set(inputs.map(\.source))
    /// The first day that any of the sources' inputs looks at.
    func first(_ sources: Set<InputSource>) -> CivilDate {
      let day = stats.filter { sources.contains($0.input.source) }.map(\.firstDay).min() ?? asOf.daysSinceEpoch
      return CivilDate(daysSinceEpoch: Int(day)) ?? CivilDate.range.lowerBound
    }
    func window(_ sources: Set<InputSource>) -> [FieldValue] { [first(sources), asOf].map { .text("\($0)") } }
    func open(_ source: Source, _ table: String, _ sql: String, _ arguments: [FieldValue]) throws {
      streams.append((source, try DocumentStream(session, table, sql, arguments)))
    }
    let ever = [CivilDate.range.lowerBound, asOf].map { FieldValue.text("\($0)") }
    if used.contains(.orders) { try open(.orders, "orders", ScoreInputsSQL.orders, window([.orders])) }
    if used.contains(.orders) || used.contains(.returns) {
      try open(.returns, "returns", ScoreInputsSQL.returns, window([.orders, .returns]))
    }
    if used.contains(.payments) || used.contains(.invoices) {
      // Who paid what depends on all documents, also those before the window.
      try open(.payments, "payments", ScoreInputsSQL.payments, ever)
      try open(.invoices, "invoices", ScoreInputsSQL.invoices, ever)
      try open(.allocations, "allocations", ScoreInputsSQL.allocations, ever)
    }
    if used.contains(.interactions) {
      let bounds = [Instant(first([.interactions]), in: zone), Instant(try asOf.adding(days: 1), in: zone)].map(
        \.description)
      try open(.interactions, "interactions", ScoreInputsSQL.interactions, bounds.map { .text($0) })
    }
    if used.contains(.statements) {
      try open(.statements, "statements", ScoreInputsSQL.statements, [.integer(Int64(asOf.year))])
    }
    if used.contains(.figures) { try open(.figures, "customers", ScoreInputsSQL.figures, []) }
    for name in Set(inputs.compactMap(\.score)).sorted() {
      let definition = try session.versions(of: name)[0].definition
      try open(.score(name), "scores", ScoreInputsSQL.scores, [.text("\(asOf)"), .integer(definition)])
    }
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
    case .score(let name):
      let value: InputValue = row.isNull(2) ? .none : .real(row.real(2))
      ledger.scores.append((name, [.integer(value == .none ? 0 : 1), value, .real(row.real(3))]))
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

extension BookSession: InputReading {
  /// A pass over the customers with the inputs of a score. `fields` are the customers' fields that are read with
  /// every customer, others when they are asked for; nil for all.
  public func scoreInputs(
    _ inputs: [ScoreInput], asOf date: CivilDate, zone: TimeZoneRule, fields: Set<String>? = nil,
    quintiles: [Int: Quintiles] = [:]
  ) throws -> ScoreInputs {
    try ScoreInputs(self, inputs, asOf: date, zone: zone, fields: fields, quintiles: quintiles)
  }

  public func inputs(
    _ inputs: [ScoreInput], of customer: RecordKey?, asOf date: CivilDate, zone: TimeZoneRule
  ) throws -> any InputPass {
    let part: ClosedRange<Int64>
    if let customer {
      let customers = try entity(Entity.customers.name)
      guard let id = try id(of: customer, in: customers) else { throw BookError.notFound(customer, entity: customers) }
      part = id...id
    } else {
      part = .min ... .max
    }
    let pass = try scoreInputs(
      inputs, asOf: date, zone: zone, quintiles: quintiles(inputs, asOf: date, zone: zone))
    try pass.begin(part)
    return pass
  }

  /// The classes of those inputs that are ranks, by their places.
  public func quintiles(_ inputs: [ScoreInput], asOf date: CivilDate, zone: TimeZoneRule) throws -> [Int: Quintiles] {
    guard inputs.contains(where: { $0.ranking != nil }) else { return [:] }
    let pass = try scoreInputs(inputs, asOf: date, zone: zone, fields: [])
    defer { pass.close() }
    return try pass.rankEverybody()
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
