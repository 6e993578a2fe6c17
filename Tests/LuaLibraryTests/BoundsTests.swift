import LuaRuntime
import Testing

/// Calls that go on for hours, or for ever, inside one C function of stock Lua.
@Suite struct BoundsTests {
  @Test(arguments: [
    #"string.find(("a"):rep(40), ("a-"):rep(20) .. "b")"#,
    #"string.match(("a"):rep(40), ("a*"):rep(20) .. "b")"#,
    #"(("a"):rep(40)):gsub(("a?"):rep(20) .. ("a*"):rep(15) .. "b", "")"#,
    #"for _ in (("a"):rep(60)):gmatch(("a*"):rep(20) .. "b") do end"#,
    #"(("("):rep(1 << 22)):find("%b()")"#,
    #"(("a"):rep(1 << 20)):find(".-b")"#,
    #"(("a"):rep(1 << 20)):find("[" .. ("b"):rep(1 << 16) .. "]")"#,
    #"(("a"):rep(1 << 20)):find("(.*)%1b")"#,
    #"(("a"):rep(1 << 20)):find("%f[" .. ("b"):rep(1 << 16) .. "]")"#,
    #"(("x"):rep(1 << 20)):gsub(".", function() while true do end end)"#,
    #"local big = ("x"):rep(1 << 20); big:gsub(".", setmetatable({}, {__index = function() return big:find("y") end}))"#,
  ])
  func `a pattern that would take for ever is stopped by the time limit`(call: String) throws {
    let script = try Script(call)
    #expect(script.limit == .cpu)
    #expect(script.cpu < .milliseconds(800))
  }

  @Test func `a plain search is linear in the text`() throws {
    let script = try Script(
      #"print((("a"):rep(1 << 23)):find(("a"):rep(1 << 22) .. "b", 1, true), (("a"):rep(1 << 22) .. "b"):find(("a"):rep(200) .. "b", 1, true))"#,
      limits: Limits(memory: 64 << 20, cpu: .seconds(2)))
    #expect(script.lines == ["nil\t4194105\t4194305"])
  }

  @Test func `repeating nothing costs nothing`() throws {
    let script = try Script(#"print(#(""):rep(1 << 62), #(""):rep(math.maxinteger, ""), #("x"):rep(math.mininteger))"#)
    #expect(script.lines == ["0\t0\t0"])
  }

  @Test(arguments: [
    #"("x"):rep(1 << 27)"#, #"("x"):rep(1 << 62)"#, #"("ab"):rep(1 << 63 >> 1)"#,
    #"("x"):rep(1 << 20, ("y"):rep(1 << 10))"#,
  ])
  func `a string above the memory limit is an error that a script can catch`(call: String) throws {
    let script = try Script("print(pcall(function() return \(call) end))")
    #expect(script.lines == ["false\tstdin:1: resulting string too large"])
  }

  @Test func `no limit on memory is no leave to ask for all of it`() throws {
    let script = try Script("print(pcall(string.rep, 'x', 1 << 40))", limits: Limits())
    #expect(script.lines == ["false\tresulting string too large"])
  }

  @Test(arguments: [
    "table.insert(huge, 1, 0)", "table.remove(huge, 1)", "table.move({}, 1, math.maxinteger - 1, 2)",
    "table.move({}, math.mininteger, -2, 1)",
    "table.sort(setmetatable({}, {__len = function() return 1 << 30 end}))",
    "table.concat(setmetatable({}, {__len = function() return math.maxinteger end, __index = function() return '' end}))",
  ])
  func `more elements than memory could hold are refused`(call: String) throws {
    let script = try Script(
      """
      local huge = setmetatable({}, {__len = function() return math.maxinteger - 1 end})
      print(pcall(function() \(call) end))
      """, limits: Limits(memory: 16 << 20, cpu: .seconds(5)))
    #expect(script.lines == ["false\tstdin:2: too many elements"])
  }

  @Test(arguments: [
    "table.concat(slow, '', 1, 100000)", "table.unpack(slow, 1, 100000)", "table.move(slow, 1, 100000, 1, {})",
    "table.insert(slow, 1, 0)", "table.remove(slow, 1)", "table.sort(slow)",
  ])
  func `metamethods in C do not hide time from the limit`(call: String) throws {
    // `__index` is a C function that takes a millisecond: no Lua instruction runs in between.
    let script = try Script(
      """
      local text = ("x"):rep(1 << 22)
      local slow = setmetatable({}, {
        __index = setmetatable({}, {__index = function() return text:reverse() < text and 1 or 2 end}),
        __newindex = function() end, __len = function() return 100000 end})
      \(call)
      """)
    #expect(script.limit == .cpu)
    #expect(script.cpu < .milliseconds(800))
  }

  @Test func `a comparator that takes for ever is stopped`() throws {
    let script = try Script(
      "local t = {}; for i = 1, 1000 do t[i] = i end; table.sort(t, function() local n = 0; while true do n = n + 1 end end)"
    )
    #expect(script.limit == .cpu)
  }

  @Test func `walking a large table by next is not quadratic`() throws {
    let script = try Script(
      """
      local t = {}
      for i = 1, 20000 do t["k" .. i] = i end
      local n = 0
      for k, v in next, t do n = n + v end
      print(n)
      """, limits: Limits(cpu: .seconds(3)))
    #expect(script.lines == ["200010000"])
  }
}
