-- The relationship index (S2.4): satisfaction, loyalty, purchase frequency, amount and years together, 20 points each.
-- Until surveys are kept, satisfaction is read from returns: the share of what was ordered that came back. With no returns
-- on record the coverage says that it is missing, and satisfaction counts as full.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return score {
  name = "relationship",
  description = {
    en = "Relationship: satisfaction, loyalty, frequency, amount, years",
    zh = "关系指数：满意度、忠诚度、购买频率、购买金额、合作年限",
  },
  bands = {
    { min = 75, name = "premium" }, { min = 55, name = "good" }, { min = 35, name = "ordinary" }, { min = 0, name = "at_risk" },
  },
  inputs = {
    ever = orders.stats(),
    year = orders.stats("365d"),
    returned = returns.stats("365d"),
  },
  formula = function(c, i)
    if i.ever.count == 0 then return insufficient("no orders yet") end
    local came_back = i.year.ordered > 0 and i.returned.amount / i.year.ordered or 0
    return {
      satisfaction = 20 * (1 - share(came_back, 0.2)),
      loyalty = 20 * decay(i.ever.days_since_last, "120d"),
      frequency = 20 * share(i.year.count, 12),
      amount = 20 * share(math.log(1 + math.max(0, i.year.net), 10), 6),
      years = 20 * share(i.ever.days_since_first, 5 * 365),
    }
  end,
}
