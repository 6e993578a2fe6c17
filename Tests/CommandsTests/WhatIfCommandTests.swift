import Testing

/// `simulate`, `backtest` and `explain ORDER` as people type them.
@Suite struct WhatIfCommandTests {
  private func book() throws -> Program {
    let program = try Program.withBook()
    let made = try program.script(
      """
      customers.create { code = 'C1', name = 'Acme, Ltd' }
      orders.create { code = 'O1', customer = 'C1', ordered_on = '2020-01-02', amount = 900 }
      """)
    #expect(made.code == 0, "\(made.errors)")
    try program.write(
      """
      return points_program { name = "p", wallets = { { name = "points", value = money(0.01, "CNY") } },
        rules = { { name = "r", points = function(x) return x.amount end } } }
      """, to: "p.lua")
    return program
  }

  @Test func `those who move come as CSV, and other forms are refused by name`() throws {
    let program = try book()
    let csv = try program.run("simulate", "p.lua", "--format", "csv")
    #expect(
      csv.output == "customer,name,from,to,stake,currency,detail\nC1,\"Acme, Ltd\",,900,9.00,CNY,\n", "\(csv.errors)")
    let table = try program.run("simulate", "p.lua")
    #expect(table.output.contains("cost of points that were not lost: 9.00 CNY more"), "\(table.output)")
    #expect(try program.run("simulate", "p.lua", "--format", "csv", "--json").code == 64)
    #expect(try program.run("simulate", "p.lua", "--step", "1m").code == 64)
    #expect(try program.run("simulate", "p.lua", "--use-current", "orders").code == 64)
    #expect(try program.run("simulate", "p.lua", "--from", "2020-01-01", "--use-current", "oders").code == 64)
    let late = try program.run("simulate", "p.lua", "--from", "2020-01-01", "--to", "2020-12-31")
    #expect(late.code == 3 && late.errors.contains("--use-current orders takes it as it is"), "\(late.errors)")
    #expect(try program.run("simulate", "p.lua", "--to", "9999-12-31").code == 3)
    let kept = try program.run("sql", "SELECT count(*) FROM point_movement_list", "--format", "csv")
    #expect(kept.output.hasSuffix("0\n"))
  }

  @Test func `an order is explained by its code, alone or behind its customer's`() throws {
    let program = try book()
    let alone = try program.run("explain", "O1")
    #expect(alone.code == 0 && alone.output.contains("goods 900.00 CNY"), "\(alone.errors)")
    #expect(try program.run("explain", "C1", "O1").output == alone.output)
    #expect(try program.run("explain", "O2").code == 66)
    #expect(try program.run("explain", "C1", "O1", "more").code == 64)
    #expect(try program.script("customers.create { code = 'C2', name = 'Bolt' }").code == 0)
    #expect(try program.run("explain", "C2", "O1").errors.contains("order O1 is no order of customer C2"))
  }
}
