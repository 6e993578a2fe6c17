-- Delivery on time by carrier over 90 days: how many deliveries, the share in time, the average days late of the others.
-- And the deliveries that are due and have not arrived: whom to call today.
--
-- 近 90 天各承运商的准时率：票数、准时占比、迟到的平均天数。
-- 并列出已到期未送达的货：今天该联系谁。
--
-- $ patron run scripts/cookbook/late_deliveries.lua --read-only
local since = dates.add(today(), "-90d")
local carriers = {}
for d in deliveries.each { where = { delivered_on = { [">"] = since }, due_on = { ["~="] = null } } } do
  local name = d.carrier or text.of { en = "no carrier", zh = "未填承运商" }
  local c = carriers[name] or { count = 0, late = 0, days = 0 }
  local days = dates.diff(d.delivered_on, d.due_on)
  c.count = c.count + 1
  if days > 0 then c.late, c.days = c.late + 1, c.days + days end
  carriers[name] = c
end
local line = text.of { en = "%s: deliveries %d, in time %.0f %%", zh = "%s：%d 票，准时 %.0f %%" }
local late = text.of { en = ", the others %.1f days late", zh = "，其余平均迟到 %.1f 天" }
for name, c in pairs(carriers) do
  local share = 100 * (c.count - c.late) / c.count
  print(line:format(name, c.count, share) .. (c.late > 0 and late:format(c.days / c.late) or ""))
end
for d in deliveries.each { where = { delivered_on = null, due_on = { ["<"] = today() } }, order = "due_on" } do
  print(d.code, d.order, d.due_on, d.carrier or "–", text.of { en = "not arrived", zh = "未送达" })
end
