import Interchange
import Testing

struct FieldTests {
  private func number(_ text: String) throws -> FieldNumber { try FieldNumber(field: text.utf8.span) }
  private func amount(_ text: String) throws -> FieldAmount { try FieldAmount(field: text.utf8.span) }
  private func date(_ text: String, _ format: String? = nil) throws -> [Int] {
    let date = try FieldDate(field: text.utf8.span, format: format.map { try DateFormat($0) })
    return [date.year, date.month, date.day]
  }
  private func time(_ text: String) throws -> FieldTimestamp { try FieldTimestamp(field: text.utf8.span) }

  @Test(arguments: [
    ("1234.50", 123_450, 2), ("1,234.50", 123_450, 2), ("-7", -7, 0), ("7-", -7, 0), ("(7)", -7, 0), ("+7", 7, 0),
    (".5", 5, 1), ("-.5", -5, 1), ("0", 0, 0), ("007", 7, 0), ("１，２３４．５０", 123_450, 2), ("（７）", -7, 0),
    (" 12 ", 12, 0), ("\u{3000}12\u{a0}", 12, 0), ("−3", -3, 0), ("1,234,567", 1_234_567, 0),
    ("9223372036854775807", Int64.max, 0), ("-9223372036854775808", Int64.min, 0),
    ("0.000000000000000001", 1, 18), ("123456789012345678", 123_456_789_012_345_678, 0),
  ])
  func `numbers are exact`(text: String, mantissa: Int64, scale: Int) throws {
    #expect(try number(text) == FieldNumber(mantissa: mantissa, scale: scale))
  }

  @Test(arguments: [
    ("", FieldFault.empty), ("  ", .empty), ("abc", .notNumber("abc")), ("-", .notNumber("-")),
    ("1 2", .notNumber("1 2")),
    ("5.", .notNumber("5.")), ("(5", .notNumber("(5")), ("5)", .notNumber("5)")), ("(-5)", .notNumber("(-5)")),
    ("-5-", .notNumber("-5-")), ("--5", .notNumber("--5")), ("1,23", .grouping("1,23")),
    ("1234,567", .grouping("1234,567")),
    (",123", .grouping(",123")), ("1.234,50", .grouping("1.234,50")), ("1,,234", .grouping("1,,234")),
    ("1.2.3", .grouping("1.2.3")),
    ("1,234,56.7", .grouping("1,234,56.7")), ("1.2E+05", .scientific("1.2E+05")), ("1e5", .scientific("1e5")),
    ("9223372036854775808", .tooLarge("9223372036854775808")),
    ("0.0000000000000000001", .tooLarge("0.0000000000000000001")),
    ("¥5", .unwantedSign("¥5")), ("5%", .unwantedSign("5%")), ("五", .notNumber("五")), ("0x10", .notNumber("0x10")),
    ("NaN", .notNumber("NaN")), ("1_000", .notNumber("1_000")),
  ])
  func `what is no number says why`(text: String, fault: FieldFault) {
    #expect(throws: fault) { try number(text) }
  }

  @Test func `whole numbers may have zeros behind the point, and nothing else`() throws {
    #expect(try Int64(field: "5.00".utf8.span) == 5)
    #expect(try Int64(field: "-1,000".utf8.span) == -1000)
    #expect(throws: FieldFault.fraction("5.01")) { try Int64(field: "5.01".utf8.span) }
  }

  @Test func `units of a currency are exact or nil`() throws {
    #expect(try number("12.5").units(decimals: 2) == 1250)
    #expect(try number("12.50").units(decimals: 0) == nil)
    #expect(try number("12.00").units(decimals: 0) == 12)
    #expect(try number("0.125").units(decimals: 2) == nil)
    #expect(try number("9223372036854775807").units(decimals: 2) == nil)
  }

