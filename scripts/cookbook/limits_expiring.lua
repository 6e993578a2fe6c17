-- What runs out within 60 days, by day: credit limits to be reviewed, their validity, guarantees, insured limits and deposits.
-- Each line says what it is about and whose; what ran out already comes first.
--
-- 60 天内到期的授信事项，按日期排列：额度复审、额度有效期、担保、信用保险与保证金。
-- 每行写明事项和客户；已过期的排在最前。
--
-- $ patron run scripts/cookbook/limits_expiring.lua --read-only
-- $ patron run scripts/cookbook/limits_expiring.lua 90 --read-only
local last = dates.add(today(), (... or 60) .. "d")
local names, list = {}, {}
for c in customers.each {} do names[c.code] = c.name end

local function note(day, what, customer, detail)
  if day and day <= last then list[#list + 1] = { day = day, what = what, customer = customer, detail = detail or "" } end
end
for p in credit_profiles.each {} do
  note(p.next_review_on, text.of { en = "review", zh = "复审" }, p.customer, p.grade)
  note(p.valid_until, text.of { en = "limit ends", zh = "额度到期" }, p.customer, p.grade)
end
for s in securities.each {} do
  note(s.expires_on, s.kind, s.customer, text.trim(s.code .. " " .. (s.issuer or "")))
end

table.sort(list, function(a, b) return a.day < b.day or a.day == b.day and a.customer < b.customer end)
for _, r in ipairs(list) do print(r.day, r.what, r.customer, names[r.customer], r.detail) end
