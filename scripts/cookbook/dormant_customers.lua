-- Customers worth winning back: at least three orders before, none in the last 180 days, those who bought most in front.
-- Each with the last order, what an order used to be worth, and who is to call. Other days: the first argument.
--
-- 值得赢回的客户：以往至少三单，近 180 天没有订单；历史订货额大的在前。
-- 附最近下单日、平均每单金额和负责人。第一个参数可改天数。
--
-- $ patron run scripts/cookbook/dormant_customers.lua 180 --read-only
local since = dates.add(today(), "-" .. (... or 180) .. "d")
local base = money(0).currency
local past = {}
for o in orders.each { where = { ["not"] = { any = { { status = "cancelled" }, { amount = null } } } }, order = "ordered_on" } do
  local p = past[o.customer] or { count = 0, sum = money(0) }
  p.count, p.last = p.count + 1, o.ordered_on
  p.sum = p.sum + fx.convert(o.amount, base, o.ordered_on)
  past[o.customer] = p
end

local list = segments.list {
  test = function(c) return past[c.code] and past[c.code].count >= 3 and past[c.code].last < since end,
}
table.sort(list, function(a, b) return past[a.code].sum > past[b.code].sum end)
for _, c in ipairs(list) do
  local p = past[c.code]
  print(c.code, c.name, p.last, p.sum / p.count, c.owner or "–")
end
