-- Returns by product and by reason: the share of a year's sales that came back, the worst first, for talks with suppliers.
-- Only products that came back are listed; amounts are in the base currency.
--
-- 按产品和原因统计退货：近一年销售额中退回的比例，最差的在前，便于与供应商沟通。
-- 只列有退货的产品；金额折合本位币。
--
-- $ patron run scripts/cookbook/return_rates.lua --read-only
local since, base = dates.add(today(), "-365d"), money(0).currency
local day = {}
for o in orders.each { where = { ordered_on = { [">"] = since }, ["not"] = { status = "cancelled" } } } do day[o.code] = o.ordered_on end
local sold = {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local amount = l.amount or l.price and l.quantity and l.price * l.quantity
  if day[l.order] and amount then
    sold[l.product] = (sold[l.product] or money(0)) + fx.convert(amount, base, day[l.order])
  end
end

local back, list = {}, {}
for r in returns.each { where = { returned_on = { [">"] = since }, product = { ["~="] = null }, amount = { ["~="] = null } } } do
  local b = back[r.product]
  if not b then
    b = { product = r.product, sum = money(0), reasons = {} }
    back[r.product], list[#list + 1] = b, b
  end
  b.sum = b.sum + fx.convert(r.amount, base, r.returned_on)
  local reason = r.reason or text.of { en = "no reason", zh = "未填原因" }
  b.reasons[reason] = (b.reasons[reason] or 0) + 1
end

local function share(b) return sold[b.product] and sold[b.product].amount > 0 and b.sum / sold[b.product] or 1 end
table.sort(list, function(a, b) return share(a) > share(b) end)
for _, b in ipairs(list) do
  local reasons = {}
  for reason, count in pairs(b.reasons) do reasons[#reasons + 1] = reason .. " " .. count end
  print(b.product, ("%.1f %%"):format(100 * share(b)), b.sum, table.concat(reasons, ", "))
end
