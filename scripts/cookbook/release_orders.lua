-- Orders put on hold or set free by the credit check, every morning: what may go on is in process, what may not is on hold.
-- New, grown and altered orders are checked; one on hold is asked about again. Orders in dispute stay.
--
-- 每天早上按信用检查冻结或放行订单：通过的转为处理中，不通过的挂起。
-- 检查新增、加量和改动过的订单；已挂起的会重新检查，也许货款已经到账。有争议的订单不动。
--
-- $ patron run scripts/cookbook/release_orders.lua --dry-run
-- $ patron run scripts/cookbook/release_orders.lua
local waiting = {}
for _, p in ipairs(credit.pending()) do waiting[p.order] = true end
for o in orders.each { where = { status = "on_hold" } } do waiting[o.code] = true end

local movable = { in_process = true, on_hold = true }
local line = text.of { en = "%s %s: %s → %s (%s)", zh = "%s %s：%s → %s（%s）" }
for code in pairs(waiting) do
  local o = orders.get(code)
  local check = credit.recheck(o)[1]
  local status = check.allowed and "in_process" or "on_hold"
  if o.status ~= status and movable[o.status or "in_process"] then
    orders.update(o, { status = status })
    print(line:format(o.code, o.customer, o.status or "–", status, check.allowed and check.outcome or check.reason))
  end
end
