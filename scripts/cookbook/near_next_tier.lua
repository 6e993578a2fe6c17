-- Customers whom one more order would lift: the tier within reach and how much is lacking, the smallest step first.
-- Within reach means that at least 80 % is there; another share is the second argument.
--
-- 再下一单就能升级的客户：可达到的等级和还差的数额，差得最少的在前。
-- 默认已完成 80 % 即列入；第二个参数可改比例。
--
-- $ patron run scripts/cookbook/near_next_tier.lua value 0.8 --read-only
local ladder, share = (...) or "value", tonumber((select(2, ...))) or 0.8
local list = {}
for c in customers.each {} do
  local rise = tiers.of(c, ladder) and tiers.needed(c, ladder).rise
  local need = rise and rise.needs[1]
  -- One figure only: what asks for several, or for a function of its own, is not one order away.
  if need and #rise.needs == 1 and need.at_least and need.lacking > 0 and need.has >= share * need.at_least then
    list[#list + 1] = { c = c, tier = rise.tier, lacking = need.lacking, figure = need.figure }
  end
end
table.sort(list, function(a, b) return a.lacking < b.lacking end)
for _, r in ipairs(list) do print(r.c.code, r.c.name, "→ " .. r.tier, r.figure, ("%g"):format(r.lacking), r.c.owner or "–") end
