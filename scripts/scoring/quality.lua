-- Customer quality: what the customer is (fit, no decay) and what the customer does (behaviour, fades with time).
-- Fit counts for 40 points, behaviour for 60. Weights and caps are the company's to change.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return score {
  name = "quality",
  description = {
    en = "Customer quality: fit and behaviour, 0 to 100",
    zh = "客户质量：客户本身的条件与合作表现，0 到 100",
  },
  bands = { { min = 80, name = "A" }, { min = 60, name = "B" }, { min = 40, name = "C" }, { min = 0, name = "D" } },
  inputs = {
    figures = customers.figures(),
    history = orders.stats(),
    year = orders.stats("365d"),
    paid = payments.stats("365d", { terms = 30 }),
    owed = invoices.stats(nil, { terms = 30 }),
  },
  formula = function(c, i)
    if i.history.count == 0 then return insufficient("no orders yet") end

    -- Late money weighs on trust: half of it is gone at 30 weighted days late, all at 60.
    local trust = 0.5
    if i.paid.weighted_days_late then trust = 1 - share(i.paid.weighted_days_late, 60) end
    if i.owed.open > 0 then trust = trust * (1 - 0.5 * i.owed.overdue / i.owed.open) end

    return {
      fit = capped(40, {
        -- Five years together are as good as ten.
        years = 15 * share(i.history.days_since_first, 5 * 365),
        size = 15 * share(math.log(1 + math.max(0, i.figures.annual_revenue or 0), 10), 8),
        credit = 10 * share(i.figures.credit_limit, 100000),
        volume = 15 * share(math.log(1 + math.max(0, i.history.net), 10), 6),
      }),
      behaviour = capped(60, {
        recency = 20 * decay(i.history.days_since_last, "90d"),
        frequency = 15 * share(i.year.months_active, 12),
        value = 15 * share(i.year.net, 100000),
        trust = 20 * trust,
      }),
    }
  end,
}
