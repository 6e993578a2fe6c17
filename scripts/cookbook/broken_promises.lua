-- Promises to pay whose day is over, judged: kept where the invoice is settled, broken where not, and a call for today.
-- Broken promises lower the character in the standard credit policy.
--
-- 逐条核对已到日期的付款承诺：发票已结清的记为守约，未结清的记为失约，并安排今天回访。
-- 标准信用策略会按失约次数降低“品格”得分。
--
-- $ patron run scripts/cookbook/broken_promises.lua --dry-run
-- $ patron run scripts/cookbook/broken_promises.lua
local open = {}
for _, i in ipairs(invoices.open()) do open[i.code] = i.open end

local broken = 0
for p in promises.each { where = { kept = null, due_on = { ["<"] = today() }, invoice = { ["~="] = null } }, order = "due_on" } do
  local rest = open[p.invoice]
  promises.update(p, { kept = rest == nil })
  if rest then
    broken = broken + 1
    customers.update(p.customer, { next_contact_on = today() })
    print(p.customer, p.invoice, rest, text.of({ en = "promised by %s", zh = "承诺 %s 付款" }):format(p.due_on))
  end
end
print(text.of({ en = "promises broken: %d", zh = "失约 %d 笔" }):format(broken))
