-- Gross margin by product for a period, the least profitable first: sold, cost, margin in percent, and how many sold below cost.
-- Costs are those of today's product list; lines without a product or a cost are counted at the end.
--
-- 某期间各产品的毛利，利润最低的在前：销售额、成本、毛利率，以及低于成本的笔数。
-- 成本取产品表当前值；没有产品或成本的订单行在末尾计数。
--
-- $ patron run scripts/cookbook/margins.lua 2026-01-01 2026-06-30 --read-only
local from, to = ...
from, to = from or dates.start_of(today(), "year"), to or today()
local base = money(0).currency

local cost, name, day = {}, {}, {}
for p in products.each { where = { ["not"] = { cost = null } } } do cost[p.code], name[p.code] = fx.convert(p.cost, base), p.name end
for o in orders.each { where = { ordered_on = { [">="] = from, ["<="] = to }, ["not"] = { status = "cancelled" } } } do
  day[o.code] = o.ordered_on
end

local sold, unknown = {}, 0
for l in order_lines.each { where = { kind = { ["in"] = { "goods", null } }, quantity = { [">"] = 0 } } } do
  local amount = l.amount or l.price and l.price * l.quantity
  if day[l.order] and amount then
    if cost[l.product] then
      local s = sold[l.product] or { code = l.product, sales = 0, cost = 0, below = 0 }
      local sales, spent = fx.convert(amount, base, day[l.order]).amount, cost[l.product].amount * l.quantity
      s.sales, s.cost = s.sales + sales, s.cost + spent
      if sales < spent then s.below = s.below + 1 end
      sold[l.product] = s
    else
      unknown = unknown + 1
    end
  end
end

local list = {}
for _, s in pairs(sold) do
  if s.sales > 0 then list[#list + 1] = s end
end
table.sort(list, function(a, b) return a.cost / a.sales > b.cost / b.sales end)
for _, s in ipairs(list) do
  print(s.code, name[s.code], money.round(s.sales), money.round(s.cost), ("%.1f %%"):format(100 * (1 - s.cost / s.sales)), s.below)
end
if unknown > 0 then print(text.of({ en = "lines without a cost: %d", zh = "%d 行没有成本" }):format(unknown)) end
