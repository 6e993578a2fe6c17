-- All customers of one salesperson handed over to another, each with a first call within two weeks, at most five a day.
-- Those who bought most recently are called first. Saturdays and Sundays are left out.
--
-- 一位业务员的全部客户移交给另一位，并排好两周内的首次回访，每天最多五家。
-- 最近下过单的客户排在前面；跳过周六、周日。
--
-- $ patron run scripts/cookbook/reassign_owner.lua 李伟 陈静 --dry-run
-- $ patron run scripts/cookbook/reassign_owner.lua 李伟 陈静
local from, to = ...
if not to then error(text.of { en = "name who hands over, and to whom", zh = "请给出移交人和接收人" }, 0) end

local last = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } }, order = "ordered_on" } do
  last[o.customer] = o.ordered_on
end
local list = customers.list { where = { owner = from }, order = "code" }
table.sort(list, function(a, b)
  local x, y = last[a.code] or "", last[b.code] or ""
  return x > y or x == y and a.code < b.code
end)

customers.assign_owner(list, to)
local day = today()
for n, c in ipairs(list) do
  if n % 5 == 1 then
    repeat day = dates.add(day, 1) until dates.weekday(day) <= 5
  end
  customers.update(c, { next_contact_on = day })
  print(day, c.code, c.name, last[c.code] or "–")
end
