-- What groups of companies owe together against their shared limit, and which member uses how much of it.
-- Groups over their limit are marked with !. Members' shares are in the group's currency.
--
-- 集团客户的合并敞口与共享额度，以及各成员占用多少。
-- 超出额度的集团以 ! 标出；成员占用折合集团币种。
--
-- $ patron run scripts/cookbook/group_exposure.lua --read-only
for g in groups.each { order = "code" } do
  local sum = credit.group(g)
  local over = sum.headroom and sum.headroom.amount < 0
  print(over and "!" or "", g.code, g.name, sum.total, sum.limit or "–", sum.headroom or "–")
  for _, code in ipairs(sum.members) do
    local own = credit.exposure(code).total
    if own.amount ~= 0 then print("", "  " .. code, fx.convert(own, g.currency)) end
  end
end
