import LuaRuntime
import Testing

@Suite struct SortTests {
  @Test func `equal elements keep their order`() throws {
    let script = try Script(
      """
      local t = {}
      for i = 1, 200 do t[i] = {key = i * 7 % 5, place = i} end
      table.sort(t, function(a, b) return a.key < b.key end)
      for i = 2, #t do
        assert(t[i - 1].key < t[i].key or t[i - 1].key == t[i].key and t[i - 1].place < t[i].place)
      end
      print("stable")
      """)
    #expect(script.lines == ["stable"])
  }

  @Test func `a comparator that raises leaves the table as it was`() throws {
    let script = try Script(
      """
      local t = {5, 4, 3, 2, 1}
      local calls = 0
      print(pcall(table.sort, t, function(a, b) calls = calls + 1; if calls == 4 then error("no", 0) end; return a < b end))
      print(table.concat(t, " "))
      """)
    #expect(script.lines == ["false\tno", "5 4 3 2 1"])
  }

  @Test(arguments: ["true", "a <= b", "calls % 2 == 0", "false"])
  func `a comparator that contradicts itself loses no element`(order: String) throws {
    let script = try Script(
      """
      local t, calls, sum = {}, 0, 0
      for i = 1, 1000 do t[i] = i * 37 % 1000 end
      table.sort(t, function(a, b) calls = calls + 1; return \(order) end)
      for i = 1, 1000 do sum = sum + t[i] end
      print(#t, sum, calls <= 10000)
      """)
    #expect(script.lines == ["1000\t499500\ttrue"])
  }

  @Test func `a comparator that changes the table spoils nothing`() throws {
    let script = try Script(
      """
      local t = {3, 1, 2, 5, 4}
      table.sort(t, function(a, b) t[1] = nil; t[6] = 9; return a < b end)
      print(table.concat(t, " "))
      """)
    #expect(script.lines == ["1 2 3 4 5 9"])
  }

  @Test func `what cannot be compared says so`() throws {
    let script = try Script(
      """
      print(pcall(table.sort, {1, "a"}))
      print(pcall(function() table.sort({1, 2}, 5) end))
      print(pcall(function() table.sort(setmetatable({}, {__len = function() return math.maxinteger end})) end))
      """)
    #expect(
      script.lines == [
        "false\tattempt to compare string with number",
        "false\tstdin:2: bad argument #2 to 'sort' (function expected, got number)",
        "false\tstdin:3: bad argument #1 to 'sort' (array too big)",
      ])
  }
}
