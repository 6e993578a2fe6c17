-- Who is about to lose a tier, when, and what would keep it: a call list for the account managers, the earliest first.
-- The ladder must be in force and judged, as patron run scripts/jobs/tiers.lua does.
--
-- 即将降级的客户、最早降级日和保级还差什么：客户经理的回访清单，最早的在前。
-- 须先安装等级体系并评定过，例如运行 patron run scripts/jobs/tiers.lua。
--
-- $ patron run scripts/cookbook/about_to_fall.lua value --read-only
local ladder = (...) or "value"
local owners = {}
for c in customers.each {} do owners[c.code] = c.owner end

local lacks = text.of { en = "%s lacks %g", zh = "%s 还差 %g" }
for _, n in ipairs(tiers.notices(ladder)) do
  local parts = {}
  for _, need in ipairs(tiers.needed(n.code, ladder).stay.needs) do
    if need.lacking and need.lacking > 0 then parts[#parts + 1] = lacks:format(need.figure, need.lacking) end
  end
  print(n.due_on, n.code, n.name, n.tier, table.concat(parts, ", "), owners[n.code] or "–")
end
