-- An aging table as CSV: a row for each customer, a column for each age of receivables, in the customer's currency.
-- Customers without open invoices are left out. Money that came in and is not applied yet has a column of its own.
--
-- 应收账款账龄表（CSV）：每个客户一行，每个账龄段一列，按客户币种。
-- 没有未结发票的客户不列；已收未核销的款项单列一列。
--
-- $ patron run scripts/cookbook/aging_table.lua --read-only > aging.csv
local buckets = { "not_due", "days_1_30", "days_31_60", "days_61_90", "days_91_180", "over_180", "total", "unapplied" }
local heads = text.of {
  en = "owner,code,name,currency,not due,1–30,31–60,61–90,91–180,over 180,total,unapplied",
  zh = "业务员,编号,名称,币种,未到期,1–30 天,31–60 天,61–90 天,91–180 天,180 天以上,合计,未核销收款",
}
local rows = { text.split(heads, ",") }
for c in customers.each { order = { "owner", "code" } } do
  local aging = credit.aging(c)
  if #aging.invoices > 0 then
    local row = { c.owner or "", c.code, c.name, aging.total.currency }
    for _, bucket in ipairs(buckets) do row[#row + 1] = aging[bucket].amount end
    rows[#rows + 1] = row
  end
end
print(text.trim(csv.encode(rows, { header = false })))
