-- Good customers whom nobody spoke to for 90 days: those with orders this year and no call, visit or mail, by owner.
-- How much they ordered this year stands beside them, the most in front.
--
-- 90 天无人联系的好客户：今年有订单，却没有电话、拜访或邮件往来；按业务员列出。
-- 附今年订货额，多的在前。
--
-- $ patron run scripts/cookbook/neglected_customers.lua 90 --read-only
local since = dates.add(today(), "-" .. (... or 90) .. "d")
local spoken = {}
for i in interactions.each { where = { at = { [">="] = since .. "T00:00:00Z" } } } do spoken[i.customer] = true end

local base, bought = money(0).currency, {}
for o in orders.each { where = { ordered_on = { [">="] = dates.start_of(today(), "year") }, ["not"] = { status = "cancelled" } } } do
  if o.amount then bought[o.customer] = (bought[o.customer] or money(0)) + fx.convert(o.amount, base, o.ordered_on) end
end

local list = segments.list {
  test = function(c)
    return bought[c.code] ~= nil and not spoken[c.code] and (not c.last_contact_on or c.last_contact_on < since)
  end,
}
table.sort(list, function(a, b)
  local x, y = a.owner or "", b.owner or ""
  return x < y or x == y and bought[a.code] > bought[b.code]
end)
for _, c in ipairs(list) do print(c.owner or "–", c.code, c.name, bought[c.code], c.last_contact_on or "–") end
