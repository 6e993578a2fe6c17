-- A list of customers whose score has fallen by so many points since the last time, and the new values noted for the next.
-- Values are kept in a custom field that the first run makes, so "last time" is as long ago as you run it: a day, a month.
--
-- 评分比上次下降若干分的客户清单，同时记下新分值供下次比较。
-- 分值存放在首次运行时新建的自定义字段里：每天运行就与昨天比，每月运行就与上月比。
--
-- $ patron run scripts/cookbook/fallen_scores.lua quality 10
local name, points = (...) or "quality", tonumber((select(2, ...))) or 10
local field = "last_" .. name

local before = {}
for c in customers.each {} do before[c.code] = c end
local known = false
for _, f in ipairs(fields.list("customers")) do known = known or f.name == field end
if not known then
  fields.define("customers", field, "number", { label = "Last " .. name, label_zh = "上次 " .. name })
end

local fallen = 0
for _, s in ipairs(scores.top(name, customers.count())) do
  local c = before[s.code]
  local last = known and c[field] or nil
  if last and s.value <= last - points then
    fallen = fallen + 1
    print(s.code, s.name, ("%g → %g"):format(last, s.value), s.band or "–", c.owner or "–")
  end
  if last ~= s.value then customers.update(c, { [field] = s.value }) end
end
print(text.of({ en = "customers fallen: %d", zh = "%d 个客户下降" }):format(fallen))
