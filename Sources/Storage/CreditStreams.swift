public import Domain
import GRDB

/// What credit is judged by, of one customer after another in the order of their ids: every kind of document is read once,
/// and one customer's are in memory at a time.
private final class CreditStreams: CreditFiles {
  private let asOf: CivilDate
  private let profiles: OwnedRows
  private let orders: OwnedRows
  private let invoices: OwnedRows
  private let payments: OwnedRows
  private let lastPayments: OwnedRows
  private let bills: OwnedRows
  private let securities: OwnedRows
  private let ratings: OwnedRows
  private let promises: OwnedRows

  init(_ db: Database, asOf date: CivilDate) throws {
    func rows(_ sql: String) throws -> OwnedRows { try OwnedRows(db, sql, ["day": "\(date)"]) }
    let sql = CreditSQL.customers
    asOf = date
    profiles = try OwnedRows(db, CreditSQL.profiles(where: "c.merged_into_id IS NULL"), [])
    orders = try rows(sql.orders)
    invoices = try rows(sql.invoices)
    payments = try rows(sql.payments)
    lastPayments = try rows(sql.lastPayments)
    bills = try rows(sql.bills)
    securities = try rows(sql.securities)
    ratings = try rows(sql.ratings)
    promises = try rows(sql.promises)
  }

  func file(of customer: Int64) throws -> CreditFile {
    var profile: CreditProfile?
    try profiles.each(of: customer) { profile = try CreditProfile($0) }
    guard let profile else { throw BookError.notFound(.id(customer), entity: .customers) }
    var file = CreditFile(profile: profile, documents: TradeDocuments(asOf: asOf))
    try orders.each(of: customer) { try file.documents.addOrder($0) }
    try invoices.each(of: customer) { try file.documents.addInvoice($0) }
    try payments.each(of: customer) { try file.documents.addPayment($0) }
    try lastPayments.each(of: customer) { file.documents.lastPaidOn = try CivilDate($0["paid_on"] as String) }
    try bills.each(of: customer) { try file.documents.addBill($0) }
    try securities.each(of: customer) { try file.documents.addSecurity($0) }
    try ratings.each(of: customer) { file.ratings.append(try CreditRating($0)) }
    try promises.each(of: customer) { file.promises = ($0["kept"], $0["broken"]) }
    return file
  }
}

/// The file of one customer, fetched when it is asked for.
private final class SingleCreditFile: CreditFiles {
  private let session: BookSession
  private let asOf: CivilDate

  init(_ session: BookSession, asOf date: CivilDate) {
    self.session = session
    asOf = date
  }

  func file(of customer: Int64) throws -> CreditFile {
    let key = RecordKey.id(customer)
    var file = CreditFile(
      profile: try session.creditProfile(of: key),
      documents: try session.tradeDocuments(of: .customer(key), asOf: asOf))
    file.ratings = try session.creditRatings(of: key, asOf: asOf)
    file.promises = try session.promises(of: key, asOf: asOf)
    return file
  }
}

/// Rows of a statement that come by their customers' ids.
private final class OwnedRows {
  private let rows: RowCursor
  /// The row that comes next, which the cursor keeps until it moves.
  private var row: Row?

  init(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws {
    rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    row = try rows.next()
  }

  /// Gives the rows of a customer, who comes after the one before; rows of others are passed over.
  func each(of customer: Int64, _ body: (Row) throws -> Void) throws {
    while let row {
      let owner: Int64 = row["customer_id"]
      if owner > customer { return }
      if owner == customer { try body(row) }
      self.row = try rows.next()
    }
  }
}

extension CreditProfile {
  /// The profile in a row of ``CreditSQL/profiles(where:)``.
  init(_ row: Row) throws {
    let currency = try TradeDocuments.currency(row, of: "customers")
    func date(_ name: String) throws -> CivilDate? { try (row[name] as String?).map { try CivilDate($0) } }
    self.init(customer: row["code"], name: row["name"], currency: currency)
    limit = (row["credit_limit"] as Int64?).map { Money(minorUnits: $0, currency) }
    grade = (row["grade"] as String?).flatMap { Grade(rawValue: $0) }
    score = row["score"]
    termsDays = (row["terms_days"] as Int64?).map { Int(clamping: $0) }
    prepayPercent = row["prepay_percent"]
    hold = (row["hold"] as String?).flatMap { Hold(rawValue: $0) } ?? .none
    validFrom = try date("valid_from")
    validUntil = try date("valid_until")
    nextReviewOn = try date("next_review_on")
    group = row["group_code"]
  }
}

extension CreditRating {
  /// The rating in a row of ``CreditSQL/ratings``.
  init(_ row: Row) throws {
    self.init(agency: row["agency"], grade: row["grade"], asOf: try CivilDate(row["as_of"] as String))
  }
}

extension BookSession {
  public func creditFiles(of customer: RecordKey?, asOf date: CivilDate) throws -> any CreditFiles {
    customer == nil ? try CreditStreams(db, asOf: date) : SingleCreditFile(self, asOf: date)
  }
}
