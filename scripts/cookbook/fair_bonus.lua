-- Points for who visited the trade fair: 300 for each customer with a noted event, once, however often the script runs.
-- The reference makes it so: the same reference is never booked twice.
--
-- 展会到访积分：每个登记过活动的客户赠 300 分，脚本重复运行也只赠一次。
-- 靠的是 reference：同一个 reference 不会重复入账。
--
-- $ patron run scripts/cookbook/fair_bonus.lua canton-2026 2026-04-15 2026-05-05 --dry-run
-- $ patron run scripts/cookbook/fair_bonus.lua canton-2026 2026-04-15 2026-05-05
local fair, from, to = ...
if not to then error(text.of { en = "name the fair, its first and its last day", zh = "请给出展会、首日和末日" }, 0) end
local visited = {}
for i in interactions.each {
  where = { kind = "event", at = { [">="] = from .. "T00:00:00Z", ["<"] = dates.add(to, 1) .. "T00:00:00Z" } },
} do
  visited[i.customer] = true
end

local count = 0
for code in pairs(visited) do
  points.earn(code, 300, { source = "fair", reference = fair .. "/" .. code, reason = fair })
  count = count + 1
end
print(text.of({ en = "customers with the 300 points of %s: %d", zh = "已获 %s 的 300 分的客户：%d" }):format(fair, count))
