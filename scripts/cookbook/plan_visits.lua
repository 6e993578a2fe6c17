-- The next contact of every customer, as its tier deserves: so long after the last one as the benefit visit_interval says.
-- What is planned earlier stays; what is overdue is planned for tomorrow. Last contacts are taken from the interactions.
--
-- 按等级安排每个客户的下次联系：距上次联系的间隔取权益 visit_interval。
-- 已有更早的安排不变；已经超期的排在明天。上次联系日取自往来记录。
--
-- $ patron run scripts/cookbook/plan_visits.lua value --dry-run
-- $ patron run scripts/cookbook/plan_visits.lua value
local ladder = (...) or "value"
local last = {}
for i in interactions.each { order = "at" } do last[i.customer] = i.at:sub(1, 10) end

local tomorrow, count = dates.add(today(), 1), 0
for c in customers.each {} do
  local interval = tiers.benefits(c, ladder).visit_interval
  if interval then
    local day = dates.add(last[c.code] or c.last_contact_on or today(), interval)
    if day < tomorrow then day = tomorrow end
    local planned = c.next_contact_on
    if not planned or planned < today() or planned > day then
      customers.update(c, { next_contact_on = day })
      count = count + 1
      print(c.code, c.name, day)
    end
  end
end
print(text.of({ en = "contacts planned: %d", zh = "已安排 %d 次联系" }):format(count))
