-- Purchasing power (S2.2): turnover, capital, people and the strength of the balance sheet. What is not known adds nothing
-- and lowers the coverage; with neither figures nor statements there is no value.
local function magnitude(value, from, to)
  if not value or value <= 0 then return 0 end
  local digits = math.log(value, 10)
  return math.max(0, math.min(1, (digits - from) / (to - from)))
end

return score {
  name = "purchasing_power",
  description = { en = "Purchasing power from finances and scale", zh = "购买力：财务状况与规模" },
  bands = { { min = 70, name = "high" }, { min = 40, name = "middle" }, { min = 0, name = "low" } },
  inputs = { figures = customers.figures(), statement = statements.latest() },
  formula = function(c, i)
    if i.figures.count == 0 and i.statement.count == 0 then
      return insufficient("neither figures nor financial statements")
    end
    local revenue = i.statement.revenue or i.figures.annual_revenue
    local equity = i.statement.equity or i.figures.equity or i.figures.registered_capital
    local assets = i.statement.total_assets
    return {
      -- From 100,000 (nothing) to 100 million (all), by the order of magnitude.
      turnover = 40 * magnitude(revenue, 5, 8),
      capital = 25 * magnitude(equity, 4, 7),
      people = 15 * magnitude(i.figures.employees, 0, 3),
      -- Own funds: half of the assets or more is full marks.
      solidity = assets and equity and assets > 0 and 20 * math.max(0, math.min(1, 2 * equity / assets)) or 0,
    }
  end,
}
