-- Why customers have no score: each reason with how many customers it keeps out, the most frequent first, and an example.
-- What is on top tells which data to collect next.
--
-- 客户为什么没有评分：逐条列出原因、涉及的客户数和一个例子，最常见的在前。
-- 排在最前的，就是下一步最该补的数据。
--
-- $ patron run scripts/cookbook/missing_scores.lua quality --read-only
local name = (...) or "quality"
local reasons, order = {}, {}
for c in customers.each {} do
  local s = scores.of(c)[name]
  if s and s.reason then
    local r = reasons[s.reason]
    if not r then
      r = { why = s.reason, count = 0, example = c }
      reasons[s.reason] = r
      order[#order + 1] = r
    end
    r.count = r.count + 1
  end
end
table.sort(order, function(a, b) return a.count > b.count end)
for _, r in ipairs(order) do
  print(r.count, r.why, text.of({ en = "such as %s %s", zh = "例如 %s %s" }):format(r.example.code, r.example.name))
end
