import LuaRuntime
import Testing

@Suite struct StringTests {
  @Test func `patterns nest as deeply as in stock Lua and no deeper`() throws {
    let script = try Script(
      """
      local text = ("a"):rep(1000)
      print(#text:match(("a?"):rep(199)), pcall(string.match, text, ("a?"):rep(200)))
      print(select("#", text:match(("()"):rep(32))), pcall(string.match, text, ("()"):rep(33)))
      """)
    #expect(script.lines == ["199\tfalse\tpattern too complex", "32\tfalse\ttoo many captures"])
  }

  @Test func `format shows no address`() throws {
    let script = try Script(
      """
      print(("%s|%10s"):format({}, print))
      print(pcall(string.format, "%5p", {}))
      print(pcall(function() return ("%d"):format("x") end))
      print(("%5.1f|%-4s|%q|%%|%s"):format(2.25, "a", "b\\n", setmetatable({}, {__tostring = function() return "mine" end})))
      """)
    #expect(
      script.lines == [
        "table|  function", "false\tinvalid conversion '%5p' to 'format'",
        "false\tstdin:3: bad argument #1 to 'format' (number expected, got string)", "  2.2|a   |\"b\\", "\"|%|mine",
      ])
  }

  @Test func `numerals in strings still add up`() throws {
    let script = try Script(#"print("10" + 1, "3" * "4", "0x10" // 1, 10 .. 20, pcall(function() return "a" + 1 end))"#)
    #expect(
      script.lines == [
        "11\t12\t16\t1020\tfalse\tstdin:1: attempt to add a 'string' with a 'number'"
      ])
  }

  @Test func `nothing compiles to bytecode`() throws {
    #expect(try Script("print(string.dump)").lines == ["nil"])
  }
}
