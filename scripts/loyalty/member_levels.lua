-- A club: points to spend, points that only count towards a level, stamps and cash back. A level is what the customer's
-- field 'tier' says. Points to spend end with the calendar year after the one in which they were earned; a card of stamps
-- stays alive while it is used.
local rates = { silver = 1.25, gold = 1.5, platinum = 2 }

return points_program {
  name = "member_levels",
  description = {
    en = "Points by member level, points that count towards a level, stamps and cash back",
    zh = "按会员等级计分，另有定级积分、集章与返现",
  },
  wallets = {
    { name = "club", expiry = { kind = "calendar", on = "12-31", years = 1 } },
    { name = "level", redeemable = false, expiry = { kind = "anniversary" } },
    { name = "stamps", expiry = { kind = "last_activity", after = "6m" } },
    { name = "cashback", currency = "CNY", expiry = { kind = "never" } },
  },
  rules = {
    {
      name = "club", wallet = "club", rounding = "floor",
      points = function(x, member) return x.amount / 10 * (rates[member.tier] or 1) end,
    },
    { name = "level", wallet = "level", points = function(x) return x.amount / 10 end },
    {
      name = "stamp", wallet = "stamps", cap = { day = 1 },
      points = function(x)
        if x.amount < 1000 then return nil, "below 1,000" end
        return 1
      end,
    },
    {
      name = "cash", wallet = "cashback", cap = { month = 100000 }, rounding = "half_even",
      points = function(x, member)
        if member.tier ~= "platinum" then return nil, "platinum members only" end
        return x.amount * 0.005
      end,
    },
    {
      name = "visit", on = "activity", wallet = "level", cap = { month = 100 },
      points = function(x)
        if x.kind ~= "visit" and x.kind ~= "training" then return nil, "neither visit nor training" end
        return 50
      end,
    },
  },
}
