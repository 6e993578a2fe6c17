-- The points programs that ship.
describe("trade_points", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = {
        { code = "C1", name = "甲" }, { code = "C2", name = "乙", tier = "gold" },
        { code = "C3", name = "丙", referrer = "C1" },
      },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 19600 },
        { code = "O2", customer = "C2", ordered_on = "2026-06-30", amount = 19600 },
      },
    }
    apply "../loyalty/trade_points.lua"
  end)

  it("gives a point for each 100, and gold members half as many again, not both", function()
    expect(points.accrue("O1").points.points):to_equal(196)
    expect(points.accrue("O2").points.points):to_equal(294)
  end)

  it("gives nothing twice", function()
    points.accrue("all")
    expect(points.accrue("O1").movements):to_equal(0)
  end)

  it("makes them usable after 14 days, until the end of the month a year later", function()
    points.accrue("all")
    expect(points.balance("C1")):to_equal(0)
    clock.advance("14d")
    expect(points.balance("C1")):to_equal(196)
    clock.set("2027-07-31")
    expect(points.balance("C1")):to_equal(196)
    clock.set("2027-08-01")
    expect(points.balance("C1")):to_equal(0)
  end)
end)

describe("member_levels", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙", tier = "platinum" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 999 },
        { code = "O2", customer = "C2", ordered_on = "2026-06-30", amount = 2000 },
      },
    }
    apply "../loyalty/member_levels.lua"
  end)

  it("counts for the club, for the level and for the card of stamps", function()
    -- 99.9 rounded down; no stamp below 1,000; cash back is for platinum members.
    expect(points.accrue("O1").points):to_contain { club = 99 }
    expect(points.accrue("O1").points).never:to_contain { stamps = 1 }
    -- 200 doubled, 200 towards the level, a stamp, and half a percent in fen: 10.00.
    expect(points.accrue("O2").points):to_contain { club = 400, level = 200, stamps = 1 }
  end)
end)
