-- A line of JSON for each customer with scores, tiers and credit: what a website, a mini program or a BI tool reads.
-- One object a line streams well and is easy to load; money has its amount as a text and its currency.
--
-- 每个客户一行 JSON，含评分、等级和授信：供网站、小程序或 BI 工具读取。
-- 一行一个对象，便于流式处理和导入；金额以文本给出并带币种。
--
-- $ patron run scripts/cookbook/json_snapshot.lua --read-only > customers.ndjson
for c in customers.each { order = "code" } do
  local values, levels = {}, {}
  for name, s in pairs(scores.of(c)) do values[name] = s.value end
  for ladder, s in pairs(tiers.of(c)) do levels[ladder] = s.tier end
  local profile = credit.profile(c)
  print(json.encode {
    code = c.code, name = c.name, owner = c.owner, scores = values, tiers = levels,
    credit = { grade = profile.grade, limit = profile.limit, headroom = credit.headroom(c), hold = profile.hold },
  })
end
