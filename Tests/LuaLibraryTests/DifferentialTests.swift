import Foundation
import LuaRuntime
import Testing

@Suite struct DifferentialTests {
  static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil
  static let casesInBatch = 10_000

  /// Compares a batch of calls, made from the seed, with stock Lua's answers and messages.
  private func compareBatch(seed: UInt64, with stock: StockLua) throws {
    let cases = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases.lua")
    let text = try String(contentsOf: cases, encoding: .utf8)
    let source = "print(((function(...) \(text)\nend)(\(seed >> 1), \(Self.casesInBatch))))"
    let expected = try stock.run(source).split(separator: "\n").map(String.init)
    let found = try Script(source, limits: Limits()).lines.map(String.init)
    try #require(expected.count == Self.casesInBatch, "stock Lua failed with seed \(seed): \(expected.suffix(5))")
    let differing = zip(expected, found).first { $0 != $1 }
    #expect(
      differing == nil && found.count == expected.count,
      "seed \(seed): stock Lua gives \(differing?.0 ?? "more"), Patron \(differing?.1 ?? "\(found.suffix(3))")")
  }

  @Test(.enabled(if: StockLua() != nil, "lua5.4 is not on PATH: apt install lua5.4"))
  func `twenty thousand calls answer as stock Lua does`() throws {
    let stock = try #require(StockLua())
    try compareBatch(seed: 20_260, with: stock)
    try compareBatch(seed: .random(in: 0 ... .max), with: stock)
  }

  @Test(.enabled(if: StockLua() != nil, "lua5.4 is not on PATH: apt install lua5.4"))
  func `refused calls of random numbers say and take what stock Lua's do`() throws {
    let source = """
      local calls = {
        {}, { 7 }, { "7" }, { 0 }, { 0, 0 }, { 5, 1 }, { 0, -1 }, { -1 }, { 1.5 }, { 1.5, 2 }, { 1, 2.5 }, { "x" },
        { 1, "x" }, { {}, "x" }, { 1, 2, 3 }, { 1, 2, "x" }, { n = 1 }, { n = 2 }, { 3, n = 2 }, { nil, 3, n = 2 },
        { math.maxinteger, math.mininteger },
      }
      for i, call in ipairs(calls) do
        math.randomseed(i)
        print(pcall(math.random, table.unpack(call, 1, call.n or #call)))
        print(math.random(), pcall(math.randomseed, {}), pcall(math.randomseed, 1, {}), pcall(math.randomseed, 1.5))
        print(math.random(), pcall(math.randomseed, nil), pcall(math.randomseed, "x", "y"))
        print(math.random())
      end
      """
    let expected = try #require(StockLua()).run(source)
    #expect(expected.split(separator: "\n").count == 84)
    #expect(
      try Script(source, limits: Limits()).lines.map(String.init) == expected.split(separator: "\n").map(String.init))
  }

  @Test(
    .enabled(if: isSlow, "set PATRON_SLOW"),
    .enabled(if: StockLua() != nil, "lua5.4 is not on PATH: apt install lua5.4"))
  func `two million calls answer as stock Lua does`() throws {
    let stock = try #require(StockLua())
    for _ in 0..<200 { try compareBatch(seed: .random(in: 0 ... .max), with: stock) }
  }
}
