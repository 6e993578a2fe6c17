-- What was ordered in five windows, in yuan.
return score {
  name = "windows", range = { 0, 1e12 },
  inputs = {
    month = orders.stats("30d"), quarter = orders.stats("90d"), half = orders.stats("180d"),
    year = orders.stats("365d"), both = orders.stats("600d"),
  },
  formula = function(c, i)
    return i.month.ordered + i.quarter.ordered + i.half.ordered + i.year.ordered + i.both.ordered
  end,
}
