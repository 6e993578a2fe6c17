-- Money that came in and was not applied settles its customer's open invoices, those due longest first.
-- What an order was paid ahead stays with the order; disputed invoices are left alone; what is left over is printed.
--
-- 已收未核销的款项自动核销客户的未结发票，到期最早的优先。
-- 订单的预付款（定金）不动，有争议的发票不核销；剩余未核销金额会列出。
--
-- $ patron run scripts/cookbook/apply_receipts.lua --dry-run
-- $ patron run scripts/cookbook/apply_receipts.lua
local used, disputed = {}, {}
for a in allocations.each {} do used[a.payment] = (used[a.payment] or a.amount * 0) + a.amount end
for i in invoices.each { where = { disputed = true } } do disputed[i.code] = true end

for p in payments.each { where = { order = null }, order = "paid_on" } do
  local left = p.amount - (used[p.code] or p.amount * 0)
  if left.amount > 0 then
    for _, i in ipairs(invoices.open(p.customer)) do
      if left.amount > 0 and i.open.amount > 0 and i.open.currency == left.currency and not disputed[i.code] then
        local part = i.open < left and i.open or left
        payments.allocate(p, i.code, part)
        left = left - part
        print(p.code, i.code, part)
      end
    end
    if left.amount > 0 then print(p.code, text.of { en = "not applied", zh = "未核销" }, left) end
  end
end
