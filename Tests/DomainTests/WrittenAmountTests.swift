import Domain
import Testing

@Suite struct WrittenAmountTests {
  private func read(_ text: String, _ code: String = "CNY") throws -> String {
    try Money(written: text, try #require(Currency(code))).decimalText
  }

  @Test(arguments: [
    ("1234.5", "1234.50"), ("1,234.50", "1234.50"), ("¥1,234.50", "1234.50"), ("￥ 1,234.50", "1234.50"),
    ("1,234,567", "1234567.00"),
    ("CNY 12.5", "12.50"), ("12.5CNY", "12.50"), ("rmb12", "12.00"), ("12.50元", "12.50"), ("-12.50 元", "-12.50"),
    ("¥-12.50", "-12.50"), ("-¥12.50", "-12.50"), ("(1,234.50)", "-1234.50"), ("（￥１，２３４．５０）", "-1234.50"),
    ("+5", "5.00"),
    ("−3", "-3.00"), (" 12.5000 ", "12.50"), ("12.5\u{A0}¥", "12.50"), (".5", "0.50"),
  ])
  func `amounts are read as people write them`(text: String, amount: String) throws {
    #expect(try read(text) == amount)
  }

  @Test func `symbols fit the currencies that use them`() throws {
    #expect(try read("$1,000", "USD") == "1000.00")
    #expect(try read("$1,000", "HKD") == "1000.00")
    #expect(try read("€0.99", "EUR") == "0.99")
    #expect(try read("¥1,000", "JPY") == "1000")
    #expect(try read("KWD 1.234", "KWD") == "1.234")
  }

  @Test(arguments: ["$12", "USD 12", "12 €", "12.50 円", "12hkd"])
  func `another currency is refused`(text: String) throws {
    let yuan = try #require(Currency("CNY"))
    #expect(throws: MoneyError.otherCurrency(text, yuan)) { try Money(written: text, yuan) }
  }

  @Test(arguments: [
    "", "-", "¥", "()", "12,50", "1,23,456", ",123", "1,234,", "12,3456", "1.234.567", "1.234,50", "--5", "(-5)", "5-",
    "¥12元", "12k", "1.2万",
    "1e3", "1,2345.6", "0x1F", "½", "١٢", "12..5", "12.", "¥¥12", "(12", "12)", "12 34", "+-5", "US D5", "1 234.50",
  ])
  func `what is no amount is refused`(text: String) throws {
    let yuan = try #require(Currency("CNY"))
    #expect(throws: MoneyError.notAnAmount(text, yuan)) { try Money(written: text, yuan) }
  }

  @Test(arguments: ["12.500", "1.000", "¥1.234", "-12.505"])
  func `three decimals that may be thousands are refused`(text: String) throws {
    let yuan = try #require(Currency("CNY"))
    #expect(throws: MoneyError.ambiguous(text, yuan)) { try Money(written: text, yuan) }
  }

  @Test func `more decimals than the currency has are refused`() throws {
    let yuan = try #require(Currency("CNY"))
    #expect(throws: MoneyError.tooManyDecimals("¥1,234.5678", yuan)) { try Money(written: "¥1,234.5678", yuan) }
    let yen = try #require(Currency("JPY"))
    #expect(throws: MoneyError.tooManyDecimals("12.5", yen)) { try Money(written: "12.5", yen) }
  }
}
