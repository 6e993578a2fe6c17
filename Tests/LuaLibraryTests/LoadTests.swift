import LuaRuntime
import Testing

/// Expected texts are those of `lua5.4`.
@Suite struct LoadTests {
  @Test func `an error of a reader function is what load returns`() throws {
    let script = try Script(
      """
      print(load(function() error("no more") end))
      print(load(function() return true end))
      local problem = {}
      print(select(2, load(function() error(problem) end)) == problem)
      local pieces = {"return ", 4, 2}
      print(load(function() return table.remove(pieces, 1) end)())
      print(load(12))
      """)
    #expect(
      script.lines == [
        "nil\tstdin:1: no more", "nil\treader function must return a string", "true", "42",
        "nil\t[string \"12\"]:1: unexpected symbol near '12'",
      ])
  }

  @Test func `a reader function cannot outlive the time limit`() throws {
    #expect(try Script("load(function() while true do end end) print('on')").limit == .cpu)
    #expect(try Script("while true do load(function() return 'x = x ' end) end").limit == .cpu)
  }

  @Test func `a message names a function that was called without its name`() throws {
    let script = try Script(
      """
      print(pcall(string.rep))
      print(pcall(setmetatable, 1))
      print(pcall(table.sort, {1, 2, 3}, table.sort))
      string, setmetatable = nil, nil
      print(pcall(("x").rep))
      """)
    #expect(
      script.lines == [
        "false\tbad argument #1 to 'string.rep' (string expected, got no value)",
        "false\tbad argument #1 to 'setmetatable' (table expected, got number)",
        "false\tbad argument #1 to 'table.sort' (table expected, got number)",
        "false\tbad argument #1 to 'string.rep' (string expected, got no value)",
      ])
  }
}
