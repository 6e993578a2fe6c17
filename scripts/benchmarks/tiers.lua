-- A ladder by what was ordered in a year.
return tier_policy {
  name = "spend_tiers", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
  tiers = {
    { name = "bronze" }, { name = "silver", from = 20000, keep = 16000 }, { name = "gold", from = 60000, keep = 48000 },
    { name = "platinum", from = 100000, keep = 80000 },
  },
}
