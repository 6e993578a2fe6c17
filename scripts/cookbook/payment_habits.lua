-- How customers really pay: average days after the due date weighted by amount, and the share that was late, the worst first.
-- From allocations of a year; who paid fewer than three invoices is left out.
--
-- 客户的实际付款习惯：按金额加权的平均逾期天数和逾期付款占比，最差的在前。
-- 依据近一年的核销记录；付款不足三笔的不列。
--
-- $ patron run scripts/cookbook/payment_habits.lua --read-only
local paid, due = {}, {}
for p in payments.each { where = { paid_on = { [">"] = dates.add(today(), "-365d") } } } do paid[p.code] = p.paid_on end
for i in invoices.each { where = { due_on = { ["~="] = null }, amount = { [">"] = 0 } } } do due[i.code] = i end

local habits, list = {}, {}
for a in allocations.each {} do
  local i = due[a.invoice]
  if i and paid[a.payment] then
    local h = habits[i.customer]
    if not h then
      h = { customer = i.customer, count = 0, sum = 0, late = 0, days = 0 }
      habits[i.customer], list[#list + 1] = h, h
    end
    local late, amount = math.max(0, dates.diff(paid[a.payment], i.due_on)), a.amount.amount
    h.count, h.sum, h.days = h.count + 1, h.sum + amount, h.days + late * amount
    if late > 0 then h.late = h.late + amount end
  end
end
table.sort(list, function(a, b) return a.days / a.sum > b.days / b.sum end)
local line = text.of { en = "%s: %.1f days late, %.0f %% of the money", zh = "%s：平均逾期 %.1f 天，逾期付款占 %.0f %%" }
for _, h in ipairs(list) do
  if h.count >= 3 then print(line:format(h.customer, h.days / h.sum, 100 * h.late / h.sum)) end
end
