-- The rule that both programs of the comparison ask: it reads an amount and a tier.
return points_program {
  name = "bench", expiry = { kind = "rolling", after = "1y" }, wallets = { { name = "points" } },
  rules = {
    { name = "goods", points = function(x, member) return x.amount / 100 * (member.tier == "gold" and 1.5 or 1) end },
  },
}
