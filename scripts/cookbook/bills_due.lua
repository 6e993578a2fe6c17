-- Acceptance bills that fall due within 30 days, by day, with who accepted them: what to present to the bank and when.
-- Bills past their day that were not honoured come first, marked with !, and are noted as a warning of the run.
--
-- 30 天内到期的承兑汇票，按到期日排列，附承兑人：何时向银行提示付款一目了然。
-- 已过到期日仍未兑付的排在最前，以 ! 标出，并记为本次运行的警告。
--
-- $ patron run scripts/cookbook/bills_due.lua --read-only
local days = (...) or 30
local total = {}
for b in acceptance_bills.each {
  where = { honoured_on = null, due_on = { ["<="] = dates.add(today(), days .. "d") } }, order = { "due_on", "code" },
} do
  local late = b.due_on < today()
  print(late and "!" or "", b.due_on, b.code, b.kind or "–", b.acceptor or "–", b.customer, b.amount)
  if late then log.warn("bill not honoured", { bill = b.code, customer = b.customer, due_on = b.due_on }) end
  total[b.currency] = (total[b.currency] or b.amount * 0) + b.amount
end
for _, sum in pairs(total) do print(text.of { en = "total", zh = "合计" }, sum) end
