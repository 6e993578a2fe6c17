-- A work list as CSV of what is missing in customers' records: who has to complete it, and which fields.
-- Name the fields that your company needs in the first line; only customers in business are asked about.
--
-- 客户资料缺项清单（CSV）：由谁补、缺哪几项。
-- 第一行列出贵公司必填的字段；只检查往来中的客户。
--
-- $ patron run scripts/cookbook/missing_data.lua --read-only > missing.csv
local needed = { "legal_name", "tax_id", "phone", "city", "owner" }

local labels = {}
for _, f in ipairs(fields.list("customers")) do
  labels[f.name] = text.of { en = f.label, zh = f.label_zh or f.label }
end
local rows = { text.split(text.of { en = "owner,code,name,missing", zh = "业务员,编号,名称,缺项" }, ",") }
for c in customers.each { where = { lifecycle = { ["in"] = { "trial", "active", "at_risk" } } }, order = { "owner", "code" } } do
  local missing = {}
  for _, name in ipairs(needed) do
    if c[name] == nil or text.trim(c[name]) == "" then missing[#missing + 1] = labels[name] end
  end
  if #missing > 0 then rows[#rows + 1] = { c.owner or "", c.code, c.name, table.concat(missing, "; ") } end
end
print(text.trim(csv.encode(rows, { header = false })))
