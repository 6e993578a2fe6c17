-- The ladders that ship.
describe("value", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙" }, { code = "C3", name = "丙" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-03-01", amount = 80000 },
        { code = "O2", customer = "C2", ordered_on = "2026-03-01", amount = 30000 },
        { code = "O3", customer = "C3", ordered_on = "2026-03-01", amount = 29999.99 },
      },
    }
    apply "../tiers/value.lua"
  end)

  it("goes by the net orders of a year", function()
    tiers.evaluate("value", "all")
    expect(customers.get("C1").tier):to_equal("gold")
    expect(customers.get("C2").tier):to_equal("silver")
    expect(customers.get("C3").tier):to_equal("bronze")
    expect(changes()):to_contain { entity = "customers", code = "C1", field = "tier", new = "gold" }
  end)

  it("wants four months of buying for platinum, however much it is", function()
    given { orders = { { code = "O4", customer = "C1", ordered_on = "2026-04-01", amount = 500000 } } }
    tiers.evaluate("value", "all")
    expect(customers.get("C1").tier):to_equal("gold")
    given {
      orders = {
        { code = "O5", customer = "C1", ordered_on = "2026-05-01", amount = 1 },
        { code = "O6", customer = "C1", ordered_on = "2026-06-01", amount = 1 },
      },
    }
    tiers.evaluate("value", "all")
    expect(customers.get("C1").tier):to_equal("platinum")
  end)

  it("lets a customer fall one step, when two evaluations say so and a notice of 30 days is over", function()
    tiers.evaluate("value", "all")
    -- The orders of March 2026 have left the year's window.
    clock.set("2027-03-31")
    tiers.evaluate("value", "all")
    expect(tiers.notices()):to_equal {}
    clock.advance("20d")
    tiers.evaluate("value", "all")
    expect(tiers.notices()):to_contain { code = "C1", tier = "gold" }
    clock.advance("29d")
    tiers.evaluate("value", "all")
    expect(customers.get("C1").tier):to_equal("gold")
    clock.advance("1d")
    tiers.evaluate("value", "all")
    expect(customers.get("C1").tier):to_equal("silver")
  end)
end)

describe("size", function()
  it("goes by the company's own figures, else by what it orders here", function()
    clock.set("2026-06-30")
    given {
      customers = {
        { code = "C1", name = "甲", annual_revenue = 400000000 }, { code = "C2", name = "乙", employees = 300 },
        { code = "C3", name = "丙", employees = 299, annual_revenue = 1000000 }, { code = "C4", name = "丁" },
      },
      orders = { { code = "O1", customer = "C4", ordered_on = "2026-03-01", amount = 200000 } },
    }
    apply "../tiers/size.lua"
    tiers.evaluate("size", "all")
    local found = {}
    for c in customers.each {} do found[c.code] = c.size end
    expect(found):to_equal { C1 = "L", C2 = "M", C3 = "S", C4 = "L" }
  end)
end)

describe("relationship", function()
  before_each(function()
    clock.set("2026-06-30")
    local bought = {}
    for month = 3, 6 do
      bought[#bought + 1] = { code = "O" .. month, customer = "C1", ordered_on = ("2026-%02d-01"):format(month), amount = 100 }
    end
    given { customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙" } }, orders = bought }
    apply "../tiers/relationship.lua"
    tiers.evaluate("relationship", "all")
  end)

  it("calls four orders within a year premium, and says nothing of who never ordered", function()
    expect(customers.get("C1").relationship):to_equal("premium")
    expect(customers.get("C2").relationship):to_be_nil()
  end)
end)
