-- A score of your own: how steadily customers buy, from the months of a year with an order and how long ago the last one was.
-- Its test stands beside it; change a number, and the test says what that changes.
--
-- 自己的评分：客户购买的稳定程度，看一年中有订单的月数和最近一单的远近。
-- 测试就在旁边；改一个数字，测试会告诉您影响了什么。
--
-- $ patron test scripts/cookbook
-- $ patron apply scripts/cookbook/steady_buying.lua --dry-run
-- $ patron apply scripts/cookbook/steady_buying.lua
return score {
  name = "steady_buying",
  description = { en = "Months with an order in a year, and recency", zh = "一年中有订单的月数与最近购买" },
  inputs = { year = orders.stats("365d") },
  bands = { { min = 70, name = "steady" }, { min = 40, name = "now and then" }, { min = 0, name = "rare" } },
  formula = function(c, i)
    if i.year.count == 0 then return insufficient("no orders within a year") end
    return {
      months = 80 * math.min(1, i.year.months_active / 12),
      recency = 20 * decay(i.year.days_since_last, "30d"),
    }
  end,
}
