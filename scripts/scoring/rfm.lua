-- Recency, frequency, money: each a class from 1 to 5 among all customers who ordered within a year, equal values in one
-- class (class = 1 + floor(5 * rank / n), ties share the lowest rank). 3 is the lowest sum, 15 the highest.
return score {
  name = "rfm",
  description = {
    en = "Recency, frequency and money over a year, each 1 to 5",
    zh = "近一年的最近购买、购买频率与购买金额，各 1 到 5",
  },
  range = { 3, 15 },
  decimals = 0,
  bands = {
    { min = 13, name = "champion" }, { min = 10, name = "loyal" }, { min = 7, name = "promising" },
    { min = 3, name = "at risk" },
  },
  inputs = {
    recency = quintile(orders.stats("365d"), "days_since_last", "lowest"),
    frequency = quintile(orders.stats("365d"), "count"),
    money = quintile(orders.stats("365d"), "net"),
  },
  formula = function(c, i)
    if not i.recency then return insufficient("no orders within a year") end
    return { recency = i.recency, frequency = i.frequency, money = i.money }
  end,
}
