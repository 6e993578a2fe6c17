-- What customers owe: open invoices by age, days sales outstanding over as many days as the first argument says (90), and
-- who is over the credit limit by orders, deliveries, invoices and payments.
local days = tonumber((...)) or 90
local line = "%-16s %18s"

local aging = credit.aging()
print(text.of { en = "Open invoices by days since the due date", zh = "未结发票账龄（天）" })
for _, bucket in ipairs { "not_due", "days_1_30", "days_31_60", "days_61_90", "days_91_180", "over_180", "total" } do
  print(line:format("  " .. bucket, tostring(aging[bucket])))
end

local dso = credit.dso(nil, { days = days })
local known = text.of {
  en = "Days sales outstanding over %d days: %.1f, and %.1f if all paid when due",
  zh = "近 %d 天的应收周转天数：%.1f；如全部按期付款：%.1f",
}
print(dso.value and known:format(days, dso.value, dso.best_possible)
  or text.of { en = "Days sales outstanding: insufficient data", zh = "应收周转天数：数据不足" })

local over = text.of { en = "%s %s owes %s of a limit of %s", zh = "%s %s 敞口 %s，额度 %s" }
local count = 0
for c in customers.each { where = { credit_limit = { [">="] = 0 } }, order = "code" } do
  local headroom = credit.headroom(c)
  if headroom and headroom.amount < 0 then
    count = count + 1
    print(over:format(c.code, c.name, tostring(c.credit_limit - headroom), tostring(c.credit_limit)))
  end
end
local sum = text.of { en = "%d customers are over their limit", zh = "%d 个客户超出额度" }
print(sum:format(count))
