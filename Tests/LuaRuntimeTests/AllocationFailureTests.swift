import CLuaHost
import LuaRuntime
import ScriptModel
import Testing
import Wording

/// What happens when memory runs out, at each allocation that a script makes.
@Suite struct AllocationFailureTests {
  @Test(arguments: [
    "local text = '' for i = 1, 20 do text = text .. i .. ('x'):rep(100) end print(#text, text:upper():sub(1, 5))",
    "local t = {} for i = 1, 40 do t[i] = { i, name = 'n' .. i } end for k in pairs(t) do t[k] = nil end print(next(t))",
    """
    local co = coroutine.wrap(function(...)
      local t <close> = setmetatable({}, { __close = function() local garbage = { {}, 'closed' } end })
      for i = 1, 10 do coroutine.yield({ i }) end
    end)
    for i = 1, 11 do co(i) end
    """,
    "for i = 1, 5 do print(pcall(function() local t <close> = setmetatable({}, { __close = print }) error({ i }) end)) end",
    "xpcall(function() local function deep(n) return n < 30 and 1 + deep(n + 1) or {} end deep(1) end, function(m) return m .. '' end)",
    "local t = {} for i = 1, 50 do t[i] = 'k' .. (i * 7 % 50) end table.sort(t, function(a, b) return a .. '' < b end) print(t[1])",
    "print((('hello world'):gsub('%w+', function(w) return w .. w:rep(20) end)), (('a b'):gsub('%w', { a = 'c' })))",
    """
    for i = 1, 10 do
      local ok, err = pcall(refuse)
      visit(function(n) local t = { n, tostring(n) } pcall(refuse) return t end)
    end
    for row in rows() do local copy = { row } end
    """,
    "local f = load('local a, b = ... return function() return a .. b, { a, b } end') print(f('x', 'y')(), load('x ='))",
  ])
  func `a script that is refused memory ends cleanly and leaves nothing`(source: String) throws {
    try ScriptThread.run {
      let most = try Self.run(source, refusing: .max, once: true).allocations
      #expect(most > 10)
      for once in [true, false] {
        for number in 1...most {
          let end = try Self.run(source, refusing: number, once: once)
          let isClean =
            switch end.outcome {
            // Lua does without some growth, and collects and asks again for the rest.
            case .succeeded, .limited(.memory, _): true
            default: false
            }
          #expect(isClean && end.alive == 0, "allocation \(number) of \(most), once: \(once): \(end.outcome)")
        }
      }
    }
  }

  /// Runs the script; the allocations that it made before the one that was refused, and the objects it left alive.
  private static func run(
    _ source: String, refusing number: Int64, once: Bool
  ) throws -> (outcome: ScriptOutcome, allocations: Int64, alive: Int) {
    let census = Census()
    var allocations: Int64 = 0
    var outcome = ScriptOutcome.succeeded
    do {
      let interpreter = try Interpreter(limits: Limits(cpu: .seconds(10)), seed: 1, output: { _ in })
      install(on: interpreter, census)
      interpreter.configure { _ = lh_refuse_allocation(lh_runtime_of($0), number, once) }
      outcome = interpreter.run(source, named: "test.lua")
      interpreter.configure { allocations = number - lh_refuse_allocation(lh_runtime_of($0), 0, once) }
    }
    return (outcome, allocations, census.alive)
  }

  private static func install(on interpreter: Interpreter, _ census: Census) {
    interpreter.install("refuse") { _ in throw HostErrorTests.Refused(member: Census.Member(of: census)) }
    interpreter.install("visit") { call in
      let local = Census.Member(of: census)
      defer { withExtendedLifetime(local) {} }
      guard case .function(let function) = try ScriptValue.read(call, at: 1) else { return 0 }
      try call.call(function, results: 1, arguments: { 7.push(to: $0) }, read: { _, _ in })
      return 0
    }
    interpreter.install("rows") { call in
      let member = Census.Member(of: census)
      var left = 5
      let declared = Function<Host>(
        "rows", Phrase(verbatim: ""), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
      return call.pushIterator(
        HostBody(description: declared.description) { call in
          withExtendedLifetime(member) { left -= 1 }
          return left > 0 ? left.push(to: call) : 0
        })
    }
  }
}
