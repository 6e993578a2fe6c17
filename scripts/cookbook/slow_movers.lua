-- Products that hardly sell: active ones without a sale in 90 days, with the day of the last sale and what was sold in a year.
-- Those never sold come first. Mark them inactive with products.update, or offer them at a price.
--
-- 滞销产品：90 天没有销售的在售产品，附最近销售日和近一年销量；从未售出的排在最前。
-- 可用 products.update 停售，或安排促销。
--
-- $ patron run scripts/cookbook/slow_movers.lua 90 --read-only
local since, year = dates.add(today(), "-" .. (... or 90) .. "d"), dates.add(today(), "-365d")
local day = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } } } do day[o.code] = o.ordered_on end

local last, sold = {}, {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local on = day[l.order]
  if on then
    if not last[l.product] or on > last[l.product] then last[l.product] = on end
    if on > year then sold[l.product] = (sold[l.product] or 0) + (l.quantity or 0) end
  end
end

local list = products.list { where = { ["not"] = { active = false } }, order = "code" }
table.sort(list, function(a, b)
  local x, y = last[a.code] or "", last[b.code] or ""
  return x < y or x == y and a.code < b.code
end)
for _, p in ipairs(list) do
  if not last[p.code] or last[p.code] < since then
    print(p.code, p.name, last[p.code] or "–", sold[p.code] or 0, p.unit or "")
  end
end
