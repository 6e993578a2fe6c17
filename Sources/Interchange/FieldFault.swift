public import Wording

/// Why a field's text is not the value it should be.
///
/// The caller knows line, column and what the value is for.
public enum FieldFault: Refusal, Hashable {
  /// Nothing but blanks.
  case empty
  /// No number that is written out in full.
  case notNumber(String)
  /// Groups of digits that are not three long, or a decimal comma.
  case grouping(String)
  /// `1.2E+05`, where a spreadsheet has dropped digits.
  case scientific(String)
  /// More digits than an exact number holds.
  case tooLarge(String)
  /// A whole number is wanted.
  case fraction(String)
  /// A number without a currency or a percent sign is wanted.
  case unwantedSign(String)
  /// A percentage without its sign: 0.5 and 50 would both be likely.
  case percentSignMissing(String)
  /// Neither yes nor no.
  case notBoolean(String)
  /// No date in a form known.
  case notDate(String)
  /// A date of which nobody can say what is the day and what the month.
  case ambiguousDate(String)
  /// A date that does not have the form that was given.
  case formatMismatch(String, format: String)
  /// A day that the calendar does not have.
  case noSuchDay(String)
  /// A time of day where only a date is wanted.
  case unwantedTime(String)
  /// No time of day.
  case notTime(String)
  /// A date format that cannot be read.
  case badFormat(String)

  /// A stable name in kebab case.
  public var code: String {
    switch self {
    case .empty: "field-empty"
    case .notNumber: "field-not-number"
    case .grouping: "field-grouping"
    case .scientific: "field-scientific"
    case .tooLarge: "field-too-large"
    case .fraction: "field-fraction"
    case .unwantedSign: "field-unwanted-sign"
    case .percentSignMissing: "field-percent-sign-missing"
    case .notBoolean: "field-not-boolean"
    case .notDate: "field-not-date"
    case .ambiguousDate: "field-ambiguous-date"
    case .formatMismatch: "field-format-mismatch"
    case .noSuchDay: "field-no-such-day"
    case .unwantedTime: "field-unwanted-time"
    case .notTime: "field-not-time"
    case .badFormat: "date-format-unknown"
    }
  }

  /// What, and the way out.
  public var message: Phrase {
    switch self {
    case .empty: Phrase("a value is missing", zh: "缺少值")
    case .notNumber(let value):
      Phrase("\"\(value)\" is not a number; write it like 1234.50", zh: "“\(value)”不是数字；请写成 1234.50 的形式")
    case .grouping(let value):
      Phrase(
        "\"\(value)\" has separators in unusual places; write it like 1234.50 or 1,234.50",
        zh: "“\(value)”的分隔符位置不合惯例；请写成 1234.50 或 1,234.50")
    case .scientific(let value):
      Phrase(
        "\"\(value)\" is in scientific notation, in which digits may be lost; format the column as a number and export again",
        zh: "“\(value)”是科学计数法，可能已丢失数位；请将该列设为数字格式后重新导出")
    case .tooLarge(let value):
      Phrase("\"\(value)\" has more than 18 digits, too many to keep exactly", zh: "“\(value)”超过 18 位，无法精确保存")
    case .fraction(let value): Phrase("\"\(value)\" is not a whole number", zh: "“\(value)”不是整数")
    case .unwantedSign(let value):
      Phrase(
        "\"\(value)\" has a currency or a percent sign, where a plain number is wanted",
        zh: "“\(value)”带有货币或百分号，此处需要纯数字")
    case .percentSignMissing(let value):
      Phrase(
        "\"\(value)\" has no percent sign, so it could be a share or a percentage; write it like 12.5%",
        zh: "“\(value)”没有百分号，无法判断是比例还是百分数；请写成 12.5% 的形式")
    case .notBoolean(let value):
      Phrase(
        "\"\(value)\" is neither yes nor no; write true or false, yes or no, y or n, 1 or 0",
        zh: "“\(value)”既不是“是”也不是“否”；请写 是/否、true/false、yes/no、y/n 或 1/0")
    case .notDate(let value):
      Phrase(
        "\"\(value)\" is not a date; write it like 2005-05-31, or give its form with --date-format",
        zh: "“\(value)”不是日期；请写成 2005-05-31 的形式，或用 --date-format 指明格式")
    case .ambiguousDate(let value):
      Phrase(
        "\"\(value)\" could be day/month or month/day; give the form with --date-format, such as dd/mm/yyyy or mm/dd/yyyy",
        zh: "“\(value)”无法判断日月顺序；请用 --date-format 指明格式，如 dd/mm/yyyy 或 mm/dd/yyyy")
    case .formatMismatch(let value, let format):
      Phrase("\"\(value)\" is not a date in the form \(format)", zh: "“\(value)”不是 \(format) 格式的日期")
    case .noSuchDay(let value):
      Phrase("\"\(value)\" is a day that the calendar does not have", zh: "“\(value)”不是日历上存在的日期")
    case .unwantedTime(let value):
      Phrase("\"\(value)\" has a time of day, where only a date is wanted", zh: "“\(value)”带有时刻，此处只需要日期")
    case .notTime(let value):
      Phrase(
        "\"\(value)\" does not end with a time such as 14:03, 14:03:22 or 14:03:22+08:00",
        zh: "“\(value)”的时刻有误；请写成 14:03、14:03:22 或 14:03:22+08:00 的形式")
    case .badFormat(let format):
      Phrase(
        "\"\(format)\" is not a date format; use d, dd, m, mm, mmm, yy, yyyy, each of day, month and year once, such as dd/mm/yyyy or yyyymmdd",
        zh: "“\(format)”不是日期格式；请用 d、dd、m、mm、mmm、yy、yyyy，日、月、年各一次，如 dd/mm/yyyy 或 yyyymmdd")
    }
  }
}
