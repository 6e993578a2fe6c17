-- Points on the day a customer's first order was placed, 100 for each year together; run it daily, or later for days missed.
-- A year's points are booked once, under a reference of customer and year.
--
-- 合作周年积分：在首单的周年日赠送，每合作一年 100 分；每天运行，漏掉的日子补跑即可。
-- 每个客户每年只入账一次，以客户和年份为 reference。
--
-- $ patron run scripts/cookbook/anniversary_points.lua
-- $ patron run scripts/cookbook/anniversary_points.lua --as-of 2026-11-20
local first = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } }, order = "ordered_on" } do
  first[o.customer] = first[o.customer] or o.ordered_on
end

local year = dates.parts(today()).year
for c in customers.each { where = { ["not"] = { lifecycle = { ["in"] = { "lost", "blacklisted" } } } } } do
  local day = first[c.code]
  local years = day and year - dates.parts(day).year or 0
  -- The 29th of February has its anniversary on the 28th in other years.
  if years > 0 and dates.add(day, years .. "y") == today() then
    points.earn(c, 100 * years, { source = "anniversary", reference = c.code .. "/" .. year, reason = years .. " years" })
    print(c.code, c.name, years, 100 * years)
  end
end
