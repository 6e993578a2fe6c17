-- A reward handed out for points, with the code that the customer shows; or the reason why not, in words for the customer.
-- Errors have codes to decide by: points that are missing are told in numbers, everything else as Patron says it.
--
-- 用积分兑换礼品，打印客户出示的兑换码；兑换不了时，用客户能懂的话说明原因。
-- 错误带有代码可供判断：积分不足时说明还差多少，其他情况照原文提示。
--
-- $ patron run scripts/cookbook/redeem_reward.lua C0042 W1
local code, reward = ...
if not reward then error(text.of { en = "name a customer and a reward", zh = "请给出客户和礼品编号" }, 0) end
local wanted = rewards.get(reward)
local ok, result = pcall(function() return rewards.redeem(code, wanted) end)
if ok then
  print(text.of({ en = "%s: code %s, %d points left", zh = "%s：兑换码 %s，剩余 %d 分" })
    :format(wanted.name, result.code, points.balance(code)))
elseif result.code == "insufficient-points" then
  local lacking = wanted.points - points.balance(code)
  print(text.of({ en = "%s: %d points are missing", zh = "%s：还差 %d 分" }):format(wanted.name, lacking))
else
  print(wanted.name .. ": " .. (result.message or result))
end
