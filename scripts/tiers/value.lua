-- The value class: what a customer ordered less what came back, over the last year. The figures are examples; set your own.
return tier_policy {
  name = "value",
  description = { en = "Value class by net orders of a year", zh = "价值等级：按近一年净订货额" },
  inputs = { orders = orders.stats() },
  qualify = "365d",
  measure = "orders.net",
  tiers = {
    { name = "bronze", benefits = { terms = 30, visit_interval = "12m" } },
    { name = "silver", from = 30000, keep = 24000, benefits = { discount = 0.02, terms = 30, visit_interval = "6m" } },
    {
      name = "gold", from = 80000, keep = 64000,
      benefits = { discount = 0.03, priority = 2, terms = 45, visit_interval = "3m", owner = "named", services = { "training" } },
    },
    {
      name = "platinum",
      from = { orders = { net = 250000, months_active = 4 } },
      keep = { orders = { net = 200000, months_active = 3 } },
      benefits = {
        discount = 0.05, priority = 1, terms = 60, visit_interval = "1m", owner = "named",
        services = { "training", "technical help", "trials" },
      },
    },
  },
  hold = { fall = 2 }, minimum_stay = "90d", grace = "30d", notice = "30d", downgrade = "one_step",
  writes = "tier",
}
