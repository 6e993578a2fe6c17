-- What each customer bought last year and not this year: what to ask about in the next call, the largest amounts first.
-- Compares this year so far with all of last year; amounts are last year's, in the base currency.
--
-- 客户去年买过、今年没再买的产品：下次联系时该问的事，金额大的在前。
-- 以今年至今与去年全年相比；金额为去年的，折合本位币。
--
-- $ patron run scripts/cookbook/lost_products.lua --read-only
local this = dates.parts(today()).year
local base = money(0).currency
local order = {}
for o in orders.each {
  where = { ordered_on = { [">="] = this - 1 .. "-01-01", ["<="] = today() }, ["not"] = { status = "cancelled" } },
} do
  order[o.code] = o
end

local bought, again = {}, {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local o = order[l.order]
  if o then
    local key = o.customer .. "\t" .. l.product
    local amount = l.amount or l.price and l.quantity and l.price * l.quantity
    if dates.parts(o.ordered_on).year == this then
      again[key] = true
    elseif amount then
      local b = bought[key] or { customer = o.customer, product = l.product, sum = money(0) }
      b.sum = b.sum + fx.convert(amount, base, o.ordered_on)
      bought[key] = b
    end
  end
end

local list = {}
for key, b in pairs(bought) do
  if not again[key] then list[#list + 1] = b end
end
table.sort(list, function(a, b) return a.sum > b.sum end)
for _, b in ipairs(list) do print(b.customer, b.product, b.sum) end
