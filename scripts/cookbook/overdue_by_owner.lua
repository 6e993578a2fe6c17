-- Each salesperson's overdue receivables, ready to send: who owes what, how many days late, the largest sum first.
-- Amounts are summed up in the base currency; an argument leaves out what is late for fewer days.
--
-- 按业务员列出逾期应收账款，可直接转发：谁欠多少、逾期几天，金额最大的在前。
-- 合计折合本位币；参数可略去逾期天数较少的。
--
-- $ patron run scripts/cookbook/overdue_by_owner.lua --read-only
-- $ patron run scripts/cookbook/overdue_by_owner.lua 30 --read-only
local least = tonumber((...)) or 1
local base = money(0).currency
local owed = {}
for _, i in ipairs(invoices.open()) do
  if i.days_late >= least then
    local o = owed[i.customer] or { sum = money(0), days = 0 }
    o.sum, o.days = o.sum + fx.convert(i.open, base), math.max(o.days, i.days_late)
    owed[i.customer] = o
  end
end

local lists = {}
for c in customers.each {} do
  local o = owed[c.code]
  if o and o.sum.amount > 0 then
    local owner = c.owner or text.of { en = "nobody", zh = "未分配" }
    lists[owner] = lists[owner] or { sum = money(0) }
    table.insert(lists[owner], { c = c, sum = o.sum, days = o.days })
    lists[owner].sum = lists[owner].sum + o.sum
  end
end

local line = text.of { en = "  %s %s: %s, days late %d", zh = "  %s %s：%s，逾期 %d 天" }
for owner, list in pairs(lists) do
  table.sort(list, function(a, b) return a.sum > b.sum end)
  print(owner, list.sum)
  for _, o in ipairs(list) do print(line:format(o.c.code, o.c.name, tostring(o.sum), o.days)) end
end
