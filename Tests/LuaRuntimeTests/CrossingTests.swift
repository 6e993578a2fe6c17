import CLuaHost
import LuaRuntime
import ScriptModel
import Testing
import Wording

/// Iterators, callbacks and yields between Lua and Swift: when all is well, with an error on either side, and abandoned.
@Suite struct CrossingTests {
  /// Runs a script that has `rows(n)`, which counts to n and raises past 100; `visit(f, ...)`, which calls f and gives its
  /// result; `hand(...)`, which yields its arguments. The objects that Swift left alive, seen from the script and at the end.
  private static func run(
    _ source: String, limits: Limits = Run.limits
  ) throws -> (run: Run, alive: Int) {
    let census = Census()
    let run = try Run(source, limits: limits) { interpreter in
      interpreter.install("rows") { call in
        let last = try Int64.read(call, at: 1)
        let member = Census.Member(of: census)
        var turn: Int64 = 0
        let declared = Function<Host>(
          "rows", Phrase(verbatim: ""), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
        return call.pushIterator(
          HostBody(description: declared.description) { call in
            withExtendedLifetime(member) { turn += 1 }
            if turn > 100 { throw HostErrorTests.Refused(member: Census.Member(of: census)) }
            return turn <= last ? turn.push(to: call) : 0
          })
      }
      interpreter.install("visit") { call in
        let local = Census.Member(of: census)
        defer { withExtendedLifetime(local) {} }
        guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
        let value = try call.call(function, results: 1, arguments: { 7.push(to: $0) }) {
          try ScriptValue.read($0, at: $1)
        }
        return try value.push(to: call)
      }
      interpreter.install("hand") { call in
        let count = call.argumentCount
        for index in 1..<count + 1 { _ = try ScriptValue.read(call, at: index).push(to: call) }
        return Int32(LH_YIELD) - count
      }
      interpreter.install("refuse") { _ in throw HostErrorTests.Refused(member: Census.Member(of: census)) }
      interpreter.install("alive") { call in Int64(census.alive).push(to: call) }
    }
    return (run, census.alive)
  }

  private func expect(
    _ source: String, prints expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (run, alive) = try Self.run(source)
    #expect(run.outcome == .succeeded, sourceLocation: sourceLocation)
    #expect(run.printed == expected, sourceLocation: sourceLocation)
    #expect(alive == 0, sourceLocation: sourceLocation)
  }

  // MARK: Iterators

  @Test func `a loop over an iterator in Swift may yield at each turn`() throws {
    try expect(
      """
      local co = coroutine.wrap(function() for row in rows(3) do coroutine.yield(row) end return "end" end)
      print(co(), co(), co(), co(), alive())
      """, prints: "1\t2\t3\tend\t0\n")
  }

  @Test func `an iterator is released where its loop ends, however it ends`() throws {
    try expect(
      """
      for row in rows(9) do if row == 2 then break end end
      print(alive())
      print(pcall(function() for row in rows(9) do error("mine", 0) end end))
      print(alive())
      local function first() for row in rows(9) do return row end end
      print(first(), alive())
      for row in rows(9) do goto out end
      ::out::
      print(alive())
      """, prints: "0\nfalse\tmine\n0\n1\t0\n0\n")
  }

  @Test func `an error of an iterator in Swift ends its loop and releases it`() throws {
    try expect(
      """
      local seen = 0
      local ok, err = pcall(function() for row in rows(1000) do seen = row end end)
      print(ok, err.code, seen, alive())
      local co = coroutine.create(function() for row in rows(1000) do coroutine.yield(row) end end)
      for i = 1, 100 do coroutine.resume(co) end
      ok, err = coroutine.resume(co)
      print(ok, err.code, coroutine.status(co), coroutine.close(co), alive())
      """, prints: "false\tcredit-refused\t100\t0\nfalse\tcredit-refused\tdead\tfalse\t0\n")
  }

  @Test func `a coroutine that is abandoned in a loop releases the iterator when it is closed or collected`() throws {
    try expect(
      """
      local co = coroutine.create(function() for row in rows(9) do coroutine.yield(row) end end)
      coroutine.resume(co)
      print(alive(), coroutine.close(co), alive())
      """, prints: "1\ttrue\t0\n")
    // Nothing closes this one but the end of the run.
    try expect(
      """
      abandoned = coroutine.wrap(function() for row in rows(9) do coroutine.yield(row) end end)
      print(abandoned(), alive())
      """, prints: "1\t1\n")
  }

  @Test func `an iterator that outlives its loop gives no more`() throws {
    try expect(
      """
      local step, state, start, closer = rows(9)
      for row in step, state, start, closer do break end
      print(pcall(step))
      """, prints: "false\tthis loop has ended: its iterator gives no more\n")
  }

  // MARK: Callbacks

  @Test func `a callback of Swift may run coroutines and loops of its own`() throws {
    try expect(
      """
      print(visit(function(n)
        local co = coroutine.wrap(function() for row in rows(n) do coroutine.yield(row) end return "end" end)
        local sum = 0
        for row in co do if row == "end" then break end sum = sum + row end
        return sum
      end))
      """, prints: "28\n")
  }

  @Test func `a callback that yields through Swift gets an error that it can catch, and the coroutine goes on`() throws
  {
    try expect(
      """
      local co = coroutine.wrap(function()
        print(pcall(visit, function() coroutine.yield("lost") end))
        visit(function() print(pcall(coroutine.yield, "lost")) print(coroutine.isyieldable()) end)
        coroutine.yield("kept")
        return alive()
      end)
      print(co())
      print(co())
      """,
      prints: """
        false\ttest.lua:2: a function that a host function calls cannot yield: return from it, and yield after that
        false\ttest.lua:3: a function that 'visit' calls cannot yield: return from it, and yield after 'visit'
        false
        kept
        0

        """)
  }

  @Test func `an error passes through Swift and back, any number of times`() throws {
    try expect(
      """
      local function deep(n)
        if n == 0 then refuse() end
        return visit(function() return deep(n - 1) end)
      end
      local ok, err = pcall(deep, 20)
      print(ok, err.code, alive())
      local co = coroutine.create(function() visit(function() coroutine.wrap(function() deep(3) end)() end) end)
      ok, err = coroutine.resume(co)
      print(ok, err.code, coroutine.status(co), alive())
      """, prints: "false\tcredit-refused\t0\nfalse\tcredit-refused\tdead\t0\n")
  }

  @Test(arguments: [
    "visit(function() while true do end end)",
    "visit(function() for row in rows(9) do visit(function() while true do end end) end end)",
    "local co = coroutine.wrap(function() for row in rows(9) do coroutine.yield() end end) co() visit(function() while true do end end)",
    "coroutine.wrap(function() pcall(visit, function() pcall(function() while true do end end) end) end)()",
    "for row in rows(9) do local t <close> = setmetatable({}, { __close = function() visit(refuse) end }) while true do end end",
  ])
  func `a run that is stopped within Swift's calls releases all of them`(source: String) throws {
    let (run, alive) = try Self.run(source)
    #expect(run.limit == .cpu)
    #expect(alive == 0)
  }

  // MARK: Functions that yield

  @Test func `a function of Swift that yields hands out its arguments and gives what it is resumed with`() throws {
    try expect(
      """
      local co = coroutine.wrap(function(...) return "given", hand(1, "two"), hand() end)
      print(co())
      print(co("a", "b"))
      print(co("c"))
      """, prints: "1\ttwo\n\ngiven\ta\tc\n")
  }

  @Test func `a function of Swift that yields where nothing can resume it raises`() throws {
    try expect(
      """
      print(pcall(hand, 1))
      print(coroutine.wrap(function() return pcall(visit, function() hand(1) end) end)())
      """,
      prints: """
        false\tattempt to yield from outside a coroutine
        false\ttest.lua:2: a function that a host function calls cannot yield: return from it, and yield after that

        """)
  }

  @Test func `a coroutine that a function of Swift suspended can be closed, fail and be abandoned`() throws {
    try expect(
      """
      local co = coroutine.create(function() for row in rows(9) do hand(row) refuse() end end)
      print(coroutine.resume(co))
      print(alive(), coroutine.close(co), alive())
      co = coroutine.create(function() for row in rows(9) do hand(row) refuse() end end)
      coroutine.resume(co)
      local ok, err = coroutine.resume(co)
      print(ok, err.code, coroutine.close(co), alive())
      abandoned = coroutine.wrap(function() for row in rows(9) do hand(row) end end)
      print(abandoned(), alive())
      """, prints: "true\t1\n1\ttrue\t0\nfalse\tcredit-refused\tfalse\t0\n1\t1\n")
  }
}
