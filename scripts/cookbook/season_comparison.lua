-- This quarter against the same days of the same quarter last year, by region, with the change in percent.
-- A quarter that is not over is compared with as many days of the other, so that the figures are fair.
--
-- 本季度与去年同季度同期相比，按地区列出，附同比增减。
-- 季度未结束时，只与去年同样天数相比，口径一致。
--
-- $ patron run scripts/cookbook/season_comparison.lua --read-only
local base = money(0).currency
local from, to = dates.start_of(today(), "quarter"), today()
local from_before, to_before = dates.add(from, "-1y"), dates.add(to, "-1y")

local region = {}
for c in customers.each {} do region[c.code] = c.region or text.of { en = "no region", zh = "未填地区" } end
local function sums(first, last)
  local list = {}
  for o in orders.each { where = { ordered_on = { [">="] = first, ["<="] = last }, ["not"] = { status = "cancelled" } } } do
    local key = region[o.customer]
    if o.amount then list[key] = (list[key] or money(0)) + fx.convert(o.amount, base, o.ordered_on) end
  end
  return list
end

local before, now, names = sums(from_before, to_before), sums(from, to), {}
for name in pairs(before) do names[name] = true end
for name in pairs(now) do names[name] = true end
for name in pairs(names) do
  local a, b = before[name] or money(0), now[name] or money(0)
  local change = a.amount > 0 and ("%+.1f %%"):format(100 * (b / a - 1)) or text.of { en = "new", zh = "新增" }
  print(name, a, b, change)
end
