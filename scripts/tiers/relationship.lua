-- The relationship class: 优质, 良好, 一般, 潜在流失. Until feedback is kept, returns and late payments stand in for
-- satisfaction, and the description that every explanation prints says so. Whoever never ordered has no class.
local function class(name, days, orders, returned, late)
  return {
    name = name,
    from = {
      ever = { days_since_last = { max = days } },
      year = { count = orders },
      returned = { count = { max = returned } },
      any = { { pay = { late_share = { max = late } } }, { pay = { count = { max = 0 } } } },
    },
  }
end

return tier_policy {
  name = "relationship",
  description = {
    en = "Relationship class; returns and late payments stand in for satisfaction until feedback is kept",
    zh = "客户关系等级；在有反馈记录之前，以退货与逾期付款代表满意度",
  },
  inputs = {
    ever = orders.stats(),
    year = orders.stats("365d"),
    returned = returns.stats("365d"),
    pay = payments.stats("365d"),
  },
  tiers = {
    { name = "at_risk", from = { ever = { count = 1 } }, benefits = { visit_interval = "1m", services = { "win-back talk" } } },
    class("ordinary", 365, 1, 5, 1),
    class("good", 240, 2, 3, 0.5),
    class("premium", 120, 4, 1, 0.2),
  },
  writes = "relationship",
}
