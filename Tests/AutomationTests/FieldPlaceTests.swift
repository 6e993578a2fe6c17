import LuaRuntime
import Testing
import Wording

/// Where an error about a field of a table points.
struct FieldPlaceTests {
  private func failure(_ source: String) throws -> ScriptFailure {
    try #require(try SampleBook.runEmpty(source).failure)
  }

  private static let score = """
    local scale = { 0, 100 }
    return score {
      name = "s", -- range = 1
      range = scale,
      inputs = {
        orders = orders.stats("365d"), ["paid"] = payments.stats("365d"),
      },
      bands = {
        { min = 50, name = "A" },
        { min = 0, name = "B" },
      },
      floor = 0.5,
      formula = function(c, i)
        local range, floor = 1, 2
        if range then return floor end
        return i.orders.count
      end,
      decimals = 2,
    }
    """

  @Test(arguments: [
    ("range = scale", "range = { 3 }", "'range'", 4, 3),
    ("floor = 0.5", "floor = 5", "'floor'", 12, 3),
    ("decimals = 2", "decimals = 7", "'decimals'", 18, 3),
    ("decimals = 2", "decimls = 7", "'decimls'", 18, 3),
    ("{ min = 0, name", "{ min = 50, name", "'bands[2].min'", 10, 7),
    (#"["paid"] = payments.stats("365d")"#, #"["paid"] = 12"#, "'inputs.paid'", 6, 36),
    (
      #"payments.stats("365d")"#, #"{ input = "orders.stats", window = 12 }"#, "'inputs.paid.window'", 6, 73
    ),
    (#"payments.stats("365d")"#, #"{ input = "orders.stats", wndow = "1d" }"#, "'inputs.paid.wndow'", 6, 73),
    (#"orders.stats("365d"), ["paid"]"#, "{ input = 'x' }, paid", "'inputs.orders.input'", 6, 16),
  ])
  func `an error in a score points to the field at fault`(
    _ old: String, _ new: String, _ path: String, _ line: Int, _ column: Int
  ) throws {
    let failure = try failure(Self.score.replacing(old, with: new))
    #expect(failure.message.contains(path), "\(failure.message)")
    #expect((failure.line, failure.column) == (line, column), "\(failure.rendering.english)")
  }

  @Test func `where the table is not written at the call, the call is the place`() throws {
    let failure = try failure("local t = {\n  name = 's', inputs = {}, floor = 7, formula = print,\n}\nreturn score(t)")
    #expect(failure.line == 4 && failure.message.contains("'floor'"))
  }

  @Test func `fields of other functions are found too`() throws {
    let failure = try failure(
      """
      return customers.list(
        {
          limit = 3, wher = { },
        })
      """)
    #expect((failure.line, failure.column, failure.width) == (3, 16, 4))
    #expect(failure.rendering.english.contains("  3 |     limit = 3, wher = { },\n    |                ^^^^"))
  }

  @Test(arguments: ["return score {", "return score ( } ]", "x = score { [", "score { a = ] } ) , {", "score(({}"])
  func `a text that is no Lua still ends`(_ source: String) throws {
    #expect(try SampleBook.runEmpty(source).failure != nil)
  }
}
