-- Due dates for invoices that came in without one, by the terms in each customer's note: a line such as "terms: eom 30".
-- The rules are in the module trade_terms beside this script, so that they stand in one place and have one test.
--
-- 为没有到期日的发票补上到期日，账期取自客户备注中的一行，例如“terms: eom 30”（月结 30 天）。
-- 规则写在旁边的模块 trade_terms 里，只有一处，只需一份测试。
--
-- $ patron run scripts/cookbook/due_dates.lua --dry-run
-- $ patron run scripts/cookbook/due_dates.lua
local terms = require "trade_terms"

local agreed = {}
for c in customers.each { where = { note = { like = "%terms:%" } } } do
  agreed[c.code] = text.trim(c.note:match("terms:([^\n]*)"))
end
local count = 0
for i in invoices.each { where = { due_on = null, amount = { [">"] = 0 } } } do
  if agreed[i.customer] then
    invoices.update(i, { due_on = terms.working_day(terms.due_on(i.issued_on, agreed[i.customer])) })
    count = count + 1
  end
end
print(text.of({ en = "due dates filled in: %d", zh = "已补 %d 张发票的到期日" }):format(count))
