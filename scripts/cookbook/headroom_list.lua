-- The credit list for the sales desk as CSV: limit, exposure, headroom and use in percent, those nearest to the limit first.
-- Exposure counts undelivered orders, deliveries, invoices and bills. Customers without a limit are left out.
--
-- 供销售使用的额度清单（CSV）：信用额度、占用、可用额度和使用率，最接近上限的在前。
-- 占用包括未发货订单、已发货未开票、未结发票和承兑汇票。没有额度的客户不列。
--
-- $ patron run scripts/cookbook/headroom_list.lua --read-only > headroom.csv
local list = {}
for c in customers.each { where = { credit_limit = { [">"] = 0 } } } do
  local exposure = credit.exposure(c).total
  list[#list + 1] = { c = c, exposure = exposure, headroom = credit.headroom(c), use = exposure / c.credit_limit }
end
table.sort(list, function(a, b) return a.use > b.use end)

local heads = text.of {
  en = "code,name,currency,limit,exposure,headroom,use %,owner", zh = "编号,名称,币种,额度,占用,可用额度,使用率%,业务员",
}
local rows = { text.split(heads, ",") }
for _, r in ipairs(list) do
  rows[#rows + 1] = {
    r.c.code, r.c.name, r.c.currency, r.c.credit_limit.amount, r.exposure.amount, r.headroom.amount,
    ("%.1f"):format(100 * r.use), r.c.owner or "",
  }
end
print(text.trim(csv.encode(rows, { header = false })))
