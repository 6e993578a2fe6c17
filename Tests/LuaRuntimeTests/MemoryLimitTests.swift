import LuaRuntime
import ScriptModel
import Testing

@Suite struct MemoryLimitTests {
  static let cap = 16 << 20
  static let limits = Limits(memory: cap, cpu: .seconds(4), output: 1 << 20)

  @Test(arguments: [
    "local t = {} for i = 1, math.huge do t[i] = i end",
    "local t = {} for i = 1, math.huge do t['k' .. i] = i end",
    "local t = {} for i = 1, math.huge do t[i] = {} end",
    "local t = nil while true do t = { t } end",
    "local t = {} for i = 1, math.huge do t[i] = function() return i end end",
    "local t = {} for i = 1, math.huge do t[i] = coroutine.create(print) end",
    "local s = 'x' while true do s = s .. s end",
    "local t = {} while true do t[#t + 1] = ('x'):rep(100000) .. #t end",
    "pcall(function() local t = {} for i = 1, math.huge do t[i] = i end end) local t = {} while true do t[#t + 1] = {} end",
    "coroutine.wrap(function() local t = {} for i = 1, math.huge do t[i] = { i } end end)()",
    "while true do pcall(string.rep, 'x', 1 << 23) t = { t, ('y'):rep(100000) .. math.random() } end",
  ])
  func `a script that hoards stops for memory before it holds four times its cap`(source: String) throws {
    let run = try Run(source, limits: Self.limits)
    #expect(run.limit == .memory, "\(run.outcome)")
    #expect(run.peak < 4 * Self.cap + (64 << 20))
  }

  @Test func `garbage does not count`() throws {
    let run = try Run(
      "local n = 0 for i = 1, 200000 do local t = { i, tostring(i), {} } n = n + #t end print(n)", limits: Self.limits)
    #expect(run.outcome == .succeeded)
    #expect(run.printed == "600000\n")
  }

  @Test func `a script may work just below its cap`() throws {
    let run = try Run(
      """
      local keep = {}
      while collectgarbage("count") < 12 * 1024 do keep[#keep + 1] = ("x"):rep(1000) .. #keep end
      for i = 1, 20000 do local garbage = ("y"):rep(500) .. i end
      print("done")
      """, limits: Self.limits)
    #expect(run.outcome == .succeeded)
    #expect(run.printed == "done\n")
  }

  @Test func `a value that Swift makes beyond the cap stops the script without harm to Swift`() throws {
    let census = Census()
    let run = try Run("local big = flood() print(#big)", limits: Self.limits) { interpreter in
      interpreter.install("flood") { call in
        let object = Census.Member(of: census)
        defer { withExtendedLifetime(object) {} }
        return String(repeating: String(repeating: "x", count: 1 << 20), count: 200).push(to: call)
      }
    }
    #expect(run.limit == .memory)
    #expect(run.printed.isEmpty)
    #expect(census.alive == 0)
  }

  @Test func `print stops at its cap of bytes`() throws {
    let run = try Run("while true do print(('x'):rep(1000)) end", limits: Limits(cpu: .seconds(2), output: 10_500))
    #expect(run.limit == .output)
    #expect(run.printed.utf8.count == 10_500)
    #expect(run.printed.hasSuffix("x\n"))
  }
}
