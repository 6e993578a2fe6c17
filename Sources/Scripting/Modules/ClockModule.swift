import Domain
public import ScriptModel
import Wording

extension Module<TestSession> {
  /// What time it is for a test.
  public static let clock = Module(
    "clock",
    Phrase(
      "In tests: the time, which stands still until a test moves it. It begins with the start of 2026, or with what --as-of names.",
      zh: "用于测试：时间静止，由测试移动；起点为 2026 年初，或 --as-of 指定的日期。"),
    functions: [
      Function(
        "clock.set", Phrase("In tests: sets the day or the moment that it is.", zh: "用于测试：设定当前日期或时刻。"), effect: .tests,
        takes: Parameter(
          "time",
          Phrase("\"2026-02-17\", or \"2026-02-17T09:30:00Z\".", zh: "\"2026-02-17\" 或 \"2026-02-17T09:30:00Z\"。"),
          as: ClockTime.self),
        returns: .nothing,
        example: """
          it("is a day in spring", function()
            clock.set("2026-03-20")
            expect(today()):to_equal("2026-03-20")
          end)
          """
      ) { session, time in
        switch time {
        case .day(let date): try session.move(to: Instant(date, in: session.script.zone), today: date)
        case .moment(let instant): try session.move(to: instant, today: instant.civilDate(in: session.script.zone))
        }
        return Nothing()
      },
      Function(
        "clock.advance", Phrase("In tests: lets time pass.", zh: "用于测试：让时间流逝。"), effect: .tests,
        takes: Parameter(
          "span", Phrase("\"91d\", \"3m\", or a number of days.", zh: "\"91d\"、\"3m\" 或天数。"), as: SpanArgument.self),
        returns: .nothing,
        example: """
          it("is three months later", function()
            clock.set("2026-01-31")
            clock.advance("91d")
            expect(today()):to_equal("2026-05-02")
          end)
          """
      ) { session, span in
        let script = session.script
        let date = try span.after(script.today)
        let seconds = script.now.secondOfDay(in: script.zone)
        try session.move(to: Instant(date, secondOfDay: seconds, in: script.zone), today: date)
        return Nothing()
      },
    ])
}

/// A day, or a moment of one.
enum ClockTime: ScriptArgument {
  case day(CivilDate)
  case moment(Instant)

  static var scriptType: ScriptType { .date }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ClockTime {
    guard let text = call.string(at: index) else { throw call.mismatch(at: index, expected: .date) }
    if let instant = Instant(utf8: text.utf8) { return .moment(instant) }
    return .day(try DateArgument.read(call, at: index).date)
  }
}
