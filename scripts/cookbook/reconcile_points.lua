-- The month's end for points: expired lots swept, balances proved against the ledger, and what is owed by wallet as a table.
-- It ends with an error where a figure had to be corrected, so that a schedule reports it.
--
-- 积分月结：清理到期积分，按流水核对余额，并按钱包列出积分负债。
-- 如有数字需要更正则以错误结束，便于定时任务报警。
--
-- $ patron run scripts/cookbook/reconcile_points.lua
local swept = points.expire()
print(text.of({ en = "points expired: %d, lots: %d", zh = "到期 %d 分，共 %d 批" }):format(swept.points, swept.lots))

for wallet, owed in pairs(points.liability()) do
  local sum = 0
  for c in customers.each {} do
    local w = points.wallets(c)[wallet]
    sum = sum + (w and type(w.balance) == "number" and w.balance or 0)
  end
  print(wallet, owed.points, owed.cost or "–")
  if type(owed.points) == "number" and sum ~= owed.points then
    error(("%s: %d ≠ %d"):format(wallet, sum, owed.points), 0)
  end
end

local done = points.rebuild()
if done.corrected > 0 then
  error(text.of({ en = "balances that had to be corrected: %d", zh = "更正了 %d 个余额" }):format(done.corrected), 0)
end
