-- A notice to each customer whose points expire within 30 days: how many, until when, and what they would do for them.
-- The reward named is the dearest that the usable points still buy.
--
-- 积分到期提醒：30 天内有积分到期的客户各一条，写明数量、到期日和可以换什么。
-- 推荐的是可用积分换得起的最贵的礼品。
--
-- $ patron run scripts/cookbook/expiring_points.lua --read-only
local last = dates.add(today(), (... or 30) .. "d")
local offers = rewards.list { where = { ["not"] = { active = false } }, order = "-points" }

for c in customers.each {} do
  local sum, first = 0, nil
  for _, lot in ipairs(points.lots(c)) do
    if lot.remaining > 0 and lot.expires_on and lot.expires_on >= today() and lot.expires_on <= last then
      sum = sum + lot.remaining
      if not first or lot.expires_on < first then first = lot.expires_on end
    end
  end
  if sum > 0 then
    local balance, offer = points.balance(c), nil
    for _, r in ipairs(offers) do offer = offer or r.points <= balance and r or nil end
    local notice = text.of {
      en = "%s: %d points expire, the first on %s. You have %d", zh = "%s：您有 %d 积分即将到期，最早 %s。现有可用积分 %d",
    }
    local tip = offer and text.of({ en = ", enough for: %s", zh = "，可兑换：%s" }):format(offer.name) or ""
    print(notice:format(c.name, sum, first, balance) .. tip)
  end
end
