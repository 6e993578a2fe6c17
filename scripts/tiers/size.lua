-- The size class: L, M or S by the company's own figures, or by what it orders here where those are not known.
local function reaches(revenue, people, ordered)
  return function(c, i)
    if i.figures.annual_revenue or i.figures.employees then
      return (i.figures.annual_revenue or 0) >= revenue or (i.figures.employees or 0) >= people
    end
    return i.orders.net >= ordered
  end
end

return tier_policy {
  name = "size",
  description = { en = "Size class by revenue, staff or orders", zh = "规模等级：按营业额、人数或订货额" },
  inputs = { figures = customers.figures(), orders = orders.stats("730d") },
  tiers = {
    { name = "S" },
    { name = "M", from = reaches(20e6, 300, 80000), keep = reaches(18e6, 270, 70000) },
    { name = "L", from = reaches(400e6, 1000, 200000), keep = reaches(360e6, 900, 180000) },
  },
  hold = 2,
  writes = "size",
}
