import Testing

@Suite struct PointsCommandTests {
  private let program: Program

  init() throws {
    program = try Program.withBook()
    try program.write(
      """
      return points_program {
        name = "trade", expiry = { kind = "rolling", after = "1m" },
        rules = { { name = "goods", cap = { day = 15 }, points = function(x) return x.amount / 10 end } },
      }
      """, to: "trade.lua")
    try #require(try program.run("apply", "trade.lua", "--yes").code == 0)
    let ending = try program.script(
      """
      customers.create { code = "A", name = "Acme" }
      customers.create { code = "B", name = "Beta" }
      orders.create { code = "O1", customer = "A", ordered_on = "2026-01-31", amount = 100 }
      orders.create { code = "O2", customer = "A", ordered_on = "2026-01-31", amount = 100 }
      points.accrue("all")
      """, "--as-of", "2026-02-01")
    try #require(ending.code == 0, "\(ending.errors)")
  }

  @Test func `explain prints what points are made of, and what happens next`() throws {
    let ending = try program.run("explain", "A", "points", "--as-of", "2026-02-28")
    #expect(
      ending.output == """
        A Acme  as of 2026-02-28
        points: usable 15
          #1  10 / 10  earned 2026-01-31, through 2026-02-28
          #2  5 / 5  earned 2026-01-31, through 2026-02-28
          next to expire: 15 after 2026-02-28
        movements
          2026-01-31  earn 5 of 10  trade/goods version 1  O2  (capped by 'day'), run 2
          2026-01-31  earn 10  trade/goods version 1  O1, run 2

        """)
    let later = try program.run("explain", "A", "points", "points", "--as-of", "2026-03-01", "--json").output
    #expect(later.contains(#""usable":0,"pending":0,"expired":15,"debt":0"#), "\(later)")
    let spent = try program.run("eval", "--write", "points.spend('A', 4)", "--as-of", "2026-02-10")
    #expect(spent.code == 0, "\(spent.errors)")
    let before = try program.run("explain", "A", "points", "--as-of", "2026-02-09").output
    #expect(before.contains("points: usable 15") && !before.contains("spend"), "\(before)")
    #expect(before.contains("what is left of lots is as it is now: points moved on 2026-02-10, after this day"))
    let none = try program.run("explain", "A", "points", "--as-of", "2026-01-30")
    #expect(none.errors.contains("A has no points on 2026-01-30"), "\(none.errors)")
  }

  @Test func `the list of what can be explained says of which day points are`() throws {
    #expect(try program.run("explain", "A", "--as-of", "2026-02-28").output.contains("15 on 2026-02-28"))
    let chinese = try program.run("explain", "A", "--as-of", "2026-03-01", "--lang", "zh").output
    #expect(chinese.contains("0（2026-03-01）"), "\(chinese)")
    let now = try program.run("explain", "A").output
    #expect(!now.contains(" on 20"), "\(now)")
  }

  @Test func `a customer without points, and a wallet that there is not, are said to be so`() throws {
    let ending = try program.run("explain", "B", "points")
    #expect(ending.code != 0 && ending.errors.contains("B has no points"), "\(ending.errors)")
    #expect(try program.run("explain", "A", "points", "cash").errors.contains("in wallet 'cash'"))
    #expect(try program.run("explain", "Z", "points").errors.contains("Z"))
    #expect(try program.run("explain", "A", "score").code != 0)
  }

  @Test func `an undone accrual leaves no points, and doctor has nothing to say`() throws {
    #expect(try program.run("undo", "2").code == 0)
    #expect(try program.run("sql", "SELECT count(*) AS n FROM point_balance_list").output.contains("0"))
    #expect(try program.run("doctor").code == 0)
  }
}
