import Domain
import GRDB

/// The standings on a ladder, customer by customer in the order of their ids.
final class CurrentTiers: TierStandings {
  private let rows: PreparedStatement
  private var customer = Int64.max

  /// The standings of some customers.
  init(_ session: BookSession, _ ladder: Int64, of customers: ClosedRange<Int64>) throws {
    rows = try PreparedStatement(
      session.db,
      """
      SELECT customer_id, \(TierColumns.list) FROM tier_standings
      WHERE customer_id BETWEEN ?1 AND ?2 AND definition_id = ?3 ORDER BY customer_id
      """)
    rows.bind(customers.lowerBound, at: 1)
    rows.bind(customers.upperBound, at: 2)
    rows.bind(ladder, at: 3)
    try advance()
  }

  func standing(of wanted: Int64) throws -> TierStanding? {
    while customer < wanted { try advance() }
    return customer == wanted ? try TierColumns.standing(rows, from: 1) : nil
  }

  func close() {
    rows.reset()
    customer = .max
  }

  private func advance() throws {
    customer = try rows.step() ? rows.integer(0) ?? .max : .max
  }
}

/// How a standing is laid out in its table.
enum TierColumns {
  private static let names = [
    "tier", "since", "enrolled_on", "valid_until", "rising_to", "rising_count", "rising_on", "failing_since",
    "failing_count", "failing_on", "notice_on", "due_on", "base_tier", "override_until",
  ]

  /// The columns, as a list in SQL.
  static let list = names.joined(separator: ", ")
  /// A parameter for each, the first `?1`.
  static let parameters = names.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
  /// Sets each of them, from `?1` on.
  static let settings = names.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
  /// How many there are.
  static let count = names.count

  /// The standing in a row whose columns begin at a place.
  static func standing(_ row: PreparedStatement, from first: Int) throws -> TierStanding {
    func day(_ offset: Int) throws -> CivilDate? {
      guard let text = row.text(first + offset) else { return nil }
      guard let date = CivilDate(utf8: text.utf8) else {
        throw BookFileError.damaged("tier_standings", "\(names[offset]) '\(text)'")
      }
      return date
    }
    func count(_ offset: Int) -> Int { Int(clamping: row.integer(first + offset) ?? 0) }
    let since = try day(1) ?? CivilDate.range.lowerBound
    var standing = TierStanding(
      tier: row.text(first), since: since, enrolledOn: try day(2) ?? since, validUntil: try day(3))
    if let tier = row.text(first + 4) { standing.rising = .init(tier: tier, count: count(5), on: try day(6) ?? since) }
    if let start = try day(7) {
      standing.failing = .init(
        since: start, count: count(8), on: try day(9) ?? start, noticeOn: try day(10), dueOn: try day(11) ?? start)
    }
    if let until = try day(13) { standing.override = .init(base: row.text(first + 12), until: until) }
    return standing
  }

  /// Binds the values of a standing from `?1` on.
  static func bind(_ standing: TierStanding, to statement: PreparedStatement) {
    var place = 0
    func text(_ text: String?) {
      place += 1
      if let text { statement.bind(text, at: place) } else { statement.bindNull(at: place) }
    }
    func day(_ date: CivilDate?) { text(date?.description) }
    func count(_ count: Int?) {
      place += 1
      if let count { statement.bind(Int64(count), at: place) } else { statement.bindNull(at: place) }
    }
    text(standing.tier)
    day(standing.since)
    day(standing.enrolledOn)
    day(standing.validUntil)
    text(standing.rising?.tier)
    count(standing.rising?.count)
    day(standing.rising?.on)
    day(standing.failing?.since)
    count(standing.failing?.count)
    day(standing.failing?.on)
    day(standing.failing?.noticeOn)
    day(standing.failing?.dueOn)
    text(standing.override?.base)
    day(standing.override?.until)
  }
}
