-- The year's volume rebate: a statement for everybody, and with "settle" the credit notes, each written once.
-- Returns and cancelled orders are taken off; the steps stand in the script for all to read.
--
-- 年度销量返利：列出每个客户的返利对账单；加参数 settle 则开出贷项通知单，每户只开一次。
-- 已扣除退货和取消的订单；返利档位写在脚本里，人人看得到。
--
-- $ patron run scripts/cookbook/yearly_rebate.lua 2026 --read-only
-- $ patron run scripts/cookbook/yearly_rebate.lua 2026 settle
local year, settle = tonumber((...)) or dates.parts(today()).year, (select(2, ...)) == "settle"
local rebate = {
  name = "rebate " .. year, from = year .. "-01-01", to = year .. "-12-31", mode = "marginal",
  steps = { { min = 100000, rate = 0.01 }, { min = 500000, rate = 0.02 }, { min = 2000000, rate = 0.03 } },
}

local total = money(0)
for _, s in ipairs(settle and rebates.settle("all", rebate) or rebates.statement("all", rebate)) do
  if s.rebate.amount > 0 then
    total = total + s.rebate
    print(s.customer, s.volume, s.rebate, s.invoice or "–")
  end
end
print(text.of { en = "total", zh = "合计" }, total)
