-- What should come in during the next eight weeks, week by week: open invoices by due date, or by the day that was promised.
-- What is overdue without a promise is shown apart: money to ask for, not to count on. In the base currency.
--
-- 未来八周的回款预测，逐周列出：按发票到期日，有付款承诺的按承诺日。
-- 已逾期又没有承诺的单独列出：该去催，不能指望。金额折合本位币。
--
-- $ patron run scripts/cookbook/cash_forecast.lua --read-only
local base = money(0).currency
local promised = {}
for p in promises.each { where = { kept = null, due_on = { [">="] = today() } } } do
  if p.invoice then promised[p.invoice] = p.due_on end
end

local weeks, overdue = {}, money(0)
for _, i in ipairs(invoices.open()) do
  local day = promised[i.code] or i.due_on or dates.add(i.issued_on, "30d")
  local amount = fx.convert(i.open, base)
  if day < today() then
    overdue = overdue + amount
  else
    local week = dates.start_of(day, "week")
    weeks[week] = (weeks[week] or money(0)) + amount
  end
end

local week, sum = dates.start_of(today(), "week"), money(0)
for _ = 1, 8 do
  local amount = weeks[week] or money(0)
  sum = sum + amount
  print(week, amount, sum)
  week = dates.add(week, "1w")
end
print(text.of { en = "overdue", zh = "已逾期" }, overdue)
