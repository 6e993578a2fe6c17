import LuaRuntime
import ScriptModel
import Testing

/// Where the time of a run went.
struct ProfileTests {
  private func profile(_ source: String, _ prepare: (Interpreter) -> Void = { _ in }) throws -> Profile {
    try ScriptThread.run {
      let interpreter = try Interpreter(limits: Limits(cpu: .seconds(30)), seed: 1) { _ in }
      prepare(interpreter)
      interpreter.startProfile(sql: nil)
      #expect(interpreter.run(source, named: "work.lua") == .succeeded)
      return interpreter.profile
    }
  }

  private static let loops = """
    local function cheap() local s = 0 for i = 1, 400000 do s = s + i end return s end
    local function dear()
      local s = 0
      for i = 1, 4000000 do s = s + i % 7 end
      return s
    end
    local function both() cheap() dear() end
    both()
    """

  @Test func `the function and the line that take the time are on top, and callers have it in total`() throws {
    let profile = try profile(Self.loops)
    let dear = try #require(profile.functions.first)
    #expect(dear.name == "dear work.lua:2" && dear.own * 2 > profile.time)
    #expect(profile.lines.first?.name == "work.lua:4")
    let both = try #require(profile.functions.first { $0.name == "both work.lua:7" })
    #expect(both.total * 10 > profile.time * 9 && both.own * 10 < profile.time)
    #expect(profile.time(in: .lua) == profile.time)
  }

  @Test func `a deep stack keeps its root`() throws {
    let profile = try profile(
      """
      local function down(n)
        if n > 0 then return 1 + down(n - 1) end
        local s = 0
        for i = 1, 4000000 do s = s + i % 7 end
        return s
      end
      down(5000)
      """)
    let root = try #require(profile.functions.first { $0.name == "work.lua" })
    #expect(root.total == profile.time)
    let deep = try #require(profile.stacks.first)
    #expect(deep.frames.count == 66 && deep.frames.first?.function == "work.lua" && deep.frames[1].function == "…")
  }

  @Test func `what coroutines do belongs to who resumed them`() throws {
    let profile = try profile(
      """
      local function work(n) local s = 0 for i = 1, n do s = s + i % 7 end return s end
      local outer = coroutine.create(function() coroutine.wrap(function() work(4000000) end)() end)
      assert(coroutine.resume(outer))
      """)
    let stack = try #require(profile.stacks.first)
    #expect(stack.frames.first?.function == "work.lua" && stack.frames.last?.function == "work work.lua:1")
    let root = try #require(profile.functions.first { $0.name == "work.lua" })
    #expect(root.total == profile.time)
  }

  @Test func `time in host functions is told apart, under their declared names`() throws {
    let profile = try profile("for i = 1, 5 do tools.spin() end") { interpreter in
      interpreter.install(
        HostBody(description: .part(of: "tools.spin")) { call in
          // An optimiser cannot leave out what is printed at the end.
          var sum = 0
          for number in 0..<1_000_000 { sum = sum &* 31 &+ number }
          return Int64(sum).push(to: call)
        })
    }
    #expect(profile.functions.first?.name == "tools.spin")
    #expect(profile.time(in: .host) * 10 > profile.time * 8)
    #expect(profile.lines.first?.name == "work.lua:1")
  }

  @Test func `stacks fold to a line each, outermost first, in microseconds`() {
    let file = Profile.Frame(name: "", file: "a.lua", start: 0, line: 9)
    let get = Profile.Frame(name: "customers.get", file: nil, start: 0, line: -1)
    let odd = Profile.Frame(name: "f", file: "b;c.lua", start: 3, line: 4)
    let profile = Profile([
      .init(frames: [file, get], kind: .sql, time: .milliseconds(3)),
      .init(frames: [file, get], kind: .host, time: .milliseconds(2)),
      .init(frames: [file, odd], kind: .lua, time: .microseconds(1500)),
    ])
    #expect(
      profile.folded == """
        a.lua;customers.get 2000
        a.lua;customers.get;SQL 3000
        a.lua;f b,c.lua:3 1500

        """)
    #expect(profile.functions.map(\.name) == ["customers.get", "f b;c.lua:3", "a.lua"])
    #expect(profile.lines.map(\.name) == ["a.lua:9", "b;c.lua:4"])
    #expect(profile.functions.first?.own == .milliseconds(5))
  }

  @Test func `a recursive function is counted once in total`() {
    let frame = Profile.Frame(name: "f", file: "a.lua", start: 1, line: 2)
    let profile = Profile([.init(frames: [frame, frame, frame], kind: .lua, time: .milliseconds(1))])
    #expect(profile.functions.map(\.total) == [.milliseconds(1)])
  }
}
