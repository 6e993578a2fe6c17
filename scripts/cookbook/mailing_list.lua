-- A mailing list as CSV: the people to write to at customers of some tiers who agreed to e-mail and owe nothing overdue.
-- One line a person with the language to write in; who left the customer is left out.
--
-- 邮件名单（CSV）：指定等级、同意接收邮件且没有逾期欠款的客户的联系人。
-- 每人一行，附使用的语言；已离职的联系人不列。
--
-- $ patron run scripts/cookbook/mailing_list.lua gold silver --read-only > mailing.csv
local chosen = #{ ... } > 0 and { ... } or { "gold", "platinum" }
local late = {}
for _, i in ipairs(invoices.open()) do late[i.customer] = late[i.customer] or i.days_late > 0 end

local people = {}
for p in contacts.each { where = { email = { [">"] = "" }, until_on = null }, order = "name" } do
  people[p.customer] = people[p.customer] or {}
  table.insert(people[p.customer], p)
end

local rows = { text.split(text.of { en = "customer,name,e-mail,language", zh = "客户,姓名,邮箱,语言" }, ",") }
for c in segments.each {
  where = { tier = { ["in"] = chosen }, email_consent = true }, order = "code",
  test = function(c) return not late[c.code] end,
} do
  for _, p in ipairs(people[c.code] or {}) do rows[#rows + 1] = { c.name, p.name, p.email, p.language or "" } end
end
print(text.trim(csv.encode(rows, { header = false })))