  @Test(arguments: [
    ("¥1,234.50", 123_450, 2, "CNY"), ("￥5", 5, 0, "CNY"), ("5元", 5, 0, "CNY"), ("CNY 1234.5", 12_345, 1, "CNY"),
    ("1234.5 USD", 12_345, 1, "USD"), ("usd5", 5, 0, "USD"), ("-$5", -5, 0, "USD"), ("$-5", -5, 0, "USD"),
    ("($5.00)", -500, 2, "USD"), ("$(5.00)", -500, 2, "USD"), ("(5.00) EUR", -500, 2, "EUR"), ("€ 7", 7, 0, "EUR"),
    ("7 €", 7, 0, "EUR"), ("£7-", -7, 0, "GBP"), ("RMB 3", 3, 0, "CNY"), ("US$ 3", 3, 0, "USD"), ("HK$3", 3, 0, "HKD"),
    ("５元", 5, 0, "CNY"), ("JPY100", 100, 0, "JPY"),
  ])
  func `amounts keep the currency beside them`(text: String, mantissa: Int64, scale: Int, code: String) throws {
    let amount = try amount(text)
    #expect(amount.number == FieldNumber(mantissa: mantissa, scale: scale))
    #expect(amount.currency(base: "CNY") == code)
  }

  @Test func `signs that several currencies share follow the book`() throws {
    #expect(try amount("¥5").currency(base: "JPY") == "JPY")
    #expect(try amount("¥5").currency(base: "EUR") == "CNY")
    #expect(try amount("$5").currency(base: "SGD") == "SGD")
    #expect(try amount("5").currency(base: "SGD") == nil)
  }

  @Test(arguments: ["$5 USD", "5 dollars", "US 5", "5%", "$", "¥", "EUR", "5 EURO", "$5€"])
  func `amounts with two currencies, or a word, are refused`(text: String) {
    #expect(throws: FieldFault.self) { try amount(text) }
  }

  @Test func `percentages need their sign and become shares`() throws {
    #expect(try FieldNumber(percentField: "12.5%".utf8.span) == FieldNumber(mantissa: 125, scale: 3))
    #expect(try FieldNumber(percentField: "－３％".utf8.span) == FieldNumber(mantissa: -3, scale: 2))
    #expect(throws: FieldFault.percentSignMissing("12.5")) { try FieldNumber(percentField: "12.5".utf8.span) }
  }

  @Test(arguments: [
    ("true", true), ("False", false), ("YES", true), ("no", false), ("1", true), ("0", false), ("是", true),
    ("否", false),
    ("Y", true), ("n", false), (" １ ", true),
  ])
  func `booleans are read in every usual form`(text: String, value: Bool) throws {
    #expect(try Bool(field: text.utf8.span) == value)
  }

  @Test(arguments: ["2", "10", "yess", "ja", "是否", "t"])
  func `what is neither yes nor no is refused`(text: String) {
    #expect(throws: FieldFault.notBoolean(text)) { try Bool(field: text.utf8.span) }
  }

  @Test(arguments: [
    "2005-05-31", "2005/5/31", "2005.5.31", "20050531", "2005年5月31日", "31.12.2005", "2005-5-31", "２００５-０５-３１",
    "2005-05-31 00:00:00", "2005-05-31T00:00",
  ])
  func `dates that can be read in one way need no format`(text: String) throws {
    #expect(try date(text) == (text == "31.12.2005" ? [2005, 12, 31] : [2005, 5, 31]))
  }

  @Test(arguments: [
    ("31/12/2005", FieldFault.ambiguousDate("31/12/2005")), ("1/2/05", .ambiguousDate("1/2/05")),
    ("05-06-2005", .ambiguousDate("05-06-2005")), ("1.2.05", .ambiguousDate("1.2.05")),
    ("2005-02-29", .noSuchDay("2005-02-29")),
    ("1900-02-29", .noSuchDay("1900-02-29")), ("2005-04-31", .noSuchDay("2005-04-31")),
    ("2005-13-01", .noSuchDay("2005-13-01")),
    ("2005-00-10", .noSuchDay("2005-00-10")), ("20051301", .noSuchDay("20051301")),
    ("0000-01-01", .noSuchDay("0000-01-01")),
    ("", .empty), ("38503", .notDate("38503")), ("yesterday", .notDate("yesterday")),
    ("2005-05/31", .notDate("2005-05/31")),
    ("2005-05-311", .notDate("2005-05-311")), ("200505311", .notDate("200505311")),
    ("2005-05-31 14:03", .unwantedTime("2005-05-31 14:03")),
    ("2005年5月31", .notDate("2005年5月31")), ("5月31日", .notDate("5月31日")),
  ])
  func `other dates say why they are refused`(text: String, fault: FieldFault) {
    #expect(throws: fault) { try date(text) }
  }

