import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Days of the calendar.
  public static let dates = Module(
    "dates",
    Phrase(
      "Days of the calendar, written 2026-11-21; as texts they sort and compare.", zh: "日历日期，写作 2026-11-21；作为文本即可排序和比较。"
    ),
    functions: [add, diff, months, weekday, startOf, endOf, parts, parse, format, isValid])

  private static let date = Parameter("date", Phrase("The day.", zh: "日期。"), as: DateArgument.self)
  private static let period = Parameter(
    "period", Phrase("The period that the day falls into.", zh: "日期所在的周期。"), as: Period.self)

  private static func returned(_ summary: Phrase) -> Returned<String> { Returned("date", summary, type: .date) }

  private static let add = Function<ScriptSession>(
    "dates.add", Phrase("The day a span later, or earlier.", zh: "若干时间之后（或之前）的日期。"), effect: .pure, takes: date,
    Parameter(
      "span",
      Phrase(
        "Days, or a text: 30d, 2w, 3m, 1q, 1y, with a minus for earlier; 0d is the same day.",
        zh: "天数，或文本：30d、2w、3m、1q、1y，加负号表示更早；0d 为当日。"),
      as: SpanArgument.self),
    returns: returned(Phrase("The other day; the last of a month that is too short.", zh: "所得日期；月份较短时为其最后一天。")),
    example: """
      assert(dates.add("2026-01-31", "1m") == "2026-02-28" and dates.add("2026-01-31", "0m") == "2026-01-31")
      assert(dates.add("2026-03-01", -1) == "2026-02-28" and dates.add("2026-03-01", "-1y") == "2025-03-01")
      """
  ) { _, date, span in try span.after(date.date).description }

  private static let diff = Function<ScriptSession>(
    "dates.diff", Phrase("How many days one day lies after another.", zh: "一个日期比另一个日期晚多少天。"), effect: .pure,
    takes: Parameter("later", Phrase("The later day.", zh: "较晚的日期。"), as: DateArgument.self),
    Parameter("earlier", Phrase("The earlier day.", zh: "较早的日期。"), as: DateArgument.self),
    returns: Returned(
      "days", Phrase("Days; negative where the first lies before the second.", zh: "天数；前者更早时为负。"), as: Int.self),
    example: #"assert(dates.diff("2028-03-01", "2028-02-28") == 2)"#
  ) { _, later, earlier in later.date.days(since: earlier.date) }

  private static let months = Function<ScriptSession>(
    "dates.months_between", Phrase("How many whole months lie between two days.", zh: "两个日期之间的整月数。"), effect: .pure,
    takes: Parameter("later", Phrase("The later day.", zh: "较晚的日期。"), as: DateArgument.self),
    Parameter("earlier", Phrase("The earlier day.", zh: "较早的日期。"), as: DateArgument.self),
    returns: Returned(
      "months", Phrase("Whole months; negative where the first lies before the second.", zh: "整月数；前者更早时为负。"),
      as: Int.self),
    example: #"assert(dates.months_between("2026-11-20", "2025-11-21") == 11)"#
  ) { _, later, earlier in
    let (first, last) = (min(earlier.date, later.date), max(earlier.date, later.date))
    var count = (last.year - first.year) * 12 + last.month - first.month
    if try first.adding(months: count) > last { count -= 1 }
    return later.date < earlier.date ? -count : count
  }

  private static let weekday = Function<ScriptSession>(
    "dates.weekday", Phrase("The day of the week: Monday is 1, Sunday 7.", zh: "星期几：周一为 1，周日为 7。"), effect: .pure,
    takes: date,
    returns: Returned("weekday", Phrase("1 to 7.", zh: "1 至 7。"), as: Int.self),
    example: #"assert(dates.weekday("2026-11-21") == 6)"#
  ) { _, date in date.date.weekday.rawValue }

  private static let startOf = Function<ScriptSession>(
    "dates.start_of", Phrase("The first day of a period.", zh: "周期的第一天。"), effect: .pure, takes: date, period,
    returns: returned(Phrase("The first day; of a week, Monday.", zh: "第一天；周以周一为始。")),
    example: """
      assert(dates.start_of("2026-11-21", "month") == "2026-11-01")
      assert(dates.start_of("2026-11-21", "week") == "2026-11-16")
      """
  ) { _, date, period in period.start(of: date.date).description }

  private static let endOf = Function<ScriptSession>(
    "dates.end_of", Phrase("The last day of a period.", zh: "周期的最后一天。"), effect: .pure, takes: date, period,
    returns: returned(Phrase("The last day.", zh: "最后一天。")),
    example: #"assert(dates.end_of("2026-11-21", "quarter") == "2026-12-31")"#
  ) { _, date, period in try period.end(of: date.date).description }

  private static let parts = Function<ScriptSession>(
    "dates.parts", Phrase("Year, month, day and quarter of a day.", zh: "日期的年、月、日与季度。"), effect: .pure, takes: date,
    returns: Returned("parts", Phrase("Its parts.", zh: "各部分。"), as: DateParts.self),
    example: """
      local parts = dates.parts("2026-11-21")
      assert(parts.year == 2026 and parts.month == 11 and parts.day == 21 and parts.quarter == 4)
      """
  ) { _, date in DateParts(date: date.date) }

  private static let parse = Function<ScriptSession>(
    "dates.parse", Phrase("The day that a person wrote; an error where it could mean two.", zh: "解析人们书写的日期；有歧义时报错。"),
    effect: .pure,
    takes: Parameter(
      "text", Phrase("Such as 2026/11/21 or 2026年11月21日.", zh: "例如 2026/11/21 或 2026年11月21日。"), as: String.self),
    Parameter(
      "format", Phrase("How it is written: DD/MM/YYYY, D MMM YYYY.", zh: "书写格式：DD/MM/YYYY、D MMM YYYY。"),
      as: String?.self),
    returns: returned(Phrase("The day.", zh: "日期。")),
    example: """
      assert(dates.parse("2026年3月5日") == "2026-03-05")
      assert(dates.parse("03/04/2026", "DD/MM/YYYY") == "2026-04-03")
      """
  ) { _, text, format in
    let parsed = try FieldDate(field: text.utf8.span, format: format.map { try DateFormat($0) })
    return CivilDate(year: parsed.year, month: parsed.month, day: parsed.day)?.description ?? text
  }

  private static let format = Function<ScriptSession>(
    "dates.format", Phrase("A day written out.", zh: "按格式写出日期。"), effect: .pure, takes: date,
    Parameter(
      "format",
      Phrase("YYYY, YY, MMM, MM, M, DD and D with anything between them.", zh: "由 YYYY、YY、MMM、MM、M、DD、D 与任意间隔符组成。"),
      as: String.self),
    returns: Returned("text", Phrase("The text.", zh: "文本。"), as: String.self),
    example: """
      assert(dates.format("2026-03-05", "D MMM YYYY") == "5 Mar 2026")
      assert(dates.format("2026-03-05", "YYYY年M月D日") == "2026年3月5日")
      """
  ) { _, date, format in
    guard format.utf8.count <= 1000, let text = DatePattern(format).text(of: date.date) else {
      throw FieldFault.badFormat(format.count > 100 ? format.prefix(100) + "…" : format)
    }
    return text
  }

  private static let isValid = Function<ScriptSession>(
    "dates.is_valid",
    Phrase(
      "Whether a text names a day: 2026-02-28 does, 2026-02-30 does not.", zh: "文本是否为有效日期：2026-02-28 有效，2026-02-30 无效。"),
    effect: .pure, takes: Parameter("text", Phrase("The text.", zh: "文本。"), as: String.self),
    returns: Returned("valid", Phrase("Whether it does.", zh: "是否有效。"), as: Bool.self),
    example: #"assert(dates.is_valid("2028-02-29") and not dates.is_valid("2026-02-29"))"#
  ) { _, text in CivilDate(utf8: text.utf8) != nil }
}

/// A day, taken apart.
private struct DateParts: TableResult {
  let date: CivilDate

  static let table = ResultTable<DateParts>(
    "date_parts", from: "dates.parts(…)", Phrase("A day, taken apart.", zh: "拆分后的日期。"),
    [
      .init("year", Phrase("1 to 9999.", zh: "1 至 9999。")) { $0.date.year },
      .init("month", Phrase("1 to 12.", zh: "1 至 12。")) { $0.date.parts.month },
      .init("day", Phrase("1 to 31.", zh: "1 至 31。")) { $0.date.parts.day },
      .init("quarter", Phrase("1 to 4.", zh: "1 至 4。")) { $0.date.quarter },
    ])
}
