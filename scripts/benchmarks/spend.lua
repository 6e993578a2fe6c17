-- The formula that every program of the comparison calls: it reads six values and returns two parts.
return score {
  name = "spend", range = { 0, 100 },
  inputs = { orders = orders.stats("365d") },
  formula = function(c, i)
    local size = c.size == "L" and 1 or c.size == "M" and 0.8 or 0.6
    local home = c.country == "CN" and 1 or 0.9
    local staff = math.min(1, math.log(1 + c.employees) / 9)
    local frequency = math.min(1, i.orders.count / 3)
    return {
      value = 60 * size * home * math.min(1, i.orders.net / 100000),
      loyalty = 40 * staff * frequency * 0.5 ^ ((i.orders.days_since_last or 365) / 90),
    }
  end,
}
