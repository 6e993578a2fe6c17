-- A soft hold for customers with an invoice more than 60 days overdue, lifted by the same script once they have paid.
-- Holds that somebody set by hand, for another reason, are left alone.
--
-- 有发票逾期超过 60 天的客户自动软冻结；付清后由同一脚本解除。
-- 人工因其他原因设置的冻结不受影响。
--
-- $ patron run scripts/cookbook/hold_late_payers.lua --dry-run
-- $ patron run scripts/cookbook/hold_late_payers.lua
local reason = "overdue by more than 60 days / 逾期超过 60 天"
local late = {}
for _, i in ipairs(invoices.open()) do
  if i.open.amount > 0 and i.days_late > 60 then late[i.customer] = i end
end

local held = {}
for p in credit_profiles.each { where = { hold = { ["in"] = { "soft", "hard" } } } } do held[p.customer] = p.hold end
for code, i in pairs(late) do
  if not held[code] then
    credit.hold(code, "soft", reason)
    print(text.of { en = "held", zh = "冻结" }, code, i.code, i.open, i.days_late)
  end
end
for code, hold in pairs(held) do
  if hold == "soft" and not late[code] then
    local set
    for _, change in ipairs(credit.history(code)) do
      if change.kind == "hold" then set = change break end
    end
    if set and set.reason == reason then
      credit.hold(code, "none", "paid")
      print(text.of { en = "lifted", zh = "解除" }, code)
    end
  end
end
