import Domain
import Testing

@Suite struct CivilDateTests {
  /// Days since 1970 and ISO weekdays by Python's `datetime`.
  static let known: [(text: String, days: Int, weekday: Int)] = [
    ("6050-07-14", 1490384, 4),
    ("2006-09-27", 13418, 3),
    ("3227-01-09", 459118, 6),
    ("4003-05-21", 742678, 3),
    ("9065-05-12", 2591527, 5),
    ("6996-03-26", 1835794, 6),
    ("0944-09-20", -374476, 7),
    ("3876-10-31", 696456, 2),
    ("0847-12-31", -409803, 2),
    ("0047-05-09", -702233, 4),
    ("2075-12-03", 38687, 2),
    ("1841-10-18", -46826, 1),
    ("4153-03-23", 797406, 5),
    ("4025-12-17", 750924, 3),
    ("1961-03-09", -3220, 4),
    ("1886-09-03", -30435, 5),
    ("6836-03-02", 1777331, 7),
    ("4181-09-19", 807813, 3),
    ("4521-10-09", 932015, 4),
    ("4033-02-04", 753530, 5),
    ("3952-03-11", 723980, 2),
    ("6914-06-01", 1805910, 5),
    ("1326-02-11", -235175, 1),
    ("2812-02-09", 307573, 4),
    ("0001-01-01", -719162, 1),
    ("9999-12-31", 2932896, 5),
    ("1969-12-31", -1, 3),
    ("1970-01-01", 0, 4),
    ("2000-02-29", 11016, 2),
    ("1900-02-28", -25509, 3),
    ("1900-03-01", -25508, 4),
    ("2026-11-21", 20778, 6),
  ]

  @Test func `days are counted and named as Python's datetime does`() throws {
    for (text, days, weekday) in Self.known {
      let date = try CivilDate(text)
      #expect(date.days(since: try CivilDate("1970-01-01")) == days)
      #expect(date.weekday.rawValue == weekday)
      #expect(CivilDate(daysSinceEpoch: days)?.description == text)
    }
  }

  @Test func `every day of two centuries follows the one before`() throws {
    var (year, month, day, weekday) = (1899, 12, 31, 7)
    let start = try CivilDate("1899-12-31")
    for offset in 0..<76_000 {
      let date = try start.adding(days: offset)
      #expect(date.parts == (year, month, day) && date.weekday.rawValue == weekday)
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      weekday = weekday % 7 + 1
      day += 1
      if day > length { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01", "26-01-01", "2026-1-1",
    "20260101",
    "2026/01/01", "2026-01-01 ", " 2026-01-01", "+2026-01-01", "", "2026-01-01T00:00:00Z", "２０２６-01-01", "2026-01-0a",
  ])
  func `text that names no day is refused`(text: String) {
    #expect(throws: DateError.notADate(text)) { try CivilDate(text) }
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2026-08-31", 13, "2027-09-30"),
    ("2026-05-20", 0, "2026-05-20"), ("0001-02-10", -1, "0001-01-10"),
  ])
  func `a month later is the same day or the last of a shorter month`(from: String, months: Int, to: String) throws {
    #expect(try CivilDate(from).adding(months: months).description == to)
  }

  @Test func `a year after 29 February is 28 February`() throws {
    #expect(try CivilDate("2028-02-29").adding(years: 1).description == "2029-02-28")
    #expect(try CivilDate("2028-02-29").adding(years: 4).description == "2032-02-29")
  }

  @Test func `dates outside the years 1 to 9999 are refused`() throws {
    let first = try CivilDate("0001-01-01")
    let last = try CivilDate("9999-12-31")
    #expect(throws: DateError.outOfRange) { try first.adding(days: -1) }
    #expect(throws: DateError.outOfRange) { try last.adding(days: 1) }
    #expect(throws: DateError.outOfRange) { try first.adding(months: -1) }
    #expect(throws: DateError.outOfRange) { try last.adding(months: 1) }
    for extreme in [Int.min, Int.max] {
      #expect(throws: DateError.outOfRange) { try last.adding(days: extreme) }
      #expect(throws: DateError.outOfRange) { try first.adding(months: extreme) }
      #expect(throws: DateError.outOfRange) { try first.adding(years: extreme) }
    }
  }

  @Test func `weeks, months, quarters and years begin and end where calendars print them`() throws {
    let date = try CivilDate("2028-02-16")
    #expect(date.startOfWeek.description == "2028-02-14")
    #expect(date.startOfMonth.description == "2028-02-01")
    #expect(date.endOfMonth.description == "2028-02-29")
    #expect(date.startOfQuarter.description == "2028-01-01")
    #expect(date.endOfQuarter.description == "2028-03-31")
    #expect(date.startOfYear.description == "2028-01-01")
    #expect(date.endOfYear.description == "2028-12-31")
    #expect(try CivilDate("2026-11-30").endOfQuarter.description == "2026-12-31")
    #expect(try CivilDate("0001-01-01").startOfWeek.description == "0001-01-01")
  }

  @Test func `dates order as time does`() throws {
    #expect(try CivilDate("1969-12-31") < CivilDate("1970-01-01"))
    #expect(try CivilDate("2027-01-01").days(since: CivilDate("2026-11-21")) == 41)
  }
}
