import Automation
import Foundation
import LuaRuntime
import ScriptModel
import Scripting
import Testing
import Wording

/// What holds for the arguments of every declared function.
struct DeclarationTests {
  /// How a call failed.
  private struct Failure: Decodable {
    let code: String
    let message: String
    let line: Int
  }

  /// How calls fail, each caught in one script that makes all of them: the first in line 2.
  private func failures(of calls: [String], _ language: Language = .english) throws -> [Failure] {
    let head =
      "local function try(call) local ok, e = pcall(call) assert(not ok) print(json.encode { code = e.code, "
      + "message = e.message, line = tonumber(tostring(e):match('^sample.lua:(%d+):')) }) end"
    let lines = calls.map { "try(function() \($0) end)" }
    let result = try SampleBook.runEmpty(([head] + lines).joined(separator: "\n"), language: language)
    #expect(result.failure == nil, "\(result.failure?.rendering.english ?? "")")
    let failures = try result.printed.split(separator: "\n").map {
      try JSONDecoder().decode(Failure.self, from: Data($0.utf8))
    }
    try #require(failures.count == calls.count)
    return failures
  }

  @Test func `a wrong argument is named with its function and value`() throws {
    var cases: [(function: String, parameter: String, wrong: String, call: String)] = []
    for function in PatronCatalog.ofScripts.functions {
      for (index, parameter) in function.parameters.enumerated() {
        if case .any = parameter.type.unwrapped { continue }
        let wrong = parameter.type.unwrapped == .boolean ? #""yes""# : "true"
        let given = function.parameters[..<index].map(Self.sample) + [wrong]
        cases.append((function.name, parameter.name, wrong, "\(function.name)(\(given.joined(separator: ", ")))"))
      }
    }
    #expect(cases.count > 200)
    for (number, (test, failure)) in zip(cases, try failures(of: cases.map(\.call))).enumerated() {
      let message = failure.message
      #expect(message.contains(test.function) && message.contains("'\(test.parameter)'"), "\(test.call): \(message)")
      #expect(message.contains(test.wrong.trimmingQuotes) || message.contains("boolean"), "\(test.call): \(message)")
      #expect(failure.line == number + 2, "\(test.call)")
    }
    for (test, failure) in zip(cases, try failures(of: cases.map(\.call), .chinese)) {
      #expect(failure.message.contains("参数 '\(test.parameter)'"), "\(test.call): \(failure.message)")
    }
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
    case .list, .table, .dictionary, .record: "{}"
    case .union(let types): types.first.map(sample) ?? "nil"
    case .function: "function() end"
    case .iterator, .optional, .nothing: "nil"
    }
  }

  @Test func `too many arguments are refused`() throws {
    let functions = PatronCatalog.ofScripts.functions
    let calls = functions.map { function in
      "\(function.name)(\((function.parameters.map(Self.sample) + ["1"]).joined(separator: ", ")))"
    }
    for (function, failure) in zip(functions, try failures(of: calls)) {
      #expect(failure.code == "too-many-arguments" && failure.message.contains(function.signature), "\(function.name)")
    }
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
