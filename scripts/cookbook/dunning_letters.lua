-- The reminders that are due today by the credit policy, in each customer's language, one text after the other to be sent.
-- Disputed invoices and those with a promise to pay are left out by the policy. A credit policy must be in force.
--
-- 按信用策略今天该发的催款函，用各客户的语言写成，逐条可直接发送。
-- 有争议的和已承诺付款的发票不催。须已安装信用策略。
--
-- $ patron apply scripts/credit/standard.lua
-- $ patron run scripts/cookbook/dunning_letters.lua --read-only
local mail = {}
for p in contacts.each { where = { email = { [">"] = "" }, until_on = null } } do
  mail[p.customer] = mail[p.customer] or p
end
for _, r in ipairs(credit.dunning()) do
  local to = mail[r.customer]
  print(text.of({ en = "level %d, to %s", zh = "第 %d 级，致 %s" }):format(r.level, to and to.name .. " <" .. to.email .. ">" or r.customer))
  print("  " .. r.text)
end
