public import Wording

/// Why a date, an instant, a span of time or a time zone cannot be read or computed.
public enum DateError: Refusal, Hashable {
  /// The text names no day.
  case notADate(String)
  /// The text names no instant.
  case notAnInstant(String)
  /// The result lies outside the years 1 to 9999.
  case outOfRange
  /// The text is no span of time.
  case notASpan(String)
  /// The name is no time zone.
  case unknownTimeZone(String)
  /// The data of a time zone are damaged.
  case damagedTimeZone(String)

  /// A stable name for the kind of error.
  public var code: String {
    switch self {
    case .notADate: "not-a-date"
    case .notAnInstant: "not-an-instant"
    case .outOfRange: "date-out-of-range"
    case .notASpan: "not-a-span"
    case .unknownTimeZone: "unknown-time-zone"
    case .damagedTimeZone: "damaged-time-zone"
    }
  }

  /// What was wrong and the way out.
  public var message: Phrase {
    switch self {
    case .notADate(let text):
      Phrase(
        "“\(text)” is not a date: write year-month-day, such as 2026-11-21",
        zh: "“\(text)”不是日期：请写成年-月-日，例如 2026-11-21")
    case .notAnInstant(let text):
      Phrase(
        "“\(text)” is not an instant: write it with its offset from UTC, such as 2026-11-21T22:18:14+08:00",
        zh: "“\(text)”不是时刻：请连同与 UTC 的时差一起写，例如 2026-11-21T22:18:14+08:00")
    case .outOfRange:
      Phrase("the date lies outside the years 1 to 9999", zh: "日期超出公元 1 年至 9999 年的范围")
    case .notASpan(let text):
      Phrase(
        "“\(text)” is not a span of time: write a number from 1 to 99999 and d, w, m, q or y "
          + "(days, weeks, months, quarters, years), such as 365d",
        zh: "“\(text)”不是时间跨度：请写 1 到 99999 的数，后接 d、w、m、q 或 y（天、周、月、季、年），例如 365d")
    case .unknownTimeZone(let name):
      Phrase(
        "“\(name)” is not a time zone: write UTC, an offset such as +08:00, or a name such as Asia/Shanghai",
        zh: "“\(name)”不是时区：请写 UTC、与 UTC 的时差（如 +08:00），或名称（如 Asia/Shanghai）")
    case .damagedTimeZone(let name):
      Phrase(
        "the data of time zone \(name) are damaged: reinstall the package tzdata",
        zh: "时区 \(name) 的数据已损坏：请重新安装软件包 tzdata")
    }
  }
}
