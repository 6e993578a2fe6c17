describe("steady_buying", function()
  before_each(function() clock.set("2026-06-30") end)

  it("counts months with an order, and halves recency every 30 days", function()
    given {
      customers = { { code = "C1", name = "甲" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-03-05", amount = 100 },
        { code = "O2", customer = "C1", ordered_on = "2026-04-05", amount = 100 },
        { code = "O3", customer = "C1", ordered_on = "2026-05-31", amount = 100 },
      },
    }
    apply "steady_buying.lua"
    -- 80 · 3/12, and 20 · 1/2 thirty days after the last order.
    expect(scores.explain("C1", "steady_buying").parts):to_equal { months = 20, recency = 10 }
    expect(scores.of("C1").steady_buying.band):to_equal("rare")
  end)

  it("says nothing of who did not order", function()
    given { customers = { { code = "C1", name = "甲" } } }
    apply "steady_buying.lua"
    expect(scores.of("C1").steady_buying.reason):to_equal("no orders within a year")
  end)
end)
