import LuaRuntime
import ScriptModel
import Testing
import Wording

@Suite struct SandboxTests {
  /// Everything that a script can name, by the manual's section 6 less what the sandbox leaves out.
  static let allowed: Set<String> = [
    "_G", "_VERSION", "assert", "collectgarbage", "coroutine", "error", "getmetatable", "ipairs", "load", "math",
    "next",
    "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "string",
    "table", "tonumber", "tostring", "type", "utf8", "xpcall",
    "coroutine.close", "coroutine.create", "coroutine.isyieldable", "coroutine.resume", "coroutine.running",
    "coroutine.status", "coroutine.wrap", "coroutine.yield",
    "math.abs", "math.acos", "math.asin", "math.atan", "math.ceil", "math.cos", "math.deg", "math.exp", "math.floor",
    "math.fmod", "math.huge", "math.log", "math.max", "math.maxinteger", "math.min", "math.mininteger", "math.modf",
    "math.pi", "math.rad", "math.random", "math.randomseed", "math.sin", "math.sqrt", "math.tan", "math.tointeger",
    "math.type", "math.ult",
    "string.byte", "string.char", "string.find", "string.format", "string.gmatch", "string.gsub", "string.len",
    "string.lower", "string.match", "string.pack", "string.packsize", "string.rep", "string.reverse", "string.sub",
    "string.unpack", "string.upper",
    "table.concat", "table.insert", "table.move", "table.pack", "table.remove", "table.sort", "table.unpack",
    "utf8.char", "utf8.charpattern", "utf8.codepoint", "utf8.codes", "utf8.len", "utf8.offset",
  ]

  @Test func `what can be reached from _G is what is allowed`() throws {
    let run = try Run(
      """
      local seen = {}
      local function walk(value, name)
        if name ~= "" then print(name) end
        if type(value) ~= "table" or seen[value] then return end
        seen[value] = true
        for key, member in pairs(value) do walk(member, name == "" and key or name .. "." .. key) end
        local meta = getmetatable(value)
        if meta then walk(meta, name .. "<meta>") end
      end
      walk(_G, "")
      walk(getmetatable(""), "string metatable")
      """)
    #expect(run.outcome == .succeeded)
    let reached = Set(run.printed.split(separator: "\n").map(String.init))
    #expect(reached.subtracting(Self.allowed).subtracting(["string metatable"]).sorted() == [])
    #expect(Self.allowed.subtracting(reached).sorted() == [])
  }

  @Test(arguments: [
    "string.format = print", "rawset(string, 'format', print)", "string.new = 1", "setmetatable(string, {})",
    "setmetatable({}, { __gc = print })", "setmetatable({}, { __concat = print })", "getmetatable('').__index = nil",
    "load('\\27Lua')()", "customers.find = nil",
    "collectgarbage('stop')", "collectgarbage('generational')", "require('Bad/../name')", "require('missing')",
    "string.dump(print)", "for _, t in pairs(customers) do t.x = 1 end",
  ])
  func `what the sandbox refuses raises an error`(source: String) throws {
    let run = try Run(source) { $0.install("customers.find") { _ in 0 } }
    #expect(run.failure != nil, "\(run.outcome)")
  }

