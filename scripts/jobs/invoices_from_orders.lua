-- Makes invoices out of shipped orders and settles them with the payments, for books whose source has no invoices.
-- Assumes: an order is invoiced on the day it ships, over the sum of its lines, due 30 days later (or as many as the
-- first argument says); a payment settles its customer's invoices, those due longest first. Running it again adds only
-- what is new.
local days = tonumber((...)) or 30

local totals = {}
for line in order_lines.each {} do
  local amount = line.amount or line.price * line.quantity
  totals[line.order] = totals[line.order] and totals[line.order] + amount or amount
end

-- What is there already is read once, not asked for each order and payment.
local invoiced, allocated = {}, {}
for i in invoices.each {} do invoiced[i.code] = true end
for a in allocations.each {} do
  allocated[a.payment] = allocated[a.payment] and allocated[a.payment] + a.amount or a.amount
end

local issued = 0
for o in orders.each { where = { shipped_on = { [">="] = "0001-01-01" } }, order = "shipped_on" } do
  local code = "INV-" .. o.code
  if totals[o.code] and o.status ~= "cancelled" and not invoiced[code] then
    invoices.create {
      code = code, customer = o.customer, order = o.code, issued_on = o.shipped_on,
      due_on = dates.add(o.shipped_on, days .. "d"), amount = totals[o.code], disputed = o.status == "disputed",
    }
    issued = issued + 1
  end
end

local settled = 0
for p in payments.each { order = "paid_on" } do
  local left = allocated[p.code] and p.amount - allocated[p.code] or p.amount
  for _, i in ipairs(invoices.open(p.customer)) do
    if left.amount <= 0 then break end
    if i.open.amount > 0 then
      local part = i.open < left and i.open or left
      payments.allocate(p.code, i.code, part)
      left, settled = left - part, settled + 1
    end
  end
end
local done = text.of { en = "%d invoices issued, %d allocations made", zh = "新开 %d 张发票，核销 %d 笔" }
print(done:format(issued, settled))
