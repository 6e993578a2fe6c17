import Domain
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("2026-11-21T22:18:14Z", Int64(1_795_299_494), "2026-11-21T22:18:14Z"),
    ("2026-11-22T06:18:14+08:00", 1_795_299_494, "2026-11-21T22:18:14Z"),
    ("2026-11-21 17:18:14.999-0500", 1_795_299_494, "2026-11-21T22:18:14Z"),
    ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
    ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
    ("0001-01-01T00:00:00Z", -62_135_596_800, "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func `instants are read with any offset and written in UTC`(text: String, seconds: Int64, utc: String) throws {
    let instant = try Instant(text)
    #expect(instant.secondsSinceEpoch == seconds)
    #expect(instant.description == utc)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T22:18:14", "2026-11-21T24:00:00Z", "2026-11-21T22:60:00Z", "2026-11-21T22:18:60Z",
    "2026-02-30T00:00:00Z", "2026-11-21T22:18Z", "2026-11-21T22:18:14+8", "2026-11-21T22:18:14.Z",
    "2026-11-21T22:18:14ZZ",
    "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-00:01",
  ])
  func `text that names no instant is refused`(text: String) {
    #expect(throws: DateError.notAnInstant(text)) { try Instant(text) }
  }

  @Test func `sums beyond the calendar stop at its ends`() throws {
    #expect(try Instant("2026-11-21T22:18:14Z").adding(seconds: .max).description == "9999-12-31T23:59:59Z")
    #expect(try Instant("2026-11-21T22:18:14Z").adding(seconds: .min).description == "0001-01-01T00:00:00Z")
    #expect(try Instant("2026-11-21T22:18:14Z").adding(seconds: 106).description == "2026-11-21T22:20:00Z")
  }
}
