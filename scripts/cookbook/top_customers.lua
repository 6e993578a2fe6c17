-- Customers by what they ordered in a year, with their share and their class: A makes 80 % of the sales, B the next 15 %, C the rest.
-- Amounts are in the book's base currency, at the rates of the days of ordering.
--
-- 近一年客户订货额排名，附占比与 ABC 分类：A 类合计占 80 %，B 类再占 15 %，其余为 C 类。
-- 金额折合本位币，按下单日汇率。
--
-- $ patron run scripts/cookbook/top_customers.lua --read-only > top.csv
local base = money(0).currency
local sums, total = {}, money(0)
for o in orders.each {
  where = { ordered_on = { [">"] = dates.add(today(), "-365d") }, ["not"] = { any = { { status = "cancelled" }, { amount = null } } } },
} do
  local amount = fx.convert(o.amount, base, o.ordered_on)
  sums[o.customer] = (sums[o.customer] or money(0)) + amount
  total = total + amount
end

local ranked = {}
for c in customers.each {} do
  if sums[c.code] then ranked[#ranked + 1] = { c = c, sum = sums[c.code] } end
end
table.sort(ranked, function(a, b) return a.sum > b.sum or a.sum == b.sum and a.c.code < b.c.code end)

local rows = { text.split(text.of { en = "code,name,sales,share,class", zh = "编号,名称,订货额,占比,分类" }, ",") }
local before = money(0)
for _, r in ipairs(ranked) do
  -- The customer that crosses a line still belongs to what is above it.
  local class = before < total * 0.8 and "A" or before < total * 0.95 and "B" or "C"
  rows[#rows + 1] = { r.c.code, r.c.name, r.sum.amount, ("%.1f %%"):format(100 * (r.sum / total)), class }
  before = before + r.sum
end
print(text.trim(csv.encode(rows, { header = false })))
