-- Tidies what was typed: blanks around names of cities, and one name for each country.
local countries = { UK = "United Kingdom", USA = "United States" }
for c in customers.each {} do
  local city = c.city and c.city:match("^%s*(.-)%s*$")
  local country = countries[c.country] or c.country
  if city ~= c.city or country ~= c.country then customers.update(c.code, { city = city, country = country }) end
end
