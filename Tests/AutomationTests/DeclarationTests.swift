import Automation
import LuaRuntime
import ScriptModel
import Scripting
import Testing
import Wording

/// What holds for the arguments of every declared function.
struct DeclarationTests {
  static let names = PatronCatalog.ofScripts.functions.map(\.name)

  struct Case: Sendable, CustomTestStringConvertible {
    let function: String
    let position: Int
    var testDescription: String { "\(function) \(position + 1)" }
  }

  static let arguments = PatronCatalog.ofScripts.functions.flatMap { function in
    function.parameters.indices.compactMap { index -> Case? in
      if case .any = function.parameters[index].type.unwrapped { return nil }
      return Case(function: function.name, position: index)
    }
  }

  @Test(arguments: arguments) func `a wrong argument is named with its function and value`(_ test: Case) throws {
    let function = try #require(PatronCatalog.ofScripts.function(named: test.function))
    let parameter = function.parameters[test.position]
    let before = function.parameters[..<test.position].map(Self.sample)
    let wrong = parameter.type.unwrapped == .boolean ? #""yes""# : "true"
    let source = "\(function.name)(\((before + [wrong]).joined(separator: ", ")))"
    let failure = try #require(try SampleBook.runEmpty(source).failure)
    #expect(
      failure.message.contains(function.name) && failure.message.contains("'\(parameter.name)'"), "\(failure.message)")
    #expect(failure.message.contains(wrong.trimmingQuotes) || failure.message.contains("boolean"), "\(failure.message)")
    #expect(failure.line == 1)
    let chinese = try #require(try SampleBook.runEmpty(source, language: .chinese).failure)
    #expect(chinese.message.contains("参数 '\(parameter.name)'"), "\(chinese.message)")
  }

  /// An argument that fits, so that the ones after it are looked at.
  private static func sample(_ parameter: ParameterDescription) -> String {
    switch parameter.name {
    case "currency", "to": #""CNY""#
    case "window": #""365d""#
    case "input": "orders.stats()"
    default: sample(parameter.type)
    }
  }

  private static func sample(_ type: ScriptType) -> String {
    switch type.unwrapped {
    case .any: "1"
    case .boolean: "true"
    case .integer: "1"
    case .number: "1.5"
    case .string: #""x""#
    case .date: #""2026-11-21""#
    case .money: "money(1)"
    case .choice(let names): "\"\(names.first ?? "")\""
    case .list, .table, .record: "{}"
    case .union(let types): types.first.map(sample) ?? "nil"
    case .function: "function() end"
    case .iterator, .optional, .nothing: "nil"
    }
  }

  @Test(arguments: names) func `too many arguments are refused`(_ name: String) throws {
    let function = try #require(PatronCatalog.ofScripts.function(named: name))
    let given = function.parameters.map(Self.sample) + ["1"]
    let failure = try #require(try SampleBook.runEmpty("\(name)(\(given.joined(separator: ", ")))").failure)
    #expect(failure.code == "too-many-arguments" && failure.message.contains(function.signature))
  }

  @Test(
    arguments: PatronCatalog.ofScripts.functions.filter { [.writes, .writesInParts].contains($0.effect) }.map(\.name))
  func `a writing function in a reading run names the switch`(_ name: String) throws {
    let failure = try #require(try SampleBook.read("\(name)()").failure)
    #expect(failure.code == "read-only-run")
    #expect(failure.message == "\(name) writes, and this run only reads: add --write")
  }

  @Test(arguments: [
    (
      #"customers.create { code = "C1", name = "x", ownr = "Li" }"#,
      "customers have no field 'ownr' (did you mean 'owner'?)"
    ),
    (
      #"customers.list { wher = {} }"#,
      "customers.list: argument 'query' has no field 'wher' of query (did you mean 'where'?)"
    ),
    (
      #"csv.parse("a", { delimeter = ";" })"#,
      "csv.parse: argument 'options' has no field 'delimeter' of csv_options (did you mean 'delimiter'?)"
    ),
    (#"customers.get("C0042").ownr"#, "owner"),
  ])
  func `an unknown field names the nearest`(_ source: String, _ message: String) throws {
    let failure = try #require(try SampleBook.run("local _ = nil\n_ = \(source)").failure)
    #expect(failure.message.contains(message) || failure.suggestion == message, "\(failure.rendering.english)")
    #expect(failure.line == 2)
  }
}

extension String {
  fileprivate var trimmingQuotes: String { replacing("\"", with: "") }
}
