-- A tier given by hand until the end of next quarter, with the reason: for a launch partner or a customer won back.
-- Evaluations leave it until then; the first one after that day goes by figures again. Nothing has to be remembered.
--
-- 手工授予等级到下季度末，并写明理由：例如首发合作伙伴或赢回的客户。
-- 到期前评定不改动它；到期后的首次评定自动按数据恢复，无需惦记。
--
-- $ patron run scripts/cookbook/tier_until.lua C0042 value gold "launch partner" --dry-run
local code, ladder, tier, reason = ...
if not reason then error(text.of { en = "name customer, ladder, tier and reason", zh = "请给出客户、等级体系、等级和理由" }, 0) end
local ends_on = dates.end_of(dates.add(dates.start_of(today(), "quarter"), "3m"), "quarter")
local before = tiers.of(code, ladder)
local now = tiers.override(code, ladder, tier, { reason = reason, ends_on = ends_on })
print(code, (before and before.tier or "–") .. " → " .. now.tier, text.of({ en = "until %s", zh = "至 %s" }):format(ends_on))
