import Domain
import Glibc
import Testing

@Suite struct TimeZoneRuleTests {
  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen("/usr/share/zoneinfo/" + path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return bytes
  }

  private func zone(_ name: String) throws -> TimeZoneRule {
    try TimeZoneRule(named: name, read: Self.read)
  }

  /// Seconds east of UTC at random moments and around changes, by Python's `zoneinfo`.
  @Test(arguments: [
    ("Asia/Shanghai", "1961-07-27T21:49:33Z", 28800),
    ("Asia/Shanghai", "2008-02-04T05:13:55Z", 28800),
    ("Asia/Shanghai", "2032-12-03T10:46:16Z", 28800),
    ("Asia/Shanghai", "2070-09-30T08:28:43Z", 28800),
    ("America/New_York", "1969-02-12T22:14:21Z", -18000),
    ("America/New_York", "2009-12-21T12:42:01Z", -18000),
    ("America/New_York", "2028-03-26T00:14:39Z", -14400),
    ("America/New_York", "2052-07-25T18:11:08Z", -14400),
    ("Australia/Lord_Howe", "1969-09-03T02:47:30Z", 36000),
    ("Australia/Lord_Howe", "2002-05-18T03:49:23Z", 37800),
    ("Australia/Lord_Howe", "2035-09-19T22:55:11Z", 37800),
    ("Australia/Lord_Howe", "2081-10-12T00:42:30Z", 39600),
    ("Europe/Dublin", "1925-05-04T17:51:33Z", 3600),
    ("Europe/Dublin", "1976-05-28T10:49:45Z", 3600),
    ("Europe/Dublin", "2032-08-07T00:47:52Z", 3600),
    ("Europe/Dublin", "2060-08-24T01:54:08Z", 3600),
    ("America/Sao_Paulo", "1919-04-20T16:11:08Z", -10800),
    ("America/Sao_Paulo", "1976-03-03T15:04:50Z", -10800),
    ("America/Sao_Paulo", "2034-03-02T07:47:55Z", -10800),
    ("America/Sao_Paulo", "2095-02-04T19:46:39Z", -10800),
    ("Africa/Casablanca", "1905-09-13T21:11:03Z", -1820),
    ("Africa/Casablanca", "2010-07-09T15:42:29Z", 3600),
    ("Africa/Casablanca", "2031-09-28T15:39:26Z", 3600),
    ("Africa/Casablanca", "2070-10-29T05:57:41Z", 0),
    ("Asia/Kathmandu", "1921-06-09T01:46:15Z", 19800),
    ("Asia/Kathmandu", "2012-05-27T22:36:03Z", 20700),
    ("Asia/Kathmandu", "2025-04-04T05:04:16Z", 20700),
    ("Asia/Kathmandu", "2096-08-06T01:20:40Z", 20700),
    ("America/Godthab", "1908-08-06T22:41:15Z", -12416),
    ("America/Godthab", "1974-01-20T03:37:13Z", -10800),
    ("America/Godthab", "2025-08-10T12:55:40Z", -3600),
    ("America/Godthab", "2052-12-10T15:38:45Z", -7200),
    ("Asia/Tehran", "1932-12-06T01:15:36Z", 12344),
    ("Asia/Tehran", "2010-10-21T14:07:14Z", 12600),
    ("Asia/Tehran", "2025-07-06T22:14:26Z", 12600),
    ("Asia/Tehran", "2092-12-12T23:44:32Z", 12600),
    ("America/Santiago", "1963-02-22T07:22:22Z", -14400),
    ("America/Santiago", "1992-03-16T01:34:01Z", -14400),
    ("America/Santiago", "2032-06-30T08:45:43Z", -14400),
    ("America/Santiago", "2080-03-19T09:02:09Z", -10800),
    ("America/New_York", "2026-11-01T05:59:59Z", -14400),
    ("America/New_York", "2026-11-01T06:00:00Z", -18000),
    ("America/New_York", "2040-03-11T06:59:59Z", -18000),
    ("America/New_York", "2040-03-11T07:00:00Z", -14400),
    ("America/New_York", "2040-11-04T05:59:59Z", -14400),
    ("America/New_York", "2040-11-04T06:00:00Z", -18000),
  ])
  func `clocks are as far from UTC as Python's zoneinfo says`(name: String, at: String, offset: Int) throws {
    #expect(try zone(name).offset(at: Instant(at)) == offset)
  }

  @Test func `the business day of a moment depends on the zone`() throws {
    let moment = try Instant("2026-11-21T17:30:00Z")
    #expect(moment.civilDate(in: .utc).description == "2026-11-21")
    #expect(moment.civilDate(in: try zone("Asia/Shanghai")).description == "2026-11-22")
    #expect(moment.civilDate(in: try zone("+06:30")).description == "2026-11-22")
    #expect(moment.civilDate(in: try zone("-18:00")).description == "2026-11-20")
    #expect(moment.secondOfDay(in: try zone("Asia/Shanghai")) == 5400)
  }

  @Test func `a day begins at its midnight`() throws {
    let day = try CivilDate("2026-11-22")
    #expect(Instant(day, in: try zone("Asia/Shanghai")).description == "2026-11-21T16:00:00Z")
    #expect(Instant(day, secondOfDay: 9 * 3600, in: try zone("-05:00")).description == "2026-11-22T14:00:00Z")
  }

  @Test func `a time that clocks show twice is the first, one that they skip is as much later`() throws {
    let newYork = try zone("America/New_York")
    let back = try CivilDate("2026-11-01")
    let forward = try CivilDate("2026-03-08")
    #expect(Instant(back, secondOfDay: 5400, in: newYork).description == "2026-11-01T05:30:00Z")
    #expect(Instant(forward, secondOfDay: 9000, in: newYork).description == "2026-03-08T07:30:00Z")
    #expect(Instant(forward, secondOfDay: 9000, in: newYork).secondOfDay(in: newYork) == 12_600)
  }

  @Test(arguments: [
    "", "Mars/Olympus", "utc+8", "+8", "+24:00", "/etc/passwd", "../../../etc/passwd", "Asia/../Asia/Shanghai", "上海",
  ])
  func `names of no zone are refused and no other file is read`(name: String) {
    var asked: [String] = []
    #expect(throws: DateError.unknownTimeZone(name)) {
      try TimeZoneRule(named: name) { path in
        asked.append(path)
        return nil
      }
    }
    #expect(!asked.contains { $0.contains(".") || $0.hasPrefix("/") })
  }

  @Test func `data cut short or changed are refused or read, and never crash`() throws {
    let data = try #require(Self.read("America/New_York"))
    for length in [0, 3, 4, 43, 44, 45, 100, data.count - 1] {
      #expect(throws: DateError.damagedTimeZone("X")) {
        try TimeZoneRule(named: "X") { _ in Array(data.prefix(length)) }
      }
    }
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed)
      var changed = data
      for _ in 0..<4 {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let zone = try? TimeZoneRule(named: "X", read: { _ in changed }) else { continue }
      for year in [1, 1969, 2026, 9999] {
        let date = try #require(CivilDate(year: year, month: 7, day: 1))
        #expect(abs(zone.offset(at: Instant(date, in: zone))) < 8 * 86_400, "seed \(seed)")
      }
    }
  }
}
