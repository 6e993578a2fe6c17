-- Points for trade: one for each 100 of goods without tax and shipping, half as many again for gold members, and 500 for
-- who brings a customer that orders and pays. Points are usable 14 days after the order, when returns are over, through
-- the end of the month a year later. Orders are accrued with points.accrue("all"), returns with points.reverse(order).
return points_program {
  name = "trade_points",
  description = {
    en = "A point for each 100 of goods, more for gold members and for referrals",
    zh = "每 100 元货款 1 分，金级客户加成，推荐新客户另有奖励",
  },
  pending = "14d",
  expiry = { kind = "rolling", after = "12m", from = "activation", through = "month" },
  shortage = "debt",
  reinstatement = 30,
  wallets = { { name = "points" } },
  stacking = { rate = "best" },
  rules = {
    { name = "goods", group = "rate", points = function(x) return x.amount / 100 end },
    {
      name = "gold", group = "rate", cap = { month = 5000 },
      points = function(x, member)
        if member.tier ~= "gold" then return nil, "not a gold member" end
        return x.amount / 100 * 1.5
      end,
    },
    { name = "referral", on = "referral", cap = { year = 5000 }, points = function() return 500 end },
  },
}
