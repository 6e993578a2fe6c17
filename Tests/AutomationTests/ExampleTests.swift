import Automation
import LuaRuntime
import ScriptModel
import Scripting
import Testing
import Wording

struct ExampleTests {
  @Test(arguments: PatronCatalog.ofScripts.functions.map(\.name))
  func `the example of a function runs`(_ name: String) throws {
    let function = try #require(PatronCatalog.ofScripts.function(named: name))
    let result = try SampleBook.run(function.example)
    #expect(result.report.outcome == .succeeded, "\(result.failure?.rendering.english ?? "")")
    #expect(function.example.contains(name), "it shows another function")
  }

  @Test func `help prints the signature, parameters, effect and example in the session's language`() throws {
    let english = try SampleBook.run("help(customers.get)").printed
    #expect(english.hasPrefix("customers.get(code)\n"))
    #expect(english.contains("The record of that key") && english.contains("Reads the book."))
    #expect(english.contains(#"customers.get("C0042")"#))
    let chinese = try SampleBook.run("help('customers.get')", language: .chinese).printed
    #expect(chinese.hasPrefix("customers.get(code)\n") && chinese.contains("读取账簿"))
  }

  @Test func `help takes modules and callable modules, and lists all of them without a topic`() throws {
    #expect(try SampleBook.run("help(dates)").printed.contains("dates.weekday(date)"))
    #expect(try SampleBook.run("help(money)").printed.contains("money(amount, [currency])"))
    let all = try SampleBook.run("help()").printed
    for module in Manual.catalog.modules { #expect(all.contains(module.name)) }
  }

  @Test func `help on an unknown topic names the nearest`() throws {
    let failure = try #require(try SampleBook.run("help('custmers.get')").failure)
    #expect(failure.message == "there is no function or module 'custmers.get' (did you mean 'customers.get'?)")
    #expect(failure.code == "unknown-topic" && failure.line == 1)
    let other = try #require(try SampleBook.run("help(print)").failure)
    #expect(other.message.contains("help: argument 'topic' must be one of Patron's functions or modules"))
  }

  @Test func `log lines reach the report with their fields sorted`() throws {
    let log = try SampleBook.run(#"log.warn("late", { days = 3, customer = customers.get("C0042"), open = money(5) })"#)
      .report.log
    #expect(log.map(\.description) == ["warn: late customer=C0042 days=3 open=5.00 CNY"])
  }
}
