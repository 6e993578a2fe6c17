-- The terms to quote by, as CSV: each customer's tier with its discount, payment terms and services.
-- Columns are those benefits that the policy names; load the file into the order system.
--
-- 报价条件表（CSV）：每个客户的等级及其折扣、账期和服务。
-- 列为策略中写明的各项权益；可导入订单系统。
--
-- $ patron run scripts/cookbook/benefits_table.lua value --read-only > benefits.csv
local ladder = (...) or "value"
local list, known, names = {}, {}, {}
for c in customers.each { order = "code" } do
  local standing = tiers.of(c, ladder)
  if standing and standing.tier then
    local benefits = tiers.benefits(c, ladder)
    list[#list + 1] = { c = c, tier = standing.tier, benefits = benefits }
    for name in pairs(benefits) do
      if not known[name] then known[name], names[#names + 1] = true, name end
    end
  end
end
table.sort(names)

local rows = { text.split(text.of { en = "code,name,tier", zh = "编号,名称,等级" }, ",") }
for _, name in ipairs(names) do table.insert(rows[1], name) end
for _, r in ipairs(list) do
  local row = { r.c.code, r.c.name, r.tier }
  for _, name in ipairs(names) do
    local value = r.benefits[name]
    row[#row + 1] = type(value) == "table" and table.concat(value, "; ") or value == nil and "" or value
  end
  rows[#rows + 1] = row
end
print(text.trim(csv.encode(rows, { header = false })))
