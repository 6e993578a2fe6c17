import LuaRuntime
import ScriptModel
import Testing
import Wording

/// Calls of declared functions: each reaches its own body, with the arguments as the script has them.
@Suite struct CallTests {
  private static func number(_ number: Int) -> Function<Host> {
    Function(
      "number\(number)", Phrase(verbatim: ""), effect: .pure,
      returns: Returned("number", Phrase(verbatim: ""), as: Int.self),
      example: ""
    ) { _ in number }
  }

  private static let echo = Function<Host>(
    "echo", Phrase(verbatim: ""), effect: .pure, takes: Parameter("text", Phrase(verbatim: ""), as: String.self),
    returns: Returned("text", Phrase(verbatim: ""), as: String.self), example: ""
  ) { _, text in text }

  @Test func `of a thousand functions each call reaches the one that was named`() throws {
    let run = try Run(
      """
      for i = 1, 1000 do
        local f = _ENV["number" .. i]
        assert(f() == i and name(f) == "number" .. i)
        local ok, problem = pcall(f, nil)
        assert(not ok and problem.code == "too-many-arguments")
      end
      """
    ) { interpreter in
      for number in 1...1000 { interpreter.install(Self.number(number).body(Host())) }
      interpreter.install("name") { call in call.declaredFunction(at: 1)?.name.push(to: call) ?? 0 }
    }
    #expect(run.outcome == .succeeded)
  }

  @Test func `a function of Lua's or the script's own is no declared function`() throws {
    let run = try Run("assert(name(print) == nil and name(function() end) == nil and name(1) == nil)") { interpreter in
      interpreter.install("name") { call in call.declaredFunction(at: 1)?.name.push(to: call) ?? 0 }
    }
    #expect(run.outcome == .succeeded)
  }

  @Test func `a text of any length and script passes unchanged`() throws {
    let run = try Run(
      """
      for _, letter in ipairs { "a", "\\0", "é", "上", "𝄞", "a上", "上a" } do
        for count = 0, 40 do
          local text = letter:rep(count)
          assert(echo(text) == text)
        end
      end
      """
    ) { $0.install(Self.echo.body(Host())) }
    #expect(run.outcome == .succeeded)
  }

  @Test func `a text is not taken for one that was passed before from the same place`() throws {
    let run = try Run(
      """
      for round = 1, 10 do
        for i = 1, 1000 do
          local text = "text " .. i * round % 1009
          assert(echo(text) == text and echo("") == "" and echo(text) == text)
        end
      end
      """
    ) { $0.install(Self.echo.body(Host())) }
    #expect(run.outcome == .succeeded)
  }

  @Test func `bytes that are no text become the replacement character, wherever they stand`() throws {
    let run = try Run(
      """
      for _, before in ipairs { "", "a", "a customer", "a customer of Shanghai", "上海" } do
        for _, after in ipairs { "", "b", " and another one", "市" } do
          assert(echo(before .. "\\xff" .. after) == before .. "\\u{FFFD}" .. after)
        end
      end
      """
    ) { $0.install(Self.echo.body(Host())) }
    #expect(run.outcome == .succeeded)
  }
}
