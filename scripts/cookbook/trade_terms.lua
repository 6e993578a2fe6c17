-- A module of your own: functions that several scripts share, such as when an invoice is due by the terms of a contract.
-- Scripts in the same folder have it with require "trade_terms"; due_dates.lua shows how.
--
-- 自己的模块：多个脚本共用的函数，例如按合同账期推算发票到期日。
-- 同一文件夹中的脚本用 require "trade_terms" 引用；用法见 due_dates.lua。
--
-- $ patron run scripts/cookbook/due_dates.lua --dry-run
local terms = {}

--- The day on which an invoice is due: "net 30", "eom 30" (from the end of the month), "eom" or "cash".
function terms.due_on(issued_on, agreed)
  local kind, days = agreed:match("^(%a+)%s*(%d*)$")
  days = tonumber(days) or 0
  if kind == "net" then return dates.add(issued_on, days) end
  if kind == "eom" then return dates.add(dates.end_of(issued_on, "month"), days) end
  if kind == "cash" then return issued_on end
  error(text.of({ en = "unknown terms '%s'", zh = "未知账期“%s”" }):format(agreed), 0)
end

--- The next working day, where banks are closed at the weekend.
function terms.working_day(day)
  while dates.weekday(day) > 5 do day = dates.add(day, 1) end
  return day
end

return terms
