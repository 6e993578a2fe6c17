-- The month's end for points: expired lots swept, balances proved against the ledger, what is owed by wallet, and what expires when.
-- A balance that had to be corrected is noted as an error of the run, which keeps the correction: look into it.
--
-- 积分月结：清理到期积分，按流水核对余额，按钱包列出积分负债和各月到期的积分。
-- 如有余额需要更正，更正会保留，并记为本次运行的错误：应查明原因。
--
-- $ patron run scripts/cookbook/reconcile_points.lua
local swept = points.expire()
print(text.of({ en = "points expired: %d, lots: %d", zh = "到期 %d 分，共 %d 批" }):format(swept.points, swept.lots))

local done = points.rebuild()
if done.corrected > 0 then log.error("balances corrected", { corrected = done.corrected, balances = done.balances }) end

for wallet, owed in pairs(points.liability()) do print(wallet, owed.points, owed.cost or "–") end
for _, m in ipairs(points.forecast()) do
  print(text.of { en = "expire", zh = "到期" }, m.wallet, m.month or text.of { en = "never", zh = "不到期" }, m.points)
end
