-- The answer to "may this customer order for that much?": yes or no, the step that decides, and how much would go through.
-- Nothing is kept. In a shell the exit code says it too: 0 for yes, 1 for no.
--
-- 下单前的一句话答复：这家客户能不能下这么大的单？能或不能、卡在哪一步、还能下多少。
-- 不留记录。在命令行里退出码也给出结果：0 为可以，1 为不可以。
--
-- $ patron run scripts/cookbook/check_before_order.lua C0042 120000 --read-only
local code, amount = ...
if not amount then error(text.of { en = "name a customer and an amount", zh = "请给出客户编号和金额" }, 0) end
local c = customers.get(code)
local check = credit.preview(c, money.parse(amount, c.currency))

print(c.code, c.name, check.outcome)
for _, step in ipairs(check.steps) do
  if step.outcome ~= "allow" then print("  " .. step.step, step.outcome, step.reason) end
end
local headroom = credit.headroom(c)
if headroom then print(text.of { en = "headroom", zh = "可用额度" }, headroom) end
if not check.allowed then
  error(text.of({ en = "%s may not order for %s", zh = "%s 不能下 %s 的订单" }):format(code, amount), 0)
end
