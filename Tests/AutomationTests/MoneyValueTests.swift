import Automation
import LuaRuntime
import Testing
import Wording

/// Money as scripts compute with it. Expected values are worked out by hand.
struct MoneyValueTests {
  private static func value(_ expression: String) throws -> String {
    let result = try SampleBook.runEmpty("return tostring(\(expression))")
    return result.report.results.first ?? result.failure?.message ?? ""
  }

  @Test(arguments: [
    (#"money(12.50, "CNY")"#, "12.50 CNY"), (#"money("12.50", "EUR")"#, "12.50 EUR"), ("money(5)", "5.00 CNY"),
    (#"money(1250, "JPY")"#, "1250 JPY"), (#"money(1.234, "KWD")"#, "1.234 KWD"), ("money(money(7))", "7.00 CNY"),
    (#"money(0.1, "CNY") + money(0.2, "CNY")"#, "0.30 CNY"), ("money(1) - money(2.50)", "-1.50 CNY"),
    ("-money(3)", "-3.00 CNY"),
    ("money(0.05) * 0.5", "0.03 CNY"), ("0.5 * money(-0.05)", "-0.03 CNY"), ("money(10) * 3", "30.00 CNY"),
    ("money(10) / 3", "3.33 CNY"), ("money(20) / 3", "6.67 CNY"), ("money(0.05) / -2", "-0.03 CNY"),
    ("money(1) / 0.25", "4.00 CNY"),
    ("money(10) / money(4)", "2.5"), (#"money(1) == money("1.00")"#, "true"), ("money(1) == 1", "false"),
    ("money(1) < money(1.01)", "true"), ("money(1) <= money(1)", "true"), ("money(1) > money(2)", "false"),
    (#"string.format("due: %s!", money(1.5))"#, "due: 1.50 CNY!"), ("money(12.5).amount", "12.5"),
    ("money(12.5).minor_units", "1250"),
    ("type(money(1))", "userdata"), ("getmetatable(money(1))", "false"),
  ])
  func `money is made, computed and shown`(_ expression: String, _ expected: String) throws {
    #expect(try Self.value(expression) == expected)
  }

  @Test(arguments: [
    (
      #"money(1, "CNY") + money(1, "EUR")"#,
      "1.00 CNY and 1.00 EUR are of different currencies: convert one of them first"
    ),
    (#"money(1, "CNY") < money(1, "EUR")"#, "are of different currencies"),
    (#"money(1, "CNY") / money(1, "EUR")"#, "are of different currencies"),
    (#"money(1, "CNY") == money(1, "EUR")"#, "cannot compare money in CNY with money in EUR"),
    (#"money.sum { money(1, "CNY"), money(1, "EUR") }"#, "are of different currencies"),
    ("money(1) + 1", "'+' does not join 1.00 CNY and 1: add and compare money with money"),
    ("money(2) * money(3)", "'*' does not join 2.00 CNY and 3.00 CNY"),
    ("2 / money(3)", "'/' does not join 2 and 3.00 CNY"), ("money(1) < 2", "'<' does not join"),
    ("money(1) / 0", "cannot be divided by 0.0: give a finite number other than 0"),
    ("money(1) / money(0)", "cannot be divided by 0.00 CNY"), ("money(1) * (0/0)", "cannot be multiplied by"),
    (#"money("92233720368547758.07") + money(0.01)"#, "the amount is too large"),
    (#"money("92233720368547758.07") * 2"#, "the amount is too large"),
    (#"-money("-92233720368547758.08")"#, "the amount is too large"),
    ("money(12.505)", "12.505 has more decimals than CNY, which has 2: round it first"),
    (#"money("12k")"#, "“12k” is not an amount of CNY"), ("money({})", "money: argument 'amount' must be an amount"),
    (#"money(1, "yuan")"#, #"money: argument 'currency' must be an ISO 4217 code such as "CNY", got "yuan""#),
    ("money(1).amont", "money has the fields amount, currency and minor_units"),
    ("money.allocate(money(1), { 1, -1 })", "cannot divide an amount"),
    (
      #"money.allocate(money(1), { 1, "two" })"#,
      #"money.allocate: argument 'weights' at position 2 must be an integer, got string "two""#
    ),
  ])
  func `what cannot be computed says why`(_ expression: String, _ message: String) throws {
    let failure = try #require(try SampleBook.runEmpty("local _ = \(expression)").failure)
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.line == 1)
  }

  @Test func `an error of an operator can be caught and carries its code`() throws {
    let result = try SampleBook.runEmpty(
      #"local ok, e = pcall(function() return money(1, "CNY") + money(1, "EUR") end) return ok, e.code"#)
    #expect(result.report.results == ["false", "currencies-differ"])
  }

  @Test func `null is one value that stands in lists, equals itself and has a name`() throws {
    let result = try SampleBook.runEmpty(
      "return tostring(null), null == null, json.decode('[null]')[1] == null, #json.decode('[null, 1]')")
    #expect(result.report.results == ["null", "true", "true", "2"])
  }
}
