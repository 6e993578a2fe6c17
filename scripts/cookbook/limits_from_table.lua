-- Limits from a table, as they come out of a meeting: each set with its reason, and a list of the lines that could not be.
-- A line that fails changes nothing and does not keep the others back: that is what pcall is for.
--
-- 按会议表格批量设定信用额度：逐行写入额度和理由，写不进去的列出原因。
-- 出错的一行不会改动任何内容，也不影响其他行：这正是 pcall 的用处。
--
-- $ patron run scripts/cookbook/limits_from_table.lua --dry-run
-- $ patron run scripts/cookbook/limits_from_table.lua
local decided = ... or [[
code,limit,reason
C001,"120,000.00",pays within terms
C002,USD 30000,insured
C009,50000,new
]]

local done, failed = 0, 0
for n, row in ipairs(csv.parse(decided)) do
  local ok, why = pcall(function()
    local c = customers.get(text.trim(row.code))
    credit.set_limit(c, money.parse(row.limit, c.currency), row.reason)
  end)
  if ok then
    done = done + 1
  else
    failed = failed + 1
    print(text.of({ en = "line %d, %s: %s", zh = "第 %d 行 %s：%s" }):format(n + 1, row.code, why.message or why))
  end
end
print(text.of({ en = "limits set: %d, refused: %d", zh = "已设定 %d 个额度，%d 个被拒" }):format(done, failed))
