-- Judges everyone by every ladder in force, or by those that are named, and tells who moved.
-- Run it as often as standings are to follow the figures: patron run scripts/jobs/tiers.lua [LADDER …]
local ladders = { ... }
if #ladders == 0 then ladders = tiers.ladders() end

local summary = text.of {
  en = "%s: %s; without a tier %d; changed %d, too little known of %d",
  zh = "%s：%s；无等级 %d；变动 %d，数据不足 %d",
}
local notice = text.of { en = "notice: %s is to fall from %s, on %s at the earliest", zh = "通知：%s 将由 %s 降级，最早于 %s" }

for _, ladder in ipairs(ladders) do
  local result = tiers.evaluate(ladder, "all", { limit = 10 })
  local counts = {}
  for tier, count in pairs(result.tiers) do counts[#counts + 1] = tier .. " " .. count end
  print(summary:format(ladder, table.concat(counts, ", "), result.without_tier, result.changed, result.insufficient))
  for _, move in ipairs(result.moves) do
    print(("  %s %s: %s → %s (%s)"):format(move.code, move.name, move.from or "–", move.to or "–", move.kind))
  end
end
for _, n in ipairs(tiers.notices()) do print(notice:format(n.code, n.tier, n.due_on)) end
