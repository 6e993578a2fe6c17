import Domain
import Testing

@Suite struct PointExpiryTests {
  private func day(_ text: String) throws -> CivilDate { try CivilDate(text) }

  private func last(_ expiry: PointExpiry, _ earned: String, active: String? = nil, joined: String = "2020-03-10")
    throws
    -> String?
  {
    try expiry.lastDay(earned: day(earned), active: active.map { try day($0) } ?? day(earned), joined: day(joined))?
      .description
  }

  /// docs.voucherify.io, points expiration: 25 January + 1 month is usable through 25 February, 31 January + 1 month
  /// through 28 February, 0 months through the same day; rounded up to the end of a month, quarter or half-year.
  @Test func `months count as in Voucherify's examples`() throws {
    let month = PointExpiry.rolling(TimeSpan(1, .month), fromActivation: false, through: nil)
    #expect(try last(month, "2025-01-25") == "2025-02-25")
    #expect(try last(month, "2025-01-31") == "2025-02-28")
    #expect(try last(month, "2024-01-31") == "2024-02-29")
    #expect(try last(.rolling(nil, fromActivation: false, through: nil), "2025-01-25") == "2025-01-25")
    for (end, expected) in [
      (PointExpiry.CalendarEnd.month, "2025-02-28"), (.quarter, "2025-03-31"), (.halfYear, "2025-06-30"),
      (.year, "2025-12-31"),
    ] {
      let rounded = PointExpiry.rolling(TimeSpan(1, .month), fromActivation: false, through: end)
      #expect(try last(rounded, "2025-01-25") == expected)
    }
    let july = PointExpiry.rolling(nil, fromActivation: false, through: .halfYear)
    #expect(try last(july, "2025-07-01") == "2025-12-31")
  }

  @Test func `validity may count from activation, and is open until it comes`() throws {
    let expiry = PointExpiry.rolling(TimeSpan(1, .month), fromActivation: true, through: nil)
    #expect(try last(expiry, "2025-01-01", active: "2025-01-15") == "2025-02-15")
    #expect(try expiry.lastDay(earned: day("2025-01-01"), active: nil, joined: day("2025-01-01")) == nil)
  }

  @Test func `calendar and anniversary take the next of their days`() throws {
    let newYear = PointExpiry.calendar(month: 12, day: 31, years: 0)
    #expect(try last(newYear, "2025-05-01") == "2025-12-31")
    #expect(try last(newYear, "2025-12-31") == "2025-12-31")
    #expect(try last(.calendar(month: 3, day: 31, years: 1), "2025-04-01") == "2027-03-31")
    #expect(try last(.calendar(month: 2, day: 29, years: 0), "2025-01-01") == "2025-02-28")
    #expect(try last(.anniversary(years: 0), "2025-03-09") == "2025-03-10")
    #expect(try last(.anniversary(years: 0), "2025-03-10") == "2026-03-10")
    #expect(try last(.anniversary(years: 1), "2025-05-01") == "2027-03-10")
    #expect(try last(.anniversary(years: 0), "2020-03-10") == "2021-03-10")
    #expect(try last(.never, "2025-01-01") == nil)
    #expect(try last(.fixed(day("2025-06-30")), "2025-01-01") == "2025-06-30")
  }

  @Test func `lots burn by soonest expiry, those that never expire last, then by day, then by number`() throws {
    func lot(_ id: Int64, _ earned: String, _ expires: String?) throws -> PointLot {
      PointLot(
        id: id, movement: id, wallet: "points", points: 10, remaining: 10, earnedOn: try day(earned),
        activeOn: try day(earned), expiresOn: try expires.map { try day($0) })
    }
    let lots = [
      try lot(1, "2025-01-01", nil), try lot(2, "2025-01-03", "2025-06-01"), try lot(3, "2025-01-02", "2025-06-01"),
      try lot(4, "2025-01-04", "2025-05-01"), try lot(5, "2025-01-02", "2025-06-01"),
      try lot(6, "2025-01-01", "9999-12-31"),
    ]
    #expect(lots.inBurnOrder(.fefo).map(\.id) == [4, 3, 5, 2, 6, 1])
    #expect(lots.inBurnOrder(.fifo).map(\.id) == [1, 6, 3, 5, 2, 4])
    #expect(lots.inBurnOrder(.lifo).map(\.id) == [4, 2, 5, 3, 6, 1])
    #expect(lots.inBurnOrder(.fefo).drawn(25).map(\.points) == [10, 10, 5])
  }

  @Test func `what goes back is the share that was returned, and all of it in the end`() {
    #expect(PointReversal.reversed(of: 100, base: 300, returned: 100) == 33)
    #expect(PointReversal.reversed(of: 100, base: 300, returned: 200) == 66)
    #expect(PointReversal.reversed(of: 100, base: 300, returned: 300) == 100)
    #expect(PointReversal.reversed(of: 100, base: 300, returned: 900) == 100)
    #expect(PointReversal.reversed(of: 100, base: nil, returned: 1) == 100)
    #expect(PointReversal.reversed(of: 1_000_000_000_000, base: .max, returned: .max - 1) == 999_999_999_999)
  }
}
