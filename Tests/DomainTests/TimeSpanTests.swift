import Domain
import Testing

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("365d", "2025-11-21", "2027-11-21"), ("3w", "2026-10-31", "2026-12-12"), ("6m", "2026-05-21", "2027-05-21"),
    ("1q", "2026-08-21", "2027-02-21"), ("2y", "2024-11-21", "2028-11-21"),
  ])
  func `a span reaches back and forward from a day`(span: String, before: String, after: String) throws {
    let span = try TimeSpan(span)
    let today = try CivilDate("2026-11-21")
    #expect(try span.before(today).description == before)
    #expect(try span.after(today).description == after)
  }

  @Test func `a span is written as it was read`() throws {
    for text in ["1d", "90d", "12w", "6m", "4q", "10y", "99999d"] {
      #expect(try TimeSpan(text).description == text)
    }
  }

  @Test(arguments: [
    "", "d", "0d", "007d", "-3d", "+3d", "3", "3 d", "3D", "3h", "3dd", "3.5d", "100000d", "99999999999999999999d",
    "３d", "d3",
    "3d ", "3e\u{301}",
  ])
  func `text that is no span is refused`(text: String) {
    #expect(throws: DateError.notASpan(text)) { try TimeSpan(text) }
  }

  @Test func `a span that leaves the calendar is refused`() throws {
    #expect(throws: DateError.outOfRange) { try TimeSpan("3000y").before(try CivilDate("2026-11-21")) }
  }
}