  @Test func `a metamethod of concatenation that is set later is never called`() throws {
    // Lua 5.4.4 would go on with a stack that the call moved.
    let run = try Run(
      """
      local class = {}
      local object = setmetatable({}, class)
      local function deep(n) if n > 0 then return deep(n - 1) + 1 end return 0 end
      class["__con" .. "cat"] = function() return "joined" .. deep(100000) end
      rawset(class, "__concat", class.__concat)
      collectgarbage()
      for _, text in ipairs { "", "a" } do
        print(pcall(function() return "x" .. object .. text .. "y" end))
      end
      class.__index = function(_, key) return key end
      print(object.later, rawget(class, "__concat") == class["__concat"])
      """)
    #expect(
      run.printed == """
        false\ttest.lua:8: attempt to concatenate a table value (upvalue 'object')
        false\ttest.lua:8: attempt to concatenate a table value (upvalue 'object')
        later\ttrue

        """)
  }

  @Test func `text of values shows no address`() throws {
    let run = try Run(
      "print({}, print, coroutine.create(print), customers.find, function() end)"
    ) { $0.install("customers.find") { _ in 0 } }
    #expect(run.printed == "table\tfunction\tthread\tfunction\tfunction\n")
  }

  @Test func `random numbers follow the seed`() throws {
    let source = "print(math.random(1000000), math.random(1000000)) math.randomseed() print(math.random(1000000))"
    let first = try Run(source, seed: 7)
    #expect(try Run(source, seed: 7).printed == first.printed)
    #expect(try Run(source, seed: 8).printed != first.printed)
    let numbers = first.printed.split { $0 == "\t" || $0 == "\n" }
    #expect(numbers.count == 3)
    #expect(numbers.first == numbers.last)
  }

  @Test(arguments: ["math.randomseed, {}", "math.randomseed, 1, {}", "math.randomseed, 1.5"])
  func `a seed that is refused leaves the numbers to come as they are`(call: String) throws {
    let source = "print(math.random(1000000), math.random(1000000))"
    let run = try Run("pcall(\(call)) \(source)") { $0.reseed(7) }
    #expect(try run.printed == Run(source, seed: 7).printed)
  }

  @Test func `a __gc that was set later never runs, also where its table is put back`() throws {
    let printed = try ScriptThread.run {
      let paper = Paper()
      do {
        let interpreter = try Interpreter(limits: Run.limits, seed: 1, language: .english, output: paper.write)
        let source =
          "local m = {} t = setmetatable({}, m) m.__gc = function() print('finalized') end function get() return m end"
        #expect(interpreter.run(source, named: "test.lua") == .succeeded)
        for _ in 0..<2 { #expect(interpreter.putBack([])) }
        #expect(
          interpreter.run("print(type(getmetatable(t).__gc), getmetatable(t) == get())", named: "b") == .succeeded)
      }
      return String(decoding: paper.bytes, as: UTF8.self)
    }
    #expect(printed == "function\ttrue\n")
  }

  @Test func `a chain of more links than Lua can name is refused`() throws {
    let fine = try Run(
      "local t = setmetatable({}, { __index = function(t) return t end }) local x = t"
        + String(repeating: ".x", count: 190))
    #expect(fine.outcome == .succeeded)
    let run = try Run("\nlocal t = {} local x = t" + String(repeating: ".x", count: 60_000))
    #expect(run.failure?.line == 2)
    #expect(run.failure?.message.contains("200") == true)
    let calls = try Run("return f" + String(repeating: "()", count: 300))
    #expect(calls.failure?.message.contains("200") == true)
    let many = String(repeating: "print(('x'):len(), {1, 2}, t and t.a.b) -- .a.b.c\n", count: 500)
    #expect(try Run(many).outcome == .succeeded)
  }

  @Test func `source beyond one MiB is refused`() throws {
    let run = try Run(String(repeating: "-- padding\n", count: 100_000))
    #expect(run.failure?.message.contains("1 MiB") == true)
  }

  @Test func `closing coroutines in a chain ends in an error, not in a crash`() throws {
    let run = try Run(
      """
      local function chain(n)
        local co
        co = coroutine.create(function()
          local inner = n > 0 and chain(n - 1)
          local t <close> = setmetatable({}, { __close = function() if inner then assert(coroutine.close(inner)) end end })
          coroutine.yield()
        end)
        coroutine.resume(co)
        return co
      end
      local co
      for i = 1, 20000 do
        local inner = co
        co = coroutine.create(function()
          local t <close> = setmetatable({}, { __close = function() if inner then assert(coroutine.close(inner)) end end })
          coroutine.yield()
        end)
        coroutine.resume(co)
      end
      print(coroutine.close(co))
      """, limits: Limits(memory: 256 << 20, cpu: .seconds(60)))
    #expect(run.outcome == .succeeded)
    #expect(run.printed.contains("too many nested coroutine.close"))
  }

  @Test func `require runs a module once and hands over what it returns`() throws {
    let run = try Run("local a = require 'lib.rules' print(a.rate, require 'lib.rules' == a)") { interpreter in
      let loader = Function<Host>(
        "loader", .init(verbatim: ""), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
      interpreter.setLoader(
        HostBody(description: loader.description) { call in
          guard try String.read(call, at: 1) == "lib.rules" else { return 0 }
          return "print('loading') return { rate = 3 }".push(to: call) + "@lib/rules.lua".push(to: call)
        })
    }
    #expect(run.printed == "loading\n3\ttrue\n")
  }
}
