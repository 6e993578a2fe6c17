import LuaRuntime
import Testing

@Suite struct TraversalTests {
  private static let mixed = """
    local t = {"x", "y", [0] = 0, [-3] = 0, [100] = 0, [1.5] = 0, [-0.5] = 0, [1e300] = 0, b = 0, a = 0, ab = 0, [""] = 0,
      ["é"] = 0, ["a\\0"] = 0, B = 0, [true] = 0, [false] = 0, [math.mininteger] = 0}
    """
  private static let order =
    "-9223372036854775808 -3 0 1 2 100 -0.5 1.5 1e+300 \"\" \"B\" \"a\" \"a\\0\" \"ab\" \"b\" \"é\" false true"

  @Test(arguments: ["pairs(t)", "next, t"])
  func `keys come as integers, other numbers, strings by bytes, booleans`(iterator: String) throws {
    let script = try Script(
      """
      \(Self.mixed)
      local seen = {}
      for k in \(iterator) do seen[#seen + 1] = type(k) == "string" and ("%q"):format(k) or tostring(k) end
      print(table.concat(seen, " "))
      """)
    #expect(script.lines.first.map(String.init) == Self.order)
  }

  @Test(arguments: ["pairs(t)", "next, t"])
  func `the order does not depend on the order of insertion`(iterator: String) throws {
    let script = try Script(
      """
      local function keys(from, to, step)
        local t, seen = {}, {}
        for i = from, to, step do t["k" .. i] = i; t[i * 3] = i end
        for k in \(iterator) do seen[#seen + 1] = k end
        return table.concat(seen, " ")
      end
      print(keys(1, 300, 1) == keys(300, 1, -1))
      """)
    #expect(script.lines == ["true"])
  }

  @Test(arguments: ["pairs(t)", "next, t"])
  func `fields may be changed and cleared on the way`(iterator: String) throws {
    let script = try Script(
      """
      local t = {1, 2, 3, 4, a = 1, b = 2, c = 3, [print] = 4, [type] = 5}
      local n = 0
      for k, v in \(iterator) do n = n + v; t[k] = nil; collectgarbage() end
      print(n, next(t))
      for i = 1, 100 do t[i], t["k" .. i] = i, i end
      n = 0
      for k, v in \(iterator) do t[k] = v + 1; t[50] = nil; t.k7 = nil; n = n + 1 end
      print(n, t[1], t.k100)
      """)
    #expect(script.lines == ["25\tnil", "198\t2\t101"])
  }

  @Test func `keys without an order come last and all of them come`() throws {
    let script = try Script(
      """
      local t = {[print] = 1, [{}] = 1, a = 1, [{}] = 1, [coroutine.create(print)] = 1, 1, 2}
      local function kinds(...)
        local seen = ""
        for k in ... do seen = seen .. type(k):sub(1, 1) end
        return seen
      end
      local order = kinds(pairs(t))
      print(order:sub(1, 3), #order, kinds(next, t) == order)
      print(kinds(pairs({[print] = 1, [type] = 2})), kinds(next, {[print] = 1, [type] = 2}), kinds(pairs({})))
      for i = 1, 40 do t["k" .. i] = i end
      print(kinds(pairs(t)) == kinds(next, t), kinds(pairs(t)):sub(-4):match("s"))
      """)
    #expect(script.lines == ["nns\t7\ttrue", "ff\tff\t", "true\tnil"])
  }

  @Test func `nested and abandoned walks of one table do not disturb each other`() throws {
    let script = try Script(
      """
      local t, n = {}, 0
      for i = 1, 20 do t["k" .. i] = true end
      for _ in next, t do for _ in next, t do n = n + 1 end end
      for k in next, t do if k == "k10" then break end end
      t.a, t.k100 = true, true
      local seen = {}
      for k in next, t do seen[#seen + 1] = k end
      print(n, #seen, seen[1], next(t, "k10"), next(t, "zzz"))
      """)
    #expect(script.lines == ["400\t22\ta\tk100\tnil"])
  }

  @Test func `pairs respects its metamethod`() throws {
    let script = try Script(
      """
      local t = setmetatable({}, {__pairs = function(self) return function(_, k) if not k then return 1, "one" end end, self, nil end})
      for k, v in pairs(t) do print(k, v) end
      print(pcall(function() for _ in pairs(nil) do end end))
      print(pcall(function() next(nil) end))
      """)
    #expect(
      script.lines == [
        "1\tone", "false\tstdin:3: bad argument #1 to 'pairs' (table expected, got nil)",
        "false\tstdin:4: bad argument #1 to 'next' (table expected, got nil)",
      ])
  }
}
