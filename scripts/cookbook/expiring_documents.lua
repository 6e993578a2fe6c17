-- Customers' papers that expire within 60 days, by the salesperson who has to ask for new ones: licences, reports and others.
-- A licence that expired already puts the customer's next contact on today.
--
-- 60 天内到期的客户证照（营业执照、报告等），按该去索取的业务员列出。
-- 营业执照已过期的，把客户的下次联系日改为今天。
--
-- $ patron run scripts/cookbook/expiring_documents.lua --dry-run
-- $ patron run scripts/cookbook/expiring_documents.lua
local customer = {}
for c in customers.each {} do customer[c.code] = c end
local list, urgent = {}, {}
for d in documents.each { where = { expires_on = { ["<="] = dates.add(today(), "60d") } }, order = "expires_on" } do
  list[#list + 1] = d
  if d.kind == "licence" and d.expires_on < today() then urgent[d.customer] = true end
end

table.sort(list, function(a, b)
  local x, y = customer[a.customer].owner or "", customer[b.customer].owner or ""
  return x < y or x == y and a.expires_on < b.expires_on
end)
for _, d in ipairs(list) do
  local c = customer[d.customer]
  print(c.owner or "–", d.expires_on, c.code, c.name, d.title or d.kind, d.number)
end
for code in pairs(urgent) do
  if customer[code].next_contact_on ~= today() then customers.update(code, { next_contact_on = today() }) end
end