  @Test(arguments: [
    ("31/12/2005", "dd/mm/yyyy", [2005, 12, 31]), ("12/31/05", "m/d/yy", [2005, 12, 31]),
    ("1/2/70", "m/d/yy", [1970, 1, 2]),
    ("20050531", "yyyymmdd", [2005, 5, 31]), ("310568", "ddmmyy", [2068, 5, 31]),
    ("31-May-2005", "d-mmm-yyyy", [2005, 5, 31]),
    ("2005年5月31日", "yyyy年m月d日", [2005, 5, 31]), ("3/4/2005", "D/M/YYYY", [2005, 4, 3]),
    ("29/02/2000", "dd/mm/yyyy", [2000, 2, 29]),
    ("1/2/2005 0:00", "m/d/yyyy", [2005, 1, 2]),
  ])
  func `a format settles what is day and month`(text: String, format: String, expected: [Int]) throws {
    #expect(try date(text, format) == expected)
  }

  @Test func `a date in another form than the format is refused`() {
    #expect(throws: FieldFault.formatMismatch("2005-05-31", format: "dd/mm/yyyy")) {
      try date("2005-05-31", "dd/mm/yyyy")
    }
    #expect(throws: FieldFault.formatMismatch("1/2/2005", format: "dd/mm/yyyy")) { try date("1/2/2005", "dd/mm/yyyy") }
    #expect(throws: FieldFault.noSuchDay("31/31/2005")) { try date("31/31/2005", "dd/mm/yyyy") }
    #expect(throws: FieldFault.notDate("31/12/20055")) { try date("31/12/20055", "dd/mm/yyyy") }
  }

  @Test(arguments: [
    "", "dd/mm", "dd/mm/yyy", "dd/dd/yyyy", "%d/%m/%Y", "ddd/mm/yyyy", "dd/mm/yyyy hh", "d/m/y", "dd/mmmm/yyyy",
  ])
  func `a format without each of day, month and year once is refused`(format: String) {
    #expect(throws: FieldFault.badFormat(format)) { try DateFormat(format) }
  }

  // date -u -d '2005-05-31 14:03:22' +%s gives 1117548202.
  @Test(arguments: [
    ("2005-05-31 14:03:22Z", 1_117_548_202_000), ("2005-05-31T14:03:22+08:00", 1_117_519_402_000),
    ("2005-05-31 14:03:22", 1_117_519_402_000), ("2005-05-31 14:03:22.250Z", 1_117_548_202_250),
    ("2005/5/31 14:03Z", 1_117_548_180_000), ("20050531T14:03:22-0330", 1_117_560_802_000), ("1970-01-01", -28_800_000),
    ("1969-12-31T23:59:59.999Z", -1), ("2005-05-31 14:03:22.2509999Z", 1_117_548_202_250),
  ])
  func `instants are exact, and Shanghai's where they name no zone`(text: String, expected: Int) throws {
    #expect(try time(text).millisecondsSince1970(offset: 8 * 3600) == expected)
  }

  @Test(arguments: [
    "2005-05-31 24:00", "2005-05-31 14:60", "2005-05-31 14:03:60", "2005-05-31 14", "2005-05-31 14:3", "2005-05-31T",
    "2005-05-31 14:03+8", "2005-05-31 14:03+15:00", "2005-05-31 14:03 PM", "2005-05-31 14:03:22.", "2005-05-31 14:03ZZ",
  ])
  func `a time that is none is refused`(text: String) {
    #expect(throws: FieldFault.self) { try time(text) }
  }

  // Days from 1970-01-01 by python3: (date(y, m, d) - date(1970, 1, 1)).days
  @Test(arguments: [(1, 1, 1, -719_162), (1600, 2, 29, -135_081), (2000, 3, 1, 11_017), (9999, 12, 31, 2_932_896)])
  func `days are counted from 1970`(year: Int, month: Int, day: Int, expected: Int) throws {
    #expect(try #require(FieldDate(year: year, month: month, day: day)).daysSince1970 == expected)
  }
}
