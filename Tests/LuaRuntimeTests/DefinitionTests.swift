import LuaRuntime
import ScriptModel
import Testing
import Wording

/// Definitions that the host brings to life beside a script.
@Suite struct DefinitionTests {
  private static let texts = [
    "policy": """
    local rates = require "rates"
    limit = 100
    return { limit = function(x) return tostring(limit * rates.factor + x) end }
    """,
    "rates": "return { factor = 2 }",
    "空 policy": "return { limit = function() return type(_G.spoiled) end }",
    "broken": "local x = nil\nreturn x.y",
    "circle": "return require 'circle'",
  ]

  /// Runs a script that has `apply(name, x)`, which calls the function `limit` of a definition.
  private static func run(_ source: String) throws -> Run {
    try Run(source) { interpreter in
      let declared = Function<Host>(
        "loader", Phrase(verbatim: ""), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
      interpreter.install("apply") { call in
        let name = try String.read(call, at: 1)
        guard case .table(let table) = try call.definition(named: name), case .function(let limit)? = table["limit"]
        else { return 0 }
        return try call.call(limit, results: 1, arguments: { 7.push(to: $0) }) { try String.read($0, at: $1) }
          .push(to: call)
      }
      interpreter.setLoader(
        HostBody(description: declared.description) { call in
          guard let text = texts[try String.read(call, at: 1)] else { return 0 }
          return text.push(to: call) + "@\(try String.read(call, at: 1)).lua".push(to: call)
        })
    }
  }

  @Test func `a definition keeps its globals and what it required, whatever the script makes of its own`() throws {
    let run = try Self.run(
      """
      tostring, limit, spoiled = nil, 5, true
      require("rates").factor = 1000
      require("policy").limit = nil
      require = nil
      print(apply("policy"), limit, apply("空 policy"))
      """)
    // What the script requires itself shares its globals, as in any Lua.
    #expect(run.printed == "207\t100\tnil\n")
  }

  @Test func `what gives null is no circle when it is required again`() throws {
    let run = try Run("print(require 'nothing', require 'nothing')") { interpreter in
      interpreter.installNull(named: "null")
      let declared = Function<Host>(
        "loader", Phrase(verbatim: ""), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
      interpreter.setLoader(
        HostBody(description: declared.description) { call in
          "return null".push(to: call) + "@nothing.lua".push(to: call)
        })
    }
    #expect(run.printed == "null\tnull\n")
  }

  @Test func `a definition that fails is an error of the call, with its own place`() throws {
    let run = try Self.run("print(pcall(apply, 'broken')) print(pcall(apply, 'circle')) print(pcall(apply, 'none'))")
    let lines = run.printed.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[0].contains("broken.lua:2:"))
    #expect(lines[1].contains("circle → circle"))
    #expect(lines[2].contains("there is no module 'none'"))
  }
}
