import LuaRuntime
import ScriptModel
import Testing

@Suite struct TimeLimitTests {
  @Test(arguments: [
    "while true do end",
    "::again:: goto again",
    "for _ = 1, math.huge do end",
    "local function f() return f() end f()",
    "while true do pcall(function() while true do end end) end",
    "pcall(pcall, function() while true do end end) while true do end",
    "xpcall(function() while true do end end, function() while true do end end) while true do end",
    "xpcall(error, function() while true do end end)",
    "local t <close> = setmetatable({}, { __close = function() while true do end end }) while true do end",
    "do local t <close> = setmetatable({}, { __close = function() while true do end end }) end",
    "local t = setmetatable({}, { __index = function() while true do end end }) return t.x",
    "local t = setmetatable({}, { __add = function() while true do end end }) return t + 1",
    "local t = setmetatable({}, { __eq = function() while true do end end }) return t == setmetatable({}, getmetatable(t))",
    "local t = setmetatable({}, { __tostring = function() while true do end end }) print(t)",
    "local t = setmetatable({}, { __tostring = function() while true do end end }) error(t)",
    "string.gsub('a', 'a', function() while true do end end)",
    "coroutine.wrap(function() while true do end end)()",
    "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    "while true do coroutine.wrap(function() coroutine.yield() end)() end",
    "local a a = coroutine.wrap(function() while true do coroutine.yield() end end) while true do a() end",
    """
    local co = coroutine.create(function()
      local t <close> = setmetatable({}, { __close = function() while true do end end })
      coroutine.yield()
    end)
    coroutine.resume(co)
    coroutine.close(co)
    while true do end
    """,
    """
    local function nest(n)
      if n == 0 then while true do end end
      return pcall(coroutine.wrap(function() return pcall(nest, n - 1) end))
    end
    nest(20)
    while true do end
    """,
    "local s = 'return 1' while true do load(s)() end",
    "while true do load(function() return ' ' end) end",
    "while true do error_value = select(2, pcall(error, {})) end",
  ])
  func `an endless script stops within its budget of processor time`(source: String) throws {
    let run = try Run(source)
    #expect(run.limit == .cpu)
    #expect(run.cpu < .milliseconds(650))
  }

  @Test func `nothing runs after a limit was hit, not even what pcall guards`() throws {
    let run = try Run(
      """
      local ok = pcall(function() while true do end end)
      print("still here", ok)
      """)
    #expect(run.limit == .cpu)
    #expect(run.printed.isEmpty)
  }

  @Test func `a deadline by the clock on the wall stops a script`() throws {
    let run = try Run("while true do end", limits: Limits(wall: .milliseconds(100)))
    #expect(run.limit == .wall)
  }

  @Test func `a counted run stops at its number of steps`() throws {
    let run = try Run(
      "local n = 0 while true do n = n + 1 if n % 100000 == 0 then print(n) end end", limits: Limits(steps: 2_000_000))
    #expect(run.limit == .steps)
    // Three instructions a turn: add, remainder, compare and jump. 100,000 turns are 300,000 steps.
    #expect(run.printed.split(separator: "\n").count == 6)
  }

  @Test func `a counted run that ends in time succeeds`() throws {
    let run = try Run("for _ = 1, 1000 do end", limits: Limits(steps: 100_000))
    #expect(run.outcome == .succeeded)
  }

  @Test func `the place where a limit stopped the script is known`() throws {
    let run = try Run("local x = 1\nwhile true do x = x + 1 end")
    guard case .limited(.cpu, let failure) = run.outcome else {
      Issue.record("not limited: \(run.outcome)")
      return
    }
    #expect(failure.file == "test.lua")
    #expect(failure.line == 2)
  }

  @Test func `what fails because the script was cancelled ends it as cancelled`() throws {
    struct Interrupted: Error {}
    let run = try Run("cancel()", limits: Limits(cpu: .seconds(5))) { interpreter in
      let canceller = interpreter.canceller
      interpreter.install("cancel") { _ in
        canceller.cancel()
        throw Interrupted()
      }
    }
    guard case .cancelled = run.outcome else {
      Issue.record("not cancelled: \(run.outcome)")
      return
    }
  }

  @Test func `a cancelled script stops`() throws {
    let run = try Run("cancel() while true do end", limits: Limits(cpu: .seconds(5))) { interpreter in
      let canceller = interpreter.canceller
      interpreter.install("cancel") { _ in
        canceller.cancel()
        return 0
      }
    }
    guard case .cancelled = run.outcome else {
      Issue.record("not cancelled: \(run.outcome)")
      return
    }
    #expect(run.cpu < .milliseconds(500))
  }

  @Test func `a limit that a host function sets stops the script when it returns`() throws {
    let run = try Run("pcall(query) print('on')") { interpreter in
      interpreter.install("query") { [unowned interpreter] _ in
        interpreter.stop(for: .rows)
        return 0
      }
    }
    #expect(run.limit == .rows)
    #expect(run.printed.isEmpty)
  }

  @Test func `a script that Swift calls back stops too, and Swift is told`() throws {
    var told = false
    let run = try Run("pcall(each, function() while true do end end) print('on')") { interpreter in
      interpreter.install("each") { call in
        guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
        do {
          try call.call(function, results: 0, arguments: { _ in 0 }, read: { _, _ in })
        } catch {
          told = true
          throw error
        }
        return 0
      }
    }
    #expect(run.limit == .cpu)
    #expect(told)
    #expect(run.printed.isEmpty)
  }

  @Test func `an interpreter can be used again after a limit`() throws {
    try ScriptThread.run {
      let interpreter = try Interpreter(limits: Run.limits, seed: 1, output: { _ in })
      guard case .limited(.cpu, _) = interpreter.run("while true do end", named: "a.lua") else {
        Issue.record("not limited")
        return
      }
      #expect(interpreter.run("x = 1", named: "b.lua") == .succeeded)
    }
  }
}
